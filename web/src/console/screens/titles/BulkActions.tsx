import { Button, Group, Paper, Text } from '@mantine/core';
import { IconBan, IconDiscount } from '@tabler/icons-react';
import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { api, ApiError } from '../../../api/client';
import { t, tn } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { useRefreshMoney } from '../../data/titles';
import { notifyDone } from '../../notify';
import { useMay } from '../../session';

type Verb = 'waivers' | 'cancel';

/** What can be done with all chosen titles at once; each answer is counted, refusals are told. */
export function BulkActions({ selected, clear }: { selected: Set<string>; clear: () => void }) {
  const may = useMay();
  const refresh = useRefreshMoney();
  const [verb, setVerb] = useState<Verb | null>(null);
  const [reason, setReason] = useState('');
  if (selected.size === 0 || !may('titles:write')) return null;

  const run = async () => {
    let done = 0;
    const refused: string[] = [];
    for (const id of selected) {
      const body = verb === 'cancel' ? { reason } : { all: true, note: reason };
      try {
        await api.post(`/v1/titles/${id}/${verb}`, body, { idempotencyKey: crypto.randomUUID() });
        done += 1;
      } catch (error) {
        if (!(error instanceof ApiError) || error.status === 0) throw error;
        refused.push(error.message);
      }
    }
    await refresh();
    if (done > 0) notifyDone(tn('bulk.done', done));
    if (refused.length > 0) {
      throw new ApiError(422, 'bulk', tn('bulk.refused', refused.length, { why: refused[0] }));
    }
    clear();
  };

  return (
    <Paper withBorder px="md" py={8} mb="sm" role="region" aria-label={t('bulk.label')}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600}>
          {tn('bulk.selected', selected.size)}
        </Text>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconDiscount size={14} />}
            onClick={() => setVerb('waivers')}
          >
            {t('title.waive')}
          </Button>
          <Button
            size="xs"
            variant="default"
            color="red"
            leftSection={<IconBan size={14} />}
            onClick={() => setVerb('cancel')}
          >
            {t('title.cancel')}
          </Button>
          <Button size="xs" variant="subtle" color="gray" onClick={clear}>
            {t('bulk.clear')}
          </Button>
        </Group>
      </Group>
      <ConfirmModal
        opened={verb !== null}
        onClose={() => setVerb(null)}
        title={
          verb === 'cancel' ? tn('bulk.cancel', selected.size) : tn('bulk.waive', selected.size)
        }
        action={verb === 'cancel' ? t('title.cancel') : t('title.waive')}
        danger={verb === 'cancel'}
        disabled={!reason.trim()}
        run={run}
      >
        <Text size="sm">{verb === 'cancel' ? t('title.cancel.text') : t('title.waive.text')}</Text>
        <TextInput
          label={t('field.reason')}
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </ConfirmModal>
    </Paper>
  );
}
