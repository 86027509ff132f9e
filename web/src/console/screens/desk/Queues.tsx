import {
  ActionIcon,
  Button,
  Group,
  MultiSelect,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { QueueRule, Queues as All } from '../../../api/types';
import { t } from '../../../i18n';
import { MoneyField } from '../../components/fields';
import { FormCard } from '../../components/FormCard';
import { Answered } from '../../components/states';
import { useQueues, useSaveQueues } from '../../data/desk';
import { useMay } from '../../session';

/** Which analyst a late customer belongs to: the first rule that he meets. */
export function Queues() {
  return <Answered answer={useQueues()}>{(all) => <Rules all={all} />}</Answered>;
}

function Rules({ all }: { all: All }) {
  const may = useMay();
  const save = useSaveQueues();
  const [rules, setRules] = useState<QueueRule[]>(all.items);
  const change = (at: number, part: Partial<QueueRule>) =>
    setRules(rules.map((rule, index) => (index === at ? { ...rule, ...part } : rule)));
  return (
    <FormCard
      title={t('queues.title')}
      text={t('queues.text')}
      done={t('queues.saved')}
      editable={may('dunning:write')}
      save={() => save(rules)}
      extra={
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setRules([...rules, { users: [] }])}
        >
          {t('queues.add')}
        </Button>
      }
    >
      {rules.length === 0 && <Text size="sm">{t('queues.none')}</Text>}
      {rules.map((rule, at) => (
        <Rule
          key={at}
          rule={rule}
          number={at + 1}
          users={all.users}
          change={(part) => change(at, part)}
          remove={() => setRules(rules.filter((_, index) => index !== at))}
        />
      ))}
    </FormCard>
  );
}

interface RuleProps {
  rule: QueueRule;
  number: number;
  users: All['users'];
  change: (part: Partial<QueueRule>) => void;
  remove: () => void;
}

function Rule({ rule, number, users, change, remove }: RuleProps) {
  return (
    <Stack gap="xs" role="group" aria-label={t('queues.rule', { count: number })}>
      <Group justify="space-between">
        <Text size="sm" fw={600}>
          {t('queues.rule', { count: number })}
        </Text>
        <ActionIcon
          variant="subtle"
          color="gray"
          onClick={remove}
          aria-label={t('queues.remove', { count: number })}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <MultiSelect
          label={t('queues.users')}
          required
          data={users.map((each) => ({ value: each.id, label: each.name }))}
          value={rule.users}
          onChange={(chosen) => change({ users: chosen })}
        />
        <TextInput
          label={t('queues.tag')}
          placeholder={t('queues.tag.text')}
          value={rule.tag ?? ''}
          onChange={(event) => change({ tag: event.currentTarget.value || undefined })}
        />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
        <TextInput
          label={t('queues.letter_from')}
          maxLength={1}
          value={rule.letter_from ?? ''}
          onChange={(event) => change({ letter_from: event.currentTarget.value || undefined })}
        />
        <TextInput
          label={t('queues.letter_to')}
          maxLength={1}
          value={rule.letter_to ?? ''}
          onChange={(event) => change({ letter_to: event.currentTarget.value || undefined })}
        />
        <MoneyField
          label={t('queues.owed_from')}
          value={rule.owed_from ?? null}
          onChange={(value) => change({ owed_from: value ?? undefined })}
        />
        <MoneyField
          label={t('queues.owed_to')}
          value={rule.owed_to ?? null}
          onChange={(value) => change({ owed_to: value ?? undefined })}
        />
      </SimpleGrid>
    </Stack>
  );
}
