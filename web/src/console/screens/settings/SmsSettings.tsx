import {
  Alert,
  Button,
  Checkbox,
  CopyButton,
  Group,
  NumberInput,
  PasswordInput,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { api, ApiError } from '../../../api/client';
import type { Sms } from '../../../api/types';
import { t } from '../../../i18n';
import { MoneyField } from '../../components/fields';
import { FormCard } from '../../components/FormCard';
import { ConfirmModal } from '../../components/ConfirmModal';
import { Card } from '../../components/PageHeader';
import { Answered } from '../../components/states';
import { useRefreshSettings, useSms } from '../../data/settings';
import { notifyDone, notifyError } from '../../notify';
import { useMay } from '../../session';
import { SmsForm } from './SmsForm';

const providers = ['kannel', 'zenvia', 'twilio', 'generic'] as const;

export function SmsSettings() {
  return (
    <Answered answer={useSms()}>
      {(sms) => (
        <Stack gap="md">
          <Form sms={sms} />
          {sms.status_url && <Addresses sms={sms} />}
          {sms.enabled && <Test />}
        </Stack>
      )}
    </Answered>
  );
}

function Form({ sms }: { sms: Sms }) {
  const may = useMay()('settings:write');
  const refresh = useRefreshSettings();
  const [draft, setDraft] = useState({
    enabled: sms.enabled,
    provider: sms.provider,
    url: sms.url,
    user: sms.user,
    from: sms.from,
    form: sms.form,
    messages_per_second: sms.messages_per_second,
    price_per_thousand: sms.price_per_thousand,
    plain_letters: sms.plain_letters,
  });
  const [secret, setSecret] = useState('');
  const change = (patch: Partial<typeof draft>) => setDraft({ ...draft, ...patch });
  const { provider } = draft;
  const save = async () => {
    await api.put('/v1/settings/sms', { ...draft, ...(secret ? { secret } : {}) });
    setSecret('');
    await refresh();
  };
  return (
    <FormCard
      title={t('settings.sms')}
      text={t('sms.text')}
      done={t('settings.saved')}
      editable={may}
      save={save}
    >
      {sms.sandbox && (
        <Alert role="note" color="yellow" variant="light">
          {t('sms.demo')}
        </Alert>
      )}
      <Checkbox
        label={t('sms.enabled')}
        checked={draft.enabled}
        onChange={(event) => change({ enabled: event.currentTarget.checked })}
      />
      <Group grow align="flex-start">
        <Select
          label={t('sms.provider')}
          allowDeselect={false}
          data={providers.map((value) => ({ value, label: t(`sms.provider.${value}`) }))}
          value={provider}
          onChange={(value) => change({ provider: value as Sms['provider'] })}
        />
        {(provider === 'kannel' || provider === 'generic') && (
          <TextInput
            label={t('sms.url')}
            placeholder={
              provider === 'kannel' ? 'http://servidor:13013/cgi-bin/sendsms' : 'https://…'
            }
            required
            value={draft.url}
            onChange={(event) => change({ url: event.currentTarget.value })}
          />
        )}
      </Group>
      <Group grow align="flex-start">
        {provider !== 'zenvia' && (
          <TextInput
            label={t(`sms.user.${provider}`)}
            value={draft.user}
            onChange={(event) => change({ user: event.currentTarget.value })}
          />
        )}
        <PasswordInput
          label={t(`sms.secret.${provider}`)}
          description={sms.has_secret ? t('sms.secret.kept') : undefined}
          inputWrapperOrder={['label', 'input', 'description']}
          autoComplete="new-password"
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
        />
        <TextInput
          label={t('sms.from')}
          description={t('sms.from.text')}
          inputWrapperOrder={['label', 'input', 'description']}
          value={draft.from}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
      </Group>
      {provider === 'generic' && <SmsForm form={draft.form} change={(form) => change({ form })} />}
      <Group grow align="flex-start">
        <NumberInput
          label={t('sms.rate')}
          min={1}
          max={100}
          value={draft.messages_per_second}
          onChange={(rate) => change({ messages_per_second: Number(rate || 1) })}
        />
        <MoneyField
          label={t('sms.price')}
          description={t('sms.price.text')}
          inputWrapperOrder={['label', 'input', 'description']}
          value={draft.price_per_thousand}
          onChange={(price) => change({ price_per_thousand: price ?? 0 })}
        />
      </Group>
      <Checkbox
        label={t('sms.plain')}
        description={t('sms.plain.text')}
        checked={draft.plain_letters}
        onChange={(event) => change({ plain_letters: event.currentTarget.checked })}
      />
    </FormCard>
  );
}

/** What the provider is to call; whoever knows an address may report, so they can be changed. */
function Addresses({ sms }: { sms: Sms }) {
  const may = useMay()('settings:write');
  const refresh = useRefreshSettings();
  const [asking, setAsking] = useState(false);
  const addresses = [
    [t('sms.status_url'), sms.status_url],
    [t('sms.reply_url'), sms.reply_url],
  ] as const;
  return (
    <Card
      title={t('sms.addresses')}
      actions={
        may && (
          <Button size="compact-sm" variant="subtle" onClick={() => setAsking(true)}>
            {t('sms.addresses.new')}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('sms.addresses.text')}
        </Text>
        {addresses.map(([label, address]) => (
          <Group key={label} align="flex-end" wrap="nowrap">
            <TextInput label={label} value={address} readOnly style={{ flex: 1, minWidth: 0 }} />
            <CopyButton value={address}>
              {({ copied, copy }) => (
                <Button
                  variant="default"
                  onClick={copy}
                  aria-label={`${t('action.copy')}: ${label}`}
                >
                  {copied ? t('action.copied') : t('action.copy')}
                </Button>
              )}
            </CopyButton>
          </Group>
        ))}
      </Stack>
      <ConfirmModal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('sms.addresses.new')}
        action={t('sms.addresses.new')}
        danger
        run={async () => {
          await api.post('/v1/settings/sms/new-addresses');
          await refresh();
        }}
      >
        <Text size="sm">{t('sms.addresses.new.text')}</Text>
      </ConfirmModal>
    </Card>
  );
}

function Test() {
  const may = useMay()('settings:write');
  const [to, setTo] = useState('');
  const [busy, setBusy] = useState(false);
  if (!may) return null;
  const send = async () => {
    setBusy(true);
    try {
      const result = await api.post<{ sent: boolean; answer: string }>('/v1/settings/sms/test', {
        to,
      });
      if (!result.sent)
        throw new ApiError(422, 'sms.refused', t('sms.test.refused'), undefined, result.answer);
      notifyDone(t('sms.tested'));
    } catch (error) {
      notifyError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card title={t('sms.test')}>
      <Group align="flex-end">
        <TextInput
          label={t('sms.test.to')}
          type="tel"
          placeholder="(11) 98765-4321"
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Button variant="default" loading={busy} disabled={!to} onClick={send}>
          {t('sms.test')}
        </Button>
      </Group>
    </Card>
  );
}
