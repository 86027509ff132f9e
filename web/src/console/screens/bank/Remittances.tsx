import { Alert, Anchor, Button, Group, List, Select, Stack, Text } from '@mantine/core';
import { IconDownload, IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, download } from '../../../api/client';
import type { MadeRemittance, Remittance } from '../../../api/types';
import { t, tn } from '../../../i18n';
import { DataTable, type Column } from '../../components/DataTable';
import { Card } from '../../components/PageHeader';
import { EmptyState } from '../../components/states';
import { InstantText, MoneyText } from '../../components/text';
import { useAccounts, useRemittances } from '../../data/bank';
import { useRefreshMoney } from '../../data/titles';
import { notifyDone, notifyError } from '../../notify';
import { useMay } from '../../session';

export const getFile = (remittance: Remittance) =>
  download(`/v1/remittances/${remittance.id}/file`, remittance.name).catch(notifyError);

export function Remittances() {
  const found = useRemittances();
  const accounts = useAccounts();
  const may = useMay();
  const name = (id: string) =>
    accounts.data?.items.find((account) => account.id === id)?.name ?? '';
  const columns: Column<Remittance>[] = [
    {
      key: 'name',
      header: t('bank.file'),
      render: (remittance) => (
        <Anchor component={Link} href={`/banco/remessas/${remittance.id}`} size="sm" fw={600}>
          {remittance.name}
        </Anchor>
      ),
    },
    {
      key: 'number',
      wide: true,
      header: t('bank.number'),
      align: 'right',
      render: (remittance) => remittance.number,
    },
    {
      key: 'account',
      wide: true,
      header: t('bank.account'),
      render: (remittance) => name(remittance.account_id),
    },
    {
      key: 'at',
      wide: true,
      header: t('bank.made'),
      render: (remittance) => <InstantText at={remittance.created_at} />,
    },
    {
      key: 'titles',
      wide: true,
      header: t('nav.titles'),
      align: 'right',
      render: (remittance) => remittance.titles,
    },
    {
      key: 'total',
      header: t('table.total'),
      align: 'right',
      render: (remittance) => <MoneyText value={remittance.total} />,
    },
    {
      key: 'file',
      header: '',
      render: (remittance) => (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() => getFile(remittance)}
          aria-label={t('bank.download', { name: remittance.name })}
        >
          {t('action.download')}
        </Button>
      ),
    },
  ];
  return (
    <Stack>
      {may('banking:write') && <Make />}
      <DataTable
        label={t('bank.remittances')}
        columns={columns}
        rows={found.data?.items}
        rowKey={(remittance) => remittance.id}
        href={(remittance) => `/banco/remessas/${remittance.id}`}
        error={found.error}
        retry={() => found.refetch()}
        empty={
          <EmptyState title={t('bank.remittances.none')}>
            {t('bank.remittances.none.text')}
          </EmptyState>
        }
      />
    </Stack>
  );
}

/** Makes the file of what the bank does not know yet; with problems, lists them all first. */
function Make() {
  const accounts = useAccounts();
  const refresh = useRefreshMoney();
  const [chosen, setChosen] = useState<string | null>(null);
  const [made, setMade] = useState<MadeRemittance | null>(null);
  const [busy, setBusy] = useState(false);
  const items = accounts.data?.items ?? [];
  const account = chosen ?? items.find((one) => one.standard)?.id ?? items[0]?.id ?? null;

  const make = async (skip: boolean) => {
    setBusy(true);
    try {
      const result = await api.post<MadeRemittance>(
        '/v1/remittances',
        { account_id: account, without_problems: skip },
        { idempotencyKey: crypto.randomUUID() },
      );
      setMade(result);
      if (result.remittance) {
        await refresh();
        notifyDone(
          tn('bank.remittance.made', result.remittance.titles, { name: result.remittance.name }),
        );
        await getFile(result.remittance);
      } else if (result.problems.length === 0) {
        notifyDone(t('bank.remittance.nothing'));
      }
    } catch (error) {
      notifyError(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Card title={t('bank.remittance.new')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('bank.remittance.text')}
      </Text>
      <Group align="flex-end">
        <Select
          label={t('bank.account')}
          w={320}
          allowDeselect={false}
          data={items.map(({ id, name, bank_name }) => ({
            value: id,
            label: `${name} · ${bank_name}`,
          }))}
          value={account}
          onChange={setChosen}
        />
        <Button
          loading={busy}
          disabled={!account}
          onClick={() => make(false)}
          leftSection={<IconFileExport size={16} aria-hidden />}
        >
          {t('bank.remittance.make')}
        </Button>
      </Group>
      {made && made.problems.length > 0 && (
        <Alert
          color={made.remittance ? 'yellow' : 'red'}
          variant="light"
          mt="md"
          role="alert"
          title={made.remittance ? t('bank.remittance.left') : t('bank.remittance.problems')}
        >
          <List size="sm" mb="sm">
            {made.problems.map((problem) => (
              <List.Item key={problem.title_id}>
                <Anchor component={Link} href={`/recebiveis/${problem.title_id}`} size="sm">
                  {problem.number}
                </Anchor>{' '}
                · {problem.payer}: {problem.message}
              </List.Item>
            ))}
          </List>
          {!made.remittance && (
            <Button size="xs" variant="default" loading={busy} onClick={() => make(true)}>
              {t('bank.remittance.without')}
            </Button>
          )}
        </Alert>
      )}
    </Card>
  );
}
