import { Anchor, Badge, Box } from '@mantine/core';
import { Link } from 'wouter';
import type { Agreement } from '../../../api/types';
import { formatDate } from '../../../format/date';
import { t, translateWord } from '../../../i18n';
import { DataTable } from '../../components/DataTable';
import { PageHeader } from '../../components/PageHeader';
import { EmptyState } from '../../components/states';
import { MoneyText } from '../../components/text';
import { useAgreements } from '../../data/agreements';
import { Rules } from './Rules';

const colours: Record<string, string> = { running: 'yellow', kept: 'green', broken: 'red' };

export function AgreementBadge({ agreement }: { agreement: Agreement }) {
  return (
    <Badge variant="light" color={colours[agreement.state]}>
      {translateWord(`agreement.state.${agreement.state}`, agreement.state)}
    </Badge>
  );
}

/** What customers agreed to pay in instalments, and what holds for all of it. */
export function Agreements() {
  const agreements = useAgreements();
  return (
    <>
      <PageHeader title={t('nav.agreements')} subtitle={t('agreements.text')} />
      <DataTable
        label={t('nav.agreements')}
        rows={agreements.data?.items}
        rowKey={(row) => row.id}
        error={agreements.error}
        retry={() => agreements.refetch()}
        href={(row) => `/acordos/${row.id}`}
        empty={<EmptyState title={t('agreements.none')}>{t('agreements.none.text')}</EmptyState>}
        columns={[
          {
            key: 'party',
            header: t('agreement.customer'),
            render: (row) => (
              <Anchor component={Link} href={`/acordos/${row.id}`} size="sm" fw={600}>
                {row.party_name}
              </Anchor>
            ),
          },
          {
            key: 'number',
            header: t('agreement.number'),
            wide: true,
            render: (row) => String(row.number),
          },
          {
            key: 'signed',
            header: t('agreement.signed'),
            wide: true,
            render: (row) => formatDate(row.signed_on),
          },
          {
            key: 'count',
            header: t('agreement.count'),
            wide: true,
            align: 'right',
            render: (row) => String(row.count),
          },
          {
            key: 'total',
            header: t('agreement.total'),
            align: 'right',
            render: (row) => <MoneyText value={row.total} />,
          },
          {
            key: 'paid',
            header: t('agreement.paid'),
            wide: true,
            align: 'right',
            render: (row) => <MoneyText value={row.paid} />,
          },
          {
            key: 'state',
            header: t('agreement.state'),
            render: (row) => <AgreementBadge agreement={row} />,
          },
        ]}
      />
      <Box mt="lg">
        <Rules />
      </Box>
    </>
  );
}
