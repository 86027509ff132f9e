import { Alert, Anchor, Button, List, SegmentedControl, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import { api } from '../../../api/client';
import type { ReturnDetail, ReturnLine } from '../../../api/types';
import { formatDate } from '../../../format/date';
import { t, tn } from '../../../i18n';
import { DataTable, type Column } from '../../components/DataTable';
import { PageHeader } from '../../components/PageHeader';
import { Answered, EmptyState } from '../../components/states';
import { StateBadge } from '../../components/StateBadge';
import { DateText, InstantText, MoneyText } from '../../components/text';
import css from '../../components/components.module.css';
import { useReturn } from '../../data/bank';
import { notifyDone, notifyError } from '../../notify';
import { useMay } from '../../session';
import { useAddress } from '../../useAddress';

const columns: Column<ReturnLine>[] = [
  { key: 'line', header: t('import.line'), align: 'right', render: (line) => line.line },
  {
    key: 'our',
    header: t('instrument.our_number'),
    render: (line) => <span className={css.code}>{line.our_number}</span>,
  },
  {
    key: 'title',
    header: t('title.one'),
    render: (line) =>
      line.title_id ? (
        <>
          <Anchor component={Link} href={`/recebiveis/${line.title_id}`} size="sm">
            {line.title_number}
          </Anchor>
          <Text size="xs" c="dimmed">
            {line.party_name}
          </Text>
        </>
      ) : (
        '–'
      ),
  },
  {
    key: 'event',
    header: t('bank.event'),
    render: (line) => (
      <>
        {line.event_label}
        <Text size="xs" c="dimmed">
          {t('bank.code', { code: line.occurrence })} {line.reasons_text}
        </Text>
      </>
    ),
  },
  { key: 'on', header: t('bank.on'), render: (line) => <DateText date={line.occurred_on} /> },
  {
    key: 'credit',
    header: t('bank.credit'),
    render: (line) => <DateText date={line.credited_on} />,
  },
  {
    key: 'amount',
    header: t('title.amount'),
    align: 'right',
    render: (line) => <MoneyText value={line.amount} />,
  },
  {
    key: 'paid',
    header: t('title.paid'),
    align: 'right',
    render: (line) => <MoneyText value={line.paid} />,
  },
  {
    key: 'fee',
    header: t('bank.fee'),
    align: 'right',
    render: (line) => <MoneyText value={line.fee} />,
  },
  {
    key: 'outcome',
    header: t('bank.outcome'),
    render: (line) => (
      <>
        <StateBadge state={line.outcome} of="line" />
        {line.problem && (
          <Text size="xs" c="red">
            {line.problem}
          </Text>
        )}
        {line.waits_until && <Stray line={line} />}
      </>
    ),
  },
];

/** Money of which nobody knows yet what it pays: whose it seems to be waits for an answer. */
function Stray({ line }: { line: ReturnLine }) {
  const may = useMay();
  const client = useQueryClient();
  const found = async () => {
    try {
      await api.delete(`/v1/parties/${line.likely_party_id}/stray-credits`);
      await client.invalidateQueries();
      notifyDone(t('bank.stray.done'));
    } catch (error) {
      notifyError(error);
    }
  };
  return (
    <>
      <Text size="xs">
        {t('bank.stray')}{' '}
        <Anchor component={Link} href={`/clientes/${line.likely_party_id}`} size="xs">
          {line.likely_party_name}
        </Anchor>
        {t('bank.stray.until', { date: formatDate(line.waits_until!) })}
      </Text>
      {may('banking:write') && (
        <Button size="compact-xs" variant="default" mt={4} onClick={found}>
          {t('bank.stray.found')}
        </Button>
      )}
    </>
  );
}

export function ReturnPage() {
  const { id = '' } = useParams();
  return <Answered answer={useReturn(id)}>{(file) => <Page file={file} />}</Answered>;
}

const troubled = (line: ReturnLine) =>
  line.problem !== '' || line.outcome === 'unmatched' || line.outcome === 'unknown_code';

function Page({ file }: { file: ReturnDetail }) {
  const address = useAddress();
  const only = address.get('linhas') === 'problemas';
  const rows = only ? file.items.filter(troubled) : file.items;
  return (
    <>
      <PageHeader
        back={{ label: t('nav.bank'), href: '/banco?aba=retornos' }}
        title={file.name}
        subtitle={
          <>
            {file.bank_name || file.bank} · {file.layout} · <InstantText at={file.imported_at} />
          </>
        }
      />
      <div className={css.grid4} style={{ marginBottom: 16 }}>
        <Sum label={t('bank.lines')} value={String(file.lines)} />
        <Sum label={t('bank.settled')} value={String(file.settled)} />
        <Sum label={t('bank.settled_total')} value={<MoneyText value={file.settled_total} />} />
        <Sum label={t('bank.fees')} value={<MoneyText value={file.fees_total} />} />
      </div>
      {file.warnings.length > 0 && (
        <Alert color="yellow" variant="light" mb="md" title={t('bank.warnings')}>
          <List size="sm">
            {file.warnings.map((warning, index) => (
              <List.Item key={index}>{warning}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      {file.items.some(troubled) && (
        <SegmentedControl
          mb="sm"
          size="xs"
          value={only ? 'problemas' : 'todas'}
          onChange={(value) => address.change({ linhas: value === 'problemas' ? value : null })}
          aria-label={t('bank.show')}
          data={[
            { value: 'todas', label: t('bank.show.all') },
            { value: 'problemas', label: tn('bank.problem', file.items.filter(troubled).length) },
          ]}
        />
      )}
      <DataTable
        label={t('bank.lines')}
        columns={columns}
        rows={rows}
        rowKey={(line) => String(line.line)}
        empty={<EmptyState title={t('bank.lines.none')} />}
      />
    </>
  );
}

function Sum({ label, value }: { label: string; value: React.ReactNode }) {
  return (
    <div className={css.card}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <div className={css.figureValue}>{value}</div>
    </div>
  );
}
