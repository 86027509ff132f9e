import { Box, Radio, Select, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { ContactLaw, LawEntry, Party } from '../../../api/types';
import { t, tn } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { InstantText } from '../../components/text';
import { useRefreshParty } from '../../data/parties';
import { notifyDone } from '../../notify';

const bases = ['contract', 'credit_protection', 'legitimate_interest', 'none'] as const;
const consents = ['unasked', 'given', 'withdrawn'] as const;

/** "Nota fiscal · Contrato", and what stands against using it. */
export function LawLine({ law }: { law: ContactLaw }) {
  return (
    <Text size="xs" c={law.may_collect ? 'dimmed' : 'red'}>
      {law.origin_label} · {t(`law.basis.${law.basis as (typeof bases)[number]}`)}
      {law.consent !== 'unasked' &&
        ` · ${t(`law.consent.${law.consent as (typeof consents)[number]}`)}`}
    </Text>
  );
}

interface Props {
  party: Party;
  law: ContactLaw;
  shown: string;
  close: () => void;
}

/** On what law a contact is used, and how that came about. */
export function EditLaw({ party, law, shown, close }: Props) {
  const refresh = useRefreshParty(party.id);
  const [basis, setBasis] = useState(law.basis);
  const [consent, setConsent] = useState(law.consent);
  const [how, setHow] = useState('');
  const same = basis === law.basis && consent === law.consent;
  return (
    <ConfirmModal
      opened
      onClose={close}
      title={t('law.title', { value: shown })}
      action={t('action.save')}
      disabled={same || !how.trim()}
      run={async () => {
        await api.put(`/v1/parties/${party.id}/contacts/${law.contact_id}/legal-basis`, {
          basis,
          consent,
          how,
        });
        await refresh();
        notifyDone(t('party.saved'));
      }}
    >
      <Text size="sm" c="dimmed">
        {t('law.text')}
      </Text>
      <Select
        label={t('law.basis')}
        allowDeselect={false}
        data={bases.map((value) => ({ value, label: t(`law.basis.${value}.long`) }))}
        value={basis}
        onChange={(value) => {
          setBasis(value ?? law.basis);
          // Who is not to be sought here gets no offers here either.
          if (value === 'none' && consent === 'given')
            setConsent(law.consent === 'unasked' ? 'unasked' : 'withdrawn');
        }}
      />
      <Radio.Group label={t('law.consent')} value={consent} onChange={setConsent}>
        <Stack gap="xs" mt="xs">
          {consents
            .filter((value) => value !== 'unasked' || law.consent === 'unasked')
            .filter((value) => value !== 'given' || basis !== 'none')
            .map((value) => (
              <Radio key={value} value={value} label={t(`law.consent.${value}.long`)} />
            ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label={t('law.how')}
        description={t('law.how.text')}
        required
        autosize
        minRows={2}
        maxLength={500}
        value={how}
        onChange={(event) => setHow(event.currentTarget.value)}
      />
    </ConfirmModal>
  );
}

/** All that was said of his contacts, folded away. */
export function LawHistory({ history }: { history: LawEntry[] }) {
  if (history.length === 0) return null;
  return (
    <Box component="details" mt="md">
      <Text component="summary" size="sm" c="dimmed" style={{ cursor: 'pointer' }}>
        {tn('law.history', history.length)}
      </Text>
      {history.map((entry, index) => (
        <Box key={index} mt="xs">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {entry.value}: {entry.basis_label}
            {entry.consent !== 'unasked' &&
              ` · ${t(`law.consent.${entry.consent as (typeof consents)[number]}`)}`}
          </Text>
          <Text size="xs" c="dimmed">
            <InstantText at={entry.at} /> · {entry.actor} · {entry.how}
          </Text>
        </Box>
      ))}
    </Box>
  );
}
