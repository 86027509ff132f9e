import {
  Alert,
  Button,
  Code,
  CopyButton,
  Group,
  Select,
  Stack,
  Switch,
  Text,
  TextInput,
} from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { WhatsApp } from '../../../api/types';
import { t, translateWord } from '../../../i18n';
import { FormCard } from '../../components/FormCard';
import { Card } from '../../components/PageHeader';
import { Answered } from '../../components/states';
import { Fact, InstantText } from '../../components/text';
import { useWhatsApp, useWhatsAppTemplates } from '../../data/whatsapp';
import { notifyDone, notifyError } from '../../notify';
import { useMay, useSession } from '../../session';
import { WhatsAppForms } from './WhatsAppForms';

/** The account at Meta, how it stands, and what each of our messages says on WhatsApp. */
export function WhatsAppSettings() {
  return (
    <Answered answer={useWhatsApp()}>
      {(account) => (
        <Stack gap="md">
          <AccountForm account={account} />
          {account.phone_number_id && <Standing account={account} />}
          {account.phone_number_id && <WhatsAppForms />}
        </Stack>
      )}
    </Answered>
  );
}

function useRefreshWhatsApp() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['settings', 'whatsapp'] });
}

function AccountForm({ account }: { account: WhatsApp }) {
  const may = useMay()('settings:write');
  const { company } = useSession();
  const refresh = useRefreshWhatsApp();
  const [draft, setDraft] = useState({
    phone_number_id: account.phone_number_id,
    business_account_id: account.business_account_id,
    on: account.on,
  });
  const [token, setToken] = useState('');
  const [secret, setSecret] = useState('');
  const kept = (has: boolean) => (has ? t('whatsapp.secret.kept') : undefined);
  const save = async () => {
    await api.put('/v1/settings/whatsapp', {
      ...draft,
      ...(token ? { access_token: token } : {}),
      ...(secret ? { app_secret: secret } : {}),
    });
    setToken('');
    setSecret('');
    await refresh();
  };
  return (
    <FormCard
      title={t('settings.whatsapp')}
      text={t('whatsapp.text')}
      done={t('settings.saved')}
      editable={may}
      save={save}
    >
      {company.demo && (
        <Alert role="note" color="yellow" variant="light">
          {t('whatsapp.demo')}
        </Alert>
      )}
      <Group grow align="flex-start">
        <TextInput
          label={t('whatsapp.phone_number_id')}
          description={t('whatsapp.phone_number_id.text')}
          required
          inputMode="numeric"
          value={draft.phone_number_id}
          onChange={(event) => setDraft({ ...draft, phone_number_id: event.currentTarget.value })}
        />
        <TextInput
          label={t('whatsapp.business_account_id')}
          description={t('whatsapp.business_account_id.text')}
          required
          inputMode="numeric"
          value={draft.business_account_id}
          onChange={(event) =>
            setDraft({ ...draft, business_account_id: event.currentTarget.value })
          }
        />
      </Group>
      <Group grow align="flex-start">
        <TextInput
          type="password"
          autoComplete="off"
          label={t('whatsapp.access_token')}
          required={!account.has_access_token}
          placeholder={kept(account.has_access_token)}
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
        />
        <TextInput
          type="password"
          autoComplete="off"
          label={t('whatsapp.app_secret')}
          required={!account.has_app_secret}
          placeholder={kept(account.has_app_secret)}
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
        />
      </Group>
      <Switch
        label={t('whatsapp.on')}
        checked={draft.on}
        onChange={(event) => setDraft({ ...draft, on: event.currentTarget.checked })}
      />
    </FormCard>
  );
}

function Copied({ name, value }: { name: string; value: string }) {
  return (
    <Fact name={name}>
      <Group gap="xs">
        <Code style={{ overflowWrap: 'anywhere' }}>{value}</Code>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" onClick={copy}>
              {copied ? t('action.copied') : t('action.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Fact>
  );
}

/** What is typed in at Meta, what Meta says of the number, and a test message. */
function Standing({ account }: { account: WhatsApp }) {
  const may = useMay()('settings:write');
  const refresh = useRefreshWhatsApp();
  const [busy, setBusy] = useState(false);
  const look = async () => {
    setBusy(true);
    try {
      await api.post('/v1/settings/whatsapp/look', {});
      notifyDone(t('whatsapp.looked'));
    } catch (error) {
      notifyError(error);
    } finally {
      setBusy(false);
      await refresh();
    }
  };
  const words = (group: string, word: string) =>
    word ? translateWord(`whatsapp.${group}.${word}`, word) : t('whatsapp.unknown');
  return (
    <Card
      title={t('whatsapp.standing')}
      actions={
        may && (
          <Button size="xs" variant="default" loading={busy} onClick={look}>
            {t('whatsapp.look')}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        {account.problem && (
          <Alert color="red" role="alert" title={t('whatsapp.problem')}>
            {account.problem}
            {account.rests_until && (
              <Text size="sm" mt={4}>
                {t('whatsapp.rests')} <InstantText at={account.rests_until} />
              </Text>
            )}
          </Alert>
        )}
        <Group grow align="flex-start">
          <Fact name={t('whatsapp.number')}>{account.number || t('whatsapp.unknown')}</Fact>
          <Fact name={t('whatsapp.name')}>{account.name || t('whatsapp.unknown')}</Fact>
          <Fact name={t('whatsapp.quality')}>{words('quality', account.quality)}</Fact>
          <Fact name={t('whatsapp.limit')}>{words('limit', account.messaging_limit)}</Fact>
        </Group>
        <Text size="sm" c="dimmed">
          {t('whatsapp.webhook.text')}
        </Text>
        <Copied name={t('whatsapp.webhook')} value={account.webhook_url} />
        <Copied name={t('whatsapp.verify_token')} value={account.verify_token} />
        {may && <TestMessage />}
      </Stack>
    </Card>
  );
}

function TestMessage() {
  const templates = useWhatsAppTemplates();
  const [to, setTo] = useState('');
  const [template, setTemplate] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const ready = templates.data?.forms.filter((form) => form.form && !form.problem) ?? [];
  if (ready.length === 0) return null;
  const test = async () => {
    setBusy(true);
    try {
      const result = await api.post<{ sent: boolean; answer: string }>(
        '/v1/settings/whatsapp/test',
        { to, template: template ?? ready[0].template },
      );
      if (result.sent) notifyDone(result.answer);
      else notifyError(new Error(result.answer));
    } catch (error) {
      notifyError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Group align="flex-end">
      <Select
        label={t('whatsapp.test.template')}
        data={ready.map((form) => ({ value: form.template, label: form.label }))}
        value={template ?? ready[0].template}
        onChange={setTemplate}
        allowDeselect={false}
      />
      <TextInput
        label={t('whatsapp.test.to')}
        placeholder="(11) 98765-4321"
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Button variant="default" loading={busy} disabled={!to} onClick={test}>
        {t('whatsapp.test')}
      </Button>
    </Group>
  );
}
