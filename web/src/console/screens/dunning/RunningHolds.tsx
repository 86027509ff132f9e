import { Anchor, Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../../../api/client';
import type { Hold } from '../../../api/types';
import { t } from '../../../i18n';
import { DataTable } from '../../components/DataTable';
import { EmptyState } from '../../components/states';
import { DateText } from '../../components/text';
import { useRunningHolds } from '../../data/dunning';
import { notifyDone, notifyError } from '../../notify';
import { useMay } from '../../session';
import { LateReturns } from '../bank/LateReturns';
import { AnswerButton, holdWords } from '../parties/Holds';

export function RunningHolds() {
  const holds = useRunningHolds();
  const may = useMay();
  const client = useQueryClient();
  const release = async (hold: Hold) => {
    try {
      await api.delete(`/v1/holds/${hold.id}`);
      await client.invalidateQueries({ queryKey: ['dunning'] });
      notifyDone(t('hold.released'));
    } catch (error) {
      notifyError(error);
    }
  };
  return (
    <>
      {may('banking:read') && <LateReturns />}
      <DataTable
        label={t('dunning.holds')}
        rows={holds.data?.items}
        rowKey={(hold) => hold.id}
        error={holds.error}
        retry={() => holds.refetch()}
        empty={<EmptyState title={t('hold.none')}>{t('hold.none.text')}</EmptyState>}
        columns={[
          {
            key: 'party',
            header: t('title.party'),
            render: (hold) => (
              <Anchor component={Link} href={`/clientes/${hold.party_id}`} size="sm">
                {hold.party_name}
              </Anchor>
            ),
          },
          {
            key: 'title',
            header: t('title.one'),
            render: (hold) =>
              hold.title_id ? (
                <Anchor component={Link} href={`/recebiveis/${hold.title_id}`} size="sm">
                  {t('hold.title_one')}
                </Anchor>
              ) : (
                t('hold.all')
              ),
          },
          {
            key: 'kind',
            header: t('hold.kind'),
            render: holdWords,
          },
          { key: 'reason', header: t('field.reason'), render: (hold) => hold.reason },
          {
            key: 'from',
            header: t('hold.starts'),
            render: (hold) => <DateText date={hold.starts_on} />,
          },
          {
            key: 'to',
            header: t('hold.ends'),
            render: (hold) => (hold.ends_on ? <DateText date={hold.ends_on} /> : t('hold.open')),
          },
          { key: 'by', header: t('hold.by'), render: (hold) => hold.created_by },
          {
            key: 'act',
            header: '',
            render: (hold) =>
              may('holds:write') &&
              (hold.kind === 'dispute' ? (
                <AnswerButton hold={hold} />
              ) : (
                <Button size="compact-xs" variant="default" onClick={() => release(hold)}>
                  {t('hold.release')}
                </Button>
              )),
          },
        ]}
      />
    </>
  );
}
