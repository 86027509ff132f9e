import { Alert, Anchor, Badge, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api } from '../../../api/client';
import type { ReturnFile } from '../../../api/types';
import { t, tn } from '../../../i18n';
import { DataTable, type Column } from '../../components/DataTable';
import { DropZone } from '../../components/DropZone';
import { describeError, EmptyState } from '../../components/states';
import { InstantText, MoneyText } from '../../components/text';
import { useReturns } from '../../data/bank';
import { useRefreshMoney } from '../../data/titles';
import { notifyDone } from '../../notify';
import { useMay } from '../../session';
import { LateReturns } from './LateReturns';

const columns: Column<ReturnFile>[] = [
  {
    key: 'name',
    header: t('bank.file'),
    render: (file) => (
      <Anchor component={Link} href={`/banco/retornos/${file.id}`} size="sm" fw={600}>
        {file.name}
      </Anchor>
    ),
  },
  {
    key: 'bank',
    wide: true,
    header: t('bank.bank'),
    render: (file) => `${file.bank_name || file.bank} · ${file.layout}`,
  },
  {
    key: 'at',
    wide: true,
    header: t('bank.imported'),
    render: (file) => <InstantText at={file.imported_at} />,
  },
  {
    key: 'lines',
    header: t('bank.lines'),
    align: 'right',
    wide: true,
    render: (file) => file.lines,
  },
  {
    key: 'settled',
    header: t('bank.settled'),
    align: 'right',
    wide: true,
    render: (file) => file.settled,
  },
  {
    key: 'total',
    header: t('bank.settled_total'),
    align: 'right',
    render: (file) => <MoneyText value={file.settled_total} />,
  },
  {
    key: 'fees',
    wide: true,
    header: t('bank.fees'),
    align: 'right',
    render: (file) => <MoneyText value={file.fees_total} />,
  },
  {
    key: 'problems',
    header: t('bank.problems'),
    render: (file) =>
      file.problems > 0 ? (
        <Badge color="red" variant="light">
          {tn('bank.problem', file.problems)}
        </Badge>
      ) : (
        <Badge color="green" variant="light">
          {t('bank.clean')}
        </Badge>
      ),
  },
];

export function Returns() {
  const found = useReturns();
  const may = useMay();
  const refresh = useRefreshMoney();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ file: string; error: unknown }[]>([]);

  const take = async (files: File[]) => {
    setBusy(true);
    setRefused([]);
    const taken: ReturnFile[] = [];
    for (const file of files) {
      try {
        taken.push(
          await api.upload<ReturnFile>('/v1/returns', file, 'application/octet-stream', {
            name: file.name,
          }),
        );
      } catch (error) {
        setRefused((before) => [...before, { file: file.name, error }]);
      }
    }
    await refresh();
    setBusy(false);
    for (const file of taken) {
      notifyDone(
        file.repeated
          ? t('bank.repeated', { name: file.name })
          : tn('bank.taken', file.settled, { name: file.name }),
      );
    }
    if (taken.length === 1 && files.length === 1) navigate(`/banco/retornos/${taken[0].id}`);
  };

  return (
    <Stack>
      <LateReturns />
      {may('banking:write') && (
        <DropZone
          label={t('bank.drop')}
          text={t('bank.drop.text')}
          accept=".ret,.rst,.txt,.crt,text/plain,application/octet-stream"
          multiple
          busy={busy}
          onFiles={take}
        />
      )}
      {refused.map(({ file, error }) => {
        const { message, hint } = describeError(error);
        return (
          <Alert
            key={file}
            color="red"
            variant="light"
            role="alert"
            title={t('bank.refused', { name: file })}
          >
            {message}
            <Text size="sm" c="dimmed">
              {hint}
            </Text>
          </Alert>
        );
      })}
      <DataTable
        label={t('bank.returns')}
        columns={columns}
        rows={found.data?.items}
        rowKey={(file) => file.id}
        href={(file) => `/banco/retornos/${file.id}`}
        error={found.error}
        retry={() => found.refetch()}
        empty={
          <EmptyState title={t('bank.returns.none')}>{t('bank.returns.none.text')}</EmptyState>
        }
      />
    </Stack>
  );
}
