import { Button, Code, Group, PasswordInput, PinInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { SessionRow } from '../../../api/types';
import { t } from '../../../i18n';
import { DataTable } from '../../components/DataTable';
import { FormCard } from '../../components/FormCard';
import { Card } from '../../components/PageHeader';
import { CodeLine, InstantText } from '../../components/text';
import css from '../../components/components.module.css';
import { useRefreshSettings, useSessions } from '../../data/settings';
import { notifyDone, notifyError } from '../../notify';
import { useSession } from '../../session';
import { ConfirmModal } from '../../components/ConfirmModal';

export function Security() {
  return (
    <Stack>
      <div className={css.grid2}>
        <Password />
        <SecondFactor />
      </div>
      <Sessions />
    </Stack>
  );
}

function Password() {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const save = async () => {
    await api.post('/v1/me/password', { current, password });
    setCurrent('');
    setPassword('');
  };
  return (
    <FormCard
      title={t('security.password')}
      text={t('security.password.text')}
      done={t('security.password.done')}
      action={t('security.password.save')}
      save={save}
    >
      <PasswordInput
        label={t('security.password.current')}
        autoComplete="current-password"
        required
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('reset.password')}
        description={t('field.password.rule')}
        autoComplete="new-password"
        required
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </FormCard>
  );
}

function SecondFactor() {
  const on = useSession().user.totp;
  const refresh = useRefreshSettings();
  const [setup, setSetup] = useState<{ secret: string; uri: string } | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [code, setCode] = useState('');
  const [disabling, setDisabling] = useState(false);
  const start = () =>
    api.post<{ secret: string; uri: string }>('/v1/totp/setup').then(setSetup).catch(notifyError);
  const confirm = async () => {
    const answer = await api.post<{ recovery_codes: string[] }>('/v1/totp/confirm', { code });
    setCodes(answer.recovery_codes);
    setSetup(null);
    setCode('');
    await refresh();
  };
  if (codes) return <RecoveryCodes codes={codes} close={() => setCodes(null)} />;
  if (setup) {
    return (
      <FormCard
        title={t('security.totp')}
        text={t('security.totp.scan')}
        action={t('security.totp.confirm')}
        save={confirm}
      >
        <Text size="sm">{t('security.totp.secret')}</Text>
        <CodeLine
          text={setup.secret.replace(/(.{4})/g, '$1 ').trim()}
          copy={setup.secret}
          label={t('security.totp.copy')}
        />
        <Text size="sm" component="a" href={setup.uri} c="quita">
          {t('security.totp.app')}
        </Text>
        <PinInput
          length={6}
          type="number"
          oneTimeCode
          value={code}
          onChange={setCode}
          aria-label={t('login.totp')}
        />
      </FormCard>
    );
  }
  return (
    <Card title={t('security.totp')}>
      <Text size="sm" c="dimmed" mb="md">
        {on ? t('security.totp.on') : t('security.totp.text')}
      </Text>
      <Group>
        {!on && <Button onClick={start}>{t('security.totp.start')}</Button>}
        {on && (
          <Button variant="default" onClick={() => setDisabling(true)}>
            {t('security.totp.disable')}
          </Button>
        )}
      </Group>
      <ConfirmModal
        opened={disabling}
        onClose={() => setDisabling(false)}
        title={t('security.totp.disable')}
        action={t('security.totp.disable')}
        danger
        disabled={code.length !== 6}
        run={async () => {
          await api.post('/v1/totp/disable', { code });
          setCode('');
          await refresh();
          notifyDone(t('security.totp.disabled'));
        }}
      >
        <Text size="sm">{t('security.totp.disable.text')}</Text>
        <PinInput
          length={6}
          type="number"
          oneTimeCode
          value={code}
          onChange={setCode}
          aria-label={t('login.totp')}
        />
      </ConfirmModal>
    </Card>
  );
}

function RecoveryCodes({ codes, close }: { codes: string[]; close: () => void }) {
  return (
    <Card title={t('security.codes')}>
      <Text size="sm" mb="sm">
        {t('security.codes.text')}
      </Text>
      <Code block mb="md">
        {codes.join('\n')}
      </Code>
      <Button onClick={close}>{t('security.codes.kept')}</Button>
    </Card>
  );
}

function Sessions() {
  const sessions = useSessions();
  const refresh = useRefreshSettings();
  const end = async (session: SessionRow) => {
    try {
      await api.delete(`/v1/sessions/${session.id}`);
      await refresh();
      notifyDone(t('sessions.ended'));
    } catch (error) {
      notifyError(error);
    }
  };
  return (
    <Card title={t('settings.sessions')}>
      <DataTable
        label={t('settings.sessions')}
        rows={sessions.data?.items}
        rowKey={(session) => session.id}
        error={sessions.error}
        retry={() => sessions.refetch()}
        empty={null}
        columns={[
          { key: 'who', header: t('sessions.who'), render: (session) => session.user_name },
          {
            key: 'where',
            header: t('sessions.where'),
            render: (session) => (
              <>
                {browserName(session.user_agent)}
                <Text size="xs" c="dimmed">
                  {session.ip}
                </Text>
              </>
            ),
          },
          {
            key: 'start',
            header: t('sessions.start'),
            render: (session) => <InstantText at={session.created_at} />,
          },
          {
            key: 'seen',
            header: t('sessions.seen'),
            render: (session) => <InstantText at={session.seen_at} />,
          },
          {
            key: 'end',
            header: '',
            render: (session) =>
              session.current ? (
                t('sessions.current')
              ) : (
                <Button size="compact-sm" variant="default" onClick={() => end(session)}>
                  {t('sessions.end')}
                </Button>
              ),
          },
        ]}
      />
    </Card>
  );
}

/** "Chrome, Windows": what a person recognises of a user agent. */
function browserName(agent: string): string {
  const browser = /Edg\//.test(agent)
    ? 'Edge'
    : /Firefox\//.test(agent)
      ? 'Firefox'
      : /Chrome\//.test(agent)
        ? 'Chrome'
        : /Safari\//.test(agent)
          ? 'Safari'
          : '';
  const system = /Android/.test(agent)
    ? 'Android'
    : /iPhone|iPad/.test(agent)
      ? 'iOS'
      : /Windows/.test(agent)
        ? 'Windows'
        : /Mac OS/.test(agent)
          ? 'macOS'
          : /Linux/.test(agent)
            ? 'Linux'
            : '';
  return [browser, system].filter(Boolean).join(', ') || agent.slice(0, 40) || '–';
}
