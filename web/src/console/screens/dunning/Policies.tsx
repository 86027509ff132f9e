import { ActionIcon, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { Policies as All, Policy } from '../../../api/types';
import { t } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { Card } from '../../components/PageHeader';
import { useOrderPolicies } from '../../data/dunning';
import { notifyDone, notifyError } from '../../notify';
import { useMay } from '../../session';
import { useAddress } from '../../useAddress';
import { PolicyEditor } from './PolicyEditor';
import { StepLine } from './StepLine';

const newPolicy = 'nova';

/** The policies in the order in which they are asked; one of them is edited under its own address. */
export function Policies({ all }: { all: All }) {
  const address = useAddress();
  const may = useMay()('dunning:write');
  const order = useOrderPolicies();
  const asked = address.get('regua');
  const chosen = all.items.find((policy) => policy.id === asked) ?? null;
  const close = () => address.change({ regua: null, teste: null });
  if (chosen || asked === newPolicy) {
    return (
      <PolicyEditor
        key={`${asked} ${chosen?.version}`}
        policy={chosen}
        rules={all.profiles}
        sampleDue={all.items[0]!.sample_due_date}
        close={close}
      />
    );
  }
  const own = all.items.filter((policy) => !policy.is_default).map((policy) => policy.id);
  const move = (id: string, by: number) => {
    const ids = [...own];
    const at = ids.indexOf(id);
    [ids[at], ids[at + by]] = [ids[at + by]!, ids[at]!];
    order.mutate(ids, { onError: notifyError });
  };
  return (
    <Stack>
      <Group justify="space-between">
        <Text size="sm" c="dimmed" style={{ flex: '1 1 300px' }}>
          {t('dunning.policies.text')}
        </Text>
        {may && (
          <Button
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => address.change({ regua: newPolicy }, { push: true })}
          >
            {t('policy.new')}
          </Button>
        )}
      </Group>
      {all.items.map((policy) => (
        <PolicyCard
          key={policy.id}
          policy={policy}
          first={policy.id === own[0]}
          last={policy.id === own.at(-1)}
          move={move}
          edit={() => address.change({ regua: policy.id }, { push: true })}
        />
      ))}
    </Stack>
  );
}

interface CardProps {
  policy: Policy;
  first: boolean;
  last: boolean;
  move: (id: string, by: number) => void;
  edit: () => void;
}

function PolicyCard({ policy, first, last, move, edit }: CardProps) {
  const may = useMay()('dunning:write');
  const client = useQueryClient();
  const [archiving, setArchiving] = useState(false);
  const older = policy.running.slice(1).map((version) => version.version);
  return (
    <Card
      title={policy.name}
      actions={
        <Group gap="xs">
          {may && !policy.is_default && (
            <>
              <ActionIcon
                variant="default"
                disabled={first}
                aria-label={`${t('policy.up')}: ${policy.name}`}
                onClick={() => move(policy.id, -1)}
              >
                <IconArrowUp size={16} />
              </ActionIcon>
              <ActionIcon
                variant="default"
                disabled={last}
                aria-label={`${t('policy.down')}: ${policy.name}`}
                onClick={() => move(policy.id, 1)}
              >
                <IconArrowDown size={16} />
              </ActionIcon>
              <Button size="compact-sm" variant="default" onClick={() => setArchiving(true)}>
                {t('policy.archive')}
              </Button>
            </>
          )}
          <Button size="compact-sm" variant="default" onClick={edit}>
            {t('policy.edit')}
          </Button>
        </Group>
      }
    >
      <Group gap="xs">
        {policy.is_default && <Badge variant="light">{t('policy.default')}</Badge>}
        <Text size="sm">
          {t('policy.for')}: {policy.segment_words} ·{' '}
          {t('policy.version', { count: policy.version })}
        </Text>
      </Group>
      {older.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('policy.running', { versions: older.join(', ') })}
        </Text>
      )}
      <StepLine steps={policy.steps.map(({ date: _date, ...step }) => step)} />
      <ConfirmModal
        opened={archiving}
        onClose={() => setArchiving(false)}
        title={t('policy.archive.title', { name: policy.name })}
        action={t('policy.archive')}
        danger
        run={async () => {
          await api.delete(`/v1/policies/${policy.id}`);
          await client.invalidateQueries({ queryKey: ['dunning'] });
          notifyDone(t('policy.archived'));
        }}
      >
        <Text size="sm">{t('policy.archive.text')}</Text>
      </ConfirmModal>
    </Card>
  );
}
