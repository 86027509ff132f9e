import { Checkbox, Code, Group, NumberInput, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { MailAccountRow } from '../../../api/types';
import { t } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { useRefreshSettings } from '../../data/settings';
import { notifyDone } from '../../notify';
import { MailServerFields } from './MailServerFields';

type Purpose = MailAccountRow['purposes'][number];
const purposes: Purpose[] = ['demand', 'transactional', 'campaign'];

export function purposeLabel(purpose: Purpose): string {
  return t(`accounts.purpose.${purpose}`);
}

interface Props {
  account: MailAccountRow | null;
  close: () => void;
}

/** One account whole: its server, its sender, what it is for, its pace and its signature. */
export function MailAccountForm({ account, close }: Props) {
  const refresh = useRefreshSettings();
  const [password, setPassword] = useState('');
  const [draft, setDraft] = useState({
    name: account?.name ?? '',
    host: account?.host ?? '',
    port: account?.port ?? 587,
    security: account?.security ?? ('starttls' as const),
    user: account?.user ?? '',
    from_name: account?.from_name ?? '',
    from_address: account?.from_address ?? '',
    reply_to: account?.reply_to ?? '',
    purposes: account?.purposes ?? [],
    paused: account?.paused ?? false,
    per_minute: account?.per_minute ?? 0,
    per_hour: account?.per_hour ?? 0,
    connections: account?.connections ?? 4,
    dkim_domain: account?.dkim_domain ?? '',
    dkim_selector: account?.dkim_selector || 'quita',
    dkim_on: account?.dkim_on ?? false,
  });
  const text = (
    name: 'name' | 'from_name' | 'from_address' | 'reply_to' | 'dkim_domain' | 'dkim_selector',
  ) => ({
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
  });
  const number = (name: 'per_minute' | 'per_hour' | 'connections') => ({
    value: draft[name],
    hideControls: true,
    onChange: (value: string | number) => setDraft({ ...draft, [name]: Number(value) }),
  });
  return (
    <ConfirmModal
      opened
      size="lg"
      onClose={close}
      title={account ? t('accounts.edit', { name: account.name }) : t('accounts.new')}
      action={t('action.save')}
      run={async () => {
        const body = { ...draft, ...(password ? { password } : {}) };
        if (account) {
          await api.put(`/v1/settings/smtp-accounts/${account.id}`, body);
        } else {
          await api.post('/v1/settings/smtp-accounts', body);
        }
        await refresh();
        notifyDone(t('settings.saved'));
      }}
    >
      <TextInput
        label={t('accounts.name')}
        placeholder={t('accounts.name.example')}
        required
        data-autofocus
        {...text('name')}
      />
      <MailServerFields
        value={draft}
        onChange={setDraft}
        password={password}
        onPassword={setPassword}
        hasPassword={account?.has_password ?? false}
        host={{ label: t('smtp.host'), placeholder: 'smtp.empresa.com.br', required: true }}
        security={['starttls', 'tls', 'none']}
      />
      <Group grow align="flex-start">
        <TextInput label={t('smtp.from_name')} {...text('from_name')} />
        <TextInput label={t('smtp.from_address')} type="email" required {...text('from_address')} />
        <TextInput label={t('smtp.reply_to')} type="email" {...text('reply_to')} />
      </Group>
      <Checkbox.Group
        label={t('accounts.purposes')}
        description={t('accounts.purposes.text')}
        value={draft.purposes}
        onChange={(chosen) => setDraft({ ...draft, purposes: chosen as Purpose[] })}
      >
        <Group gap="md" mt={6}>
          {purposes.map((purpose) => (
            <Checkbox key={purpose} value={purpose} label={purposeLabel(purpose)} size="sm" />
          ))}
        </Group>
      </Checkbox.Group>
      <Group grow align="flex-start">
        <NumberInput label={t('accounts.per_minute')} min={0} {...number('per_minute')} />
        <NumberInput label={t('accounts.per_hour')} min={0} {...number('per_hour')} />
        <NumberInput
          label={t('accounts.connections')}
          min={1}
          max={20}
          {...number('connections')}
        />
      </Group>
      <Text size="xs" c="dimmed">
        {t('accounts.pace.text')}
      </Text>
      <Group grow align="flex-start">
        <TextInput label={t('dkim.domain')} placeholder="empresa.com.br" {...text('dkim_domain')} />
        <TextInput label={t('dkim.selector')} {...text('dkim_selector')} />
      </Group>
      {account?.dkim_record_name && (
        <Stack gap={4}>
          <Text size="sm">{t('dkim.publish')}</Text>
          <Code block style={{ whiteSpace: 'pre-wrap', wordBreak: 'break-all' }}>
            {`${account.dkim_record_name} TXT ${account.dkim_record_value}`}
          </Code>
        </Stack>
      )}
      <Switch
        label={t('dkim.enabled')}
        checked={draft.dkim_on}
        onChange={(event) => setDraft({ ...draft, dkim_on: event.currentTarget.checked })}
      />
      <Switch
        label={t('accounts.pause')}
        checked={draft.paused}
        onChange={(event) => setDraft({ ...draft, paused: event.currentTarget.checked })}
      />
    </ConfirmModal>
  );
}
