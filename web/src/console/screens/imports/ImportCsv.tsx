import { Alert, Badge, Button, Group, Stack, Table, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { api } from '../../../api/client';
import type { CsvPreview } from '../../../api/types';
import { t, tn, translateWord, type CountKey } from '../../../i18n';
import { DropZone } from '../../components/DropZone';
import { Card } from '../../components/PageHeader';
import { ErrorState } from '../../components/states';
import css from '../../components/components.module.css';

interface Props<Row extends { line: number }, Done> {
  /** "/v1/imports/parties"; its preview stands under "/preview". */
  path: string;
  drop: string;
  text: string;
  take: CountKey;
  sample: { header: string; right?: boolean; render: (row: Row) => ReactNode }[];
  taken: () => Promise<unknown>;
  done: (done: Done) => ReactNode;
}

/** A spreadsheet: first what was understood and every problem by line, then all or nothing. */
export function ImportCsv<Row extends { line: number }, Done>(props: Props<Row, Done>) {
  type Preview = Omit<CsvPreview, 'sample'> & { sample: Row[] };
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [done, setDone] = useState<Done | null>(null);
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
      setPreview(await api.upload<Preview>(`${props.path}/preview`, chosen, 'text/csv'));
    });
  const take = () =>
    run(async () => {
      setDone(await api.upload<Done>(props.path, file!, 'text/csv'));
      setPreview(null);
      await props.taken();
    });

  return (
    <Stack>
      <DropZone
        label={props.drop}
        text={props.text}
        accept=".csv,.txt,text/csv"
        busy={busy}
        onFiles={([chosen]) => look(chosen)}
      />
      {error !== null && <ErrorState error={error} />}
      {done && (
        <Alert color="quita" variant="light" role="status" title={t('import.csv.done')}>
          {props.done(done)}
        </Alert>
      )}
      {preview && file && (
        <>
          <Card title={t('import.csv.understood', { file: file.name })}>
            <Shape preview={preview} />
            {preview.sample.length > 0 && <Sample rows={preview.sample} columns={props.sample} />}
          </Card>
          {preview.problems.length > 0 ? (
            <Problems problems={preview.problems} />
          ) : (
            <Group justify="flex-end">
              <Button onClick={take} loading={busy} disabled={preview.valid === 0}>
                {tn(props.take, preview.valid)}
              </Button>
            </Group>
          )}
        </>
      )}
    </Stack>
  );
}

function Shape({ preview }: { preview: Omit<CsvPreview, 'sample'> }) {
  return (
    <>
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
    </>
  );
}

function Sample<Row extends { line: number }>({
  rows,
  columns,
}: {
  rows: Row[];
  columns: Props<Row, never>['sample'];
}) {
  return (
    <div className={css.tableWrap}>
      <Table className={css.table} fz="sm" aria-label={t('import.csv.sample')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('import.line')}</Table.Th>
            {columns.map((column) => (
              <Table.Th key={column.header} ta={column.right ? 'right' : undefined}>
                {column.header}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.line}>
              <Table.Td>{row.line}</Table.Td>
              {columns.map((column) => (
                <Table.Td
                  key={column.header}
                  ta={column.right ? 'right' : undefined}
                  className={css.figures}
                >
                  {column.render(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Problems({ problems }: { problems: CsvPreview['problems'] }) {
  return (
    <Stack gap="sm">
      <Alert
        color="red"
        variant="light"
        title={tn('import.csv.problems', problems.length)}
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
            {problems.map((problem, index) => (
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
