import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, use, type ReactNode } from 'react';
import { api, ApiError } from '../api/client';
import type { Me } from '../api/types';
import { ErrorState } from './components/states';

const SessionContext = createContext<Me | null>(null);

/** Who is signed in, for which company; only screens behind the login may ask. */
export function useSession(): Me {
  const me = use(SessionContext);
  if (!me) throw new Error('useSession outside of SignedIn');
  return me;
}

/** May the person do this ("titles:write")? Buttons that may not be used are not shown. */
export function useMay(): (permission: string) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission) || permissions.includes('*');
}

/** The company's date today, from the server: never the browser's own clock. */
export function useToday(): string {
  return useSession().company.business_date;
}

export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await api.post('/v1/logout').catch(() => undefined);
    client.clear();
    location.assign('/entrar');
  };
}

export function SignedIn({ children, guest }: { children: ReactNode; guest: ReactNode }) {
  const me = useQuery({
    queryKey: ['me'],
    queryFn: () => api.get<Me>('/v1/me'),
    retry: (count, error) => count < 2 && !(error instanceof ApiError && error.status === 401),
    staleTime: 60_000,
    refetchInterval: 5 * 60_000, // the business date changes at the company's midnight
  });
  if (me.error instanceof ApiError && me.error.status === 401) return guest;
  if (me.error && !me.data) return <ErrorState error={me.error} retry={() => me.refetch()} />;
  if (!me.data) return null;
  return <SessionContext value={me.data}>{children}</SessionContext>;
}
