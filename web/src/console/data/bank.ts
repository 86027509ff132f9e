import { useQuery } from '@tanstack/react-query';
import { api, type Query } from '../../api/client';
import type {
  Account,
  Bank,
  LateReturn,
  Page,
  Remittance,
  RemittanceDetail,
  ReturnDetail,
  ReturnFile,
} from '../../api/types';

export const useAccounts = () =>
  useQuery({
    queryKey: ['bank', 'accounts'],
    queryFn: () => api.get<Page<Account>>('/v1/accounts'),
  });

export const useRemittances = (query: Query = {}) =>
  useQuery({
    queryKey: ['bank', 'remittances', query],
    queryFn: () => api.get<Page<Remittance>>('/v1/remittances', query),
  });

export const useRemittance = (id: string) =>
  useQuery({
    queryKey: ['bank', 'remittance', id],
    queryFn: () => api.get<RemittanceDetail>(`/v1/remittances/${id}`),
  });

export const useReturns = (query: Query = {}) =>
  useQuery({
    queryKey: ['bank', 'returns', query],
    queryFn: () => api.get<Page<ReturnFile>>('/v1/returns', query),
  });

export const useReturn = (id: string) =>
  useQuery({
    queryKey: ['bank', 'return', id],
    queryFn: () => api.get<ReturnDetail>(`/v1/returns/${id}`),
  });

export const useLateReturns = () =>
  useQuery({
    queryKey: ['bank', 'late-returns'],
    queryFn: () => api.get<Page<LateReturn>>('/v1/late-returns'),
  });

export const useBanks = () =>
  useQuery({
    queryKey: ['banks'],
    queryFn: () => api.get<Page<Bank>>('/v1/banks'),
    staleTime: Infinity,
  });
