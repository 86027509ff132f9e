import { Anchor, Badge } from '@mantine/core';
import { Link } from 'wouter';
import type { PaymentPromise } from '../../../api/types';
import { t, translateWord } from '../../../i18n';
import { DataTable } from '../../components/DataTable';
import { EmptyState } from '../../components/states';
import { DateText, MoneyText } from '../../components/text';
import { usePromises } from '../../data/dunning';

const colours: Record<string, string> = { running: 'yellow', kept: 'green', broken: 'red' };

export function PromiseBadge({ promise }: { promise: PaymentPromise }) {
  return (
    <Badge variant="light" color={colours[promise.state] ?? 'gray'}>
      {translateWord(`promise.state.${promise.state}`, promise.state)}
    </Badge>
  );
}

/** Promises of the last 90 days, and whether they were kept: told by the money that came in. */
export function Promises() {
  const promises = usePromises();
  return (
    <DataTable
      label={t('promises')}
      rows={promises.data?.items}
      rowKey={(promise) => promise.id}
      error={promises.error}
      retry={() => promises.refetch()}
      empty={<EmptyState title={t('promises.none')}>{t('promises.none.text')}</EmptyState>}
      columns={[
        {
          key: 'party',
          header: t('title.party'),
          render: (promise) => (
            <Anchor component={Link} href={`/clientes/${promise.party_id}`} size="sm">
              {promise.party_name}
            </Anchor>
          ),
        },
        {
          key: 'title',
          wide: true,
          header: t('title.one'),
          render: (promise) =>
            promise.title_id ? (
              <Anchor component={Link} href={`/recebiveis/${promise.title_id}`} size="sm">
                {promise.title_number}
              </Anchor>
            ) : (
              t('hold.all')
            ),
        },
        {
          key: 'made',
          wide: true,
          header: t('promise.made'),
          render: (promise) => (
            <>
              <DateText date={promise.made_on} /> · {promise.made_by}
            </>
          ),
        },
        {
          key: 'on',
          header: t('promise.on'),
          render: (promise) => <DateText date={promise.on} />,
        },
        {
          key: 'amount',
          header: t('promise.amount'),
          align: 'right',
          render: (promise) => <MoneyText value={promise.amount} />,
        },
        {
          key: 'received',
          wide: true,
          header: t('promise.received'),
          align: 'right',
          render: (promise) => <MoneyText value={promise.received} />,
        },
        {
          key: 'state',
          header: t('promise.state'),
          render: (promise) => <PromiseBadge promise={promise} />,
        },
      ]}
    />
  );
}
