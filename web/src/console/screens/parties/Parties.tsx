import { Anchor, Button, Chip, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconDownload, IconFileImport, IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { download } from '../../../api/client';
import type { PartyRow } from '../../../api/types';
import { formatDocument, formatPhone } from '../../../format/people';
import { t, tn } from '../../../i18n';
import { DataTable, type Column } from '../../components/DataTable';
import { PageHeader } from '../../components/PageHeader';
import { Pager } from '../../components/Pager';
import { EmptyState } from '../../components/states';
import { DueText, MoneyText } from '../../components/text';
import css from '../../components/components.module.css';
import { useParties } from '../../data/parties';
import { notifyError } from '../../notify';
import { useMay } from '../../session';
import { useAddress } from '../../useAddress';

const columns: Column<PartyRow>[] = [
  {
    key: 'name',
    header: t('party.name'),
    sort: 'name',
    render: (party) => (
      <>
        <Anchor component={Link} href={`/clientes/${party.id}`} size="sm" fw={600}>
          {party.name}
        </Anchor>
        <Text size="xs" c="dimmed" className={css.figures}>
          {formatDocument(party.document)}
        </Text>
      </>
    ),
  },
  {
    key: 'contact',
    wide: true,
    header: t('party.contact'),
    render: (party) => (
      <>
        {party.email || '–'}
        <Text size="xs" c="dimmed">
          {party.phone && formatPhone(party.phone)}
        </Text>
      </>
    ),
  },
  {
    key: 'city',
    wide: true,
    header: t('party.city'),
    render: (party) => [party.city, party.state].filter(Boolean).join(' · '),
  },
  {
    key: 'open',
    wide: true,
    header: t('party.open'),
    align: 'right',
    render: (party) => <MoneyText value={party.open_amount} />,
  },
  {
    key: 'overdue',
    header: t('party.overdue'),
    align: 'right',
    render: (party) =>
      party.overdue_titles > 0 ? (
        <>
          <MoneyText value={party.overdue_amount} c="red" fw={600} />
          <Text size="xs" c="dimmed">
            {tn('party.overdue.count', party.overdue_titles)}
          </Text>
        </>
      ) : (
        <Text size="sm" c="dimmed">
          {t('party.fine')}
        </Text>
      ),
  },
  {
    key: 'oldest',
    wide: true,
    header: t('party.oldest'),
    render: (party) => (party.oldest_due ? <DueText date={party.oldest_due} /> : '–'),
  },
];

export function Parties() {
  const address = useAddress();
  const may = useMay();
  const q = address.get('q');
  const overdue = address.get('overdue');
  const tag = address.get('tag');
  const contact = address.get('contact');
  const sort = address.get('sort') || 'name';
  const found = useParties({
    q,
    overdue,
    tag,
    contact,
    sort,
    // Whoever cannot be reached, as the dashboard counts them; otherwise customers.
    role: contact ? undefined : 'customer',
    cursor: address.get('cursor'),
    limit: 50,
  });
  const [text, setText] = useState(q);
  const filter = (changes: Record<string, string | null>) =>
    address.change({ ...changes, cursor: null });
  const search = useDebouncedCallback((wanted: string) => filter({ q: wanted }), 200);
  const clear = () => {
    setText('');
    filter({ q: null, overdue: null, tag: null, contact: null });
  };
  return (
    <>
      <PageHeader
        title={t('nav.parties')}
        subtitle={
          found.data?.total != null ? tn('parties.count', found.data.total) : t('parties.text')
        }
        actions={
          <>
            <Button
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
              onClick={() => download('/v1/export/parties.csv', 'clientes.csv').catch(notifyError)}
            >
              {t('action.csv')}
            </Button>
            {may('parties:write') && (
              <>
                <Button
                  component={Link}
                  href="/importar?aba=clientes"
                  variant="default"
                  leftSection={<IconFileImport size={16} aria-hidden />}
                >
                  {t('import.csv')}
                </Button>
                <Button
                  component={Link}
                  href="/clientes/novo"
                  leftSection={<IconPlus size={16} aria-hidden />}
                >
                  {t('parties.new')}
                </Button>
              </>
            )}
          </>
        }
      />
      <div className={css.filters} role="search">
        <TextInput
          className={css.grow}
          label={t('filter.text')}
          placeholder={t('parties.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            search(event.currentTarget.value);
          }}
        />
        <Chip
          color="red"
          radius="sm"
          checked={overdue === 'true'}
          onChange={(on) => filter({ overdue: on ? 'true' : null })}
        >
          {t('parties.overdue')}
        </Chip>
        <Chip
          color="yellow"
          radius="sm"
          checked={contact === 'bounced'}
          onChange={(on) => filter({ contact: on ? 'bounced' : null })}
        >
          {t('parties.bounced')}
        </Chip>
        {tag && (
          <Chip radius="sm" checked onChange={() => filter({ tag: null })}>
            {tag}
          </Chip>
        )}
        {(q || overdue || tag || contact) && (
          <Button variant="subtle" color="gray" onClick={clear}>
            {t('filter.clear')}
          </Button>
        )}
      </div>
      <DataTable
        label={t('nav.parties')}
        columns={columns}
        rows={found.data?.items}
        rowKey={(party) => party.id}
        href={(party) => `/clientes/${party.id}`}
        error={found.error}
        retry={() => found.refetch()}
        sort={sort}
        onSort={(next) => filter({ sort: next })}
        empty={
          q || overdue || tag || contact ? (
            <EmptyState title={t('parties.nothing')}>{t('parties.nothing.text')}</EmptyState>
          ) : (
            <EmptyState title={t('parties.none')}>{t('parties.none.text')}</EmptyState>
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
