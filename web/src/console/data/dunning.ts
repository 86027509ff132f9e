import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client';
import type { DunningDay, Hold, Page, Policy, Step } from '../../api/types';
import { useRefreshMoney } from './titles';

export const usePolicy = () =>
  useQuery({ queryKey: ['dunning', 'policy'], queryFn: () => api.get<Policy>('/v1/policy') });

export function useSavePolicy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (policy: { name: string; steps: Step[] }) => api.put<Policy>('/v1/policy', policy),
    onSuccess: () => client.invalidateQueries({ queryKey: ['dunning'] }),
  });
}

/** What a day decided, and why. */
export const useDunningDay = (date: string) =>
  useQuery({
    queryKey: ['dunning', 'day', date],
    queryFn: () => api.get<DunningDay>('/v1/dunning/day', { date }),
  });

/** What a day would decide: nothing is written. */
export const useDunningPreview = (date: string) =>
  useQuery({
    queryKey: ['dunning', 'preview', date],
    queryFn: () => api.get<DunningDay>('/v1/dunning/preview', { date }),
  });

export const useRunningHolds = () =>
  useQuery({ queryKey: ['dunning', 'holds'], queryFn: () => api.get<Page<Hold>>('/v1/holds') });

export function useRunDay() {
  const refresh = useRefreshMoney();
  return useMutation({
    mutationFn: () =>
      api.post<{ titles: number; messages: number; blocked: number }>('/v1/dunning/run', {}),
    onSuccess: refresh,
  });
}
