import {
  Alert,
  Button,
  Group,
  NumberInput,
  Radio,
  Select,
  Stack,
  TagsInput,
  Text,
  TextInput,
} from '@mantine/core';
import { IconArrowLeft, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Policy, ProfileRule, Segment, Step } from '../../../api/types';
import { t } from '../../../i18n';
import { DateField, MoneyField } from '../../components/fields';
import { Card } from '../../components/PageHeader';
import { describeError } from '../../components/states';
import { useSavePolicy, useStepDates } from '../../data/dunning';
import { useTemplates } from '../../data/messages';
import { useDelayBands } from '../../data/settings';
import { notifyDone } from '../../notify';
import { useMay } from '../../session';
import { AddStepOfBand } from './AddStepOfBand';
import { bandOf } from './bands';
import { PolicyTrial } from './PolicyTrial';
import { StepCard } from './StepCard';
import { StepLine } from './StepLine';
import css from '../../components/components.module.css';

/** A step as the server takes it: what it tells of a sample date is left out. */
function bare(step: Step): Step {
  const { offset, label, days, repeat_every, repeat_times, profiles, action } = step;
  const { template, channels, fallback_hours, proof, notice, tone } = step;
  const what =
    action === 'task'
      ? { task: step.task }
      : { template, channels, fallback_hours, proof, notice: offset > 0 && notice, tone };
  return { offset, label, days, repeat_every, repeat_times, profiles, action, ...what };
}

interface Props {
  /** Absent: a new one. */
  policy: Policy | null;
  rules: ProfileRule[];
  sampleDue: string;
  close: () => void;
}

/** A policy as a line of time with real dates, and its steps beneath. */
export function PolicyEditor({ policy, rules, sampleDue, close }: Props) {
  const may = useMay()('dunning:write');
  const save = useSavePolicy(policy?.id ?? null);
  const templates = useTemplates();
  const bands = useDelayBands().data?.items ?? [];
  const [name, setName] = useState(policy?.name ?? '');
  const [steps, setSteps] = useState<Step[]>(policy?.steps.map(bare) ?? []);
  const [segment, setSegment] = useState<Segment>(policy?.segment ?? {});
  const [titles, setTitles] = useState('all');
  const [due, setDue] = useState(sampleDue);
  const dates = useStepDates(steps.map(bare), due);
  const sorted = [...steps].sort((one, other) => one.offset - other.offset);
  const refusal = save.error ? describeError(save.error) : null;
  const options = (templates.data?.items ?? []).map(({ name: value, label }) => ({ value, label }));
  const profiles = rules.map(({ profile: value, label }) => ({ value, label }));
  const change = (index: number, patch: Partial<Step>) =>
    setSteps(steps.map((step, at) => (at === index ? { ...step, ...patch } : step)));
  const add = () =>
    setSteps([
      ...steps,
      { offset: Math.max((sorted.at(-1)?.offset ?? 0) + 7, 1), label: '', action: 'message' },
    ]);
  const send = () =>
    save.mutate(
      {
        name,
        steps: sorted.map(bare),
        titles,
        ...(policy?.is_default ? {} : { segment: bareSegment(segment) }),
      },
      {
        onSuccess: () => {
          notifyDone(t('dunning.saved'));
          close();
        },
      },
    );
  return (
    <Stack>
      <Group>
        <Button
          variant="subtle"
          leftSection={<IconArrowLeft size={16} aria-hidden />}
          onClick={close}
        >
          {t('policy.back')}
        </Button>
      </Group>
      <Card title={policy ? policy.name : t('policy.new')}>
        <Group align="flex-end" mb="xs">
          <DateField label={t('policy.preview')} w={220} value={due} onChange={setDue} />
          <Text size="sm" c="dimmed">
            {dates.data ? `${dates.data.due_weekday}. ` : ''}
            {t('policy.preview.text')}
          </Text>
        </Group>
        <StepLine steps={dates.data && !dates.error ? dates.data.steps : sorted} bands={bands} />
        {dates.error && steps.length > 0 && (
          <Text c="red" size="sm">
            {describeError(dates.error).message}
          </Text>
        )}
      </Card>
      <Card title={t('policy.segment')}>
        <TextInput
          label={t('dunning.name')}
          maw={420}
          mb="sm"
          required
          value={name}
          readOnly={!may}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {policy?.is_default ? (
          <Text size="sm" c="dimmed">
            {t('policy.segment.default')}
          </Text>
        ) : (
          <SegmentFields segment={segment} change={setSegment} editable={may} />
        )}
      </Card>
      <Card title={t('dunning.steps')}>
        <Text size="sm" c="dimmed" mb="sm">
          {t('dunning.steps.text')}
        </Text>
        {steps.map((step, index) => (
          <StepCard
            key={index}
            step={step}
            number={index + 1}
            band={bandOf(bands, step.offset)?.name}
            change={(patch) => change(index, patch)}
            remove={() => setSteps(steps.filter((_, at) => at !== index))}
            templates={options}
            profiles={profiles}
            editable={may}
          />
        ))}
        {may && (
          <Stack gap="md">
            <div>
              <Button
                variant="default"
                leftSection={<IconPlus size={16} aria-hidden />}
                onClick={add}
              >
                {t('dunning.add')}
              </Button>
            </div>
            <AddStepOfBand bands={bands} add={(step) => setSteps([...steps, step])} />
          </Stack>
        )}
      </Card>
      {policy && <PolicyTrial policy={policy.id} steps={sorted.map(bare)} />}
      {may && (
        <Card>
          {policy && (
            <Radio.Group label={t('policy.titles')} value={titles} onChange={setTitles} mb="md">
              <Stack gap="xs" mt="xs">
                <Radio value="all" label={t('policy.titles.all')} />
                <Radio value="new" label={t('policy.titles.new')} />
              </Stack>
            </Radio.Group>
          )}
          {refusal && (
            <Alert color="red" variant="light" mb="md" role="alert">
              {refusal.message} {refusal.hint}
            </Alert>
          )}
          <Button loading={save.isPending} disabled={!name.trim() || !steps.length} onClick={send}>
            {policy ? t('policy.save') : t('policy.create')}
          </Button>
        </Card>
      )}
      <Card title={t('profile.rules')}>
        <Text size="sm" c="dimmed" mb="sm">
          {t('profile.rules.text')}
        </Text>
        {rules.map((rule) => (
          <div key={rule.profile} className={css.line}>
            <Text size="sm">
              <strong>{rule.label}.</strong> {rule.rule}
            </Text>
          </div>
        ))}
      </Card>
    </Stack>
  );
}

