import { Button, Group, Stack, Text } from '@mantine/core';
import { api } from '../../../api/client';
import type { Channel, Party } from '../../../api/types';
import { t } from '../../../i18n';
import { Card } from '../../components/PageHeader';
import { Answered } from '../../components/states';
import { useChannels, useRefreshParty } from '../../data/parties';
import { notifyDone, notifyError } from '../../notify';
import { useMay } from '../../session';

/** On which channels he may be written to, and his no to each. */
export function PartyChannels({ party }: { party: Party }) {
  return (
    <Card title={t('channels.title')}>
      <Answered answer={useChannels(party.id)}>
        {({ items }) => (
          <Stack gap="xs">
            {items.map((channel) => (
              <Row key={channel.channel} party={party} channel={channel} />
            ))}
          </Stack>
        )}
      </Answered>
    </Card>
  );
}

function Row({ party, channel }: { party: Party; channel: Channel }) {
  const may = useMay()('parties:write');
  const refresh = useRefreshParty(party.id);
  const name = t(`channel.${channel.channel}`);
  const set = async (opted_out: boolean) => {
    try {
      await api.put(`/v1/parties/${party.id}/channels/${channel.channel}`, { opted_out });
      await refresh();
      notifyDone(t('channels.saved'));
    } catch (error) {
      notifyError(error);
    }
  };
  return (
    <Group justify="space-between" wrap="nowrap">
      <div>
        <Text size="sm">{name}</Text>
        <Text size="xs" c={channel.opted_out ? 'red' : 'dimmed'}>
          {channel.opted_out
            ? [t('channels.no', { channel: name }), channel.reason].filter(Boolean).join(': ')
            : channel.open
              ? (channel.numbers.map(({ reason }) => reason).find(Boolean) ?? t('channels.yes'))
              : t('channels.none')}
        </Text>
      </div>
      {may && (channel.open || channel.opted_out) && (
        <Button
          size="compact-xs"
          variant="default"
          style={{ flex: 'none' }}
          aria-label={`${channel.opted_out ? t('channels.allow') : t('channels.forbid')}: ${name}`}
          onClick={() => set(!channel.opted_out)}
        >
          {channel.opted_out ? t('channels.allow') : t('channels.forbid')}
        </Button>
      )}
    </Group>
  );
}
