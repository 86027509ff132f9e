import { Alert, Button, Group, Paper, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useState } from 'react';
import type { PhoneMessage } from '../../../api/types';
import { formatPhone } from '../../../format/people';
import { t, translateWord } from '../../../i18n';
import { Answered, EmptyState } from '../../components/states';
import { InstantText } from '../../components/text';
import { usePhone, usePhoneAct } from '../../data/whatsapp';
import { notifyError } from '../../notify';

/** The demo's WhatsApp reaches nobody: this is the telephone of whoever would have got it. */
export function DemoPhone() {
  const phone = usePhone();
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Stack gap="md">
      <Alert role="note" color="yellow" variant="light">
        {t('phone.text')}
      </Alert>
      <Answered answer={phone}>
        {({ items }) => {
          const numbers = [...new Set(items.map((one) => one.number))].reverse();
          const number = chosen ?? numbers[0];
          if (!number)
            return <EmptyState title={t('phone.none')}>{t('phone.none.text')}</EmptyState>;
          return (
            <>
              <Select
                label={t('phone.of')}
                data={numbers.map((value) => ({ value, label: formatPhone(value) }))}
                value={number}
                onChange={setChosen}
                allowDeselect={false}
                maw={280}
              />
              <Stack gap="sm" maw={480}>
                {items
                  .filter((one) => one.number === number)
                  .map((one) => (
                    <Bubble key={one.id} one={one} />
                  ))}
                <Say number={number} />
              </Stack>
            </>
          );
        }}
      </Answered>
    </Stack>
  );
}

function Bubble({ one }: { one: PhoneMessage }) {
  const press = usePhoneAct<{ id: string; button: number }>('/v1/demo/whatsapp/press');
  return (
    <Paper withBorder p="xs" radius="md" maw="90%" ml={one.ours ? 0 : 'auto'}>
      {one.document && (
        <Group gap={4}>
          <IconPaperclip size={14} aria-hidden />
          <Text size="sm">{one.document}</Text>
        </Group>
      )}
      <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {one.text}
      </Text>
      <Group gap={4} mt={4}>
        {one.buttons.map(
          (payload, at) =>
            payload.startsWith('quita:') && (
              <Button
                key={payload}
                size="compact-xs"
                variant="light"
                loading={press.isPending && press.variables.button === at}
                onClick={() => press.mutate({ id: one.id, button: at }, { onError: notifyError })}
              >
                {translateWord(`phone.pressed.${payload}`, payload)}
              </Button>
            ),
        )}
      </Group>
      <Text size="xs" c="dimmed">
        <InstantText at={one.at} />
      </Text>
    </Paper>
  );
}

function Say({ number }: { number: string }) {
  const say = usePhoneAct<{ number: string; text: string }>('/v1/demo/whatsapp/say');
  const [text, setText] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        say.mutate({ number, text }, { onSuccess: () => setText(''), onError: notifyError });
      }}
    >
      <Group align="flex-end" wrap="nowrap">
        <TextInput
          style={{ flex: 1 }}
          label={t('phone.say')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" loading={say.isPending} disabled={!text.trim()}>
          {t('conversation.send')}
        </Button>
      </Group>
    </form>
  );
}
