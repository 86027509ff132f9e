import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { Party } from '../../../api/types';
import { t } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { useRefreshParty } from '../../data/parties';
import { notifyDone } from '../../notify';
import {
  AddressFields,
  addressToSend,
  emptyAddress,
  withoutId,
  type AddressDraft,
} from './PartyForm';

export function EditParty({ party, close }: { party: Party; close: () => void }) {
  const refresh = useRefreshParty(party.id);
  const [name, setName] = useState(party.name);
  const [trade, setTrade] = useState(party.trade_name);
  const [address, setAddress] = useState<AddressDraft>(
    party.addresses[0] ? withoutId(party.addresses[0]) : emptyAddress,
  );
  return (
    <ConfirmModal
      opened
      onClose={close}
      title={t('party.edit.title', { name: party.name })}
      action={t('action.save')}
      disabled={!name.trim()}
      run={async () => {
        const addresses = addressToSend(address);
        await api.patch(`/v1/parties/${party.id}`, {
          name,
          trade_name: trade,
          ...(addresses.length
            ? { addresses: [...addresses, ...party.addresses.slice(1).map(withoutId)] }
            : {}),
        });
        await refresh();
        notifyDone(t('party.saved'));
      }}
    >
      <TextInput
        label={t('party.name')}
        required
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {party.kind === 'company' && (
        <TextInput
          label={t('party.trade_name')}
          value={trade}
          onChange={(event) => setTrade(event.currentTarget.value)}
        />
      )}
      <AddressFields value={address} onChange={setAddress} />
    </ConfirmModal>
  );
}
