import { Alert, Badge, Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../api/client';
import type {
  ApprovedTemplate,
  WhatsAppForm,
  WhatsAppMessage,
  WhatsAppTemplates,
} from '../../../api/types';
import { t, tn, translateWord } from '../../../i18n';
import { DataTable } from '../../components/DataTable';
import { Card } from '../../components/PageHeader';
import { Answered, describeError, EmptyState } from '../../components/states';
import { useWhatsAppTemplates } from '../../data/whatsapp';
import { notifyDone, notifyError } from '../../notify';
import { useMay } from '../../session';

const key = ['settings', 'whatsapp', 'templates'];
const keyOf = (form: { name: string; language: string }) => `${form.name} (${form.language})`;

/** Which approved template says each of our messages. */
export function WhatsAppForms() {
  return <Answered answer={useWhatsAppTemplates()}>{(all) => <Forms all={all} />}</Answered>;
}

function Forms({ all }: { all: WhatsAppTemplates }) {
  const may = useMay()('settings:write');
  const client = useQueryClient();
  const [editing, setEditing] = useState<WhatsAppMessage | null>(null);
  const [busy, setBusy] = useState(false);
  const handIn = async () => {
    setBusy(true);
    try {
      client.setQueryData(key, await api.post('/v1/whatsapp/templates/suggested', {}));
      notifyDone(t('whatsapp.handed_in'));
    } catch (error) {
      notifyError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card title={t('whatsapp.messages')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('whatsapp.messages.text')}
      </Text>
      {may && all.suggested.length > 0 && (
        <Alert role="note" variant="light" mb="md" title={t('whatsapp.suggested')}>
          <Group justify="space-between">
            <Text size="sm">{tn('whatsapp.suggested.text', all.suggested.length)}</Text>
            <Button size="xs" loading={busy} onClick={handIn}>
              {t('whatsapp.hand_in')}
            </Button>
          </Group>
        </Alert>
      )}
      <DataTable
        label={t('whatsapp.messages')}
        rows={all.forms}
        rowKey={(row) => row.template}
        empty={<EmptyState title={t('whatsapp.messages.none')} />}
        columns={[
          { key: 'message', header: t('whatsapp.message'), render: (row) => row.label },
          {
            key: 'template',
            header: t('whatsapp.template'),
            render: (row) => row.form?.name ?? '–',
          },
          {
            key: 'state',
            wide: true,
            header: t('whatsapp.state'),
            render: (row) =>
              row.problem ? (
                <Text size="sm" c={row.form ? 'red' : 'dimmed'}>
                  {row.problem}
                </Text>
              ) : (
                <Badge color="green" variant="light">
                  {t('whatsapp.ready')}
                </Badge>
              ),
          },
          {
            key: 'act',
            header: '',
            render: (row) =>
              may &&
              all.approved.length > 0 && (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={t('whatsapp.choose.of', { label: row.label })}
                  onClick={() => setEditing(row)}
                >
                  {t('whatsapp.choose')}
                </Button>
              ),
          },
        ]}
      />
      {editing && <Editor row={editing} all={all} close={() => setEditing(null)} />}
    </Card>
  );
}

const blank = (approved: ApprovedTemplate): WhatsAppForm => approved.guess;

function Editor({
  row,
  all,
  close,
}: {
  row: WhatsAppMessage;
  all: WhatsAppTemplates;
  close: () => void;
}) {
  const client = useQueryClient();
  const [form, setForm] = useState<WhatsAppForm>(row.form ?? blank(all.approved[0]));
  const [error, setError] = useState<unknown>(null);
  const approved = all.approved.find((one) => keyOf(one) === keyOf(form));
  const refusal = error ? describeError(error) : null;
  const act = async (run: () => Promise<unknown>) => {
    setError(null);
    try {
      await run();
      await client.invalidateQueries({ queryKey: key });
      notifyDone(t('settings.saved'));
      close();
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <Modal opened onClose={close} size="lg" title={t('whatsapp.choose.of', { label: row.label })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void act(() => api.put(`/v1/templates/${row.template}/whatsapp`, form));
        }}
      >
        <Stack gap="sm">
          <Select
            label={t('whatsapp.template')}
            data={all.approved.map((one) => ({
              value: keyOf(one),
              label: `${keyOf(one)} · ${one.status_words}`,
            }))}
            value={keyOf(form)}
            allowDeselect={false}
            onChange={(value) => {
              const chosen = all.approved.find((one) => keyOf(one) === value);
              if (chosen) setForm(blank(chosen));
            }}
          />
          {approved && (
            <Text size="sm" style={{ whiteSpace: 'pre-wrap' }} c="dimmed">
              {approved.body}
            </Text>
          )}
          {form.variables.map((variable, at) => (
            <TextInput
              key={variable.name}
              label={t('whatsapp.variable', { name: `{{${variable.name}}}` })}
              required
              value={variable.value}
              onChange={(event) =>
                setForm({
                  ...form,
                  variables: form.variables.map((one, i) =>
                    i === at ? { ...one, value: event.currentTarget.value } : one,
                  ),
                })
              }
            />
          ))}
          {form.buttons.map((button, at) => (
            <Select
              key={button.index}
              label={t('whatsapp.button', { text: approved?.buttons[button.index]?.text ?? '' })}
              data={
                approved?.buttons[button.index]?.type === 'URL'
                  ? [{ value: 'portal', label: t('whatsapp.action.portal') }]
                  : ['slip', 'pix', 'paid', 'negotiate', 'stop', 'talk'].map((value) => ({
                      value,
                      label: translateWord(`whatsapp.action.${value}`, value),
                    }))
              }
              value={button.action || null}
              onChange={(value) =>
                setForm({
                  ...form,
                  buttons: form.buttons.map((one, i) =>
                    i === at ? { ...one, action: value ?? '' } : one,
                  ),
                })
              }
            />
          ))}
          {row.preview && (
            <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
              <strong>{t('whatsapp.preview')}</strong>
              {'\n'}
              {row.preview}
            </Text>
          )}
          {refusal && (
            <Text c="red" size="sm" role="alert">
              {refusal.message} {refusal.hint}
            </Text>
          )}
          <Group justify="flex-end">
            {row.form && (
              <Button
                variant="default"
                onClick={() => act(() => api.delete(`/v1/templates/${row.template}/whatsapp`))}
              >
                {t('whatsapp.remove')}
              </Button>
            )}
            <Button type="submit">{t('action.save')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
