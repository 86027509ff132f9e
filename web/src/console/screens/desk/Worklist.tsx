import { Badge, Button, Group, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { IconPlayerTrackNext } from '@tabler/icons-react';
import { useState } from 'react';
import type { WorkItem, WorkPage } from '../../../api/types';
import { formatDate, formatInstant } from '../../../format/date';
import { formatCount } from '../../../format/money';
import { formatPhone } from '../../../format/people';
import { t, tn } from '../../../i18n';
import { DataTable } from '../../components/DataTable';
import { Pager } from '../../components/Pager';
import { EmptyState } from '../../components/states';
import { MoneyText } from '../../components/text';
import { useAssign, useNextCustomer, useQueues, useWorklist } from '../../data/desk';
import { notifyDone, notifyError } from '../../notify';
import { useDelayBands } from '../../data/settings';
import { bandOf } from '../dunning/bands';
import { useMay, useSession } from '../../session';
import { useAddress } from '../../useAddress';
import { Formula } from './Formula';

/** Late customers, best first; N goes to the one to call now. */
export function Worklist() {
  const address = useAddress();
  const may = useMay();
  const next = useNextCustomer();
  const section = address.get('secao') || 'easy';
  const queue = address.get('fila') || 'all';
  const list = useWorklist({ section, queue, cursor: address.get('cursor'), limit: 50 });
  const [selected, setSelected] = useState(new Set<string>());
  const narrow = useMediaQuery('(max-width: 48em)');
  const goOn = () => next(queue, section);
  useHotkeys(may('holds:write') ? [['n', goOn]] : []);
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm" align="flex-end">
        <Group gap="sm" align="flex-end">
          <QueueChoice value={queue} onChange={(fila) => address.change({ fila, cursor: null })} />
          <SegmentedControl
            aria-label={t('work.section')}
            orientation={narrow ? 'vertical' : 'horizontal'}
            value={section}
            onChange={(secao) => address.change({ secao, cursor: null })}
            data={(list.data?.sections ?? []).map((each) => ({
              value: each.section,
              label: `${each.label} · ${
                each.more
                  ? t('work.more', { count: formatCount(each.customers) })
                  : formatCount(each.customers)
              }`,
            }))}
          />
        </Group>
        {may('holds:write') && (
          <Button leftSection={<IconPlayerTrackNext size={16} aria-hidden />} onClick={goOn}>
            {t('work.next')}
          </Button>
        )}
      </Group>
      {may('dunning:write') && selected.size > 0 && (
        <Assign ids={[...selected]} done={() => setSelected(new Set())} />
      )}
      <List
        list={list.data}
        error={list.error}
        retry={() => list.refetch()}
        way={`fila=${queue}&secao=${section}`}
        selected={may('dunning:write') ? selected : undefined}
        onSelect={setSelected}
      />
      <Pager next={list.data?.next_cursor} shown={t('work.keys')} />
      {list.data && <Formula tables={list.data.formula} />}
    </Stack>
  );
}

function QueueChoice({ value, onChange }: { value: string; onChange: (queue: string) => void }) {
  const queues = useQueues();
  const { user } = useSession();
  const others = (queues.data?.users ?? []).filter((each) => each.id !== user.id);
  return (
    <Select
      label={t('work.queue')}
      w={190}
      allowDeselect={false}
      data={[
        { value: 'all', label: t('work.queue.all') },
        { value: 'mine', label: t('work.queue.mine') },
        { value: 'nobody', label: t('work.queue.nobody') },
        ...others.map((each) => ({ value: each.id, label: each.name })),
      ]}
      value={value}
      onChange={(queue) => onChange(queue ?? 'all')}
    />
  );
}

interface ListProps {
  list?: WorkPage;
  error: unknown;
  retry: () => void;
  way: string;
  selected?: Set<string>;
  onSelect: (selected: Set<string>) => void;
}

