import { Group, Text } from '@mantine/core';
import { IconChecklist, IconMail, IconMinus } from '@tabler/icons-react';
import type { Decision } from '../../api/types';
import { t, translateWord } from '../../i18n';
import { formatDate } from '../../format/date';
import { StateBadge } from './StateBadge';

/** "D+3": how far a step stands from the due date. */
export function stepName(offset: number): string {
  if (offset === 0) return t('step.due');
  return offset < 0 ? `D−${-offset}` : `D+${offset}`;
}

/** "Mensagem", "Tarefa", "Nada". */
export const actionName = (action: string) =>
  action === 'message'
    ? t('decision.message')
    : action === 'task'
      ? t('decision.task')
      : t('decision.none');

/** One decision: what was done, or why not; with its day and title where those are not plain. */
export function DecisionRow({ decision, dated }: { decision: Decision; dated?: boolean }) {
  const Icon =
    decision.action === 'message'
      ? IconMail
      : decision.action === 'task'
        ? IconChecklist
        : IconMinus;
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Icon
        size={16}
        style={{ flex: 'none', marginTop: 2 }}
        aria-label={
          decision.action === 'none' && decision.track === 'task'
            ? t('decision.task.none')
            : actionName(decision.action)
        }
      />
      <Text size="sm">
        {dated && (
          <Text span size="sm" c="dimmed">
            {formatDate(decision.date)} · {decision.title_number} ·{' '}
          </Text>
        )}
        {decision.step != null && <strong>{stepName(decision.step)} · </strong>}
        {decision.action === 'none' && decision.track === 'task' && (
          <>{t('decision.task.held', { name: decision.step_label })} </>
        )}
        {decision.reason_text}
        {decision.channel && (
          <Text span size="sm" c="dimmed">
            {' '}
            · {translateWord(`channel.${decision.channel}`, decision.channel)}
          </Text>
        )}
      </Text>
      {decision.outbox_state && <StateBadge state={decision.outbox_state} of="outbox" />}
    </Group>
  );
}
