import { Group, MultiSelect, NumberInput, Select } from '@mantine/core';
import { t } from '../../../i18n';

const channels = ['email', 'sms', 'whatsapp', 'letter'] as const;

/** Of a step of the régua, or of a campaign. */
export interface ChannelOrder {
  channels?: string[] | null;
  fallback_hours?: number | null;
  proof?: string | null;
}

interface Props {
  step: ChannelOrder;
  change: (patch: { channels?: string[]; fallback_hours?: number; proof?: string }) => void;
}

/** Which channel first, which one when it does not arrive, and what counts as having arrived. */
export function StepChannels({ step, change }: Props) {
  const chosen = step.channels ?? ['email'];
  const several = chosen.length > 1;
  return (
    <>
      <MultiSelect
        label={t('contact.order')}
        description={several ? t('contact.order.text') : undefined}
        inputWrapperOrder={['label', 'input', 'description']}
        data={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
        value={chosen}
        onChange={(to) => change({ channels: to })}
      />
      {several && (
        <Group gap="xs" wrap="nowrap" align="flex-start" grow>
          <NumberInput
            label={t('contact.wait')}
            description={t('contact.wait.text')}
            inputWrapperOrder={['label', 'input', 'description']}
            min={0}
            max={720}
            value={step.fallback_hours ?? 24}
            onChange={(hours) => change({ fallback_hours: Number(hours || 0) })}
          />
          <Select
            label={t('contact.proof')}
            allowDeselect={false}
            data={(['read', 'delivered'] as const).map((value) => ({
              value,
              label: t(`contact.proof.${value}`),
            }))}
            value={step.proof ?? 'read'}
            onChange={(proof) => change({ proof: proof ?? 'read' })}
          />
        </Group>
      )}
    </>
  );
}
