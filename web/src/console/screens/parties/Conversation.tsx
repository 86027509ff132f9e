import { Button, Group, Paper, Stack, Text, Textarea } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { Conversation as Talk } from '../../../api/types';
import { t, translateWord } from '../../../i18n';
import { Answered, EmptyState } from '../../components/states';
import { InstantText } from '../../components/text';
import { useConversation } from '../../data/whatsapp';
import { notifyDone, notifyError } from '../../notify';
import { useMay } from '../../session';

/** The WhatsApp conversation with a customer, and an answer while WhatsApp lets one write. */
export function PartyConversation({ id }: { id: string }) {
  return (
    <Answered answer={useConversation(id)}>
      {(talk) =>
        talk.items.length === 0 ? (
          <EmptyState title={t('conversation.none')}>{t('conversation.none.text')}</EmptyState>
        ) : (
          <Stack gap="sm">
            {talk.items.map((one, at) => (
              <Spoken key={at} one={one} />
            ))}
            <Answer id={id} talk={talk} />
          </Stack>
        )
      }
    </Answered>
  );
}

function Spoken({ one }: { one: Talk['items'][number] }) {
  return (
    <Paper
      withBorder
      p="xs"
      radius="md"
      maw="80%"
      ml={one.ours ? 'auto' : 0}
      bg={one.ours ? 'var(--mantine-color-green-light)' : undefined}
    >
      {one.attachment_name && (
        <Group gap={4}>
          <IconPaperclip size={14} aria-hidden />
          <Text size="sm">{one.attachment_name}</Text>
        </Group>
      )}
      <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {one.text}
      </Text>
      <Text size="xs" c="dimmed" ta={one.ours ? 'right' : undefined}>
        <InstantText at={one.at} />
        {one.ours && ` · ${translateWord(`conversation.state.${one.state}`, one.state)}`}
        {one.note && ` · ${one.note}`}
      </Text>
    </Paper>
  );
}

function Answer({ id, talk }: { id: string; talk: Talk }) {
  const may = useMay()('messages:write');
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  if (!may) return null;
  if (!talk.answer_until) {
    return (
      <Text size="sm" c="dimmed">
        {t('conversation.closed')}
      </Text>
    );
  }
  const send = async () => {
    setBusy(true);
    try {
      client.setQueryData(
        ['party', id, 'conversation'],
        await api.post(`/v1/parties/${id}/conversation`, { text }),
      );
      setText('');
      notifyDone(t('conversation.answered'));
    } catch (error) {
      notifyError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Textarea
        label={t('conversation.answer')}
        description={
          <>
            {t('conversation.until')} <InstantText at={talk.answer_until} />
          </>
        }
        autosize
        minRows={2}
        maxLength={4096}
        required
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="xs">
        <Button type="submit" loading={busy} disabled={!text.trim()}>
          {t('conversation.send')}
        </Button>
      </Group>
    </form>
  );
}
