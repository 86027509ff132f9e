import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useLocation } from 'wouter';
import { api } from '../../../api/client';
import type { Party } from '../../../api/types';
import { t } from '../../../i18n';
import { Card, PageHeader } from '../../components/PageHeader';
import { describeError } from '../../components/states';
import css from '../../components/components.module.css';
import { notifyDone } from '../../notify';
import { AddressFields, addressToSend, emptyAddress } from './PartyForm';

export function NewParty() {
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const [document, setDocument] = useState('');
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [phone, setPhone] = useState('');
  const [address, setAddress] = useState(emptyAddress);
  const bare = document.replace(/[.\-/\s]/g, '').toUpperCase();
  const create = useMutation({
    mutationFn: () =>
      api.post<Party>('/v1/parties', {
        document: bare,
        name,
        contacts: [
          ...(email ? [{ channel: 'email', value: email, purpose: 'billing' }] : []),
          ...(phone ? [{ channel: 'phone', value: phone, purpose: 'billing' }] : []),
        ],
        addresses: addressToSend(address),
      }),
    onSuccess: async (party) => {
      await client.invalidateQueries({ queryKey: ['parties'] });
      notifyDone(t('parties.created', { name: party.name }));
      navigate(`/clientes/${party.id}`);
    },
  });
  const refusal = create.error ? describeError(create.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <form onSubmit={submit}>
      <PageHeader back={{ label: t('nav.parties'), href: '/clientes' }} title={t('parties.new')} />
      <div className={css.grid2}>
        <Card title={t('party.who')}>
          <Stack gap="sm">
            <TextInput
              label={t('party.document')}
              placeholder="00.000.000/0000-00"
              required
              value={document}
              error={refusal?.field === 'document' ? refusal.message : undefined}
              onChange={(event) => setDocument(event.currentTarget.value)}
            />
            <TextInput
              label={t('party.name')}
              required
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              label={t('field.email')}
              type="email"
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <TextInput
              label={t('field.phone')}
              type="tel"
              placeholder="(11) 98765-4321"
              value={phone}
              onChange={(event) => setPhone(event.currentTarget.value)}
            />
          </Stack>
        </Card>
        <Card title={t('party.address')}>
          <AddressFields value={address} onChange={setAddress} />
          {refusal && refusal.field !== 'document' && (
            <Text c="red" size="sm" role="alert" mt="sm">
              {refusal.message} {refusal.hint}
            </Text>
          )}
          <Group justify="flex-end" mt="md">
            <Button type="submit" loading={create.isPending} disabled={!bare || !name.trim()}>
              {t('parties.create')}
            </Button>
          </Group>
        </Card>
      </div>
    </form>
  );
}