/** Without what asks for nothing. */
function bareSegment({ tags, products, sellers, ...rest }: Segment): Segment {
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value != null)),
    ...(tags?.length ? { tags } : {}),
    ...(products?.length ? { products } : {}),
    ...(sellers?.length ? { sellers } : {}),
  };
}

interface SegmentProps {
  segment: Segment;
  change: (segment: Segment) => void;
  editable: boolean;
}

function SegmentFields({ segment, change, editable }: SegmentProps) {
  return (
    <Group align="flex-start" grow preventGrowOverflow={false}>
      <TagsInput
        label={t('policy.tags')}
        description={t('policy.tags.text')}
        inputWrapperOrder={['label', 'input', 'description']}
        miw={220}
        value={segment.tags ?? []}
        readOnly={!editable}
        onChange={(tags) => change({ ...segment, tags })}
      />
      <Select
        label={t('policy.kind')}
        miw={160}
        allowDeselect={false}
        data={[
          { value: '', label: t('policy.kind.any') },
          { value: 'person', label: t('policy.kind.person') },
          { value: 'company', label: t('policy.kind.company') },
        ]}
        value={segment.kind ?? ''}
        disabled={!editable}
        onChange={(kind) => change({ ...segment, kind: (kind || undefined) as Segment['kind'] })}
      />
      <MoneyField
        label={t('policy.amount_min')}
        miw={130}
        value={segment.amount_min ?? null}
        readOnly={!editable}
        onChange={(amount) => change({ ...segment, amount_min: amount ?? undefined })}
      />
      <MoneyField
        label={t('policy.amount_max')}
        miw={130}
        value={segment.amount_max ?? null}
        readOnly={!editable}
        onChange={(amount) => change({ ...segment, amount_max: amount ?? undefined })}
      />
      <TagsInput
        label={t('policy.products')}
        description={t('policy.products.text')}
        inputWrapperOrder={['label', 'input', 'description']}
        miw={220}
        value={segment.products ?? []}
        readOnly={!editable}
        onChange={(products) => change({ ...segment, products })}
      />
      <TagsInput
        label={t('policy.sellers')}
        miw={180}
        value={segment.sellers ?? []}
        readOnly={!editable}
        onChange={(sellers) => change({ ...segment, sellers })}
      />
      {(['score_min', 'score_max'] as const).map((end) => (
        <NumberInput
          key={end}
          label={t(`policy.${end}`)}
          miw={130}
          min={0}
          max={1000}
          allowDecimal={false}
          value={segment[end] ?? ''}
          readOnly={!editable}
          onChange={(score) =>
            change({ ...segment, [end]: score === '' ? undefined : Number(score) })
          }
        />
      ))}
    </Group>
  );
}
