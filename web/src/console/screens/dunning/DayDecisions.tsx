import { Anchor, Group, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Decision, DunningDay } from '../../../api/types';
import { t, tn } from '../../../i18n';
import { DataTable, type Column } from '../../components/DataTable';
import { actionName, stepName } from '../../components/DecisionRow';
import { MessageView } from '../../components/MessageView';
import { EmptyState } from '../../components/states';
import { StateBadge } from '../../components/StateBadge';
import { MoneyText } from '../../components/text';
import css from '../../components/components.module.css';

type Shown = 'all' | 'message' | 'task' | 'none';

interface Props {
  day: DunningDay;
  empty: string;
  /** A day that has not been: nothing has been written. */
  coming?: boolean;
}

/** What a day does, one line a title, and why: the rule that fired or the one that blocked. */
export function DayDecisions({ day, empty, coming }: Props) {
  const [shown, setShown] = useState<Shown>('all');
  const [open, setOpen] = useState<string | null>(null);
  const rows = day.items.filter((decision) => shown === 'all' || shown === decision.action);
  const columns: Column<Decision>[] = [
    {
      key: 'party',
      header: t('title.party'),
      render: (decision) => (
        <Anchor component={Link} href={`/clientes/${decision.party_id}`} size="sm">
          {decision.party_name}
        </Anchor>
      ),
    },
    {
      key: 'title',
      wide: true,
      header: t('title.one'),
      render: (decision) => (
        <Anchor component={Link} href={`/recebiveis/${decision.title_id}`} size="sm">
          {decision.title_number}
        </Anchor>
      ),
    },
    {
      key: 'step',
      wide: true,
      header: t('dunning.step'),
      render: (decision) => (
        <span className={css.figures}>{decision.step == null ? '–' : stepName(decision.step)}</span>
      ),
    },
    {
      key: 'action',
      wide: true,
      header: t('dunning.action'),
      render: (decision) => actionName(decision.action),
    },
    {
      key: 'why',
      header: t('dunning.why'),
      render: (decision) => (
        <>
          {decision.reason_text}
          <Text size="xs" c="dimmed" className={css.narrow}>
            {decision.title_number} · {actionName(decision.action)}
          </Text>
        </>
      ),
    },
    {
      key: 'amount',
      wide: true,
      header: t('title.total_today'),
      align: 'right',
      render: (decision) => <MoneyText value={decision.amount} />,
    },
    {
      key: 'message',
      header: t('message.title'),
      render: (decision) =>
        decision.outbox_id && decision.outbox_state ? (
          <Anchor
            component="button"
            onClick={() => setOpen(decision.outbox_id ?? null)}
            aria-label={t('message.open')}
          >
            <StateBadge state={decision.outbox_state} of="outbox" />
          </Anchor>
        ) : (
          '–'
        ),
    },
  ];
  return (
    <>
      <Group justify="space-between" mb="sm">
        <Text size="sm" role="status">
          {tn('dunning.titles', day.titles)} · {tn('dunning.messages', day.messages)} ·{' '}
          {day.tasks > 0 && `${tn('dunning.tasks', day.tasks)} · `}
          {tn('dunning.blocked', day.blocked)}
        </Text>
        <SegmentedControl
          size="xs"
          value={shown}
          onChange={(value) => setShown(value as Shown)}
          aria-label={t('dunning.show')}
          data={[
            { value: 'all', label: t('filter.all') },
            { value: 'message', label: t('decision.message') },
            { value: 'task', label: t('decision.task') },
            { value: 'none', label: t('decision.none') },
          ]}
        />
      </Group>
      <DataTable
        label={t('dunning.decisions')}
        columns={coming ? columns.slice(0, -1) : columns}
        rows={rows}
        rowKey={(decision) => `${decision.title_id} ${decision.step} ${decision.action}`}
        empty={<EmptyState title={empty}>{t('dunning.empty')}</EmptyState>}
      />
      <MessageView id={open} close={() => setOpen(null)} />
    </>
  );
}
