import { Alert, Badge, Button, Group, Stack, Table, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../../../api/client';
import type { CsvPreview } from '../../../api/types';
import { t, tn, translateWord } from '../../../i18n';
import { DropZone } from '../../components/DropZone';
import { Card } from '../../components/PageHeader';
import { ErrorState } from '../../components/states';
import css from '../../components/components.module.css';
import { formatDocument } from '../../../format/people';

/** A spreadsheet of customers: first what was understood and every problem, then all or nothing. */
export function ImportParties() {
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<CsvPreview | null>(null);
  const [done, setDone] = useState<{ created: number; updated: number } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  const look = (chosen: File) =>
    run(async () => {
      setDone(null);
      setPreview(null);
      setFile(chosen);
      setPreview(await api.upload<CsvPreview>('/v1/imports/parties/preview', chosen, 'text/csv'));
    });
  const take = () =>
    run(async () => {
      setDone(await api.upload('/v1/imports/parties', file!, 'text/csv'));
      setPreview(null);
      await client.invalidateQueries({ queryKey: ['parties'] });
    });

  return (
    <Stack>
      <DropZone
        label={t('import.csv.drop')}
        text={t('import.csv.text')}
        accept=".csv,.txt,text/csv"
        busy={busy}
        onFiles={([chosen]) => look(chosen)}
      />
      {error !== null && <ErrorState error={error} />}
      {done && (
        <Alert color="quita" variant="light" role="status" title={t('import.csv.done')}>
          {tn('import.csv.created', done.created)} · {tn('import.csv.updated', done.updated)}{' '}
          <Link href="/clientes">{t('nav.parties')}</Link>
        </Alert>
      )}
      {preview && file && (
        <>
          <Understood preview={preview} file={file} />
          {preview.problems.length > 0 ? (
            <Problems preview={preview} />
          ) : (
            <Group justify="flex-end">
              <Button onClick={take} loading={busy} disabled={preview.valid === 0}>
                {tn('import.csv.take', preview.valid)}
              </Button>
            </Group>
          )}
        </>
      )}
    </Stack>
  );
}

function Understood({ preview, file }: { preview: CsvPreview; file: File }) {
  return (
    <Card title={t('import.csv.understood', { file: file.name })}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('import.csv.shape', {
          separator: preview.separator === '\t' ? 'tab' : preview.separator,
          encoding: preview.encoding,
        })}{' '}
        · {tn('import.csv.rows', preview.rows)} · {tn('import.csv.valid', preview.valid)}
      </Text>
      <Group gap="xs" mb="md">
        {preview.columns.map((column, index) => (
          <Badge key={index} variant="light" color={column.field ? 'quita' : 'gray'} tt="none">
            {column.header} →{' '}
            {column.field
              ? translateWord(`csv.${column.field}`, column.field)
              : t('import.csv.ignored')}
          </Badge>
        ))}
      </Group>
      {preview.sample.length > 0 && (
        <div className={css.tableWrap}>
          <Table className={css.table} fz="sm" aria-label={t('import.csv.sample')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('import.line')}</Table.Th>
                <Table.Th>{t('party.document')}</Table.Th>
                <Table.Th>{t('party.name')}</Table.Th>
                <Table.Th>{t('party.city')}</Table.Th>
                <Table.Th>{t('party.contacts')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {preview.sample.map((row) => (
                <Table.Tr key={row.line}>
                  <Table.Td>{row.line}</Table.Td>
                  <Table.Td className={css.figures}>{formatDocument(row.document)}</Table.Td>
                  <Table.Td>{row.name}</Table.Td>
                  <Table.Td>{[row.city, row.state].filter(Boolean).join(' · ')}</Table.Td>
                  <Table.Td>{row.contacts.join(', ')}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Card>
  );
}

function Problems({ preview }: { preview: CsvPreview }) {
  return (
    <Stack gap="sm">
      <Alert
        color="red"
        variant="light"
        title={tn('import.csv.problems', preview.problems.length)}
        role="alert"
      >
        {t('import.csv.problems.text')}
      </Alert>
      <div className={css.tableWrap}>
        <Table className={css.table} fz="sm" aria-label={t('import.problems')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('import.line')}</Table.Th>
              <Table.Th>{t('import.column')}</Table.Th>
              <Table.Th>{t('import.problem')}</Table.Th>
              <Table.Th>{t('import.found')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {preview.problems.map((problem, index) => (
              <Table.Tr key={index}>
                <Table.Td>{problem.line}</Table.Td>
                <Table.Td>
                  {problem.column || translateWord(`csv.${problem.field}`, problem.field ?? '')}
                </Table.Td>
                <Table.Td>{problem.message}</Table.Td>
                <Table.Td className={css.code}>{problem.found}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Stack>
  );
}
