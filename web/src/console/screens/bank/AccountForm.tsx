import { Checkbox, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { Account } from '../../../api/types';
import { t } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { useBanks } from '../../data/bank';
import { notifyDone } from '../../notify';

type Draft = Omit<Account, 'id' | 'bank_name' | 'next_remittance'>;

const empty: Draft = {
  bank: '',
  name: '',
  agency: '',
  agency_digit: '',
  account: '',
  account_digit: '',
  wallet: '',
  variation: '',
  covenant: '',
  beneficiary_code: '',
  transmission_code: '',
  beneficiary_digit: '',
  client_code: '',
  operation: '',
  ios: '',
  post: '',
  id_byte: '',
  portfolio: '',
  emission_layout: '',
  beneficiary_document: '',
  layout: 'CNAB240',
  pix_key: '',
  hybrid: false,
  returns: 'automatic',
  standard: false,
  next_our_number: 1,
};

/** What a bank may ask for besides; which of them, /v1/banks says, with their names. */
const extra = [
  'covenant',
  'beneficiary_code',
  'beneficiary_digit',
  'client_code',
  'variation',
  'operation',
  'post',
  'id_byte',
  'transmission_code',
  'ios',
  'portfolio',
  'emission_layout',
  'beneficiary_document',
] as const;

function draftOf({ id: _id, bank_name: _name, next_remittance: _next, ...draft }: Account): Draft {
  return draft;
}

/** The agreement with the bank: which fields there are beyond the common ones, each bank says. */
export function AccountForm({ account, close }: { account: Account | null; close: () => void }) {
  const client = useQueryClient();
  const banks = useBanks();
  const [draft, setDraft] = useState<Draft>(account ? draftOf(account) : empty);
  const bank = banks.data?.items.find((one) => one.code === draft.bank);
  const set = (patch: Partial<Draft>) => setDraft({ ...draft, ...patch });
  const text = (name: keyof Draft) => ({
    value: String(draft[name]),
    onChange: (event: { currentTarget: { value: string } }) =>
      set({ [name]: event.currentTarget.value }),
  });
  const asked = (name: keyof Draft) => bank?.inputs.find((input) => input.field === name);
  // Beyond the fields that every account has; a value that was kept stays in sight.
  const special = extra.filter((name) => asked(name) || draft[name]);
  return (
    <ConfirmModal
      opened
      onClose={close}
      title={account ? t('bank.account.edit', { name: account.name }) : t('bank.account.new')}
      action={t('action.save')}
      disabled={!draft.bank || !draft.name}
      run={async () => {
        if (account) await api.put(`/v1/accounts/${account.id}`, draft);
        else await api.post('/v1/accounts', draft);
        await client.invalidateQueries({ queryKey: ['bank'] });
        notifyDone(t('bank.account.saved'));
      }}
    >
      <Select
        label={t('bank.bank')}
        required
        disabled={account !== null}
        allowDeselect={false}
        data={(banks.data?.items ?? []).map(({ code, name }) => ({
          value: code,
          label: `${code} · ${name}`,
        }))}
        value={draft.bank || null}
        onChange={(code) => set({ bank: code ?? '', wallet: '' })}
      />
      <TextInput
        label={t('bank.account.name')}
        description={t('bank.account.name.text')}
        required
        {...text('name')}
      />
      <Group grow align="flex-start">
        <TextInput label={t('bank.agency')} required inputMode="numeric" {...text('agency')} />
        <TextInput label={t('bank.digit')} {...text('agency_digit')} />
      </Group>
      <Group grow align="flex-start">
        <TextInput
          label={t('bank.account.number')}
          required
          inputMode="numeric"
          {...text('account')}
        />
        <TextInput label={t('bank.digit')} {...text('account_digit')} />
      </Group>
      {bank && bank.wallets.length > 0 ? (
        <Select
          label={t('bank.wallet')}
          required
          allowDeselect={false}
          data={bank.wallets.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }))}
          value={draft.wallet || null}
          onChange={(wallet) => set({ wallet: wallet ?? '' })}
        />
      ) : (
        <TextInput label={t('bank.wallet')} required {...text('wallet')} />
      )}
      {special.map((name) => (
        <TextInput
          key={name}
          label={asked(name)?.label ?? name}
          required={asked(name)?.required}
          maxLength={asked(name)?.size_max || undefined}
          {...text(name)}
        />
      ))}
      <Select
        label={t('bank.layout')}
        allowDeselect={false}
        data={['CNAB240', 'CNAB400']}
        value={draft.layout}
        onChange={(layout) => set({ layout: layout as Draft['layout'] })}
      />
      <NumberInput
        label={t('bank.next')}
        description={t('bank.next.text')}
        min={1}
        hideControls
        value={draft.next_our_number}
        onChange={(next) => set({ next_our_number: Number(next) })}
      />
      <TextInput
        label={t('bank.pix_key')}
        description={t('bank.pix_key.text')}
        {...text('pix_key')}
      />
      <Checkbox
        label={t('bank.hybrid')}
        description={t('bank.hybrid.text')}
        checked={draft.hybrid}
        onChange={(event) => set({ hybrid: event.currentTarget.checked })}
      />
      <Select
        label={t('bank.account.returns')}
        description={t('bank.account.returns.text')}
        allowDeselect={false}
        data={(['automatic', 'daily', 'never'] as const).map((value) => ({
          value,
          label: t(`bank.account.returns.${value}`),
        }))}
        value={draft.returns}
        onChange={(returns) => set({ returns: returns as Draft['returns'] })}
      />
      <Checkbox
        label={t('bank.account.make_standard')}
        checked={draft.standard}
        onChange={(event) => set({ standard: event.currentTarget.checked })}
      />
    </ConfirmModal>
  );
}
