import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client';
import type {
  ApiKeyRow,
  AuditRow,
  Company,
  ContactBudget,
  DelayBandSettings,
  Dkim,
  MailAccountRow,
  MailTraceSetting,
  Page,
  ReturnsMailbox,
  PromiseLimits,
  SessionRow,
  Sms,
  Smtp,
  Terms,
  UserRow,
} from '../../api/types';

const useSetting = <T>(name: string, path: string) =>
  useQuery({ queryKey: ['settings', name], queryFn: () => api.get<T>(path) });

export const useCompany = () => useSetting<Company>('company', '/v1/company');
export const useUsers = () => useSetting<Page<UserRow>>('users', '/v1/users');
export const useSessions = () => useSetting<Page<SessionRow>>('sessions', '/v1/sessions');
export const useApiKeys = () => useSetting<Page<ApiKeyRow>>('keys', '/v1/api-keys');
export const useSmtp = () => useSetting<Smtp>('smtp', '/v1/settings/smtp');
export const useSms = () => useSetting<Sms>('sms', '/v1/settings/sms');
export const useReturnsMailbox = () =>
  useSetting<ReturnsMailbox>('returns', '/v1/settings/returns-mailbox');
export const useMailAccounts = () =>
  useSetting<{ items: MailAccountRow[] }>('smtp-accounts', '/v1/settings/smtp-accounts');
export const useMailTrace = () =>
  useSetting<MailTraceSetting>('mail-trace', '/v1/settings/mail-trace');
export const useDkim = () => useSetting<Dkim>('dkim', '/v1/settings/dkim');
export const useStandardTerms = () => useSetting<Terms>('terms', '/v1/settings/terms');
export const useContactBudget = () => useSetting<ContactBudget>('contact', '/v1/settings/contact');
export const useDelayBands = () =>
  useSetting<DelayBandSettings>('delay-bands', '/v1/settings/delay-bands');
export const usePromiseLimits = () =>
  useSetting<PromiseLimits>('promises', '/v1/settings/promises');

export const useAudit = (cursor: string) =>
  useQuery({
    queryKey: ['settings', 'audit', cursor],
    queryFn: () => api.get<Page<AuditRow>>('/v1/audit', { cursor, limit: 50 }),
  });

export function useRefreshSettings() {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['settings'] }),
      client.invalidateQueries({ queryKey: ['me'] }),
    ]);
}
