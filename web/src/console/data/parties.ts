import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Query } from '../../api/client';
import type {
  Channels,
  Credit,
  Decision,
  Hold,
  LegalBasis,
  NextStep,
  Note,
  OutboxRow,
  Page,
  Party,
  PartyRow,
  PayerProfile,
  Proof,
  Statement,
  TimelineEvent,
  Why,
} from '../../api/types';

export const useParties = (query: Query) =>
  useQuery({
    queryKey: ['parties', query],
    queryFn: ({ signal }) =>
      api.get<Page<PartyRow> & { total?: number }>('/v1/parties', query, signal),
    placeholderData: keepPreviousData,
  });

export const useParty = (id: string) =>
  useQuery({ queryKey: ['party', id], queryFn: () => api.get<Party>(`/v1/parties/${id}`) });

const usePartPage = <T>(id: string, part: string) =>
  useQuery({
    queryKey: ['party', id, part],
    queryFn: () => api.get<Page<T>>(`/v1/parties/${id}/${part}`),
  });

export const usePartyNotes = (id: string) => usePartPage<Note>(id, 'notes');
export const usePartyTimeline = (id: string) => usePartPage<TimelineEvent>(id, 'timeline');

export const useNextStep = (id: string) =>
  useQuery({
    queryKey: ['party', id, 'next-step'],
    queryFn: () => api.get<NextStep>(`/v1/parties/${id}/next-step`),
  });

export const usePartyMessages = (id: string) =>
  useQuery({
    queryKey: ['party', id, 'outbox'],
    queryFn: () => api.get<Page<OutboxRow>>('/v1/outbox', { party_id: id, limit: 50 }),
  });

export const useProof = (id: string) =>
  useQuery({
    queryKey: ['party', id, 'proof'],
    queryFn: () => api.get<Proof>(`/v1/parties/${id}/proof`),
  });

export const useHolds = (id: string) =>
  useQuery({
    queryKey: ['party', id, 'holds'],
    queryFn: () => api.get<Page<Hold>>('/v1/holds', { party_id: id }),
  });

export const useEndedHolds = (id: string) =>
  useQuery({
    queryKey: ['party', id, 'holds', 'ended'],
    queryFn: () => api.get<Page<Hold>>('/v1/holds', { party_id: id, ended: true }),
  });

export const usePartyDecisions = (id: string) => usePartPage<Decision>(id, 'decisions');

/** Why he got a message on that day, or did not. */
export const useWhy = (id: string, date: string) =>
  useQuery({
    queryKey: ['party', id, 'why', date],
    queryFn: () => api.get<Why>(`/v1/parties/${id}/why`, { date }),
  });

export const useProfile = (id: string) =>
  useQuery({
    queryKey: ['party', id, 'profile'],
    queryFn: () => api.get<PayerProfile>(`/v1/parties/${id}/profile`),
  });

export const useCredit = (id: string) =>
  useQuery({
    queryKey: ['party', id, 'credit'],
    queryFn: () => api.get<Credit>(`/v1/parties/${id}/credit`),
  });

/** His account over a period, from the journal. */
export const useStatement = (id: string, from: string, to: string) =>
  useQuery({
    queryKey: ['party', id, 'statement', from, to],
    queryFn: () => api.get<Statement>(`/v1/parties/${id}/statement`, { from, to }),
    placeholderData: keepPreviousData,
  });

/** After a change of a customer, everything about him is read anew. */
export const useChannels = (id: string) =>
  useQuery({
    queryKey: ['party', id, 'channels'],
    queryFn: () => api.get<Channels>(`/v1/parties/${id}/channels`),
  });

export const useLegalBasis = (id: string) =>
  useQuery({
    queryKey: ['party', id, 'legal-basis'],
    queryFn: () => api.get<LegalBasis>(`/v1/parties/${id}/legal-basis`),
  });

export function useRefreshParty(id: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['party', id] }),
      client.invalidateQueries({ queryKey: ['parties'] }),
    ]);
}
