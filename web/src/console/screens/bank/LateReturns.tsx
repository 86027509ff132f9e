import { Alert, Button, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { LateReturn } from '../../../api/types';
import { formatDate } from '../../../format/date';
import { formatMoney } from '../../../format/money';
import { t, tn } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { useLateReturns } from '../../data/bank';
import { notifyDone } from '../../notify';
import { useMay } from '../../session';

/** Accounts of which nobody knows who paid: their return file has not come. */
export function LateReturns() {
  const late = useLateReturns();
  return (late.data?.items ?? []).map((one) => <Late key={one.account_id} late={one} />);
}

function Late({ late }: { late: LateReturn }) {
  const may = useMay();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const name = `${late.name} (${late.bank_name})`;
  return (
    <Alert
      color={late.waits ? 'yellow' : 'red'}
      variant="light"
      mb="md"
      role="status"
      title={t('bank.late', { name, date: formatDate(late.missing) })}
    >
      <Text size="sm" mb={late.waits ? 'xs' : 0}>
        {tn(late.waits ? 'bank.late.waits' : 'bank.late.over', late.titles, {
          amount: formatMoney(late.balance),
          date: formatDate(late.waits_until),
        })}
      </Text>
      {late.waits && may('banking:write') && (
        <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
          {t('bank.late.go_on')}
        </Button>
      )}
      <ConfirmModal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('bank.late.go_on')}
        action={t('bank.late.go_on')}
        run={async () => {
          await api.post(`/v1/late-returns/${late.account_id}/go-on`);
          await client.invalidateQueries();
          notifyDone(t('bank.late.done'));
        }}
      >
        <Text size="sm">{t('bank.late.go_on.text')}</Text>
      </ConfirmModal>
    </Alert>
  );
}
