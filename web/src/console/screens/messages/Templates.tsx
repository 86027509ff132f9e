import {
  Button,
  Code,
  Group,
  NavLink,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
  TextInput,
  Tooltip,
  UnstyledButton,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../../../api/client';
import type { Template } from '../../../api/types';
import { t } from '../../../i18n';
import { Conduct } from '../../components/Conduct';
import { MailBody } from '../../components/MessageView';
import { Card } from '../../components/PageHeader';
import { PartyPicker } from '../../components/PartyPicker';
import { Answered, describeError } from '../../components/states';
import css from '../../components/components.module.css';
import {
  useTemplatePreview,
  useTemplates,
  useTemplateVariables,
  useTextsCheck,
  useTextSettings,
} from '../../data/messages';
import { notifyDone, notifyError } from '../../notify';
import { useMay } from '../../session';
import { useAddress } from '../../useAddress';
import { Samples, tones } from './Samples';
import { SmsText } from './SmsText';

export function Templates() {
  const address = useAddress();
  return (
    <Answered answer={useTemplates()}>
      {({ items }) => {
        const chosen =
          items.find((template) => template.name === address.get('modelo')) ?? items[0];
        return (
          <Stack>
            <ToneChoice />
            <Card title={t('templates.choose')}>
              <div className={css.grid3}>
                {items.map((template) => (
                  <NavLink
                    key={template.name}
                    component="button"
                    active={template.name === chosen?.name}
                    label={template.label}
                    description={template.subject}
                    onClick={() => address.change({ modelo: template.name })}
                  />
                ))}
              </div>
            </Card>
            {chosen && (
              <Editor key={`${chosen.name}:${chosen.version}:${chosen.body}`} template={chosen} />
            )}
            {chosen && <SmsText key={`sms ${chosen.name}`} template={chosen} party="" />}
          </Stack>
        );
      }}
    </Answered>
  );
}

/** The company's tone: what every text of the library is said in. */
function ToneChoice() {
  const may = useMay()('settings:write');
  const client = useQueryClient();
  const settings = useTextSettings();
  const choose = async (tone: string) => {
    try {
      await api.put('/v1/settings/texts', { tone });
      await client.invalidateQueries({ queryKey: ['templates'] });
      notifyDone(t('tone.saved'));
    } catch (error) {
      notifyError(error);
    }
  };
  return (
    <Card title={t('tone')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('tone.text')}
      </Text>
      {settings.data && (
        <SegmentedControl
          aria-label={t('tone')}
          disabled={!may}
          value={settings.data.tone}
          onChange={choose}
          data={tones.map((value) => ({ value, label: t(`tone.${value}`) }))}
        />
      )}
    </Card>
  );
}

/** Text on the left, how it reads on the right as one types; a wrong variable is told at once. */
function Editor({ template }: { template: Template }) {
  const may = useMay()('templates:write');
  const client = useQueryClient();
  const [subject, setSubject] = useState(template.subject);
  const [body, setBody] = useState(template.body);
  const [party, setParty] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [draft] = useDebouncedValue({ name: template.name, subject, body }, 350);
  const preview = useTemplatePreview(draft, party);
  const conduct = useTextsCheck(draft.subject, draft.body);
  const coercive = conduct.data?.may_be_saved === false;
  const problem = preview.error ?? refused;
  const told = problem ? describeError(problem) : null;
  const changed = subject !== template.subject || body !== template.body;

  const save = async () => {
    setBusy(true);
    setRefused(null);
    try {
      await api.put(`/v1/templates/${template.name}`, { subject, body });
      await client.invalidateQueries({ queryKey: ['templates'] });
      notifyDone(t('templates.saved', { label: template.label }));
    } catch (error) {
      setRefused(error);
    } finally {
      setBusy(false);
    }
  };
  const restore = async () => {
    try {
      await api.delete(`/v1/templates/${template.name}`);
      await client.invalidateQueries({ queryKey: ['templates'] });
      notifyDone(t('templates.restored'));
    } catch (error) {
      notifyError(error);
    }
  };
  const insert = (text: string) => {
    const at = field.current?.selectionStart ?? body.length;
    setBody(body.slice(0, at) + text + body.slice(at));
    field.current?.focus();
  };

  return (
    <Stack>
      <div className={css.grid2}>
        <Card title={template.label}>
          <Text size="sm" c="dimmed" mb="sm">
            {t(template.own ? 'templates.own.text' : 'templates.library.text')}
          </Text>
          <Stack gap="sm">
            <TextInput
              label={t('message.subject')}
              value={subject}
              readOnly={!may}
              error={told?.field === 'subject' ? told.message : undefined}
              onChange={(event) => setSubject(event.currentTarget.value)}
            />
            <Textarea
              ref={field}
              label={t('templates.body')}
              description={t('templates.markup')}
              autosize
              minRows={14}
              maxRows={26}
              value={body}
              readOnly={!may}
              error={told && told.field !== 'subject' ? told.message : undefined}
              onChange={(event) => setBody(event.currentTarget.value)}
            />
            <Conduct findings={conduct.data?.findings ?? []} />
            <Variables insert={may ? insert : undefined} />
            {may && (
              <Group justify="flex-end">
                {template.own && (
                  <Button variant="subtle" onClick={restore}>
                    {t('templates.restore')}
                  </Button>
                )}
                <Button
                  variant="default"
                  disabled={!changed}
                  onClick={() => {
                    setSubject(template.subject);
                    setBody(template.body);
                  }}
                >
                  {t('templates.undo')}
                </Button>
                <Button
                  loading={busy}
                  disabled={!changed || preview.isError || coercive}
                  onClick={save}
                >
                  {t('action.save')}
                </Button>
              </Group>
            )}
          </Stack>
        </Card>
        <Card title={t('templates.preview')}>
          <Stack gap="sm">
            <PartyPicker label={t('templates.party')} value={party} onChange={setParty} />
            {preview.data && (
              <>
                <Text fw={650}>{preview.data.subject}</Text>
                <MailBody html={preview.data.html} text={preview.data.text} />
              </>
            )}
          </Stack>
        </Card>
      </div>
      <Samples name={template.name} party={party} />
    </Stack>
  );
}

function Variables({ insert }: { insert?: (text: string) => void }) {
  const variables = useTemplateVariables();
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {t('templates.variables')}
      </Text>
      <Group gap={6}>
        {(variables.data?.items ?? []).map((variable) => {
          const text = variable.section
            ? `{{#${variable.name}}}{{/${variable.name}}}`
            : `{{${variable.name}}}`;
          return (
            <Tooltip
              key={variable.name}
              label={[variable.description, variable.example].filter(Boolean).join(' · ')}
              multiline
              maw={320}
            >
              <UnstyledButton disabled={!insert} onClick={() => insert?.(text)}>
                <Code>{variable.section ? `{{#${variable.name}}}` : text}</Code>
              </UnstyledButton>
            </Tooltip>
          );
        })}
      </Group>
    </div>
  );
}
