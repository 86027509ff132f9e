import { Alert, Button, Group, Modal, Slider, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PolicyTrial } from '../../../api/types';
import { t } from '../../../i18n';
import { describeError } from '../../components/states';
import { useBeginExperiment } from '../../data/experiments';
import { notifyDone } from '../../notify';
import { useMay } from '../../session';
import { useAddress } from '../../useAddress';

/** From a draft that was tried on the past to one that is tried on real customers. */
export function StartExperiment({ trial }: { trial: PolicyTrial }) {
  const may = useMay()('dunning:write');
  const address = useAddress();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [share, setShare] = useState(50);
  const begin = useBeginExperiment();
  if (!may) return null;
  const start = () =>
    begin.mutate(
      { trial_id: trial.id, name, share_percent: share },
      {
        onSuccess: (made) => {
          notifyDone(t('experiment.begun'));
          address.change({ aba: 'experimentos', experimento: made.id, regua: null, teste: null });
        },
      },
    );
  return (
    <Group>
      <Button variant="light" onClick={() => setOpen(true)}>
        {t('experiment.start')}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={t('experiment.start')}>
        <Stack>
          <Text size="sm">{t('experiment.start.text')}</Text>
          <TextInput
            label={t('experiment.name')}
            required
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <div>
            <Text size="sm" fw={500} id="experiment-share">
              {t('experiment.share')}
            </Text>
            <Slider
              min={10}
              max={90}
              step={5}
              value={share}
              onChange={setShare}
              label={(value) => `${value}%`}
              thumbProps={{ 'aria-labelledby': 'experiment-share' }}
              marks={[{ value: 50, label: '50%' }]}
              mb="lg"
            />
            <Text size="xs" c="dimmed">
              {t('experiment.share.text', { share, rest: 100 - share })}
            </Text>
          </div>
          {begin.error && (
            <Alert color="red" variant="light" role="alert">
              {describeError(begin.error).message} {describeError(begin.error).hint}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setOpen(false)}>
              {t('experiment.back')}
            </Button>
            <Button loading={begin.isPending} disabled={!name.trim()} onClick={start}>
              {t('experiment.begin')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Group>
  );
}
