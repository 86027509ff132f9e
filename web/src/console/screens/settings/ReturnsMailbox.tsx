import { Alert, Button, Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { ReturnsMailbox as Mailbox } from '../../../api/types';
import { formatInstant } from '../../../format/date';
import { t } from '../../../i18n';
import { FormCard } from '../../components/FormCard';
import { Answered } from '../../components/states';
import { useRefreshSettings, useReturnsMailbox } from '../../data/settings';
import { notifyError } from '../../notify';
import { useMay, useSession } from '../../session';
import { MailServerFields } from './MailServerFields';

export function ReturnsMailbox() {
  return (
    <Answered answer={useReturnsMailbox()}>{(mailbox) => <Form mailbox={mailbox} />}</Answered>
  );
}

function LastLook({ mailbox }: { mailbox: Mailbox }) {
  const { company } = useSession();
  if (!mailbox.looked_at) return null;
  const at = formatInstant(mailbox.looked_at, company.time_zone);
  if (mailbox.error) {
    return (
      <Alert role="alert" color="red" variant="light" title={t('returns.failed', { at })}>
        {mailbox.error}
      </Alert>
    );
  }
  return (
    <Text size="sm" c="dimmed">
      {t('returns.looked', { at, taken: mailbox.taken, unmatched: mailbox.unmatched })}
    </Text>
  );
}

function Form({ mailbox }: { mailbox: Mailbox }) {
  const may = useMay()('settings:write');
  const refresh = useRefreshSettings();
  const [draft, setDraft] = useState({
    host: mailbox.host,
    port: mailbox.port,
    security: mailbox.security,
    user: mailbox.user,
    folder: mailbox.folder,
    address: mailbox.address,
  });
  const [password, setPassword] = useState('');
  const [looking, setLooking] = useState(false);
  const text = (name: keyof typeof draft) => ({
    value: String(draft[name]),
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
  });
  const save = async () => {
    await api.put('/v1/settings/returns-mailbox', { ...draft, ...(password ? { password } : {}) });
    setPassword('');
    await refresh();
  };
  const look = async () => {
    setLooking(true);
    try {
      await api.post('/v1/settings/returns-mailbox/look');
      await refresh();
    } catch (error) {
      notifyError(error);
    } finally {
      setLooking(false);
    }
  };
  return (
    <FormCard
      title={t('returns.title')}
      text={t('returns.text')}
      done={t('settings.saved')}
      editable={may}
      save={save}
      extra={
        <Button variant="default" loading={looking} onClick={look} disabled={!mailbox.host}>
          {t('returns.look')}
        </Button>
      }
    >
      <LastLook mailbox={mailbox} />
      <MailServerFields
        value={draft}
        onChange={setDraft}
        password={password}
        onPassword={setPassword}
        hasPassword={mailbox.has_password}
        host={{
          label: t('returns.host'),
          placeholder: 'imap.empresa.com.br',
          description: t('returns.host.text'),
        }}
        port={t('returns.port.text')}
        security={['tls', 'starttls']}
      />
      <Group grow align="flex-start">
        <TextInput label={t('returns.folder')} {...text('folder')} />
        <TextInput
          label={t('returns.address')}
          description={t('returns.address.text')}
          type="email"
          placeholder="devolucoes@empresa.com.br"
          {...text('address')}
        />
      </Group>
    </FormCard>
  );
}
