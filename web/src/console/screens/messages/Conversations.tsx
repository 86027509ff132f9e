import { Anchor, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { IncomingMessage } from '../../../api/types';
import { formatPhone } from '../../../format/people';
import { t, tn, translateWord } from '../../../i18n';
import { DataTable, type Column } from '../../components/DataTable';
import { Pager } from '../../components/Pager';
import { EmptyState } from '../../components/states';
import { InstantText } from '../../components/text';
import { useIncoming } from '../../data/whatsapp';
import { useAddress } from '../../useAddress';

const columns: Column<IncomingMessage>[] = [
  {
    key: 'who',
    header: t('conversation.who'),
    render: (one) =>
      one.party_id ? (
        <Anchor component={Link} href={`/clientes/${one.party_id}?aba=whatsapp`} size="sm">
          {one.party_name}
        </Anchor>
      ) : (
        <>
          {one.profile_name || formatPhone(one.number)}
          <Text size="xs" c="dimmed">
            {t('conversation.nobody')} · {formatPhone(one.number)}
          </Text>
        </>
      ),
  },
  {
    key: 'what',
    header: t('conversation.what'),
    render: (one) => (
      <>
        {one.wish === 'talk' || one.wish === 'none'
          ? one.text || `[${one.kind}]`
          : translateWord(`conversation.wish.${one.wish}`, one.wish_label)}
        {one.follow && (
          <Text size="xs" c="dimmed">
            {one.follow}
          </Text>
        )}
      </>
    ),
  },
  { key: 'at', header: t('message.at'), render: (one) => <InstantText at={one.at} /> },
];

/** What customers wrote by WhatsApp, newest first. */
export function Conversations() {
  const address = useAddress();
  const found = useIncoming({ cursor: address.get('cursor'), limit: 50 });
  return (
    <>
      <DataTable
        label={t('messages.conversations')}
        columns={columns}
        rows={found.data?.items}
        rowKey={(one) => one.id}
        error={found.error}
        retry={() => found.refetch()}
        empty={
          <EmptyState title={t('conversation.none')}>{t('conversation.none.text')}</EmptyState>
        }
      />
      <Pager
        next={found.data?.next_cursor}
        shown={found.data && tn('table.shown', found.data.items.length)}
      />
    </>
  );
}
