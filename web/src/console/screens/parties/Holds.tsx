import { Box, Button, Checkbox, Group, Text, Textarea, TextInput } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { Hold, Party } from '../../../api/types';
import { formatDate } from '../../../format/date';
import { t, tn, translateWord } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { DateField } from '../../components/fields';
import { InstantText } from '../../components/text';
import { useRefreshParty } from '../../data/parties';
import { useRefreshMoney } from '../../data/titles';
import { notifyDone, notifyError } from '../../notify';
import { useMay, useToday } from '../../session';

/** "Promessa de pagamento"; of money on its way, why. */
export const holdWords = (hold: Hold) =>
  hold.flight
    ? translateWord(`hold.flight.${hold.flight}`, hold.flight)
    : translateWord(`hold.kind.${hold.kind}`, hold.kind);

/** Why this customer is not being collected just now, and until when. */
export function Holds({ party, holds }: { party: Party; holds: Hold[] }) {
  const may = useMay();
  const refresh = useRefreshParty(party.id);
  const release = async (hold: Hold) => {
    try {
      await api.delete(`/v1/holds/${hold.id}`);
      await refresh();
      notifyDone(t('hold.released'));
    } catch (error) {
      notifyError(error);
    }
  };
  return holds.map((hold) => (
    <Group key={hold.id} wrap="nowrap" gap="xs" align="flex-start" mt="sm">
      <IconHandStop size={18} aria-hidden />
      <div style={{ flex: 1 }}>
        <Text size="sm" fw={600}>
          {holdWords(hold)}
          {hold.scope === 'group' && ` · ${t('hold.group.of', { name: hold.party_name })}`}
        </Text>
        <Text size="xs" c="dimmed">
          {hold.reason} ·{' '}
          {hold.ends_on ? t('hold.until', { date: formatDate(hold.ends_on) }) : t('hold.open')}
        </Text>
      </div>
      {may('holds:write') &&
        (hold.kind === 'dispute' ? (
          <AnswerButton hold={hold} />
        ) : (
          <Button size="compact-xs" variant="default" onClick={() => release(hold)}>
            {t('hold.release')}
          </Button>
        ))}
    </Group>
  ));
}

/** A dispute ends with a person's answer. */
export function AnswerButton({ hold }: { hold: Hold }) {
  const refresh = useRefreshMoney();
  const [open, setOpen] = useState(false);
  const [answer, setAnswer] = useState('');
  const [accepted, setAccepted] = useState(false);
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={() => setOpen(true)}>
        {t('dispute.answer')}
      </Button>
      <ConfirmModal
        opened={open}
        onClose={() => setOpen(false)}
        title={t('dispute.answer.title', { name: hold.party_name })}
        action={t('dispute.answer')}
        disabled={!answer.trim()}
        run={async () => {
          await api.post(`/v1/holds/${hold.id}/answer`, { accepted, answer });
          await refresh();
          notifyDone(t('dispute.answered'));
        }}
      >
        <Text size="sm">{t('dispute.answer.text', { text: hold.reason })}</Text>
        <Textarea
          label={t('dispute.answer.field')}
          required
          autosize
          minRows={2}
          maxLength={1000}
          data-autofocus
          value={answer}
          onChange={(event) => setAnswer(event.currentTarget.value)}
        />
        <Checkbox
          label={t('dispute.answer.accepted')}
          description={t('dispute.answer.accepted.text')}
          checked={accepted}
          onChange={(event) => setAccepted(event.currentTarget.checked)}
        />
      </ConfirmModal>
    </>
  );
}

/** What kept him from being collected before, folded away. */
export function EndedHolds({ holds }: { holds: Hold[] }) {
  if (holds.length === 0) return null;
  return (
    <Box component="details" mt="md">
      <Text component="summary" size="sm" c="dimmed" style={{ cursor: 'pointer' }}>
        {tn('hold.ended', holds.length)}
      </Text>
      {holds.map((hold) => (
        <Box key={hold.id} mt="xs">
          <Text size="sm">
            {formatDate(hold.starts_on)} –{' '}
            {hold.released_at ? <InstantText at={hold.released_at} /> : formatDate(hold.ends_on!)}
          </Text>
          <Text size="xs" c="dimmed">
            {holdWords(hold)} · {hold.reason}
            {hold.released_by && ` · ${t('hold.released_by', { name: hold.released_by })}`}
          </Text>
        </Box>
      ))}
    </Box>
  );
}

export function HoldDialog({ party, close }: { party: Party; close: () => void }) {
  const refresh = useRefreshParty(party.id);
  const today = useToday();
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const [group, setGroup] = useState(false);
  return (
    <ConfirmModal
      opened
      onClose={close}
      title={t('hold.title', { name: party.name })}
      action={t('hold.new')}
      disabled={!reason.trim()}
      run={async () => {
        await api.post('/v1/holds', {
          scope: group ? 'group' : 'party',
          party_id: party.id,
          reason,
          ...(until ? { ends_on: until } : {}),
        });
        await refresh();
        notifyDone(t('hold.done'));
      }}
    >
      <Text size="sm">{t('hold.text')}</Text>
      <TextInput
        label={t('field.reason')}
        required
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <DateField
        label={t('hold.ends')}
        description={t('hold.ends.text')}
        clearable
        minDate={today}
        value={until}
        onChange={setUntil}
      />
      {party.kind === 'company' && (
        <Checkbox
          label={t('hold.group')}
          description={t('hold.group.text')}
          checked={group}
          onChange={(event) => setGroup(event.currentTarget.checked)}
        />
      )}
    </ConfirmModal>
  );
}
