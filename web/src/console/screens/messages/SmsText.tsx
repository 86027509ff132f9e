import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { SmsPreview, SmsText as SmsTextData, Template } from '../../../api/types';
import { formatMills } from '../../../format/money';
import { t, tn } from '../../../i18n';
import { Card } from '../../components/PageHeader';
import { Answered, describeError } from '../../components/states';
import { useSmsPreview, useSmsText } from '../../data/messages';
import { notifyDone } from '../../notify';
import { useMay } from '../../session';

/** A template's SMS, as it would arrive, and what it costs before anything is sent. */
export function SmsText({ template, party }: { template: Template; party: string }) {
  return (
    <Card title={t('smstext.title')}>
      <Answered answer={useSmsText(template.name)}>
        {(text) => <Editor key={text.version} template={template} text={text} party={party} />}
      </Answered>
    </Card>
  );
}

interface Props {
  template: Template;
  text: SmsTextData;
  party: string;
}

function Editor({ template, text, party }: Props) {
  const may = useMay()('templates:write');
  const client = useQueryClient();
  const [body, setBody] = useState(text.body);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const [draft] = useDebouncedValue(body, 350);
  const preview = useSmsPreview(template.name, draft, party);
  const problem = draft ? (preview.error ?? refused) : null;
  const save = async () => {
    setBusy(true);
    setRefused(null);
    try {
      await api.put(`/v1/templates/${template.name}/sms`, { body });
      await client.invalidateQueries({ queryKey: ['templates', 'sms', template.name] });
      notifyDone(t('smstext.saved', { label: template.label }));
    } catch (error) {
      setRefused(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Stack gap="sm">
      <Textarea
        label={t('templates.body')}
        description={text.body || body ? t('smstext.text') : t('smstext.empty')}
        autosize
        minRows={3}
        value={body}
        readOnly={!may}
        error={problem ? describeError(problem).message : undefined}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      {preview.data && draft && !preview.error && <Cost preview={preview.data} />}
      {may && (
        <Group justify="flex-end">
          <Button
            variant="default"
            disabled={body === text.body}
            onClick={() => setBody(text.body)}
          >
            {t('templates.undo')}
          </Button>
          <Button loading={busy} disabled={body === text.body || preview.isError} onClick={save}>
            {t('action.save')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Cost({ preview }: { preview: SmsPreview }) {
  const { sent, plain } = preview;
  const cost = sent.segments * sent.price_per_thousand;
  return (
    <Stack gap={6}>
      <Text size="sm" fw={500}>
        {t('smstext.preview')}
      </Text>
      <Text
        size="sm"
        p="sm"
        bg="var(--mantine-color-default-hover)"
        style={{ borderRadius: 8, overflowWrap: 'anywhere' }}
      >
        {sent.text}
      </Text>
      <Text size="sm" c={sent.segments > 1 ? 'orange' : 'dimmed'} role="status">
        {tn('channel.segments', sent.segments)} · {tn('smstext.left', sent.letters_left)}
        {cost > 0 && <> · {t('smstext.cost', { cost: formatMills(cost / 1000) })}</>}
      </Text>
      {sent.foreign.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('smstext.foreign', { letters: sent.foreign.join(' ') })}
        </Text>
      )}
      {plain && (
        <Alert color="blue" variant="light">
          {t('smstext.plain', { count: plain.segments, text: plain.text })}
        </Alert>
      )}
    </Stack>
  );
}
