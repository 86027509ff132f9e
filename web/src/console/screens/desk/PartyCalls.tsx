import { Badge, Group, Stack, Text } from '@mantine/core';
import { formatDate } from '../../../format/date';
import { formatPhone } from '../../../format/people';
import { t, translateWord } from '../../../i18n';
import { Answered, EmptyState } from '../../components/states';
import { InstantText } from '../../components/text';
import { useCalls } from '../../data/desk';

/** Every call with him, newest first. */
export function PartyCalls({ id }: { id: string }) {
  return (
    <Answered answer={useCalls(id)}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={t('calls.none')}>{t('calls.none.text')}</EmptyState>
        ) : (
          <Stack gap="md">
            {items.map((call) => (
              <div key={call.id}>
                <Group gap="xs">
                  <Badge variant="light" color={call.talked ? 'green' : 'gray'}>
                    {translateWord(`call.outcome.${call.outcome}`, call.outcome_label)}
                  </Badge>
                  <Text size="xs" c="dimmed">
                    {call.by} · <InstantText at={call.at} />
                    {call.number && ` · ${formatPhone(call.number)}`}
                    {call.direction === 'incoming' && ` · ${t('call.incoming.short')}`}
                    {call.next_on && ` · ${t('call.next.on', { date: formatDate(call.next_on) })}`}
                  </Text>
                </Group>
                {call.note && (
                  <Text size="sm" mt={4} style={{ overflowWrap: 'anywhere' }}>
                    {call.note}
                  </Text>
                )}
              </div>
            ))}
          </Stack>
        )
      }
    </Answered>
  );
}
