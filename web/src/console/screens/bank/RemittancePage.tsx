import { Anchor, Button, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Link, useParams } from 'wouter';
import { t, translateWord } from '../../../i18n';
import { DataTable } from '../../components/DataTable';
import { PageHeader } from '../../components/PageHeader';
import { Answered, EmptyState } from '../../components/states';
import { StateBadge } from '../../components/StateBadge';
import { DateText, InstantText, MoneyText } from '../../components/text';
import css from '../../components/components.module.css';
import { useRemittance } from '../../data/bank';
import { getFile } from './Remittances';

export function RemittancePage() {
  const { id = '' } = useParams();
  return (
    <Answered answer={useRemittance(id)}>
      {(remittance) => (
        <>
          <PageHeader
            back={{ label: t('nav.bank'), href: '/banco?aba=remessas' }}
            title={remittance.name}
            subtitle={
              <>
                {t('bank.number.of', { number: remittance.number })} ·{' '}
                <InstantText at={remittance.created_at} />
              </>
            }
            actions={
              <Button
                leftSection={<IconDownload size={16} aria-hidden />}
                onClick={() => getFile(remittance)}
              >
                {t('action.download')}
              </Button>
            }
          />
          <DataTable
            label={t('nav.titles')}
            rows={remittance.items}
            rowKey={(item) => item.order + item.our_number}
            href={(item) => `/recebiveis/${item.title_id}`}
            empty={<EmptyState title={t('bank.lines.none')} />}
            totals={{ title: t('table.total'), amount: <MoneyText value={remittance.total} /> }}
            columns={[
              {
                key: 'title',
                header: t('title.one'),
                render: (item) => (
                  <Anchor component={Link} href={`/recebiveis/${item.title_id}`} size="sm" fw={600}>
                    {item.title_number}
                  </Anchor>
                ),
              },
              { key: 'party', header: t('title.party'), render: (item) => item.party_name },
              {
                key: 'order',
                header: t('bank.order'),
                render: (item) => translateWord(`bank.order.${item.order}`, item.order),
              },
              {
                key: 'our',
                header: t('instrument.our_number'),
                render: (item) => <span className={css.code}>{item.our_number}</span>,
              },
              {
                key: 'due',
                header: t('title.due'),
                render: (item) => <DateText date={item.due_date} />,
              },
              {
                key: 'amount',
                header: t('title.amount'),
                align: 'right',
                render: (item) => <MoneyText value={item.amount} />,
              },
              {
                key: 'state',
                header: t('title.state'),
                render: (item) => (
                  <>
                    <StateBadge state={item.state} of="instrument" />
                    {item.reason && (
                      <Text size="xs" c={item.state === 'rejected' ? 'red' : 'dimmed'}>
                        {item.reason}
                      </Text>
                    )}
                  </>
                ),
              },
            ]}
          />
        </>
      )}
    </Answered>
  );
}
