import { ActionIcon, Button, Group, Menu, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconDots, IconMail, IconPhone, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { Contact, ContactLaw, ContactState, Party } from '../../../api/types';
import { formatPhone } from '../../../format/people';
import { t, type Key } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { Card } from '../../components/PageHeader';
import { StateBadge } from '../../components/StateBadge';
import { useLegalBasis, useRefreshParty } from '../../data/parties';
import { notifyDone, notifyError } from '../../notify';
import { useMay } from '../../session';
import { EditLaw, LawHistory, LawLine } from './LegalBasis';

const states: ContactState[] = ['works', 'unknown', 'bounced', 'opted_out'];

export function Contacts({ party }: { party: Party }) {
  const may = useMay()('parties:write');
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Contact | null>(null);
  const [law, setLaw] = useState<ContactLaw | null>(null);
  const refresh = useRefreshParty(party.id);
  const laws = useLegalBasis(party.id);
  return (
    <Card
      title={t('party.contacts')}
      actions={
        may && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => setAdding(true)}
          >
            {t('action.add')}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        {party.contacts.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('contact.none')}
          </Text>
        )}
        {party.contacts.map((contact) => (
          <Row
            key={contact.id}
            party={party}
            contact={contact}
            editable={may}
            law={laws.data?.items.find((each) => each.contact_id === contact.id)}
            editLaw={setLaw}
            remove={() => setRemoving(contact)}
          />
        ))}
      </Stack>
      <LawHistory history={laws.data?.history ?? []} />
      {law && (
        <EditLaw
          party={party}
          law={law}
          shown={law.channel === 'phone' ? formatPhone(law.value) : law.value}
          close={() => setLaw(null)}
        />
      )}
      {adding && <Add party={party} close={() => setAdding(false)} />}
      <ConfirmModal
        opened={removing !== null}
        onClose={() => setRemoving(null)}
        title={t('contact.remove.title', { value: removing ? shown(removing) : '' })}
        action={t('contact.remove')}
        danger
        run={async () => {
          await api.delete(`/v1/parties/${party.id}/contacts/${removing?.id}`);
          await refresh();
        }}
      >
        <Text size="sm">{t('contact.remove.text', { name: party.name })}</Text>
      </ConfirmModal>
    </Card>
  );
}

const shown = (contact: Contact) =>
  contact.channel === 'phone' ? formatPhone(contact.value) : contact.value;

interface RowProps {
  party: Party;
  contact: Contact;
  editable: boolean;
  law?: ContactLaw;
  editLaw: (law: ContactLaw) => void;
  remove: () => void;
}

function Row({ party, contact, editable, law, editLaw, remove }: RowProps) {
  const refresh = useRefreshParty(party.id);
  const setState = async (state: ContactState) => {
    try {
      await api.patch(`/v1/parties/${party.id}/contacts/${contact.id}`, { state });
      await refresh();
      notifyDone(t('party.saved'));
    } catch (error) {
      notifyError(error);
    }
  };
  return (
    <Group wrap="nowrap" gap="xs" align="flex-start">
      {contact.channel === 'email' ? (
        <IconMail size={17} aria-label={t('field.email')} />
      ) : (
        <IconPhone size={17} aria-label={t('field.phone')} />
      )}
      <div style={{ minWidth: 0, flex: 1 }}>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {shown(contact)}
        </Text>
        <StateBadge state={contact.state} of="contact" />
        {contact.state_reason && (
          <Text size="xs" c="dimmed">
            {contact.state_reason}
          </Text>
        )}
        {law && <LawLine law={law} />}
      </div>
      {editable && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={t('contact.actions', { value: shown(contact) })}
            >
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('contact.mark')}</Menu.Label>
            {states
              .filter((state) => state !== contact.state)
              .map((state) => (
                <Menu.Item key={state} onClick={() => setState(state)}>
                  {t(`contact.state.${state}` as Key)}
                </Menu.Item>
              ))}
            <Menu.Divider />
            {law && <Menu.Item onClick={() => editLaw(law)}>{t('law.edit')}</Menu.Item>}
            <Menu.Item color="red" onClick={remove}>
              {t('contact.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </Group>
  );
}

function Add({ party, close }: { party: Party; close: () => void }) {
  const refresh = useRefreshParty(party.id);
  const [channel, setChannel] = useState<'email' | 'phone'>('email');
  const [value, setValue] = useState('');
  return (
    <ConfirmModal
      opened
      onClose={close}
      title={t('contact.add.title', { name: party.name })}
      action={t('action.add')}
      disabled={!value.trim()}
      run={async () => {
        await api.post(`/v1/parties/${party.id}/contacts`, { channel, value, purpose: 'billing' });
        await refresh();
      }}
    >
      <Select
        label={t('contact.channel')}
        allowDeselect={false}
        value={channel}
        onChange={(next) => setChannel(next as 'email' | 'phone')}
        data={[
          { value: 'email', label: t('field.email') },
          { value: 'phone', label: t('field.phone') },
        ]}
      />
      <TextInput
        label={channel === 'email' ? t('field.email') : t('field.phone')}
        type={channel === 'email' ? 'email' : 'tel'}
        placeholder={channel === 'email' ? 'financeiro@empresa.com.br' : '(11) 98765-4321'}
        required
        data-autofocus
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
    </ConfirmModal>
  );
}
