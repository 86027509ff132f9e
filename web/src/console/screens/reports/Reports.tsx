import { Anchor, Button, Group, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Link } from 'wouter';
import { download } from '../../../api/client';
import { formatDate } from '../../../format/date';
import { t, tn } from '../../../i18n';
import { Bands } from '../../components/Bands';
import { DataTable } from '../../components/DataTable';
import { DateField } from '../../components/fields';
import { Card, PageHeader } from '../../components/PageHeader';
import { Pager } from '../../components/Pager';
import { Answered, EmptyState } from '../../components/states';
import { DateText, MoneyText } from '../../components/text';
import css from '../../components/components.module.css';
import { useAging } from '../../data/insight';
import { useTitles } from '../../data/titles';
import { notifyError } from '../../notify';
import { useToday } from '../../session';
import { useAddress } from '../../useAddress';

export function Reports() {
  return (
    <>
      <PageHeader title={t('nav.reports')} subtitle={t('reports.text')} />
      <div style={{ display: 'grid', gap: 16 }}>
        <Aging />
        <Received />
        <Exports />
      </div>
    </>
  );
}

function Aging() {
  const aging = useAging();
  return (
    <Card title={t('reports.aging')}>
      <Answered answer={aging} lines={5}>
        {(report) => (
          <>
            <Bands bands={report.bands} />
            <div className={`${css.line} ${css.lineTotal}`}>
              <span>{t('reports.aging.total', { date: formatDate(report.business_date) })}</span>
              <MoneyText value={report.bands.reduce((sum, band) => sum + band.amount, 0)} />
            </div>
          </>
        )}
      </Answered>
    </Card>
  );
}

/** Titles paid between two days: the list whose sum is what came in for them. */
function Received() {
  const today = useToday();
  const address = useAddress();
  const from = address.get('de') || `${today.slice(0, 8)}01`;
  const to = address.get('ate') || today;
  const found = useTitles({
    paid_from: from,
    paid_to: to,
    sort: '-paid_on',
    cursor: address.get('cursor'),
    limit: 50,
    totals: true,
  });
  return (
    <Card
      title={t('reports.received')}
      actions={
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() =>
            download('/v1/export/payments.csv', 'recebimentos.csv', { from, to }).catch(notifyError)
          }
        >
          {t('action.csv')}
        </Button>
      }
    >
      <Group mb="md" align="flex-end">
        <DateField
          label={t('filter.from')}
          w={150}
          maxDate={to}
          value={from}
          onChange={(de) => address.change({ de, cursor: null })}
        />
        <DateField
          label={t('filter.to')}
          w={150}
          minDate={from}
          maxDate={today}
          value={to}
          onChange={(ate) => address.change({ ate, cursor: null })}
        />
        {found.data?.totals && (
          <Text size="sm" pb={8}>
            {tn('titles.count', found.data.totals.count)}
          </Text>
        )}
      </Group>
      <DataTable
        label={t('reports.received')}
        rows={found.data?.items}
        rowKey={(title) => title.id}
        href={(title) => `/recebiveis/${title.id}`}
        error={found.error}
        retry={() => found.refetch()}
        empty={
          <EmptyState title={t('reports.received.none')}>
            {t('reports.received.none.text')}
          </EmptyState>
        }
        columns={[
          {
            key: 'paid_on',
            header: t('title.paid_on'),
            render: (title) => <DateText date={title.paid_on} />,
          },
          {
            key: 'number',
            header: t('title.number'),
            render: (title) => (
              <Anchor component={Link} href={`/recebiveis/${title.id}`} size="sm">
                {title.number}
              </Anchor>
            ),
          },
          { key: 'party', header: t('title.party'), render: (title) => title.party_name },
          {
            key: 'due',
            header: t('title.due'),
            render: (title) => <DateText date={title.due_date} />,
          },
          {
            key: 'amount',
            header: t('title.amount'),
            align: 'right',
            render: (title) => <MoneyText value={title.amount} />,
          },
          {
            key: 'paid',
            header: t('title.paid'),
            align: 'right',
            render: (title) => <MoneyText value={title.paid} fw={600} />,
          },
        ]}
      />
      <Pager
        next={found.data?.next_cursor}
        shown={found.data && tn('table.shown', found.data.items.length)}
      />
    </Card>
  );
}

const sheets = [
  { path: '/v1/export/titles.csv', name: 'titulos.csv', label: 'reports.export.titles' },
  { path: '/v1/export/parties.csv', name: 'clientes.csv', label: 'reports.export.parties' },
  { path: '/v1/export/payments.csv', name: 'recebimentos.csv', label: 'reports.export.payments' },
] as const;

function Exports() {
  return (
    <Card title={t('reports.export')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('reports.export.text')}
      </Text>
      <Group>
        {sheets.map(({ path, name, label }) => (
          <Button
            key={path}
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => download(path, name).catch(notifyError)}
          >
            {t(label)}
          </Button>
        ))}
      </Group>
    </Card>
  );
}
