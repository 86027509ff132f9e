import { Alert, Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api, ApiError } from '../../../api/client';
import type { Smtp } from '../../../api/types';
import { t } from '../../../i18n';
import { FormCard } from '../../components/FormCard';
import { Answered } from '../../components/states';
import { useRefreshSettings, useSmtp } from '../../data/settings';
import { notifyDone, notifyError } from '../../notify';
import { useMay, useSession } from '../../session';
import { MailServerFields } from './MailServerFields';

export function SmtpSettings() {
  return (
    <Answered answer={useSmtp()}>
      {(smtp) => <Form key={JSON.stringify(smtp)} smtp={smtp} />}
    </Answered>
  );
}

function Form({ smtp }: { smtp: Smtp }) {
  const may = useMay()('settings:write');
  const { company, user } = useSession();
  const refresh = useRefreshSettings();
  const [draft, setDraft] = useState({
    host: smtp.host,
    port: smtp.port,
    security: smtp.security,
    user: smtp.user,
    from_name: smtp.from_name,
    from_address: smtp.from_address,
    reply_to: smtp.reply_to,
  });
  const [password, setPassword] = useState('');
  const [testing, setTesting] = useState(false);
  const text = (name: keyof typeof draft) => ({
    value: String(draft[name]),
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
  });
  const save = async () => {
    await api.put('/v1/settings/smtp', { ...draft, ...(password ? { password } : {}) });
    setPassword('');
    await refresh();
  };
  const test = async () => {
    setTesting(true);
    try {
      const result = await api.post<{ sent: boolean; answer: string }>('/v1/settings/smtp/test', {
        to: user.email,
      });
      if (!result.sent)
        throw new ApiError(422, 'smtp.refused', t('smtp.refused'), undefined, result.answer);
      notifyDone(t('smtp.tested', { email: user.email }));
    } catch (error) {
      notifyError(error);
    } finally {
      setTesting(false);
    }
  };
  return (
    <FormCard
      title={t('settings.smtp')}
      text={t('smtp.text')}
      done={t('settings.saved')}
      editable={may}
      save={save}
      extra={
        <Button variant="default" loading={testing} onClick={test}>
          {t('smtp.test')}
        </Button>
      }
    >
      {company.demo && (
        <Alert role="note" color="yellow" variant="light">
          {t('smtp.demo')}
        </Alert>
      )}
      <MailServerFields
        value={draft}
        onChange={setDraft}
        password={password}
        onPassword={setPassword}
        hasPassword={smtp.has_password}
        host={{ label: t('smtp.host'), placeholder: 'smtp.empresa.com.br', required: true }}
        security={['starttls', 'tls', 'none']}
      />
      <Group grow align="flex-start">
        <TextInput label={t('smtp.from_name')} required {...text('from_name')} />
        <TextInput label={t('smtp.from_address')} type="email" required {...text('from_address')} />
        <TextInput label={t('smtp.reply_to')} type="email" {...text('reply_to')} />
      </Group>
    </FormCard>
  );
}
