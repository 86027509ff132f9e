import { Alert, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { ApiKeyRow } from '../../../api/types';
import { t } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { DataTable } from '../../components/DataTable';
import { EmptyState } from '../../components/states';
import { CodeLine, InstantText } from '../../components/text';
import { useApiKeys, useRefreshSettings } from '../../data/settings';
import { notifyDone } from '../../notify';
import { useMay } from '../../session';

const scopes = [
  'titles:read',
  'titles:write',
  'parties:read',
  'parties:write',
  'banking:read',
  'banking:write',
  'messages:read',
  'messages:write',
  'dunning:read',
  'dunning:write',
  'reports:read',
];

export function ApiKeys() {
  const keys = useApiKeys();
  const may = useMay()('api_keys:write');
  const refresh = useRefreshSettings();
  const [making, setMaking] = useState(false);
  const [token, setToken] = useState<string | null>(null);
  const [revoking, setRevoking] = useState<ApiKeyRow | null>(null);
  return (
    <Stack>
      <Group justify="space-between">
        <Text size="sm" c="dimmed" maw={560}>
          {t('keys.text')}
        </Text>
        {may && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setMaking(true)}>
            {t('keys.new')}
          </Button>
        )}
      </Group>
      {token && (
        <Alert
          color="quita"
          variant="light"
          title={t('keys.once')}
          withCloseButton
          onClose={() => setToken(null)}
        >
          <CodeLine text={token} copy={token} label={t('keys.copy')} />
        </Alert>
      )}
      <DataTable
        label={t('settings.keys')}
        rows={keys.data?.items}
        rowKey={(key) => key.id}
        error={keys.error}
        retry={() => keys.refetch()}
        empty={<EmptyState title={t('keys.none')}>{t('keys.none.text')}</EmptyState>}
        columns={[
          { key: 'name', header: t('keys.name'), render: (key) => key.name },
          {
            key: 'scopes',
            header: t('keys.scopes'),
            render: (key) => <Text size="xs">{key.scopes.join(', ')}</Text>,
          },
          {
            key: 'made',
            header: t('keys.made'),
            render: (key) => <InstantText at={key.created_at} />,
          },
          {
            key: 'used',
            header: t('keys.used'),
            render: (key) => <InstantText at={key.used_at} />,
          },
          {
            key: 'revoke',
            header: '',
            render: (key) =>
              may && (
                <Button
                  size="compact-sm"
                  variant="default"
                  color="red"
                  onClick={() => setRevoking(key)}
                >
                  {t('keys.revoke')}
                </Button>
              ),
          },
        ]}
      />
      {making && <Make close={() => setMaking(false)} made={setToken} />}
      <ConfirmModal
        opened={revoking !== null}
        onClose={() => setRevoking(null)}
        title={t('keys.revoke.title', { name: revoking?.name ?? '' })}
        action={t('keys.revoke')}
        danger
        run={async () => {
          await api.delete(`/v1/api-keys/${revoking?.id}`);
          await refresh();
          notifyDone(t('keys.revoked'));
        }}
      >
        <Text size="sm">{t('keys.revoke.text')}</Text>
      </ConfirmModal>
    </Stack>
  );
}

function Make({ close, made }: { close: () => void; made: (token: string) => void }) {
  const refresh = useRefreshSettings();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string[]>([
    'titles:read',
    'titles:write',
    'parties:read',
    'parties:write',
  ]);
  return (
    <ConfirmModal
      opened
      onClose={close}
      title={t('keys.new')}
      action={t('keys.new')}
      disabled={!name.trim() || chosen.length === 0}
      run={async () => {
        const key = await api.post<{ token: string }>('/v1/api-keys', { name, scopes: chosen });
        await refresh();
        made(key.token);
      }}
    >
      <TextInput
        label={t('keys.name')}
        description={t('keys.name.text')}
        required
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox.Group label={t('keys.scopes')} value={chosen} onChange={setChosen}>
        <Stack gap={6} mt={6}>
          {scopes.map((scope) => (
            <Checkbox key={scope} value={scope} label={scope} size="xs" />
          ))}
        </Stack>
      </Checkbox.Group>
    </ConfirmModal>
  );
}
