import {
  ActionIcon,
  Button,
  Group,
  NumberInput,
  Select,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Policy, Step } from '../../../api/types';
import { t } from '../../../i18n';
import { Card } from '../../components/PageHeader';
import { describeError } from '../../components/states';
import { useSavePolicy } from '../../data/dunning';
import { useTemplates } from '../../data/messages';
import { notifyDone } from '../../notify';
import { useMay } from '../../session';
import css from '../../components/components.module.css';
import { StepLine } from './StepLine';

/** A step as the server takes it: what it tells of a sample date is left out. */
const bare = ({ offset, template, label }: Step): Step => ({ offset, template, label });

/** Changes the steps; the line above the form shows them as they will stand. */
export function EditSteps({ policy }: { policy: Policy }) {
  const may = useMay()('dunning:write');
  const save = useSavePolicy();
  const templates = useTemplates();
  const [name, setName] = useState(policy.name);
  const [steps, setSteps] = useState<Step[]>(policy.steps);
  const sorted = [...steps].sort((one, other) => one.offset - other.offset);
  const change = (index: number, patch: Partial<Step>) =>
    setSteps(steps.map((step, at) => (at === index ? { ...step, ...patch } : step)));
  const refusal = save.error ? describeError(save.error) : null;
  const options = (templates.data?.items ?? []).map(({ name: value, label }) => ({ value, label }));
  const add = () =>
    setSteps([
      ...steps,
      {
        offset: (sorted.at(-1)?.offset ?? 0) + 15,
        template: sorted.at(-1)?.template ?? '',
        label: '',
      },
    ]);
  return (
    <Card title={t('dunning.steps')}>
      <Text size="sm" c="dimmed">
        {t('dunning.steps.text')}
      </Text>
      <StepLine steps={sorted} />
      <TextInput
        label={t('dunning.name')}
        maw={420}
        my="sm"
        value={name}
        readOnly={!may}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div style={{ overflowX: 'auto' }}>
        <Table className={css.table} fz="sm" aria-label={t('dunning.steps')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('dunning.offset')}</Table.Th>
              <Table.Th>{t('dunning.label')}</Table.Th>
              <Table.Th>{t('message.template')}</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {steps.map((step, index) => (
              <Table.Tr key={index}>
                <Table.Td>
                  <NumberInput
                    aria-label={t('dunning.offset')}
                    w={110}
                    min={-60}
                    max={1800}
                    value={step.offset}
                    readOnly={!may}
                    onChange={(offset) => change(index, { offset: Number(offset) })}
                  />
                </Table.Td>
                <Table.Td miw={220}>
                  <TextInput
                    aria-label={t('dunning.label')}
                    value={step.label}
                    readOnly={!may}
                    onChange={(event) => change(index, { label: event.currentTarget.value })}
                  />
                </Table.Td>
                <Table.Td miw={220}>
                  <Select
                    aria-label={t('message.template')}
                    allowDeselect={false}
                    data={options}
                    value={step.template}
                    readOnly={!may}
                    onChange={(template) => change(index, { template: template ?? '' })}
                  />
                </Table.Td>
                <Table.Td>
                  {may && (
                    <ActionIcon
                      variant="subtle"
                      color="red"
                      aria-label={t('dunning.remove', { step: step.label })}
                      onClick={() => setSteps(steps.filter((_, at) => at !== index))}
                    >
                      <IconTrash size={16} />
                    </ActionIcon>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {refusal && (
        <Text c="red" size="sm" role="alert" mt="sm">
          {refusal.message} {refusal.hint}
        </Text>
      )}
      {may && (
        <Group justify="space-between" mt="md">
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
            {t('dunning.add')}
          </Button>
          <Button
            loading={save.isPending}
            onClick={() =>
              save.mutate(
                { name, steps: sorted.map(bare) },
                { onSuccess: () => notifyDone(t('dunning.saved')) },
              )
            }
          >
            {t('action.save')}
          </Button>
        </Group>
      )}
    </Card>
  );
}
