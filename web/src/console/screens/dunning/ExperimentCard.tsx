import { Alert, Button, Group, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { Experiment, ExperimentResult } from '../../../api/types';
import { formatCount, formatShare, formatTenths } from '../../../format/count';
import { formatDate } from '../../../format/date';
import { formatMoney } from '../../../format/money';
import { t } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { Card } from '../../components/PageHeader';
import { Answered } from '../../components/states';
import { useEndExperiment, useExperiment } from '../../data/experiments';
import { notifyDone } from '../../notify';
import { useMay } from '../../session';
import { StateOf } from './Experiments';
import css from '../../components/components.module.css';

type Range = ExperimentResult['titles_paid']['gap'];
type Winner = 'champion' | 'challenger' | 'none';

/** One experiment: who is asked how, what came of it, and the decision. */
export function ExperimentCard({ experiment }: { experiment: Experiment }) {
  const page = useExperiment(experiment.id);
  return (
    <Card title={experiment.name} actions={<StateOf experiment={experiment} />}>
      <Text size="sm" mb="sm">
        {t('experiment.about', {
          policy: experiment.policy_name,
          date: formatDate(experiment.started_at),
          share: experiment.share_percent,
        })}
      </Text>
      <Text size="sm" c="dimmed" mb="md">
        {t('experiment.steps')}: {experiment.steps.map((step) => step.words).join('; ')}.
      </Text>
      <Answered answer={page} lines={6}>
        {({ result }) => (
          <Stack>
            <Verdict result={result} share={experiment.share_percent} />
            <Sides result={result} />
            <Text size="xs" c="dimmed">
              {t('experiment.honest', { days: result.days })}
            </Text>
            {!experiment.ended_at && <Ending experiment={experiment} result={result} />}
          </Stack>
        )}
      </Answered>
    </Card>
  );
}

function Verdict({ result, share }: { result: ExperimentResult; share: number }) {
  const { champion, challenger } = result;
  const words: Record<string, { color: string; text: string }> = {
    too_early: {
      color: 'gray',
      text: t('experiment.verdict.early', {
        count: result.customers_for_verdict,
        days: result.days,
      }),
    },
    undecided: { color: 'blue', text: t('experiment.verdict.undecided') },
    challenger_better: { color: 'green', text: t('experiment.verdict.challenger') },
    champion_better: { color: 'green', text: t('experiment.verdict.champion') },
    split_in_doubt: {
      color: 'orange',
      text: t('experiment.verdict.doubt', {
        champion: formatCount(champion.drawn),
        challenger: formatCount(challenger.drawn),
        share,
        once: oneIn(result.chance_of_split),
      }),
    },
  };
  const verdict = words[result.verdict]!;
  return (
    <Alert color={verdict.color} variant="light" role="status">
      {verdict.text}
    </Alert>
  );
}

/** "1.200" of a chance of 1 in 1,200: rounded down to two figures; beyond a million, a million. */
function oneIn(chance: number): string {
  const times = Math.min(1 / Math.max(chance, 1e-9), 1_000_000);
  const step = 10 ** Math.max(Math.floor(Math.log10(times)) - 1, 0);
  return formatCount(Math.floor(times / step) * step);
}

function Sides({ result }: { result: ExperimentResult }) {
  const { champion, challenger } = result;
  const share = (range: Range) => told(range, formatShare);
  const points = (range: Range) =>
    told(range, (value) => signed(value, (size) => formatTenths(100 * size)), ' p.p.');
  const days = (range: Range) => told(range, formatTenths);
  const daysGap = (range: Range) => told(range, (value) => signed(value, formatTenths));
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table className={css.figures}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th />
            <Table.Th ta="right">{t('experiment.champion')}</Table.Th>
            <Table.Th ta="right">{t('experiment.challenger')}</Table.Th>
            <Table.Th ta="right">{t('experiment.gap')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <Row
            label={t('experiment.drawn')}
            cells={[formatCount(champion.drawn), formatCount(challenger.drawn), '']}
          />
          <Row
            label={t('experiment.customers')}
            cells={[formatCount(champion.customers), formatCount(challenger.customers), '']}
          />
          <Row
            label={t('experiment.titles')}
            cells={[formatCount(champion.titles), formatCount(challenger.titles), '']}
          />
          <Row
            label={t('experiment.waiting')}
            cells={[formatCount(champion.waiting), formatCount(challenger.waiting), '']}
          />
          <Row
            label={t('experiment.due')}
            cells={[formatMoney(champion.due), formatMoney(challenger.due), '']}
          />
          <Row
            label={t('experiment.paid', { days: result.days })}
            strong
            cells={[
              share(result.titles_paid.champion),
              share(result.titles_paid.challenger),
              points(result.titles_paid.gap),
            ]}
          />
          <Row
            label={t('experiment.recovered', { days: result.days })}
            cells={[
              share(result.amount_recovered.champion),
              share(result.amount_recovered.challenger),
              points(result.amount_recovered.gap),
            ]}
          />
          <Row
            label={t('experiment.days')}
            cells={[
              days(result.days_to_pay.champion),
              days(result.days_to_pay.challenger),
              daysGap(result.days_to_pay.gap),
            ]}
          />
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** The figure, and beneath it the interval. */
function told(range: Range, format: (value: number) => string, unit = '') {
  const interval =
    range.low == null || range.high == null
      ? t('experiment.unknown')
      : t('experiment.interval', { low: format(range.low), high: format(range.high) });
  return (
    <>
      {format(range.value)}
      {unit}
      <Text size="xs" c="dimmed" component="div">
        {interval}
      </Text>
    </>
  );
}

const signed = (value: number, format: (size: number) => string) =>
  `${value > 0 ? '+' : value < 0 ? '−' : ''}${format(Math.abs(value))}`;

interface RowProps {
  label: string;
  cells: React.ReactNode[];
  strong?: boolean;
}

function Row({ label, cells, strong }: RowProps) {
  return (
    <Table.Tr fw={strong ? 600 : undefined}>
      <Table.Td style={{ whiteSpace: 'normal' }}>{label}</Table.Td>
      {cells.map((cell, index) => (
        <Table.Td key={index} ta="right">
          {cell}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

function Ending({ experiment, result }: { experiment: Experiment; result: ExperimentResult }) {
  const may = useMay()('dunning:write');
  const end = useEndExperiment(experiment.id);
  const [winner, setWinner] = useState<Winner | null>(null);
  if (!may) return null;
  const decided = result.verdict === 'challenger_better' || result.verdict === 'champion_better';
  const texts: Record<Winner, string> = {
    challenger: t('experiment.end.challenger.text', { policy: experiment.policy_name }),
    champion: t('experiment.end.champion.text', { policy: experiment.policy_name }),
    none: t('experiment.end.none.text'),
  };
  const action = (which: Winner) =>
    ({
      challenger: t('experiment.end.challenger'),
      champion: t('experiment.end.champion'),
      none: t('experiment.end.none'),
    })[which];
  return (
    <Group>
      {(['challenger', 'champion', 'none'] as const).map((which) => (
        <Button
          key={which}
          variant={result.verdict === `${which}_better` ? 'filled' : 'default'}
          onClick={() => setWinner(which)}
        >
          {action(which)}
        </Button>
      ))}
      <ConfirmModal
        opened={winner !== null}
        onClose={() => setWinner(null)}
        title={t('experiment.end.title', { name: experiment.name })}
        action={winner ? action(winner) : ''}
        run={async () => {
          await end.mutateAsync(winner!);
          notifyDone(t('experiment.ended'));
        }}
      >
        <Stack gap="xs">
          <Text size="sm">{winner ? texts[winner] : ''}</Text>
          {!decided && winner !== 'none' && <Text size="sm">{t('experiment.end.early')}</Text>}
        </Stack>
      </ConfirmModal>
    </Group>
  );
}
