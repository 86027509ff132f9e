import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client';
import type { Agreement, AgreementRules, Page } from '../../api/types';

export const useAgreements = () =>
  useQuery({
    queryKey: ['agreements'],
    queryFn: () => api.get<Page<Agreement>>('/v1/agreements'),
  });

export const useAgreement = (id: string) =>
  useQuery({
    queryKey: ['agreements', id],
    queryFn: () => api.get<Agreement>(`/v1/agreements/${id}`),
  });

export function useBreakAgreement(id: string) {
  const client = useQueryClient();
  return async (why: string) => {
    await api.post(`/v1/agreements/${id}/break`, { why });
    await client.invalidateQueries({ queryKey: ['agreements'] });
  };
}

export const useAgreementRules = () =>
  useQuery({
    queryKey: ['agreement-rules'],
    queryFn: () => api.get<AgreementRules>('/v1/settings/agreements'),
  });

export function useSaveAgreementRules() {
  const client = useQueryClient();
  return async (rules: AgreementRules) => {
    await api.put('/v1/settings/agreements', rules);
    await client.invalidateQueries({ queryKey: ['agreement-rules'] });
  };
}
