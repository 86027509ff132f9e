import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client';
import type { Campaign, CampaignIn, CampaignPreview, Page } from '../../api/types';

export const useCampaigns = () =>
  useQuery({
    queryKey: ['campaigns'],
    queryFn: () => api.get<Page<Campaign>>('/v1/campaigns'),
  });

export const useCampaign = (id: string) =>
  useQuery({
    queryKey: ['campaigns', id],
    queryFn: () => api.get<Campaign>(`/v1/campaigns/${id}`),
  });

export interface DiscountLimit {
  charges_ppm: number;
  principal_ppm: number;
  instalments?: number | null;
}

export type DiscountLimits = Record<'manager' | 'owner', DiscountLimit>;

export function useSaveLimits() {
  const client = useQueryClient();
  return async (limits: DiscountLimits) => {
    await api.put('/v1/settings/discount-limits', limits);
    await client.invalidateQueries({ queryKey: ['campaigns', 'limits'] });
  };
}

export const useDiscountLimits = () =>
  useQuery({
    queryKey: ['campaigns', 'limits'],
    queryFn: () => api.get<DiscountLimits>('/v1/settings/discount-limits'),
  });

export const usePreviewCampaign = () =>
  useMutation({
    mutationFn: (draft: CampaignIn) => api.post<CampaignPreview>('/v1/campaigns/preview', draft),
  });

export function useCreateCampaign() {
  const client = useQueryClient();
  return async (draft: CampaignIn, key: string) => {
    const made = await api.post<Campaign>('/v1/campaigns', draft, { idempotencyKey: key });
    await client.invalidateQueries({ queryKey: ['campaigns'] });
    return made;
  };
}

/** Launch it, or end it today. */
export function useCampaignAct(id: string) {
  const client = useQueryClient();
  return async (verb: 'launch' | 'end') => {
    await api.post(`/v1/campaigns/${id}/${verb}`);
    await client.invalidateQueries({ queryKey: ['campaigns'] });
  };
}
