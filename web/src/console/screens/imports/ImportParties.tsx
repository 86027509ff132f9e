import { Anchor } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { CsvPreview } from '../../../api/types';
import { formatDocument } from '../../../format/people';
import { t, tn } from '../../../i18n';
import { ImportCsv } from './ImportCsv';

type Row = CsvPreview['sample'][number];

/** A spreadsheet of customers. */
export function ImportParties() {
  const client = useQueryClient();
  return (
    <ImportCsv<Row, { created: number; updated: number }>
      path="/v1/imports/parties"
      drop={t('import.csv.drop')}
      text={t('import.csv.text')}
      take="import.csv.take"
      sample={[
        { header: t('party.document'), render: (row) => formatDocument(row.document) },
        { header: t('party.name'), render: (row) => row.name },
        {
          header: t('party.city'),
          render: (row) => [row.city, row.state].filter(Boolean).join(' · '),
        },
        { header: t('party.contacts'), render: (row) => row.contacts.join(', ') },
      ]}
      taken={() => client.invalidateQueries({ queryKey: ['parties'] })}
      done={(done) => (
        <>
          {tn('import.csv.created', done.created)} · {tn('import.csv.updated', done.updated)}{' '}
          <Anchor component={Link} href="/clientes" size="sm">
            {t('nav.parties')}
          </Anchor>
        </>
      )}
    />
  );
}
