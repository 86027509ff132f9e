import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Query } from '../../api/client';
import type {
  CallScript,
  Conversation,
  IncomingMessage,
  Page,
  Phone,
  WhatsApp,
  WhatsAppTemplates,
} from '../../api/types';

export const useWhatsApp = () =>
  useQuery({
    queryKey: ['settings', 'whatsapp'],
    queryFn: () => api.get<WhatsApp>('/v1/settings/whatsapp'),
  });

export const useWhatsAppTemplates = () =>
  useQuery({
    queryKey: ['settings', 'whatsapp', 'templates'],
    queryFn: () => api.get<WhatsAppTemplates>('/v1/whatsapp/templates'),
  });

/** What customers wrote, newest first. */
export const useIncoming = (query: Query) =>
  useQuery({
    queryKey: ['conversations', query],
    queryFn: () => api.get<Page<IncomingMessage>>('/v1/conversations', query),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });

export const useConversation = (party: string) =>
  useQuery({
    queryKey: ['party', party, 'conversation'],
    queryFn: () => api.get<Conversation>(`/v1/parties/${party}/conversation`),
    refetchInterval: 10_000,
  });

export const useCallScript = (party: string, open: boolean) =>
  useQuery({
    queryKey: ['party', party, 'call-script'],
    queryFn: () => api.get<CallScript>(`/v1/parties/${party}/call-script`),
    enabled: open,
  });

/** The demo's telephones. */
export const usePhone = () =>
  useQuery({
    queryKey: ['demo', 'whatsapp'],
    queryFn: () => api.get<Phone>('/v1/demo/whatsapp'),
    refetchInterval: 3_000,
  });

export function usePhoneAct<Input>(path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => api.post<Phone>(path, input),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['demo'] });
      void client.invalidateQueries({ queryKey: ['conversations'] });
    },
  });
}
