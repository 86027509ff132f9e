import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { t } from '../../i18n';
import { describeError } from './states';

interface Props {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** The verb on the button: "Cancelar o título", never "OK". */
  action: string;
  danger?: boolean;
  disabled?: boolean;
  size?: string;
  run: () => Promise<unknown>;
  children?: ReactNode;
}

/** Asks once, names the thing, and stays open with the reason when the server refuses. */
export function ConfirmModal(props: Props) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const close = () => {
    setError(null);
    props.onClose();
  };
  const submit = async () => {
    setBusy(true);
    setError(null);
    try {
      await props.run();
      close();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  const refusal = error ? describeError(error) : null;
  return (
    <Modal
      opened={props.opened}
      onClose={close}
      size={props.size}
      title={<Text fw={650}>{props.title}</Text>}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="md">
          {props.children}
          {refusal && (
            <Text c="red" size="sm" role="alert">
              {refusal.message} {refusal.hint}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('action.back')}
            </Button>
            <Button
              type="submit"
              color={props.danger ? 'red' : undefined}
              loading={busy}
              disabled={props.disabled}
            >
              {props.action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
