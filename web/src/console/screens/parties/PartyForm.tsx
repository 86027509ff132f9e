import { Group, Select, Stack, TextInput } from '@mantine/core';
import type { Address } from '../../../api/types';
import { t } from '../../../i18n';

const states =
  'AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO'.split(' ');

export type AddressDraft = Omit<Address, 'id'>;
export const emptyAddress: AddressDraft = {
  purpose: 'billing',
  street: '',
  number: '',
  complement: '',
  district: '',
  city: '',
  state: 'SP',
  postal_code: '',
};

export function withoutId({ id: _, ...rest }: Address): AddressDraft {
  return rest;
}

interface Props {
  value: AddressDraft;
  onChange: (address: AddressDraft) => void;
}

export function AddressFields({ value, onChange }: Props) {
  const text = (name: keyof AddressDraft) => ({
    value: value[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...value, [name]: event.currentTarget.value }),
  });
  return (
    <Stack gap="sm">
      <Group grow align="flex-start">
        <TextInput
          label={t('address.postal_code')}
          placeholder="01310-100"
          inputMode="numeric"
          {...text('postal_code')}
        />
        <Select
          label={t('address.state')}
          searchable
          allowDeselect={false}
          data={states}
          value={value.state}
          onChange={(state) => onChange({ ...value, state: state ?? 'SP' })}
        />
      </Group>
      <TextInput label={t('address.street')} {...text('street')} />
      <Group grow align="flex-start">
        <TextInput label={t('address.number')} {...text('number')} />
        <TextInput label={t('address.complement')} {...text('complement')} />
      </Group>
      <Group grow align="flex-start">
        <TextInput label={t('address.district')} {...text('district')} />
        <TextInput label={t('address.city')} {...text('city')} />
      </Group>
    </Stack>
  );
}

/** An address is sent only when something of it was filled in; digits alone for the CEP. */
export function addressToSend(address: AddressDraft): AddressDraft[] {
  if (!address.street.trim() && !address.city.trim()) return [];
  return [{ ...address, postal_code: address.postal_code.replace(/\D/g, '') }];
}
