import { Alert, Anchor, Group, Tabs } from '@mantine/core';
import { Link, useParams } from 'wouter';
import type { Title } from '../../../api/types';
import { describeDue } from '../../../format/date';
import { formatDocument } from '../../../format/people';
import { formatPpm } from '../../../format/money';
import { t, translateWord } from '../../../i18n';
import { Card, PageHeader } from '../../components/PageHeader';
import { TabList } from '../../components/TabList';
import { Answered } from '../../components/states';
import { TitleBadge } from '../../components/StateBadge';
import { DateText, Fact, MoneyText, SumLine } from '../../components/text';
import css from '../../components/components.module.css';
import { useTitle } from '../../data/titles';
import { useToday } from '../../session';
import { useAddress } from '../../useAddress';
import { BankOrders } from './BankOrders';
import { Instruments } from './Instruments';
import { TitleActions } from './TitleActions';
import { TitleDecisions, TitleJournal, TitleTimeline } from './TitleHistory';

export function TitlePage() {
  const { id = '' } = useParams();
  return <Answered answer={useTitle(id)}>{(title) => <Page title={title} />}</Answered>;
}

function Page({ title }: { title: Title }) {
  const today = useToday();
  const address = useAddress();
  const open = title.state === 'open' || title.state === 'partly_paid';
  return (
    <>
      <PageHeader
        back={{ label: t('nav.titles'), href: '/recebiveis' }}
        title={t('title.heading', { number: title.number })}
        subtitle={
          <Group gap="xs">
            <TitleBadge title={title} />
            <Anchor component={Link} href={`/clientes/${title.party.id}`} size="sm">
              {title.party.name}
            </Anchor>
            <span>{formatDocument(title.party.document)}</span>
          </Group>
        }
        actions={<TitleActions title={title} />}
      />
      <div className={css.main}>
        <div className={css.stack}>
          <Card title={open ? t('title.today') : t('title.sums')}>
            {open ? <Today title={title} today={today} /> : <Closed title={title} />}
          </Card>
          <Card>
            <Tabs
              value={address.get('aba') || 'historico'}
              onChange={(aba) => address.change({ aba })}
              keepMounted={false}
            >
              <TabList>
                <Tabs.Tab value="historico">{t('title.timeline')}</Tabs.Tab>
                <Tabs.Tab value="extrato">{t('title.journal')}</Tabs.Tab>
                <Tabs.Tab value="regua">{t('title.decisions')}</Tabs.Tab>
              </TabList>
              <Tabs.Panel value="historico">
                <TitleTimeline id={title.id} />
              </Tabs.Panel>
              <Tabs.Panel value="extrato">
                <TitleJournal title={title} />
              </Tabs.Panel>
              <Tabs.Panel value="regua">
                <TitleDecisions id={title.id} />
              </Tabs.Panel>
            </Tabs>
          </Card>
        </div>
        <div className={css.stack}>
          <Instruments title={title} open={open} />
          <BankOrders title={title} open={open} />
          <Card title={t('title.about')}>
            <Facts title={title} today={today} />
          </Card>
        </div>
      </div>
    </>
  );
}

/** The amount of today, line by line; the lines add up to the total. */
function Today({ title, today }: { title: Title; today: string }) {
  const { charges_today: charges } = title;
  return (
    <>
      <div className={css.figureValue}>
        <MoneyText value={charges.total} />
      </div>
      <div className={css.line} style={{ paddingTop: 0, opacity: 0.75 }}>
        {describeDue(title.due_date, today)}
      </div>
      {charges.explanation.map((line, index) => (
        <SumLine key={index} label={line.label} value={line.amount} />
      ))}
      <SumLine label={t('title.total_today')} value={charges.total} total />
      {charges.effective_due_date !== title.due_date && today <= charges.effective_due_date && (
        <Alert variant="light" color="blue" mt="sm" p="xs">
          {t('title.moved', { date: charges.effective_due_date.split('-').reverse().join('/') })}
        </Alert>
      )}
    </>
  );
}

function Closed({ title }: { title: Title }) {
  return (
    <>
      <SumLine label={t('title.amount')} value={title.amount} />
      <SumLine label={t('title.paid')} value={title.paid} />
      <SumLine label={t('title.balance')} value={title.balance} total />
    </>
  );
}

function Facts({ title, today }: { title: Title; today: string }) {
  const { terms } = title;
  const interest = {
    none: t('terms.none'),
    monthly: t('terms.monthly', { rate: formatPpm(terms.interest_ppm, 4) }),
    daily: '',
    legal: t('terms.legal'),
  }[terms.interest_mode];
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <Fact name={t('title.description')}>{title.description || '–'}</Fact>
      <Fact name={t('title.due')}>
        <DateText date={title.due_date} /> · {describeDue(title.due_date, today)}
      </Fact>
      <Fact name={t('title.issue')}>
        <DateText date={title.issue_date} />
      </Fact>
      <Fact name={t('title.amount')}>
        <MoneyText value={title.amount} />
      </Fact>
      {title.paid_on && (
        <Fact name={t('title.paid_on')}>
          <DateText date={title.paid_on} />
        </Fact>
      )}
      <Fact name={t('terms.fine')}>
        {terms.fine_ppm ? formatPpm(terms.fine_ppm, 4) : t('terms.none')}
      </Fact>
      <Fact name={t('terms.interest')}>
        {terms.interest_mode === 'daily' ? (
          <>
            <MoneyText value={terms.interest_daily} /> {t('terms.perday')}
          </>
        ) : (
          interest
        )}
      </Fact>
      {terms.discounts.map((discount) => (
        <Fact key={discount.until} name={t('terms.discount')}>
          {discount.mode === 'fixed' ? (
            <MoneyText value={discount.amount ?? 0} />
          ) : (
            formatPpm(discount.ppm ?? 0, 4)
          )}{' '}
          {t('terms.until')} <DateText date={discount.until} />
        </Fact>
      ))}
      {terms.rebate > 0 && (
        <Fact name={t('terms.rebate')}>
          <MoneyText value={terms.rebate} />
        </Fact>
      )}
      <Fact name={t('title.origin')}>
        {translateWord(`origin.${title.origin_kind}`, title.origin_kind)}
        {title.origin_kind === 'nfe' && (
          <span className={css.code}> {title.origin_key.slice(0, 44)}</span>
        )}
      </Fact>
    </div>
  );
}
