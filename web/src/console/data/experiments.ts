import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client';
import type { Experiment, ExperimentPage, Page } from '../../api/types';
import { useAct } from './act';

export const useExperiments = () =>
  useQuery({
    queryKey: ['dunning', 'experiments'],
    queryFn: () => api.get<Page<Experiment>>('/v1/experiments'),
  });

/** With what came of it until today. */
export const useExperiment = (id: string) =>
  useQuery({
    queryKey: ['dunning', 'experiment', id],
    queryFn: () => api.get<ExperimentPage>(`/v1/experiments/${id}`),
    enabled: id !== '',
  });

export const useBeginExperiment = () =>
  useAct(
    (input: { trial_id: string; name: string; share_percent: number }) =>
      api.post<Experiment>('/v1/experiments', input),
    'dunning',
  );

export const useEndExperiment = (id: string) =>
  useAct(
    (winner: 'champion' | 'challenger' | 'none') =>
      api.post<Experiment>(`/v1/experiments/${id}/end`, { winner }),
    'dunning',
  );
