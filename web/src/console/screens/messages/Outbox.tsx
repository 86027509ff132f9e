import { Anchor, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import type { OutboxRow } from '../../../api/types';
import { t, tn, translateWord, type Key } from '../../../i18n';
import { DataTable, type Column } from '../../components/DataTable';
import { MessageState, MessageView, Recipient } from '../../components/MessageView';
import { Pager } from '../../components/Pager';
import { EmptyState } from '../../components/states';
import { InstantText } from '../../components/text';
import css from '../../components/components.module.css';
import { useOutbox } from '../../data/messages';
import { useAddress } from '../../useAddress';

const states = ['queued', 'sending', 'sent', 'unsure', 'failed', 'cancelled'];

export function Outbox() {
  const address = useAddress();
  const [open, setOpen] = useState<string | null>(null);
  const state = address.get('state');
  const found = useOutbox({ state, cursor: address.get('cursor'), limit: 50 });
  const columns: Column<OutboxRow>[] = [
    {
      key: 'subject',
      header: t('message.subject'),
      render: (message) => (
        <Anchor
          component="button"
          type="button"
          size="sm"
          fw={600}
          ta="left"
          onClick={() => setOpen(message.id)}
        >
          {message.subject || t('message.unrendered')}
        </Anchor>
      ),
    },
    {
      key: 'to',
      wide: true,
      header: t('message.to'),
      render: (message) => (
        <>
          {message.party_id ? (
            <Anchor component={Link} href={`/clientes/${message.party_id}`} size="sm">
              {message.party_name}
            </Anchor>
          ) : (
            message.party_name
          )}
          <Text size="xs" c="dimmed">
            <Recipient message={message} />
          </Text>
        </>
      ),
    },
    {
      key: 'channel',
      wide: true,
      header: t('channel.name'),
      render: (message) => (
        <Text size="sm">{translateWord(`channel.${message.channel}`, message.channel)}</Text>
      ),
    },
    {
      key: 'state',
      header: t('title.state'),
      render: (message) => <MessageState message={message} />,
    },
    {
      key: 'answer',
      wide: true,
      header: t('message.answer'),
      render: (message) => (
        <Text size="xs" c={message.state === 'failed' ? 'red' : 'dimmed'} lineClamp={2} maw={320}>
          {message.answer || '–'}
        </Text>
      ),
    },
    {
      key: 'at',
      header: t('message.at'),
      render: (message) => <InstantText at={message.finished_at ?? message.created_at} />,
    },
  ];
  return (
    <>
      <div className={css.filters}>
        <Select
          label={t('title.state')}
          placeholder={t('filter.all')}
          clearable
          w={200}
          data={states.map((value) => ({ value, label: t(`outbox.state.${value}` as Key) }))}
          value={state || null}
          onChange={(value) => address.change({ state: value, cursor: null })}
        />
      </div>
      <DataTable
        label={t('messages.outbox')}
        columns={columns}
        rows={found.data?.items}
        rowKey={(message) => message.id}
        error={found.error}
        retry={() => found.refetch()}
        empty={
          <EmptyState title={state ? t('messages.nothing') : t('messages.none')}>
            {t('messages.none.text')}
          </EmptyState>
        }
      />
      <Pager
        next={found.data?.next_cursor}
        shown={found.data && tn('table.shown', found.data.items.length)}
      />
      <MessageView id={open} close={() => setOpen(null)} />
    </>
  );
}
