import { ActionIcon, Badge, Button, Group, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { api, ApiError } from '../../../api/client';
import type { MailAccountRow } from '../../../api/types';
import { t } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { DataTable } from '../../components/DataTable';
import { Card } from '../../components/PageHeader';
import { EmptyState } from '../../components/states';
import { useMailAccounts, useRefreshSettings } from '../../data/settings';
import { notifyDone, notifyError } from '../../notify';
import { useMay, useSession } from '../../session';
import { MailAccountForm, purposeLabel } from './MailAccountForm';

const path = '/v1/settings/smtp-accounts';

function State({ account, first }: { account: MailAccountRow; first: boolean }) {
  return (
    <Group gap={4}>
      {first && <Badge variant="light">{t('accounts.default')}</Badge>}
      {account.paused && (
        <Badge variant="light" color="yellow">
          {t('accounts.paused')}
        </Badge>
      )}
      {account.trouble && (
        <Badge variant="light" color="red">
          {t('accounts.trouble')}
        </Badge>
      )}
    </Group>
  );
}

function pace(account: MailAccountRow): string {
  const parts = [
    account.per_minute > 0 && t('accounts.a_minute', { count: account.per_minute }),
    account.per_hour > 0 && t('accounts.an_hour', { count: account.per_hour }),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : t('accounts.unlimited');
}

/** The accounts by which e-mail leaves, in the order in which they are wanted. */
export function MailAccounts() {
  const accounts = useMailAccounts();
  const may = useMay()('settings:write');
  const { user } = useSession();
  const refresh = useRefreshSettings();
  const [editing, setEditing] = useState<MailAccountRow | 'new' | null>(null);
  const [deleting, setDeleting] = useState<MailAccountRow | null>(null);
  const rows = accounts.data?.items ?? [];
  const attempt = async (act: () => Promise<unknown>) => {
    try {
      await act();
      await refresh();
    } catch (error) {
      notifyError(error);
    }
  };
  const move = (index: number, by: number) =>
    attempt(() => {
      const ids = rows.map((account) => account.id);
      [ids[index], ids[index + by]] = [ids[index + by]!, ids[index]!];
      return api.put('/v1/settings/smtp-order', { ids });
    });
  const test = (account: MailAccountRow) =>
    attempt(async () => {
      const result = await api.post<{ sent: boolean; answer: string }>(
        `${path}/${account.id}/test`,
        { to: user.email },
      );
      if (!result.sent)
        throw new ApiError(422, 'smtp.refused', t('smtp.refused'), undefined, result.answer);
      notifyDone(t('smtp.tested', { email: user.email }));
    });
  return (
    <Card title={t('accounts.title')}>
      <Group justify="space-between" mb="md" align="flex-start">
        <Text size="sm" c="dimmed" maw={620}>
          {t('accounts.text')}
        </Text>
        {may && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setEditing('new')}
          >
            {t('accounts.new')}
          </Button>
        )}
      </Group>
      <DataTable
        label={t('accounts.title')}
        rows={accounts.data?.items}
        rowKey={(account) => account.id}
        error={accounts.error}
        retry={() => accounts.refetch()}
        empty={<EmptyState title={t('accounts.none')}>{t('accounts.none.text')}</EmptyState>}
        columns={[
          {
            key: 'name',
            header: t('accounts.name'),
            render: (account) => (
              <>
                <Text size="sm" fw={600}>
                  {account.name}
                </Text>
                <Text size="xs" c="dimmed">
                  {account.from_address || account.host || '–'}
                </Text>
                <State account={account} first={account.id === rows[0]?.id} />
                {account.trouble && (
                  <Text size="xs" c="red" maw={320}>
                    {account.trouble}
                  </Text>
                )}
              </>
            ),
          },
          {
            key: 'purposes',
            header: t('accounts.purposes'),
            wide: true,
            render: (account) => (
              <Text size="sm">
                {account.purposes.length > 0
                  ? account.purposes.map(purposeLabel).join(', ')
                  : t('accounts.any')}
              </Text>
            ),
          },
          {
            key: 'pace',
            header: t('accounts.pace'),
            wide: true,
            render: (account) => <Text size="sm">{pace(account)}</Text>,
          },
          {
            key: 'acts',
            header: '',
            render: (account) => {
              const index = rows.indexOf(account);
              return (
                may && (
                  <Group gap={4} justify="flex-end">
                    <ActionIcon
                      variant="subtle"
                      disabled={index === 0}
                      aria-label={t('accounts.up', { name: account.name })}
                      onClick={() => move(index, -1)}
                    >
                      <IconArrowUp size={16} aria-hidden />
                    </ActionIcon>
                    <ActionIcon
                      variant="subtle"
                      disabled={index === rows.length - 1}
                      aria-label={t('accounts.down', { name: account.name })}
                      onClick={() => move(index, 1)}
                    >
                      <IconArrowDown size={16} aria-hidden />
                    </ActionIcon>
                    <Button size="compact-sm" variant="default" onClick={() => test(account)}>
                      {t('accounts.test')}
                    </Button>
                    <Button size="compact-sm" variant="default" onClick={() => setEditing(account)}>
                      {t('action.edit')}
                    </Button>
                    <Button
                      size="compact-sm"
                      variant="default"
                      color="red"
                      onClick={() => setDeleting(account)}
                    >
                      {t('accounts.delete')}
                    </Button>
                  </Group>
                )
              );
            },
          },
        ]}
      />
      {editing && (
        <MailAccountForm
          account={editing === 'new' ? null : editing}
          close={() => setEditing(null)}
        />
      )}
      <ConfirmModal
        opened={deleting !== null}
        onClose={() => setDeleting(null)}
        title={t('accounts.delete.title', { name: deleting?.name ?? '' })}
        action={t('accounts.delete')}
        danger
        run={async () => {
          await api.delete(`${path}/${deleting?.id}`);
          await refresh();
          notifyDone(t('accounts.deleted'));
        }}
      >
        <Text size="sm">{t('accounts.delete.text')}</Text>
      </ConfirmModal>
    </Card>
  );
}
