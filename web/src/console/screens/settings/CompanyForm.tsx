import { Button, Group, Space, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { Company } from '../../../api/types';
import { formatDocument, formatPhone, formatPostalCode } from '../../../format/people';
import { t } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { FormCard } from '../../components/FormCard';
import { Answered } from '../../components/states';
import { useCompany, useRefreshSettings } from '../../data/settings';
import { notifyDone } from '../../notify';
import { useMay } from '../../session';
import { AddressFields } from '../parties/PartyForm';
import { CompanyLogo } from './CompanyLogo';

export function CompanyForm() {
  return <Answered answer={useCompany()}>{(company) => <Form company={company} />}</Answered>;
}

function Form({ company }: { company: Company }) {
  const may = useMay()('company:write');
  const refresh = useRefreshSettings();
  const [draft, setDraft] = useState({
    legal_name: company.legal_name,
    trade_name: company.trade_name,
    document: formatDocument(company.document),
    email: company.email,
    phone: company.phone ? formatPhone(company.phone) : '',
    time_zone: company.time_zone,
  });
  const [address, setAddress] = useState({
    purpose: '',
    street: company.street,
    number: company.number,
    complement: company.complement,
    district: company.district,
    city: company.city,
    state: company.state,
    postal_code: formatPostalCode(company.postal_code),
  });
  const [renewing, setRenewing] = useState(false);
  const text = (name: keyof typeof draft) => ({
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
  });
  const save = async () => {
    const { purpose: _, ...place } = address;
    await api.patch('/v1/company', {
      ...draft,
      ...place,
      document: draft.document.replace(/[.\-/\s]/g, ''),
      postal_code: place.postal_code.replace(/\D/g, ''),
    });
    await refresh();
  };
  return (
    <>
      <FormCard
        title={t('settings.company')}
        text={t('settings.company.text')}
        done={t('settings.saved')}
        editable={may}
        save={save}
        extra={
          <Button variant="default" color="red" onClick={() => setRenewing(true)}>
            {t('settings.links.renew')}
          </Button>
        }
      >
        <Group grow align="flex-start">
          <TextInput label={t('company.legal_name')} required {...text('legal_name')} />
          <TextInput label={t('party.trade_name')} {...text('trade_name')} />
        </Group>
        <Group grow align="flex-start">
          <TextInput label={t('company.document')} required {...text('document')} />
          <TextInput label={t('company.time_zone')} required {...text('time_zone')} />
        </Group>
        <Group grow align="flex-start">
          <TextInput label={t('field.email')} type="email" {...text('email')} />
          <TextInput label={t('field.phone')} type="tel" {...text('phone')} />
        </Group>
        <AddressFields value={address} onChange={setAddress} />
      </FormCard>
      <Space h="md" />
      <CompanyLogo />
      <ConfirmModal
        opened={renewing}
        onClose={() => setRenewing(false)}
        title={t('settings.links.title', { name: company.trade_name || company.legal_name })}
        action={t('settings.links.renew')}
        danger
        run={async () => {
          await api.post('/v1/company/renew-links');
          notifyDone(t('settings.links.done'));
        }}
      >
        <Text size="sm">{t('settings.links.text')}</Text>
      </ConfirmModal>
    </>
  );
}
