import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client';
import type { PolicyTrial, Step } from '../../api/types';

/** Asks for a draft to be tried on the past; it is made in the background. */
export function useAskTrial(policy: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { steps: Step[]; months: number }) =>
      api.post<PolicyTrial>(`/v1/policies/${policy}/trials`, input),
    onSuccess: (trial) => client.setQueryData(['dunning', 'trial', trial.id], trial),
  });
}

const working = (trial: PolicyTrial | undefined) =>
  trial?.state === 'waiting' || trial?.state === 'running';

/** Asked again until it is done. */
export const useTrial = (id: string) =>
  useQuery({
    queryKey: ['dunning', 'trial', id],
    queryFn: () => api.get<PolicyTrial>(`/v1/policy-trials/${id}`),
    enabled: id !== '',
    refetchInterval: (query) => (working(query.state.data) ? 1000 : false),
  });
