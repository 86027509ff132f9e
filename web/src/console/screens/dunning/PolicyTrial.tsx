import { Alert, Anchor, Button, Group, Progress, Select, Stack, Table, Text } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'wouter';
import type { PolicyTrial as Trial, Step, TrialResult } from '../../../api/types';
import { formatCount } from '../../../format/count';
import { formatDate } from '../../../format/date';
import { formatMoney } from '../../../format/money';
import { t } from '../../../i18n';
import { Card } from '../../components/PageHeader';
import { describeError } from '../../components/states';
import { useAskTrial, useTrial } from '../../data/trials';
import { useMay } from '../../session';
import { useAddress } from '../../useAddress';
import { StartExperiment } from './StartExperiment';
import css from '../../components/components.module.css';

const MonthsChart = lazy(() => import('./TrialMonths'));

interface Props {
  /** Of the line; the default policy has one too. */
  policy: string;
  steps: Step[];
}

/** "Testar antes de usar": the draft beside the policy in force, on the company's own past. */
export function PolicyTrial({ policy, steps }: Props) {
  const may = useMay()('dunning:write');
  const address = useAddress();
  const [months, setMonths] = useState('12');
  const ask = useAskTrial(policy);
  const asked = address.get('teste');
  const trial = useTrial(asked);
  const working = trial.data?.state === 'waiting' || trial.data?.state === 'running';
  const start = () =>
    ask.mutate(
      { steps, months: Number(months) },
      { onSuccess: (made) => address.change({ teste: made.id }) },
    );
  return (
    <Card title={t('trial.title')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('trial.text')}
      </Text>
      <Group align="flex-end">
        <Select
          label={t('trial.months')}
          w={180}
          allowDeselect={false}
          data={['3', '6', '12', '24'].map((value) => ({
            value,
            label: t('trial.months.count', { count: Number(value) }),
          }))}
          value={months}
          disabled={!may}
          onChange={(value) => setMonths(value ?? '12')}
        />
        {may && (
          <Button
            variant="default"
            leftSection={<IconFlask size={16} aria-hidden />}
            loading={ask.isPending || working}
            disabled={!steps.length}
            onClick={start}
          >
            {t('trial.start')}
          </Button>
        )}
      </Group>
      {ask.error && (
        <Alert color="red" variant="light" mt="md" role="alert">
          {describeError(ask.error).message}
        </Alert>
      )}
      <div aria-live="polite">
        {working && trial.data && <Working trial={trial.data} />}
        {trial.data?.state === 'failed' && (
          <Alert color="red" variant="light" mt="md">
            {t('trial.failed')}
          </Alert>
        )}
        {trial.data?.result && <Outcome trial={trial.data} result={trial.data.result} />}
      </div>
    </Card>
  );
}

function Working({ trial }: { trial: Trial }) {
  return (
    <Stack gap={4} mt="md">
      <Progress
        value={trial.total ? (100 * trial.done) / trial.total : 3}
        aria-label={t('trial.title')}
      />
      <Text size="xs" c="dimmed">
        {trial.total
          ? t('trial.progress', { done: formatCount(trial.done), total: formatCount(trial.total) })
          : t('trial.waiting')}
      </Text>
    </Stack>
  );
}

