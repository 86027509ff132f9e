import { Group, NumberInput, PasswordInput, Select, TextInput } from '@mantine/core';
import { t } from '../../../i18n';

export interface MailServer {
  host: string;
  port: number;
  security: 'none' | 'starttls' | 'tls';
  user: string;
}

interface Props<T extends MailServer> {
  value: T;
  onChange: (value: T) => void;
  password: string;
  onPassword: (password: string) => void;
  hasPassword: boolean;
  host: { label: string; placeholder: string; description?: string; required?: boolean };
  port?: string;
  security: MailServer['security'][];
}

/** Where a mail server stands and who logs in: the same questions for sending and for reading. */
export function MailServerFields<T extends MailServer>({
  value,
  onChange,
  password,
  onPassword,
  hasPassword,
  host,
  port,
  security,
}: Props<T>) {
  const words = { none: t('smtp.none'), starttls: 'STARTTLS', tls: 'TLS' };
  return (
    <>
      <Group grow align="flex-start">
        <TextInput
          {...host}
          value={value.host}
          onChange={(event) => onChange({ ...value, host: event.currentTarget.value })}
        />
        <NumberInput
          label={t('smtp.port')}
          description={port}
          required
          min={1}
          max={65535}
          hideControls
          value={value.port}
          onChange={(number) => onChange({ ...value, port: Number(number) })}
        />
        <Select
          label={t('smtp.security')}
          allowDeselect={false}
          data={security.map((one) => ({ value: one, label: words[one] }))}
          value={value.security}
          onChange={(one) => onChange({ ...value, security: one as MailServer['security'] })}
        />
      </Group>
      <Group grow align="flex-start">
        <TextInput
          label={t('smtp.user')}
          autoComplete="off"
          value={value.user}
          onChange={(event) => onChange({ ...value, user: event.currentTarget.value })}
        />
        <PasswordInput
          label={t('field.password')}
          description={hasPassword ? t('smtp.password') : undefined}
          autoComplete="new-password"
          value={password}
          onChange={(event) => onPassword(event.currentTarget.value)}
        />
      </Group>
    </>
  );
}
