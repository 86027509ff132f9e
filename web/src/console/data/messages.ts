import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, type Query } from '../../api/client';
import type {
  DemoMail,
  OutboxRow,
  Page,
  SmsPreview,
  SmsText,
  Template,
  TemplatePreview,
  TemplateSamples,
  TemplateVariable,
  TextSettings,
  TextsCheck,
} from '../../api/types';

export const useOutbox = (query: Query) =>
  useQuery({
    queryKey: ['outbox', query],
    queryFn: () => api.get<Page<OutboxRow>>('/v1/outbox', query),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });

export const useTemplates = () =>
  useQuery({ queryKey: ['templates'], queryFn: () => api.get<Page<Template>>('/v1/templates') });

export const useTemplateVariables = () =>
  useQuery({
    queryKey: ['templates', 'variables'],
    queryFn: () => api.get<Page<TemplateVariable>>('/v1/templates/variables'),
    staleTime: Infinity,
  });

/** How a template would read, with a customer's own figures when one is given. */
export const useTemplatePreview = (
  template?: Pick<Template, 'name' | 'subject' | 'body'>,
  party?: string,
) =>
  useQuery({
    queryKey: ['templates', 'preview', template, party],
    queryFn: () =>
      api.post<TemplatePreview>(`/v1/templates/${template!.name}/preview`, {
        subject: template!.subject,
        body: template!.body,
        ...(party ? { party_id: party } : {}),
      }),
    enabled: template !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });

export const useSmsText = (template: string) =>
  useQuery({
    queryKey: ['templates', 'sms', template],
    queryFn: () => api.get<SmsText>(`/v1/templates/${template}/sms`),
  });

/** The SMS as it would arrive, its segments and their price. */
export const useSmsPreview = (template: string, body: string, party: string) =>
  useQuery({
    queryKey: ['templates', 'sms', template, 'preview', body, party],
    queryFn: () =>
      api.post<SmsPreview>(`/v1/templates/${template}/sms/preview`, {
        body,
        ...(party ? { party_id: party } : {}),
      }),
    enabled: body.trim() !== '',
    placeholderData: keepPreviousData,
    retry: false,
  });

/** How the library's or the company's text reads today on each channel. */
export const useTemplateSamples = (name: string, query: Query) =>
  useQuery({
    queryKey: ['templates', 'samples', name, query],
    queryFn: () => api.get<TemplateSamples>(`/v1/templates/${name}/samples`, query),
    placeholderData: keepPreviousData,
  });

export const useTextSettings = () =>
  useQuery({
    queryKey: ['templates', 'tone'],
    queryFn: () => api.get<TextSettings>('/v1/settings/texts'),
  });

/** What a text to a debtor may not say, and why (CDC 42 and 71). */
export const useTextsCheck = (subject: string, body: string) =>
  useQuery({
    queryKey: ['texts', subject, body],
    queryFn: () => api.post<TextsCheck>('/v1/texts/check', { subject, body }),
    enabled: body !== '' || subject !== '',
    placeholderData: keepPreviousData,
    retry: false,
  });

export const useMailbox = (query: Query) =>
  useQuery({
    queryKey: ['outbox', 'mailbox', query],
    queryFn: () => api.get<Page<DemoMail>>('/v1/demo/mailbox', query),
    placeholderData: keepPreviousData,
  });

export const useMail = (id: string | null) =>
  useQuery({
    queryKey: ['outbox', 'mail', id],
    queryFn: () => api.get<DemoMail>(`/v1/demo/mailbox/${id}`),
    enabled: id !== null,
  });
