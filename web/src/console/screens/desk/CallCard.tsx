import { Alert, Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconPhone, IconPlayerTrackNext } from '@tabler/icons-react';
import { useState } from 'react';
import type { CallSheet, Party } from '../../../api/types';
import { formatInstant } from '../../../format/date';
import { formatPhone } from '../../../format/people';
import { t } from '../../../i18n';
import { CallScriptButton } from '../../components/CallScript';
import { Card } from '../../components/PageHeader';
import { Answered } from '../../components/states';
import { StateBadge } from '../../components/StateBadge';
import { useCallSheet, useNextCustomer } from '../../data/desk';
import { useMay, useSession } from '../../session';
import { useAddress } from '../../useAddress';
import { CallDialog } from './CallDialog';

/** Beside the customer: may he be called now, on which number; log it (L), go on to the next (N). */
export function CallCard({ party }: { party: Party }) {
  const sheet = useCallSheet(party.id);
  return (
    <Card title={t('call')}>
      <Answered answer={sheet} lines={3}>
        {(data) => <Sheet party={party} sheet={data} />}
      </Answered>
    </Card>
  );
}

function Sheet({ party, sheet }: { party: Party; sheet: CallSheet }) {
  const may = useMay()('holds:write');
  const { company } = useSession();
  const address = useAddress();
  const next = useNextCustomer();
  const [logging, setLogging] = useState(false);
  const queue = address.get('fila');
  const goOn = () => next(queue || 'all', address.get('secao'), party.id);
  useHotkeys(
    may
      ? [
          ['l', () => setLogging(true)],
          ['n', goOn],
        ]
      : [],
  );
  return (
    <Stack gap="sm">
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Badge color={sheet.may_call ? 'green' : 'yellow'} variant="light" style={{ flex: 'none' }}>
          {sheet.may_call ? t('work.may') : t('work.maynot')}
        </Badge>
        <Text size="sm">
          {sheet.text} {t('call.local', { time: sheet.local_time })}
        </Text>
      </Group>
      {sheet.claimed_by && sheet.claimed_until && (
        <Alert color="yellow" variant="light" p="xs">
          {t('work.claimed', {
            name: sheet.claimed_by,
            time: formatInstant(sheet.claimed_until, company.time_zone).slice(-5),
          })}
        </Alert>
      )}
      {sheet.telephones.map((each) => (
        <Group key={each.id} gap="xs">
          <Anchor href={`tel:${each.value}`} fw={600}>
            {formatPhone(each.value)}
          </Anchor>
          <StateBadge state={each.state} of="contact" />
        </Group>
      ))}
      {may && (
        <Group gap="xs">
          <Button
            leftSection={<IconPhone size={16} aria-hidden />}
            onClick={() => setLogging(true)}
          >
            {t('call.log')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconPlayerTrackNext size={16} aria-hidden />}
            onClick={goOn}
          >
            {t('work.next')}
          </Button>
          <CallScriptButton party={party.id} name={party.name} />
        </Group>
      )}
      {logging && (
        <CallDialog
          party={party}
          sheet={sheet}
          close={() => setLogging(false)}
          // Who works through a queue goes on by himself.
          done={queue ? goOn : () => undefined}
        />
      )}
    </Stack>
  );
}
