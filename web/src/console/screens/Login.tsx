import {
  Anchor,
  Button,
  Paper,
  PasswordInput,
  Select,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { api, ApiError } from '../../api/client';
import { t } from '../../i18n';
import { describeError } from '../components/states';
import css from './Login.module.css';

function Door({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <main className={css.door}>
      <div className={css.brand}>
        <img src="/icon.svg" width={36} height={36} alt="" />
        <span>Quita</span>
      </div>
      <Paper withBorder p="xl" className={css.card}>
        <Title order={1} size="h3" mb={4}>
          {title}
        </Title>
        {text && (
          <Text c="dimmed" size="sm" mb="md">
            {text}
          </Text>
        )}
        {children}
      </Paper>
    </main>
  );
}

/** Runs a form's call, and keeps what the server refused. */
function useSubmit(run: () => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await run();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, submit };
}

function Refusal({ error }: { error: unknown }) {
  if (!error) return null;
  const { message, hint } = describeError(error);
  return (
    <Text c="red" size="sm" role="alert">
      {message} {hint}
    </Text>
  );
}

interface Choice {
  tenant_id: string;
  trade_name: string;
}

export function Login() {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [totp, setTotp] = useState('');
  const [second, setSecond] = useState(false);
  const [companies, setCompanies] = useState<Choice[]>([]);
  const [company, setCompany] = useState<string | null>(null);
  const [, navigate] = useLocation();
  const target = new URLSearchParams(useSearch()).get('para') ?? '/';
  const client = useQueryClient();
  const { busy, error, submit } = useSubmit(async () => {
    try {
      await api.post('/v1/login', {
        email: email.trim(),
        password,
        ...(totp ? { totp: totp.trim() } : {}),
        ...(company ? { tenant_id: company } : {}),
      });
    } catch (refused) {
      if (!(refused instanceof ApiError)) throw refused;
      if (refused.code === 'login.totp_required' && !second) return setSecond(true);
      if (refused.code === 'login.choose_company' && companies.length === 0) {
        return setCompanies((refused.body as { companies: Choice[] }).companies);
      }
      throw refused;
    }
    client.clear();
    navigate(target.startsWith('/') && !target.startsWith('//') ? target : '/', { replace: true });
  });

  return (
    <Door title={t('login.title')} text={second ? t('login.totp.text') : t('login.text')}>
      <form onSubmit={submit}>
        <Stack>
          {second ? (
            <TextInput
              label={t('login.totp')}
              autoComplete="one-time-code"
              required
              autoFocus
              value={totp}
              onChange={(event) => setTotp(event.currentTarget.value)}
            />
          ) : (
            <>
              <TextInput
                label={t('field.email')}
                type="email"
                name="email"
                autoComplete="username"
                required
                autoFocus
                value={email}
                onChange={(event) => setEmail(event.currentTarget.value)}
              />
              <PasswordInput
                label={t('field.password')}
                name="password"
                autoComplete="current-password"
                required
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
              />
            </>
          )}
          {companies.length > 0 && (
            <Select
              label={t('login.company')}
              required
              data={companies.map(({ tenant_id, trade_name }) => ({
                value: tenant_id,
                label: trade_name,
              }))}
              value={company}
              onChange={setCompany}
            />
          )}
          <Refusal error={error} />
          <Button type="submit" loading={busy} size="md">
            {t('login.enter')}
          </Button>
          <Anchor component={Link} href="/esqueci-a-senha" size="sm">
            {t('login.forgot')}
          </Anchor>
        </Stack>
      </form>
    </Door>
  );
}

export function ForgotPassword() {
  const [email, setEmail] = useState('');
  const [sent, setSent] = useState(false);
  const { busy, error, submit } = useSubmit(async () => {
    await api.post('/v1/password-reset', { email: email.trim() });
    setSent(true);
  });
  return (
    <Door title={t('forgot.title')} text={sent ? t('forgot.sent') : t('forgot.text')}>
      {!sent && (
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              label={t('field.email')}
              type="email"
              required
              autoFocus
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <Refusal error={error} />
            <Button type="submit" loading={busy}>
              {t('forgot.send')}
            </Button>
          </Stack>
        </form>
      )}
      <Anchor component={Link} href="/entrar" size="sm" mt="md" display="block">
        {t('login.back')}
      </Anchor>
    </Door>
  );
}

export function ResetPassword() {
  const token = new URLSearchParams(useSearch()).get('token') ?? '';
  const [password, setPassword] = useState('');
  const [done, setDone] = useState(false);
  const { busy, error, submit } = useSubmit(async () => {
    await api.post('/v1/password-reset/confirm', { token, password });
    setDone(true);
  });
  return (
    <Door title={t('reset.title')} text={done ? t('reset.done') : t('reset.text')}>
      {!done && (
        <form onSubmit={submit}>
          <Stack>
            <PasswordInput
              label={t('reset.password')}
              description={t('field.password.rule')}
              autoComplete="new-password"
              required
              autoFocus
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Refusal error={error} />
            <Button type="submit" loading={busy}>
              {t('reset.save')}
            </Button>
          </Stack>
        </form>
      )}
      <Anchor component={Link} href="/entrar" size="sm" mt="md" display="block">
        {t('login.back')}
      </Anchor>
    </Door>
  );
}
