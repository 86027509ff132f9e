import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { Party } from '../../../api/types';
import { t } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { MailFrame } from '../../components/MailFrame';
import { useTemplatePreview, useTemplates } from '../../data/messages';
import { useRefreshParty } from '../../data/parties';
import { notifyDone } from '../../notify';

/** Sends one message now, after showing it as this customer will read it. */
export function SendMessage({ party, close }: { party: Party; close: () => void }) {
  const refresh = useRefreshParty(party.id);
  const templates = useTemplates();
  const [name, setName] = useState<string | null>(null);
  const chosen = templates.data?.items.find((template) => template.name === name);
  const preview = useTemplatePreview(chosen, party.id);
  return (
    <ConfirmModal
      opened
      onClose={close}
      title={t('message.send.title', { name: party.name })}
      action={t('message.send')}
      disabled={!name}
      run={async () => {
        await api.post(
          `/v1/parties/${party.id}/messages`,
          { template: name },
          { idempotencyKey: crypto.randomUUID() },
        );
        await refresh();
        notifyDone(t('message.sent'));
      }}
    >
      <Text size="sm">{t('message.send.text')}</Text>
      <Select
        label={t('message.template')}
        required
        value={name}
        onChange={setName}
        data={(templates.data?.items ?? []).map((template) => ({
          value: template.name,
          label: template.label,
        }))}
      />
      {preview.data && (
        <div>
          <Text size="sm" fw={600} mb={4}>
            {preview.data.subject}
          </Text>
          <MailFrame html={preview.data.html} height={320} />
        </div>
      )}
    </ConfirmModal>
  );
}
