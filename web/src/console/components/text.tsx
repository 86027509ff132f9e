import { ActionIcon, CopyButton, Group, Text, Tooltip, type TextProps } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { describeDue, formatDate, formatInstant } from '../../format/date';
import { formatMoney } from '../../format/money';
import { t } from '../../i18n';
import { useSession, useToday } from '../session';
import css from './components.module.css';

export function MoneyText({ value, ...rest }: { value: number } & TextProps) {
  return (
    <Text component="span" inherit className={css.figures} {...rest}>
      {formatMoney(value)}
    </Text>
  );
}

export function DateText({ date }: { date?: string | null }) {
  return <span className={css.figures}>{date ? formatDate(date) : '–'}</span>;
}

/** A due date, with what it means today in the tooltip. */
export function DueText({ date }: { date: string }) {
  const today = useToday();
  return (
    <Tooltip label={describeDue(date, today)}>
      <span className={css.figures}>{formatDate(date)}</span>
    </Tooltip>
  );
}

export function InstantText({ at }: { at?: string | null }) {
  const { company } = useSession();
  return <span className={css.figures}>{at ? formatInstant(at, company.time_zone) : '–'}</span>;
}

export function CopyIcon({ value, label }: { value: string; label: string }) {
  return (
    <CopyButton value={value} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t('action.copied') : label}>
          <ActionIcon
            variant="subtle"
            color={copied ? 'quita' : 'gray'}
            onClick={copy}
            aria-label={copied ? t('action.copied') : label}
          >
            {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}

/** A name and its value, one under the other. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <Text size="sm" component="div">
        {children}
      </Text>
    </div>
  );
}

/** The same in one line, from edge to edge. */
export function FactLine({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Group justify="space-between" wrap="nowrap" gap="md">
      <Text size="sm">{name}</Text>
      <Text size="sm" component="div">
        {children}
      </Text>
    </Group>
  );
}

/** One line of a sum: label left, amount right. */
export function SumLine({
  label,
  value,
  total,
}: {
  label: ReactNode;
  value: number;
  total?: boolean;
}) {
  return (
    <div className={`${css.line} ${total ? css.lineTotal : ''}`}>
      <span>{label}</span>
      <MoneyText value={value} />
    </div>
  );
}

export function CodeLine({ text, copy, label }: { text: string; copy: string; label: string }) {
  return (
    <Group gap={4} wrap="nowrap" align="flex-start">
      <Text component="span" className={css.code}>
        {text}
      </Text>
      <CopyIcon value={copy} label={label} />
    </Group>
  );
}
