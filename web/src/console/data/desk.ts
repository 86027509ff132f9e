import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { api, type Query } from '../../api/client';
import type {
  Call,
  CallIn,
  CallSheet,
  Page,
  QueueRule,
  Queues,
  Team,
  WorkPage,
} from '../../api/types';
import { t } from '../../i18n';
import { notifyDone, notifyError } from '../notify';
import { useAct } from './act';
import { useRefreshMoney } from './titles';

export const useWorklist = (query: Query) =>
  useQuery({
    queryKey: ['work', 'list', query],
    queryFn: () => api.get<WorkPage>('/v1/worklist', query),
    placeholderData: keepPreviousData,
  });

/** May he be called now, and on which number. */
export const useCallSheet = (id: string) =>
  useQuery({
    queryKey: ['party', id, 'call-sheet'],
    queryFn: () => api.get<CallSheet>(`/v1/parties/${id}/call-sheet`),
    refetchInterval: 60_000,
  });

export const useCalls = (id: string) =>
  useQuery({
    queryKey: ['party', id, 'calls'],
    queryFn: () => api.get<Page<Call>>(`/v1/parties/${id}/calls`),
  });

export function useLogCall(id: string) {
  const refresh = useRefreshMoney();
  return async (call: CallIn, key: string) => {
    const done = await api.post<Call>(`/v1/parties/${id}/calls`, call, { idempotencyKey: key });
    await refresh();
    return done;
  };
}

/** Goes to the customer to call next, of the queue and section that one works in. */
export function useNextCustomer() {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  return async (queue: string, section: string, after?: string) => {
    try {
      const { party_id } = await api.post<{ party_id?: string }>('/v1/worklist/next', {
        queue,
        ...(section ? { section } : {}),
        ...(after ? { after } : {}),
      });
      await client.invalidateQueries({ queryKey: ['work'] });
      if (!party_id) {
        notifyDone(t('work.next.none'));
        return;
      }
      const way = new URLSearchParams({ fila: queue, ...(section ? { secao: section } : {}) });
      navigate(`/clientes/${party_id}?${way}`);
    } catch (error) {
      notifyError(error);
    }
  };
}

export const useQueues = () =>
  useQuery({ queryKey: ['work', 'queues'], queryFn: () => api.get<Queues>('/v1/queues') });

export function useSaveQueues() {
  const client = useQueryClient();
  return async (items: QueueRule[]) => {
    await api.put('/v1/queues', { items });
    await client.invalidateQueries({ queryKey: ['work'] });
  };
}

export const useTeam = (from: string, to: string) =>
  useQuery({
    queryKey: ['work', 'team', from, to],
    queryFn: () => api.get<Team>('/v1/team', { from, to }),
    placeholderData: keepPreviousData,
  });

export const useAssign = () =>
  useAct(
    ({ ids, user }: { ids: string[]; user: string | null }) =>
      api.post('/v1/queues/assign', { party_ids: ids, ...(user ? { user_id: user } : {}) }),
    'work',
  );
