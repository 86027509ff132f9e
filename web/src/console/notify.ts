import { notifications } from '@mantine/notifications';
import { describeError } from './components/states';

export function notifyDone(message: string): void {
  notifications.show({ message, color: 'quita', autoClose: 4000 });
}

export function notifyError(error: unknown): void {
  const { message, hint } = describeError(error);
  notifications.show({ title: message, message: hint ?? '', color: 'red', autoClose: 10_000 });
}

/** Done, but with something that the person should know. */
export function notifyWarning(message: string): void {
  notifications.show({ message, color: 'yellow', autoClose: 10_000 });
}
