import { ActionIcon, Button, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Sms } from '../../../api/types';
import { t } from '../../../i18n';

type SmsForm = Sms['form'];

interface Props {
  form: SmsForm;
  change: (form: SmsForm) => void;
}

/** A provider's interface described by its parts: the request, and where its words are found. */
export function SmsForm({ form, change }: Props) {
  const set = (patch: Partial<SmsForm>) => change({ ...form, ...patch });
  const text = (
    name:
      'content_type' | 'answer_id' | 'report_id' | 'report_status' | 'delivered' | 'undelivered',
  ) => ({
    label: t(`sms.${name}`),
    value: form[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      set({ [name]: event.currentTarget.value }),
  });
  const header = (index: number, patch: { name?: string; value?: string }) =>
    set({ headers: form.headers.map((each, at) => (at === index ? { ...each, ...patch } : each)) });
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('sms.generic.text')}
      </Text>
      <Group grow align="flex-start">
        <Select
          label={t('sms.method')}
          allowDeselect={false}
          data={['POST', 'GET', 'PUT']}
          value={form.method}
          onChange={(method) => set({ method: method ?? 'POST' })}
        />
        <TextInput {...text('content_type')} />
      </Group>
      <Textarea
        label={t('sms.body')}
        autosize
        minRows={3}
        styles={{ input: { fontFamily: 'monospace' } }}
        placeholder={'{"to":"{to}","message":"{text}","callback":"{report_url}"}'}
        value={form.body}
        onChange={(event) => set({ body: event.currentTarget.value })}
      />
      {form.headers.map((each, index) => (
        <Group key={index} align="flex-end" wrap="nowrap">
          <TextInput
            label={t('sms.header.name')}
            placeholder="Authorization"
            value={each.name}
            style={{ flex: 1 }}
            onChange={(event) => header(index, { name: event.currentTarget.value })}
          />
          <TextInput
            label={t('sms.header.value')}
            placeholder="Bearer {secret}"
            value={each.value}
            style={{ flex: 2 }}
            onChange={(event) => header(index, { value: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="red"
            size="lg"
            aria-label={t('sms.header.remove', { name: each.name })}
            onClick={() => set({ headers: form.headers.filter((_, at) => at !== index) })}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      <div>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => set({ headers: [...form.headers, { name: '', value: '' }] })}
        >
          {t('sms.header.add')}
        </Button>
      </div>
      <Group grow align="flex-start">
        <TextInput {...text('answer_id')} placeholder="/messages/0/id" />
        <TextInput {...text('report_id')} placeholder="/id" />
        <TextInput {...text('report_status')} placeholder="/status" />
      </Group>
      <Group grow align="flex-start">
        <TextInput {...text('delivered')} placeholder="delivered, DELIVRD" />
        <TextInput {...text('undelivered')} placeholder="failed, expired" />
      </Group>
    </Stack>
  );
}
