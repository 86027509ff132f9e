import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import type { TitleCsvPreview } from '../../../api/types';
import { formatDate } from '../../../format/date';
import { formatMoney } from '../../../format/money';
import { formatDocument } from '../../../format/people';
import { t, tn } from '../../../i18n';
import { useRefreshMoney } from '../../data/titles';
import { ImportCsv } from './ImportCsv';

type Row = TitleCsvPreview['sample'][number];

/** A spreadsheet of titles; a payer who is named and not known yet is registered with his. */
export function ImportTitles() {
  const refresh = useRefreshMoney();
  return (
    <ImportCsv<Row, { created: number; repeated: number; payers_created: number }>
      path="/v1/imports/titles"
      drop={t('import.titles.drop')}
      text={t('import.titles.text')}
      take="import.titles.take"
      sample={[
        { header: t('party.document'), render: (row) => formatDocument(row.document) },
        { header: t('party.name'), render: (row) => row.name || t('import.titles.known') },
        { header: t('title.number'), render: (row) => row.number },
        { header: t('title.description'), render: (row) => row.description || '–' },
        { header: t('title.due'), right: true, render: (row) => formatDate(row.due_date) },
        { header: t('title.amount'), right: true, render: (row) => formatMoney(row.amount) },
      ]}
      taken={refresh}
      done={(done) => (
        <>
          {tn('import.titles.created', done.created)} ·{' '}
          {tn('import.titles.repeated', done.repeated)} ·{' '}
          {tn('import.csv.created', done.payers_created)}{' '}
          <Anchor component={Link} href="/recebiveis" size="sm">
            {t('nav.titles')}
          </Anchor>
        </>
      )}
    />
  );
}
