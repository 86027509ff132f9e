import { Button, Group, NumberInput, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { DelayBand, Step } from '../../../api/types';
import { t } from '../../../i18n';
import { stepOfBand } from './bands';

interface Props {
  bands: DelayBand[];
  add: (step: Step) => void;
}

/** "Na faixa de 6 a 30 dias, a cada 7 dias": a step told by its band. */
export function AddStepOfBand({ bands, add }: Props) {
  const [from, setFrom] = useState<string | null>(null);
  const [every, setEvery] = useState(7);
  const band = bands.find((each) => String(each.from) === from);
  return (
    <Group align="flex-end" gap="sm">
      <Select
        label={t('policy.band')}
        placeholder={t('policy.band.choose')}
        w={190}
        data={bands.map((each) => ({ value: String(each.from), label: each.name }))}
        value={from}
        onChange={setFrom}
      />
      <NumberInput
        label={t('policy.band.every')}
        w={120}
        min={1}
        max={365}
        allowDecimal={false}
        value={every}
        onChange={(days) => setEvery(Math.max(Number(days), 1))}
      />
      <Button
        variant="default"
        disabled={!band}
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() =>
          band &&
          add({
            ...stepOfBand(band, every),
            label: t('policy.band.label', { band: band.name }),
            action: 'message',
          })
        }
      >
        {t('policy.band.add')}
      </Button>
    </Group>
  );
}
