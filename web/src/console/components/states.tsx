import { Alert, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertCircle, IconInbox } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ApiError } from '../../api/client';
import { t } from '../../i18n';
import css from './components.module.css';

/** What an error says to a person: what is wrong, and what to do about it. */
export function describeError(error: unknown): { message: string; hint?: string; field?: string } {
  if (error instanceof ApiError) {
    if (error.status === 0) return { message: t('error.network'), hint: t('error.network.hint') };
    if (error.status === 403) {
      return {
        message: error.message || t('error.forbidden'),
        hint: error.hint ?? t('error.forbidden.hint'),
      };
    }
    return {
      message: error.message || t('error.unknown'),
      hint: error.hint ?? (error.status >= 500 ? t('error.server.hint') : undefined),
      field: error.field,
    };
  }
  return { message: t('error.unknown'), hint: t('error.server.hint') };
}

export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const { message, hint } = describeError(error);
  return (
    <Alert
      color="red"
      icon={<IconAlertCircle size={20} aria-hidden />}
      title={message}
      role="alert"
      my="md"
    >
      <Group justify="space-between" gap="sm">
        <Text size="sm">{hint}</Text>
        {retry && (
          <Button size="xs" variant="default" onClick={retry}>
            {t('action.retry')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

interface EmptyProps {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  icon?: ReactNode;
}

/** An empty list is never blank: it says why, and what can be done from here. */
export function EmptyState({ title, children, action, icon }: EmptyProps) {
  return (
    <Stack align="center" gap="xs" py={48} px="md" className={css.empty}>
      {icon ?? <IconInbox size={36} stroke={1.4} aria-hidden />}
      <Title order={3} size="h5">
        {title}
      </Title>
      {children && (
        <Text c="dimmed" size="sm" maw={460} ta="center">
          {children}
        </Text>
      )}
      {action}
    </Stack>
  );
}

/** Lines that stand where text will; they appear only if the answer takes more than 200 ms. */
export function Waiting({ lines = 6, height = 20 }: { lines?: number; height?: number }) {
  return (
    <Stack gap="sm" className={css.delayed} aria-busy aria-label={t('state.loading')}>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={height} width={`${96 - ((line * 17) % 40)}%`} />
      ))}
    </Stack>
  );
}

interface Answer<T> {
  data?: T;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

/** The three states of what the server is asked for: waiting, refused, here. */
export function Answered<T>({
  answer,
  lines,
  children,
}: {
  answer: Answer<T>;
  lines?: number;
  children: (data: T) => ReactNode;
}) {
  if (answer.data !== undefined) return children(answer.data);
  if (answer.error) return <ErrorState error={answer.error} retry={() => answer.refetch()} />;
  return <Waiting lines={lines} />;
}
