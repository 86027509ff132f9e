import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import type { Experiment } from '../../../api/types';
import { formatDate } from '../../../format/date';
import { t } from '../../../i18n';
import { Card } from '../../components/PageHeader';
import { Answered, EmptyState } from '../../components/states';
import { useExperiments } from '../../data/experiments';
import { useAddress } from '../../useAddress';
import { ExperimentCard } from './ExperimentCard';

/** Champion and challenger: what runs, what ran, and one of them in full. */
export function Experiments() {
  const address = useAddress();
  const chosen = address.get('experimento');
  const all = useExperiments();
  return (
    <Answered answer={all}>
      {({ items }) => {
        if (items.length === 0) {
          return <EmptyState title={t('experiment.none')}>{t('experiment.none.text')}</EmptyState>;
        }
        const shown = items.find((each) => each.id === chosen) ?? items[0]!;
        const others = items.filter((each) => each.id !== shown.id);
        return (
          <Stack>
            <ExperimentCard key={shown.id} experiment={shown} />
            {others.length > 0 && (
              <Card title={t('experiment.others')}>
                {others.map((each) => (
                  <Line
                    key={each.id}
                    experiment={each}
                    open={() => address.change({ experimento: each.id }, { push: true })}
                  />
                ))}
              </Card>
            )}
          </Stack>
        );
      }}
    </Answered>
  );
}

function Line({ experiment, open }: { experiment: Experiment; open: () => void }) {
  return (
    <Group justify="space-between" py="xs">
      <div>
        <Group gap="xs">
          <Text size="sm" fw={500}>
            {experiment.name}
          </Text>
          <StateOf experiment={experiment} />
        </Group>
        <Text size="xs" c="dimmed">
          {experiment.policy_name} · {formatDate(experiment.started_at)}
        </Text>
      </div>
      <Button size="compact-sm" variant="default" onClick={open}>
        {t('experiment.open')}
      </Button>
    </Group>
  );
}

export function StateOf({ experiment }: { experiment: Experiment }) {
  if (!experiment.ended_at) return <Badge variant="light">{t('experiment.running')}</Badge>;
  const words = {
    champion: t('experiment.ended.champion'),
    challenger: t('experiment.ended.challenger'),
    none: t('experiment.ended.none'),
  };
  return (
    <Badge variant="light" color="gray">
      {words[experiment.winner ?? 'none']}
    </Badge>
  );
}
