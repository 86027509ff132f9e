import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client';
import type { Aging, Band, Dashboard } from '../../api/types';

export const useDashboard = () =>
  useQuery({ queryKey: ['dashboard'], queryFn: () => api.get<Dashboard>('/v1/dashboard') });

export const useAging = () =>
  useQuery({
    queryKey: ['reports', 'aging'],
    queryFn: () => api.get<Aging>('/v1/reports/aging'),
  });

/** The list of titles behind a band of lateness: due dates from..to, counted back from today. */
export function bandLink(band: Band): string {
  return `/recebiveis?overdue=true&band=${encodeURIComponent(band.name)}`;
}
