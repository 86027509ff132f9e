import { Group, Text } from '@mantine/core';
import { IconMail, IconMinus } from '@tabler/icons-react';
import type { Decision } from '../../api/types';
import { t } from '../../i18n';
import { StateBadge } from './StateBadge';

/** "D+3": how far a step stands from the due date. */
export function stepName(offset: number): string {
  if (offset === 0) return t('step.due');
  return offset < 0 ? `D−${-offset}` : `D+${offset}`;
}

/** One decision: what was done, or why not. */
export function DecisionRow({ decision }: { decision: Decision }) {
  const sends = decision.action !== 'none';
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      {sends ? (
        <IconMail size={16} aria-label={t('decision.message')} />
      ) : (
        <IconMinus size={16} aria-label={t('decision.none')} />
      )}
      <Text size="sm">
        {decision.step != null && <strong>{stepName(decision.step)} · </strong>}
        {decision.reason_text}
      </Text>
      {decision.outbox_state && <StateBadge state={decision.outbox_state} of="outbox" />}
    </Group>
  );
}