function List({ list, error, retry, way, selected, onSelect }: ListProps) {
  return (
    <DataTable
      label={t('work.title')}
      rows={list?.items}
      rowKey={(row) => row.party_id}
      error={error}
      retry={retry}
      empty={<EmptyState title={t('work.none')}>{t('work.none.text')}</EmptyState>}
      href={(row) => `/clientes/${row.party_id}?${way}`}
      selected={selected}
      onSelect={onSelect}
      columns={[
        { key: 'who', header: t('work.customer'), render: (row) => <Who row={row} /> },
        { key: 'why', header: t('work.why'), wide: true, render: (row) => <Why row={row} /> },
        { key: 'call', header: t('work.call'), wide: true, render: (row) => <Call row={row} /> },
        {
          key: 'owed',
          header: t('work.owed'),
          align: 'right',
          wide: true,
          render: (row) => <MoneyText value={row.owed} />,
        },
        {
          key: 'expected',
          header: t('work.expected'),
          align: 'right',
          render: (row) => <MoneyText value={row.expected} fw={650} />,
        },
      ]}
    />
  );
}

function Who({ row }: { row: WorkItem }) {
  const { company } = useSession();
  const band = bandOf(useDelayBands().data?.items ?? [], row.days_late);
  const until = row.claimed_until && formatInstant(row.claimed_until, company.time_zone).slice(-5);
  return (
    <>
      <Text size="sm" fw={600}>
        {row.party_name}
      </Text>
      <Text size="xs" c="dimmed">
        {row.phone && `${formatPhone(row.phone)} · `}
        {tn('work.titles', row.titles, { days: row.days_late })}
        {band && ` · ${t('work.band', { name: band.name })}`}
        {row.owner_name && ` · ${t('work.owner')} ${row.owner_name}`}
      </Text>
      {until && (
        <Badge size="sm" variant="light" color={row.claimed_by_me ? 'blue' : 'yellow'}>
          {row.claimed_by_me
            ? t('work.claimed.me', { time: until })
            : t('work.claimed', { name: row.claimed_by ?? '', time: until })}
        </Badge>
      )}
    </>
  );
}

function Why({ row }: { row: WorkItem }) {
  return (
    <>
      {row.agreed && (
        <Badge size="sm" variant="light" color="blue" mr={6}>
          {t('work.agreed')}
        </Badge>
      )}
      {row.waits_label && (
        <Badge size="sm" variant="light" color="yellow" mr={6}>
          {row.waits_until
            ? t('work.waits', { what: row.waits_label, date: formatDate(row.waits_until) })
            : t('work.waits.open', { what: row.waits_label })}
        </Badge>
      )}
      <Text size="xs" span>
        {row.factors.map((each) => `${each.label} × ${each.percent}%`).join(' · ')}
      </Text>
    </>
  );
}

function Call({ row }: { row: WorkItem }) {
  return (
    <>
      <Badge size="sm" variant="light" color={row.may_call ? 'green' : 'gray'}>
        {row.may_call ? t('work.may') : t('work.maynot')}
      </Badge>
      <Text size="xs" c="dimmed" maw={220}>
        {row.call_text}
      </Text>
    </>
  );
}

function Assign({ ids, done }: { ids: string[]; done: () => void }) {
  const queues = useQueues();
  const assign = useAssign();
  const give = (user: string) =>
    assign.mutate(
      { ids, user: user === 'rules' ? null : user },
      {
        onSuccess: () => {
          notifyDone(tn('work.assigned', ids.length));
          done();
        },
        onError: notifyError,
      },
    );
  return (
    <Select
      label={t('work.assign')}
      w={220}
      value={null}
      data={[
        ...(queues.data?.users ?? []).map((each) => ({ value: each.id, label: each.name })),
        { value: 'rules', label: t('work.assign.rules') },
      ]}
      onChange={(user) => user && give(user)}
    />
  );
}
