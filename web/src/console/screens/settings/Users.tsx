import { Badge, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { Role, UserRow } from '../../../api/types';
import { t, type Key } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { DataTable } from '../../components/DataTable';
import { InstantText } from '../../components/text';
import { useRefreshSettings, useUsers } from '../../data/settings';
import { notifyDone } from '../../notify';
import { useMay, useSession } from '../../session';

const roles: Role[] = ['owner', 'manager', 'analyst', 'viewer'];
const roleOptions = () => roles.map((role) => ({ value: role, label: t(`role.${role}` as Key) }));

export function Users() {
  const users = useUsers();
  const may = useMay()('users:write');
  const { user: me } = useSession();
  const [editing, setEditing] = useState<UserRow | 'new' | null>(null);
  return (
    <Stack>
      {may && (
        <Group justify="flex-end">
          <Button
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setEditing('new')}
          >
            {t('users.invite')}
          </Button>
        </Group>
      )}
      <DataTable
        label={t('settings.users')}
        rows={users.data?.items}
        rowKey={(user) => user.id}
        error={users.error}
        retry={() => users.refetch()}
        empty={null}
        columns={[
          {
            key: 'name',
            header: t('users.name'),
            render: (user) => (
              <>
                {user.name}
                <Text size="xs" c="dimmed">
                  {user.email}
                </Text>
              </>
            ),
          },
          { key: 'role', header: t('users.role'), render: (user) => t(`role.${user.role}` as Key) },
          {
            key: 'totp',
            header: t('users.totp'),
            render: (user) => (
              <Badge variant="light" color={user.totp ? 'green' : 'gray'}>
                {user.totp ? t('state.on') : t('state.off')}
              </Badge>
            ),
          },
          {
            key: 'state',
            header: t('title.state'),
            render: (user) => (
              <Badge variant="light" color={user.disabled ? 'gray' : 'blue'}>
                {user.disabled ? t('users.disabled') : t('users.active')}
              </Badge>
            ),
          },
          {
            key: 'since',
            header: t('users.since'),
            render: (user) => <InstantText at={user.created_at} />,
          },
          {
            key: 'edit',
            header: '',
            render: (user) =>
              may &&
              user.id !== me.id && (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => setEditing(user)}
                  aria-label={t('users.edit', { name: user.name })}
                >
                  {t('action.edit')}
                </Button>
              ),
          },
        ]}
      />
      {editing === 'new' && <Invite close={() => setEditing(null)} />}
      {editing && editing !== 'new' && <Edit user={editing} close={() => setEditing(null)} />}
    </Stack>
  );
}

function Invite({ close }: { close: () => void }) {
  const refresh = useRefreshSettings();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('analyst');
  return (
    <ConfirmModal
      opened
      onClose={close}
      title={t('users.invite')}
      action={t('users.invite')}
      disabled={!name.trim() || !email.trim()}
      run={async () => {
        await api.post('/v1/users', { name, email, role });
        await refresh();
        notifyDone(t('users.invited', { email }));
      }}
    >
      <Text size="sm">{t('users.invite.text')}</Text>
      <TextInput
        label={t('users.name')}
        required
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('field.email')}
        type="email"
        required
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <RoleSelect value={role} onChange={setRole} />
    </ConfirmModal>
  );
}

function Edit({ user, close }: { user: UserRow; close: () => void }) {
  const refresh = useRefreshSettings();
  const [name, setName] = useState(user.name);
  const [role, setRole] = useState(user.role);
  const [disabled, setDisabled] = useState(user.disabled);
  return (
    <ConfirmModal
      opened
      onClose={close}
      title={t('users.edit', { name: user.name })}
      action={t('action.save')}
      danger={disabled && !user.disabled}
      run={async () => {
        await api.patch(`/v1/users/${user.id}`, { name, role, disabled });
        await refresh();
        notifyDone(t('settings.saved'));
      }}
    >
      <TextInput
        label={t('users.name')}
        required
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <RoleSelect value={role} onChange={setRole} />
      <Select
        label={t('users.access')}
        description={t('users.access.text')}
        allowDeselect={false}
        value={disabled ? 'disabled' : 'active'}
        onChange={(value) => setDisabled(value === 'disabled')}
        data={[
          { value: 'active', label: t('users.active') },
          { value: 'disabled', label: t('users.disabled') },
        ]}
      />
    </ConfirmModal>
  );
}

function RoleSelect({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  return (
    <Select
      label={t('users.role')}
      description={t(`role.${value}.text` as Key)}
      allowDeselect={false}
      data={roleOptions()}
      value={value}
      onChange={(role) => onChange(role as Role)}
    />
  );
}
