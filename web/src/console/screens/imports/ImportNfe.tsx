import { Anchor, Badge, Progress, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../../../api/client';
import type { NfeResult } from '../../../api/types';
import { t, tn } from '../../../i18n';
import { DropZone } from '../../components/DropZone';
import { describeError } from '../../components/states';
import { DateText, MoneyText } from '../../components/text';
import css from '../../components/components.module.css';
import { useRefreshMoney } from '../../data/titles';

interface Outcome {
  file: string;
  result?: NfeResult;
  error?: { message: string; hint?: string };
}

/** Drop many invoices: each becomes its customer and titles, and each says what became of it. */
export function ImportNfe() {
  const refresh = useRefreshMoney();
  const [outcomes, setOutcomes] = useState<Outcome[]>([]);
  const [progress, setProgress] = useState<{ done: number; of: number } | null>(null);

  const take = async (files: File[]) => {
    setOutcomes([]);
    setProgress({ done: 0, of: files.length });
    for (const [index, file] of files.entries()) {
      const outcome: Outcome = { file: file.name };
      try {
        outcome.result = await api.upload<NfeResult>('/v1/imports/nfe', file, 'application/xml');
      } catch (error) {
        outcome.error = describeError(error);
      }
      setOutcomes((before) => [...before, outcome]);
      setProgress({ done: index + 1, of: files.length });
    }
    setProgress(null);
    await refresh();
  };

  const made = outcomes.filter((outcome) => outcome.result?.created).length;
  return (
    <Stack>
      <DropZone
        label={t('import.nfe.drop')}
        text={t('import.nfe.text')}
        accept=".xml,text/xml,application/xml"
        multiple
        busy={progress !== null}
        onFiles={take}
      />
      {progress && (
        <Progress
          value={(100 * progress.done) / progress.of}
          aria-label={t('import.progress', progress)}
        />
      )}
      {outcomes.length > 0 && (
        <>
          <Text size="sm" fw={600} role="status">
            {tn('import.nfe.done', made)}
          </Text>
          <div className={css.tableWrap}>
            <Table className={css.table} fz="sm" aria-label={t('import.results')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('import.file')}</Table.Th>
                  <Table.Th>{t('import.result')}</Table.Th>
                  <Table.Th>{t('title.party')}</Table.Th>
                  <Table.Th>{t('nav.titles')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {outcomes.map((outcome, index) => (
                  <Row key={index} outcome={outcome} />
                ))}
              </Table.Tbody>
            </Table>
          </div>
        </>
      )}
    </Stack>
  );
}

function Row({ outcome: { file, result, error } }: { outcome: Outcome }) {
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" maw={300} style={{ overflowWrap: 'anywhere' }}>
          {file}
        </Text>
        {result?.warnings.map((warning) => (
          <Text key={warning.code} size="xs" c="dimmed" maw={360}>
            {warning.message}
          </Text>
        ))}
      </Table.Td>
      <Table.Td>
        {error ? (
          <>
            <Badge color="red" variant="light">
              {t('import.refused')}
            </Badge>
            <Text size="sm">{error.message}</Text>
            <Text size="xs" c="dimmed">
              {error.hint}
            </Text>
          </>
        ) : (
          <Badge color={result?.created ? 'green' : 'gray'} variant="light">
            {result?.created ? t('import.created') : t('import.known')}
          </Badge>
        )}
      </Table.Td>
      <Table.Td>
        {result && (
          <Anchor component={Link} href={`/clientes/${result.party.id}`} size="sm">
            {result.party.name}
          </Anchor>
        )}
      </Table.Td>
      <Table.Td>
        {result?.titles.map((title) => (
          <div key={title.id}>
            <Anchor component={Link} href={`/recebiveis/${title.id}`} size="sm">
              {title.number}
            </Anchor>{' '}
            · <DateText date={title.due_date} /> · <MoneyText value={title.amount} />
          </div>
        ))}
      </Table.Td>
    </Table.Tr>
  );
}
