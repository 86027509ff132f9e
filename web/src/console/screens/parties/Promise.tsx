import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/client';
import { addDays } from '../../../format/date';
import { t } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { DateField, MoneyField } from '../../components/fields';
import { useRefreshMoney } from '../../data/titles';
import { notifyDone } from '../../notify';
import { useToday } from '../../session';

interface Props {
  heading: string;
  /** Whose: a title's, or all that a customer owes. */
  of: { party_id: string } | { title_id: string };
  close: () => void;
}

const daysAhead = 90;

/** "He will pay on that day": until then nobody asks for it. */
export function PromiseDialog({ heading, of, close }: Props) {
  const refresh = useRefreshMoney();
  const today = useToday();
  const [on, setOn] = useState('');
  const [amount, setAmount] = useState<number | null>(null);
  const [note, setNote] = useState('');
  return (
    <ConfirmModal
      opened
      onClose={close}
      title={heading}
      action={t('promise.new')}
      disabled={!on}
      run={async () => {
        await api.post('/v1/promises', {
          ...of,
          on,
          ...(amount ? { amount } : {}),
          ...(note ? { note } : {}),
        });
        await refresh();
        notifyDone(t('promise.done'));
      }}
    >
      <Text size="sm">{t('promise.text')}</Text>
      <DateField
        label={t('promise.field.on')}
        required
        data-autofocus
        minDate={today}
        maxDate={addDays(today, daysAhead)}
        value={on}
        onChange={setOn}
      />
      <MoneyField
        label={t('promise.field.amount')}
        description={t('promise.field.amount.text')}
        value={amount}
        onChange={setAmount}
      />
      <TextInput
        label={t('promise.note')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ConfirmModal>
  );
}
