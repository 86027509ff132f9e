import { Anchor, Button, Chip, Group, Menu, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconDownload, IconFileImport, IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { download } from '../../../api/client';
import type { DelayBand, TitleRow } from '../../../api/types';
import { t, tn, type Key } from '../../../i18n';
import { DataTable, type Column } from '../../components/DataTable';
import { DateField } from '../../components/fields';
import { PageHeader } from '../../components/PageHeader';
import { Pager } from '../../components/Pager';
import { EmptyState } from '../../components/states';
import { TitleBadge } from '../../components/StateBadge';
import { DateText, DueText, MoneyText } from '../../components/text';
import css from '../../components/components.module.css';
import { useTitles } from '../../data/titles';
import { notifyError } from '../../notify';
import { useMay } from '../../session';
import { useDelayBands } from '../../data/settings';
import { useAddress } from '../../useAddress';
import { BulkActions } from './BulkActions';

const states = ['open', 'partly_paid', 'paid', 'cancelled', 'written_off'] as const;
/** What the dashboard's "A receber" counts. */
const owed = 'open,partly_paid';
const filterNames = [
  'q',
  'state',
  'overdue',
  'due_from',
  'due_to',
  'paid_from',
  'paid_to',
  'band',
  'party_id',
] as const;

const columns: Column<TitleRow>[] = [
  {
    key: 'number',
    header: t('title.number'),
    sort: 'number',
    render: (title) => (
      <>
        <Anchor component={Link} href={`/recebiveis/${title.id}`} size="sm" fw={600}>
          {title.number}
        </Anchor>
        <Text size="xs" c="dimmed" component="div" className={css.narrow}>
          <DateText date={title.due_date} />
          <TitleBadge title={title} />
        </Text>
      </>
    ),
  },
  { key: 'party', header: t('title.party'), width: '30%', render: (title) => title.party_name },
  {
    key: 'due',
    header: t('title.due'),
    sort: 'due_date',
    wide: true,
    render: (title) => <DueText date={title.due_date} />,
  },
  {
    key: 'state',
    header: t('title.state'),
    wide: true,
    render: (title) => <TitleBadge title={title} />,
  },
  {
    key: 'paid_on',
    header: t('title.paid_on'),
    wide: true,
    render: (title) => <DateText date={title.paid_on} />,
  },
  {
    key: 'amount',
    header: t('title.amount'),
    sort: 'amount',
    align: 'right',
    wide: true,
    render: (title) => <MoneyText value={title.amount} />,
  },
  {
    key: 'balance',
    header: t('title.balance'),
    align: 'right',
    wide: true,
    render: (title) => <MoneyText value={title.balance} />,
  },
  {
    key: 'today',
    header: t('title.total_today'),
    align: 'right',
    render: (title) => <MoneyText value={title.total_today} fw={title.overdue ? 650 : undefined} />,
  },
];

export function Titles() {
  const address = useAddress();
  const may = useMay();
  const [selected, setSelected] = useState(new Set<string>());
  const filters = Object.fromEntries(filterNames.map((name) => [name, address.get(name)]));
  const sort = address.get('sort') || (filters.overdue ? 'due_date' : '-due_date');
  const found = useTitles({
    ...filters,
    sort,
    cursor: address.get('cursor'),
    limit: 50,
    totals: true,
  });
  const filter = (changes: Record<string, string | null>) => {
    setSelected(new Set());
    address.change({ ...changes, cursor: null });
  };
  const filtered = filterNames.some((name) => address.get(name));
  const totals = found.data?.totals;
  // When each was paid is worth a column only where paid titles are looked for.
  const paid =
    address.get('state') === 'paid' || address.get('paid_from') || address.get('paid_to');

  return (
    <>
      <PageHeader
        title={t('nav.titles')}
        subtitle={totals ? tn('titles.count', totals.count) : ' '}
        actions={
          <>
            <Button
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
              onClick={() =>
                download('/v1/export/titles.csv', 'titulos.csv', filters).catch(notifyError)
              }
            >
              {t('action.csv')}
            </Button>
            {may('titles:write') && <NewMenu />}
          </>
        }
      />
      <Filters get={address.get} filter={filter} filtered={filtered} />
      <BulkActions selected={selected} clear={() => setSelected(new Set())} />
      <DataTable
        label={t('nav.titles')}
        columns={paid ? columns : columns.filter((column) => column.key !== 'paid_on')}
        rows={found.data?.items}
        rowKey={(title) => title.id}
        href={(title) => `/recebiveis/${title.id}`}
        error={found.error}
        retry={() => found.refetch()}
        sort={sort}
        onSort={(next) => filter({ sort: next })}
        selected={selected}
        onSelect={setSelected}
        totals={
          totals && {
            number: t('table.total'),
            amount: <MoneyText value={totals.amount} />,
            balance: <MoneyText value={totals.balance} />,
          }
        }
        empty={
          filtered ? (
            <EmptyState
              title={t('titles.nothing')}
              action={
                <Button variant="default" size="xs" onClick={() => filter(cleared)}>
                  {t('filter.clear')}
                </Button>
              }
            >
              {t('titles.nothing.text')}
            </EmptyState>
          ) : (
            <EmptyState
              title={t('titles.none')}
              action={
                <Button component={Link} href="/importar" size="xs">
                  {t('import.title')}
                </Button>
              }
            >
              {t('titles.none.text')}
            </EmptyState>
          )
        }
      />
      <Pager
        next={found.data?.next_cursor}
        shown={found.data && tn('table.shown', found.data.items.length)}
      />
    </>
  );
}

const cleared = Object.fromEntries(filterNames.map((name) => [name, null]));

function NewMenu() {
  return (
    <Group gap="xs">
      <Menu position="bottom-end">
        <Menu.Target>
          <Button leftSection={<IconPlus size={16} aria-hidden />}>{t('titles.new')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            component={Link}
            href="/importar"
            leftSection={<IconFileImport size={16} aria-hidden />}
          >
            {t('import.nfe')}
          </Menu.Item>
          <Menu.Item
            component={Link}
            href="/importar?aba=titulos"
            leftSection={<IconFileImport size={16} aria-hidden />}
          >
            {t('titles.new.csv')}
          </Menu.Item>
          <Menu.Item
            component={Link}
            href="/recebiveis/novo"
            leftSection={<IconPlus size={16} aria-hidden />}
          >
            {t('titles.new.form')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

/** The company's bands, and the one that an older address names. */
function bandNames(bands: DelayBand[] | undefined, chosen: string): string[] {
  const names = (bands ?? []).map((band) => band.name);
  return chosen && !names.includes(chosen) ? [...names, chosen] : names;
}

interface FiltersProps {
  get: (name: string) => string;
  filter: (changes: Record<string, string | null>) => void;
  filtered: boolean;
}

function Filters({ get, filter, filtered }: FiltersProps) {
  const [text, setText] = useState(get('q'));
  const bands = useDelayBands();
  const search = useDebouncedCallback((q: string) => filter({ q }), 200);
  return (
    <div className={css.filters} role="search">
      <TextInput
        className={css.grow}
        label={t('filter.text')}
        placeholder={t('titles.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      <Select
        label={t('title.state')}
        placeholder={t('filter.all')}
        clearable
        w={170}
        data={[
          { value: owed, label: t('titles.owed') },
          ...states.map((state) => ({ value: state, label: t(`title.state.${state}` as Key) })),
        ]}
        value={get('state') || null}
        onChange={(state) => filter({ state })}
      />
      <Select
        label={t('filter.band')}
        placeholder={t('filter.all')}
        clearable
        w={170}
        data={bandNames(bands.data?.items, get('band'))}
        value={get('band') || null}
        onChange={(band) => filter({ band, overdue: band ? 'true' : get('overdue') || null })}
      />
      <DateField
        label={t('filter.due_from')}
        w={140}
        clearable
        value={get('due_from')}
        onChange={(due_from) => filter({ due_from })}
      />
      <DateField
        label={t('filter.due_to')}
        w={140}
        clearable
        value={get('due_to')}
        onChange={(due_to) => filter({ due_to })}
      />
      <Chip
        color="red"
        radius="sm"
        checked={get('overdue') === 'true'}
        onChange={(on) => filter({ overdue: on ? 'true' : null, state: null })}
      >
        {t('titles.overdue')}
      </Chip>
      {filtered && (
        <Button
          variant="subtle"
          color="gray"
          onClick={() => {
            setText('');
            filter(cleared);
          }}
        >
          {t('filter.clear')}
        </Button>
      )}
    </div>
  );
}