function Outcome({ trial, result }: { trial: Trial; result: TrialResult }) {
  const { present, draft } = result;
  return (
    <Stack mt="md">
      <Text size="sm">
        {t('trial.looked', {
          people: formatCount(result.people),
          titles: formatCount(result.titles),
          from: formatDate(result.from),
          last: formatDate(result.last),
        })}{' '}
        {t('trial.sent', { count: formatCount(result.really_sent) })}{' '}
        {result.one_in > 1 && t('trial.sample', { count: result.one_in })}
      </Text>
      <Table.ScrollContainer minWidth={420}>
        <Table className={css.figures}>
          <SideHead first={t('trial.measure')} />
          <Table.Tbody>
            <Counts label={t('trial.messages')} one={present.messages} other={draft.messages} />
            <Counts label={t('trial.reminders')} one={present.reminders} other={draft.reminders} />
            <Counts label={t('trial.demands')} one={present.demands} other={draft.demands} />
            <Counts label={t('trial.customers')} one={present.customers} other={draft.customers} />
            <Counts label={t('trial.week')} one={present.most_in_week} other={draft.most_in_week} />
            <Counts label={t('trial.tasks')} one={present.tasks} other={draft.tasks} />
            {result.channels.map((channel) => (
              <Counts
                key={channel.channel}
                label={t('trial.channel', { channel: channel.label })}
                one={channel.present}
                other={channel.draft}
              />
            ))}
            <Cost result={result} />
            <Table.Tr>
              <Table.Td>{t('trial.span')}</Table.Td>
              <Table.Td ta="right">{span(present)}</Table.Td>
              <Table.Td ta="right">{span(draft)}</Table.Td>
              <Table.Td />
            </Table.Tr>
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text fw={600} size="sm">
        {t('trial.by_month')}
      </Text>
      <Suspense fallback={<div style={{ height: 240 }} />}>
        <MonthsChart months={result.months} />
      </Suspense>
      <Table.ScrollContainer minWidth={420}>
        <Table className={css.figures}>
          <SideHead first={t('trial.by_step')} />
          <Table.Tbody>
            {result.steps.map((step) => (
              <Counts key={step.day} label={step.words} one={step.present} other={step.draft} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {result.changed.length > 0 && (
        <Table.ScrollContainer minWidth={420}>
          <Table className={css.figures}>
            <SideHead first={t('trial.changed')} />
            <Table.Tbody>
              {result.changed.map((customer) => (
                <Counts
                  key={customer.id}
                  label={
                    <Anchor component={Link} href={`/clientes/${customer.id}`} size="sm">
                      {customer.name}
                    </Anchor>
                  }
                  one={customer.present}
                  other={customer.draft}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <Text size="xs" c="dimmed">
        {t('trial.assumption')}
      </Text>
      <StartExperiment trial={trial} />
    </Stack>
  );
}

const span = ({ first, last }: TrialResult['present']) =>
  first && last ? `${formatDate(first)} – ${formatDate(last)}` : '—';

function SideHead({ first }: { first: string }) {
  return (
    <Table.Thead>
      <Table.Tr>
        <Table.Th>{first}</Table.Th>
        <Table.Th ta="right">{t('trial.present')}</Table.Th>
        <Table.Th ta="right">{t('trial.draft')}</Table.Th>
        <Table.Th ta="right">{t('trial.difference')}</Table.Th>
      </Table.Tr>
    </Table.Thead>
  );
}

function Counts({ label, one, other }: { label: React.ReactNode; one: number; other: number }) {
  const gap = other - one;
  return (
    <Table.Tr>
      <Table.Td style={{ whiteSpace: 'normal' }}>{label}</Table.Td>
      <Table.Td ta="right">{formatCount(one)}</Table.Td>
      <Table.Td ta="right">{formatCount(other)}</Table.Td>
      <Table.Td ta="right" c={gap === 0 ? 'dimmed' : undefined}>
        {gap > 0 ? '+' : gap < 0 ? '−' : ''}
        {formatCount(Math.abs(gap))}
      </Table.Td>
    </Table.Tr>
  );
}

/** Only where the price of every channel used is known. */
function Cost({ result }: { result: TrialResult }) {
  const known = result.channels.every((channel) => channel.present_cost != null);
  const sum = (cost: 'present_cost' | 'draft_cost') =>
    formatMoney(result.channels.reduce((total, channel) => total + (channel[cost] ?? 0), 0));
  return (
    <Table.Tr>
      <Table.Td>{t('trial.cost')}</Table.Td>
      <Table.Td ta="right">{known ? sum('present_cost') : t('trial.cost.unknown')}</Table.Td>
      <Table.Td ta="right">{known ? sum('draft_cost') : t('trial.cost.unknown')}</Table.Td>
      <Table.Td />
    </Table.Tr>
  );
}
