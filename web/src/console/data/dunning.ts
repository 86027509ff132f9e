import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { api } from '../../api/client';
import type {
  DunningDay,
  Hold,
  Page,
  PaymentPromise,
  Policies,
  PolicyDraft,
  Step,
  StepDates,
  Task,
} from '../../api/types';
import { useAct } from './act';
import { useRefreshMoney } from './titles';

export const usePolicies = () =>
  useQuery({ queryKey: ['dunning', 'policies'], queryFn: () => api.get<Policies>('/v1/policies') });

/** A new version, or a new policy when there is no id. */
export const useSavePolicy = (id: string | null) =>
  useAct(
    (draft: PolicyDraft) =>
      id ? api.put(`/v1/policies/${id}`, draft) : api.post('/v1/policies', draft),
    'dunning',
  );

export const useOrderPolicies = () =>
  useAct((ids: string[]) => api.put('/v1/policies/order', { ids }), 'dunning');

/** The real dates of steps that are not saved yet. */
export const useStepDates = (steps: Step[], due_date: string) =>
  useQuery({
    queryKey: ['dunning', 'dates', steps, due_date],
    queryFn: () =>
      api.post<{ due_weekday: string; steps: StepDates[] }>('/v1/policies/preview', {
        steps,
        ...(due_date ? { due_date } : {}),
      }),
    retry: false,
    placeholderData: keepPreviousData,
  });

/** What a day decided, and why. */
export const useDunningDay = (date: string) =>
  useQuery({
    queryKey: ['dunning', 'day', date],
    queryFn: () => api.get<DunningDay>('/v1/dunning/day', { date }),
  });

/** What the coming days would do: nothing is written. */
export const useDryRun = (from: string, days: number) =>
  useQuery({
    queryKey: ['dunning', 'dry-run', from, days],
    queryFn: () => api.get<{ days: DunningDay[] }>('/v1/dunning/dry-run', { from, days }),
  });

export const useTasks = () =>
  useQuery({ queryKey: ['dunning', 'tasks'], queryFn: () => api.get<Page<Task>>('/v1/tasks') });

export const usePromises = () =>
  useQuery({
    queryKey: ['dunning', 'promises'],
    queryFn: () => api.get<Page<PaymentPromise>>('/v1/promises'),
  });

export const useRunningHolds = () =>
  useQuery({ queryKey: ['dunning', 'holds'], queryFn: () => api.get<Page<Hold>>('/v1/holds') });

export function useRunDay() {
  const refresh = useRefreshMoney();
  return useMutation({
    mutationFn: () =>
      api.post<{ titles: number; messages: number; blocked: number }>('/v1/dunning/run', {}),
    onSuccess: () => void refresh(),
  });
}
