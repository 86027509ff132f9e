import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { Channel, Party } from '../../../api/types';
import { t } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { MailFrame } from '../../components/MailFrame';
import { useTemplatePreview, useTemplates } from '../../data/messages';
import { useChannels, useRefreshParty } from '../../data/parties';
import { notifyDone } from '../../notify';

/** Sends one message now, after showing it as this customer will read it. */
export function SendMessage({ party, close }: { party: Party; close: () => void }) {
  const refresh = useRefreshParty(party.id);
  const templates = useTemplates();
  const [name, setName] = useState<string | null>(null);
  const [channel, setChannel] = useState<Channel['channel']>('email');
  const open = (useChannels(party.id).data?.items ?? []).filter(
    (each) => each.open && !each.opted_out,
  );
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
          { template: name, channels: [channel] },
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
      <Select
        label={t('channel.name')}
        allowDeselect={false}
        value={channel}
        onChange={(to) => setChannel((to ?? 'email') as Channel['channel'])}
        data={open.map((each) => ({ value: each.channel, label: t(`channel.${each.channel}`) }))}
      />
      {channel === 'email' && preview.data && (
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
