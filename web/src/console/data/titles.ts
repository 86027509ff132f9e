import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Query } from '../../api/client';
import type {
  BankOrder,
  Decision,
  JournalEntry,
  NewTitle,
  Page,
  TimelineEvent,
  Title,
  TitlePage,
} from '../../api/types';

export const useTitles = (query: Query, enabled = true) =>
  useQuery({
    queryKey: ['titles', query],
    queryFn: ({ signal }) => api.get<TitlePage>('/v1/titles', query, signal),
    placeholderData: keepPreviousData,
    enabled,
  });

export const useTitle = (id: string) =>
  useQuery({ queryKey: ['title', id], queryFn: () => api.get<Title>(`/v1/titles/${id}`) });

export const useBankOrders = (id: string) =>
  useQuery({
    queryKey: ['title', id, 'bank-orders'],
    queryFn: () => api.get<{ items: BankOrder[] }>('/v1/bank-orders', { title_id: id }),
  });

export const useJournal = (id: string) =>
  useQuery({
    queryKey: ['title', id, 'journal'],
    queryFn: () => api.get<Page<JournalEntry>>(`/v1/titles/${id}/journal`),
  });

export const useTitleTimeline = (id: string) =>
  useQuery({
    queryKey: ['title', id, 'timeline'],
    queryFn: () => api.get<Page<TimelineEvent>>(`/v1/titles/${id}/timeline`),
  });

export const useTitleDecisions = (id: string) =>
  useQuery({
    queryKey: ['title', id, 'decisions'],
    queryFn: () => api.get<Page<Decision>>(`/v1/titles/${id}/decisions`),
  });

export const useCreateTitle = () =>
  useMutation({
    mutationFn: ({ title, key }: { title: NewTitle; key: string }) =>
      api.post<Title>('/v1/titles', title, { idempotencyKey: key }),
  });

/** A change of a title: afterwards everything that shows its money is asked for again. */
export function useTitleAct(id: string) {
  const refresh = useRefreshMoney();
  return async <T = Title>(verb: string, body: unknown) => {
    const key = crypto.randomUUID();
    const answer = await api.post<T>(`/v1/titles/${id}/${verb}`, body, { idempotencyKey: key });
    await refresh();
    return answer;
  };
}

/** Money moved: titles, customers, the dashboard and the reports are read anew. */
export function useRefreshMoney() {
  const client = useQueryClient();
  return () =>
    Promise.all(
      [
        'titles',
        'title',
        'party',
        'parties',
        'dashboard',
        'reports',
        'dunning',
        'bank',
        'outbox',
        'work',
      ].map((name) => client.invalidateQueries({ queryKey: [name] })),
    );
}
