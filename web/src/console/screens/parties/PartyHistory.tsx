import { Button, Group, Stack, Text, Textarea, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/client';
import { t } from '../../../i18n';
import { EventList } from '../../components/EventList';
import { MessageView } from '../../components/MessageView';
import { Answered, EmptyState } from '../../components/states';
import { StateBadge } from '../../components/StateBadge';
import { InstantText } from '../../components/text';
import {
  usePartyMessages,
  usePartyNotes,
  usePartyTimeline,
  useRefreshParty,
} from '../../data/parties';
import { notifyError } from '../../notify';
import { useMay } from '../../session';

export function PartyHistory({ id }: { id: string }) {
  return (
    <Answered answer={usePartyTimeline(id)}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={t('timeline.none')} />
        ) : (
          <EventList events={items} titles />
        )
      }
    </Answered>
  );
}

export function PartyMessages({ id }: { id: string }) {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <>
      <Answered answer={usePartyMessages(id)}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('party.messages.none')}>
              {t('party.messages.none.text')}
            </EmptyState>
          ) : (
            <Stack gap={0}>
              {items.map((message) => (
                <UnstyledButton key={message.id} py={8} onClick={() => setOpen(message.id)}>
                  <Group justify="space-between" wrap="nowrap" align="flex-start">
                    <div style={{ minWidth: 0 }}>
                      <Text size="sm" fw={600} truncate>
                        {message.subject || message.template}
                      </Text>
                      <Text size="xs" c="dimmed">
                        <InstantText at={message.finished_at ?? message.created_at} /> ·{' '}
                        {message.recipient}
                      </Text>
                    </div>
                    <StateBadge state={message.state} of="outbox" />
                  </Group>
                </UnstyledButton>
              ))}
            </Stack>
          )
        }
      </Answered>
      <MessageView id={open} close={() => setOpen(null)} />
    </>
  );
}

export function PartyNotes({ id }: { id: string }) {
  const may = useMay();
  const refresh = useRefreshParty(id);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const add = async () => {
    setBusy(true);
    try {
      await api.post(`/v1/parties/${id}/notes`, { text });
      setText('');
      await refresh();
    } catch (error) {
      notifyError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Stack>
      {may('parties:write') && (
        <div>
          <Textarea
            label={t('party.note.new')}
            autosize
            minRows={2}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button mt="xs" size="xs" loading={busy} disabled={!text.trim()} onClick={add}>
            {t('party.note.save')}
          </Button>
        </div>
      )}
      <Answered answer={usePartyNotes(id)} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('party.notes.none')}
            </Text>
          ) : (
            items.map((note) => (
              <div key={note.id}>
                <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
                  {note.text}
                </Text>
                <Text size="xs" c="dimmed">
                  {note.author} · <InstantText at={note.at} />
                </Text>
              </div>
            ))
          )
        }
      </Answered>
    </Stack>
  );
}
