import { Button, Group, Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { Party, PayerProfile } from '../../../api/types';
import { formatInstant } from '../../../format/date';
import { t } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { Card } from '../../components/PageHeader';
import { Answered } from '../../components/states';
import { usePolicies } from '../../data/dunning';
import { useProfile, useRefreshParty } from '../../data/parties';
import { notifyDone, notifyError } from '../../notify';
import { useMay } from '../../session';

/** How he pays, by which rule, and who says otherwise. */
export function ProfileCard({ party }: { party: Party }) {
  const may = useMay()('holds:write');
  const [changing, setChanging] = useState(false);
  const refresh = useRefreshParty(party.id);
  const clear = async () => {
    try {
      await api.delete(`/v1/parties/${party.id}/profile`);
      await refresh();
      notifyDone(t('profile.saved'));
    } catch (error) {
      notifyError(error);
    }
  };
  return (
    <Card title={t('profile')}>
      <Answered answer={useProfile(party.id)} lines={2}>
        {(profile) => (
          <>
            <Text fw={650} size="lg">
              {profile.label}
            </Text>
            <Why profile={profile} />
            {may && (
              <Group gap="xs" mt="sm">
                <Button size="compact-xs" variant="default" onClick={() => setChanging(true)}>
                  {t('profile.change')}
                </Button>
                {profile.by_hand && (
                  <Button size="compact-xs" variant="default" onClick={clear}>
                    {t('profile.clear')}
                  </Button>
                )}
              </Group>
            )}
            {changing && (
              <ProfileDialog party={party} profile={profile} close={() => setChanging(false)} />
            )}
          </>
        )}
      </Answered>
    </Card>
  );
}

function Why({ profile }: { profile: PayerProfile }) {
  const { by_hand: set } = profile;
  return (
    <>
      {set && (
        <Text size="sm">
          {t('profile.set_by', {
            name: set.set_by,
            date: formatInstant(set.set_at),
            reason: set.reason,
          })}
        </Text>
      )}
      <Text size="sm" c={set ? 'dimmed' : undefined}>
        {t('profile.computed', { label: profile.computed_label, why: profile.computed_why })}
      </Text>
    </>
  );
}

interface DialogProps {
  party: Party;
  profile: PayerProfile;
  close: () => void;
}

function ProfileDialog({ party, profile, close }: DialogProps) {
  const refresh = useRefreshParty(party.id);
  const policies = usePolicies();
  const [chosen, setChosen] = useState(profile.profile);
  const [reason, setReason] = useState('');
  return (
    <ConfirmModal
      opened
      onClose={close}
      title={t('profile.title', { name: party.name })}
      action={t('profile.change')}
      disabled={!reason.trim()}
      run={async () => {
        await api.put(`/v1/parties/${party.id}/profile`, { profile: chosen, reason });
        await refresh();
        notifyDone(t('profile.saved'));
      }}
    >
      <Text size="sm">{t('profile.text')}</Text>
      <Select
        label={t('profile')}
        allowDeselect={false}
        data={(policies.data?.profiles ?? []).map((rule) => ({
          value: rule.profile,
          label: rule.label,
        }))}
        value={chosen}
        onChange={(value) => setChosen(value ?? chosen)}
      />
      <TextInput
        label={t('field.reason')}
        required
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmModal>
  );
}
