import { Button, Group, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { t } from '../../i18n';
import { notifyDone } from '../notify';
import { Card } from './PageHeader';
import { describeError } from './states';

interface Props {
  title: string;
  text?: string;
  /** Says what was saved, when it was. */
  done?: string;
  action?: string;
  editable?: boolean;
  save: () => Promise<unknown>;
  children: ReactNode;
  extra?: ReactNode;
}

/** A form in a card: saves on Enter, keeps what was typed when refused, says why. */
export function FormCard({
  title,
  text,
  done,
  action,
  editable = true,
  save,
  children,
  extra,
}: Props) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async () => {
    setBusy(true);
    setError(null);
    try {
      await save();
      if (done) notifyDone(done);
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  const refusal = error ? describeError(error) : null;
  return (
    <Card title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {text && (
          <Text size="sm" c="dimmed" mb="md">
            {text}
          </Text>
        )}
        <fieldset disabled={!editable} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
          <Stack gap="sm">{children}</Stack>
        </fieldset>
        {refusal && (
          <Text c="red" size="sm" role="alert" mt="sm">
            {refusal.message} {refusal.hint}
          </Text>
        )}
        {editable && (
          <Group justify="flex-end" mt="md">
            {extra}
            <Button type="submit" loading={busy}>
              {action ?? t('action.save')}
            </Button>
          </Group>
        )}
      </form>
    </Card>
  );
}
