import {
  ActionIcon,
  Checkbox,
  Group,
  MultiSelect,
  NumberInput,
  SegmentedControl,
  Select,
  TextInput,
} from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { Step } from '../../../api/types';
import { t, translateWord } from '../../../i18n';
import { tones } from '../messages/Samples';
import { StepChannels } from './StepChannels';
import css from './StepCard.module.css';

type When = 'before' | 'on' | 'after';
const taskKinds = [
  'call',
  'visit',
  'letter',
  'block_credit',
  'protest',
  'list_negative',
  'hand_over',
  'write_off',
];

interface Props {
  step: Step;
  number: number;
  /** Of days late, in which it falls: "6 a 15 dias". */
  band?: string;
  change: (patch: Partial<Step>) => void;
  remove: () => void;
  templates: { value: string; label: string }[];
  profiles: { value: string; label: string }[];
  editable: boolean;
}

/** One step in words: when, what, for whom. The sign of an offset is never typed. */
export function StepCard({
  step,
  number,
  band,
  change,
  remove,
  templates,
  profiles,
  editable,
}: Props) {
  const when: When = step.offset < 0 ? 'before' : step.offset > 0 ? 'after' : 'on';
  const days = Math.abs(step.offset);
  const place = (to: When, count: number) =>
    change({
      offset: to === 'on' ? 0 : to === 'before' ? -Math.max(count, 1) : Math.max(count, 1),
      ...(to === 'after' ? {} : { repeat_every: 0, repeat_times: 0 }),
    });
  return (
    <fieldset className={css.card} disabled={!editable}>
      <legend className={css.legend}>
        {t('policy.step.number', { count: number })}
        {band && ` · ${t('policy.step.band', { name: band })}`}
        {editable && (
          <ActionIcon
            variant="subtle"
            color="red"
            size="sm"
            aria-label={t('dunning.remove', { step: step.label || String(number) })}
            onClick={remove}
          >
            <IconTrash size={16} />
          </ActionIcon>
        )}
      </legend>
      <div className={css.fields}>
        <Group gap="xs" wrap="nowrap" align="flex-end">
          {when !== 'on' && (
            <NumberInput
              label={t('policy.step.count')}
              w={84}
              min={1}
              max={when === 'before' ? 60 : 1800}
              value={days}
              onChange={(count) => place(when, Number(count))}
            />
          )}
          <Select
            label={t('policy.step.when')}
            style={{ flex: 1, minWidth: 0 }}
            allowDeselect={false}
            data={(['before', 'on', 'after'] as const).map((value) => ({
              value,
              label: t(`policy.step.${value}`),
            }))}
            value={when}
            onChange={(to) => place((to ?? 'on') as When, days)}
          />
        </Group>
        <Select
          label={t('policy.step.days')}
          allowDeselect={false}
          disabled={when === 'on'}
          data={(['calendar', 'business'] as const).map((value) => ({
            value,
            label: t(`policy.step.${value}`),
          }))}
          value={step.days ?? 'calendar'}
          onChange={(value) => change({ days: value as Step['days'] })}
        />
        <TextInput
          label={t('dunning.label')}
          value={step.label}
          onChange={(event) => change({ label: event.currentTarget.value })}
        />
        <div>
          <div className={css.label} id={`action-${number}`}>
            {t('policy.step.action')}
          </div>
          <SegmentedControl
            fullWidth
            aria-labelledby={`action-${number}`}
            value={step.action ?? 'message'}
            onChange={(action) => change({ action: action as Step['action'] })}
            data={[
              { value: 'message', label: t('decision.message') },
              { value: 'task', label: t('decision.task') },
            ]}
          />
        </div>
        {step.action === 'task' ? (
          <Select
            label={t('policy.step.which')}
            allowDeselect={false}
            data={taskKinds.map((value) => ({
              value,
              label: translateWord(`task.kind.${value}`, value),
            }))}
            value={step.task ?? null}
            onChange={(task) => change({ task: task ?? undefined })}
          />
        ) : (
          <Select
            label={t('message.template')}
            allowDeselect={false}
            data={templates}
            value={step.template ?? null}
            onChange={(template) => change({ template: template ?? undefined })}
          />
        )}
        {step.action !== 'task' && <StepChannels step={step} change={change} />}
        {step.action !== 'task' && (
          <Select
            label={t('samples.tone')}
            allowDeselect={false}
            data={[
              { value: '', label: t('tone.company') },
              ...tones.map((value) => ({ value, label: t(`tone.${value}`) })),
            ]}
            value={step.tone ?? ''}
            onChange={(tone) => change({ tone: tone || undefined })}
          />
        )}
        <MultiSelect
          label={t('policy.step.profiles')}
          placeholder={step.profiles?.length ? undefined : t('policy.step.profiles.all')}
          data={profiles}
          value={step.profiles ?? []}
          onChange={(chosen) => change({ profiles: chosen })}
        />
        {when === 'after' && step.action !== 'task' && (
          <Checkbox
            label={t('policy.step.notice')}
            description={t('policy.step.notice.text')}
            checked={step.notice ?? false}
            onChange={(event) => change({ notice: event.currentTarget.checked })}
          />
        )}
        {when === 'after' && (
          <Group gap="xs" wrap="nowrap" align="flex-start" grow>
            <NumberInput
              label={t('policy.step.repeat')}
              description={t('policy.step.repeat.text')}
              inputWrapperOrder={['label', 'input', 'description']}
              min={0}
              max={365}
              value={step.repeat_every || ''}
              onChange={(every) =>
                change({
                  repeat_every: Number(every || 0),
                  ...(every ? {} : { repeat_times: 0 }),
                })
              }
            />
            <NumberInput
              label={t('policy.step.times')}
              min={0}
              max={999}
              disabled={!step.repeat_every}
              value={step.repeat_times || ''}
              onChange={(times) => change({ repeat_times: Number(times || 0) })}
            />
          </Group>
        )}
      </div>
    </fieldset>
  );
}
