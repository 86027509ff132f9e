import { Checkbox, Radio, Select, SimpleGrid, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { CallIn, CallSheet, Party } from '../../../api/types';
import { addDays } from '../../../format/date';
import { formatMoney } from '../../../format/money';
import { formatPhone } from '../../../format/people';
import { t, type Key } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { DateField, MoneyField } from '../../components/fields';
import { useLogCall } from '../../data/desk';
import { useTitles } from '../../data/titles';
import { notifyDone } from '../../notify';
import { useToday } from '../../session';

const outcomes = [
  'no_answer',
  'promised',
  'talked',
  'already_paid',
  'callback',
  'disputes',
  'hardship',
  'refuses',
  'third_party',
  'wrong_number',
] as const;
type Outcome = (typeof outcomes)[number];

const daysAhead = 90;
const aboutTitles: Outcome[] = ['promised', 'disputes', 'already_paid'];

interface Props {
  party: Party;
  sheet: CallSheet;
  close: () => void;
  /** After it was logged. */
  done: () => void;
}

/** What came of a call; the outcome asks only for what it needs. */
export function CallDialog({ party, sheet, close, done }: Props) {
  const today = useToday();
  const log = useLogCall(party.id);
  const [key] = useState(() => crypto.randomUUID());
  const [outcome, setOutcome] = useState<Outcome>('no_answer');
  const [contact, setContact] = useState<string | null>(sheet.telephones[0]?.id ?? null);
  const [incoming, setIncoming] = useState(false);
  const [title, setTitle] = useState<string | null>(null);
  const [date, setDate] = useState('');
  const [amount, setAmount] = useState<number | null>(null);
  const [next, setNext] = useState('');
  const [note, setNote] = useState('');
  const dated = outcome === 'promised' || outcome === 'already_paid';
  const complete =
    (outcome !== 'promised' || date !== '') &&
    (outcome !== 'callback' || next !== '') &&
    (outcome !== 'disputes' || (title !== null && note.trim() !== ''));

  const submit = async () => {
    const call: CallIn = {
      outcome,
      direction: incoming ? 'incoming' : 'outgoing',
      ...(contact ? { contact_id: contact } : {}),
      ...(note.trim() ? { note } : {}),
      ...(next ? { next_on: next } : {}),
      ...(aboutTitles.includes(outcome) && title ? { title_id: title } : {}),
      ...(dated && date ? { date } : {}),
      ...(outcome === 'promised' && amount ? { amount } : {}),
    };
    await log(call, key);
    notifyDone(t('call.done'));
    done();
  };

  return (
    <ConfirmModal
      opened
      onClose={close}
      title={t('call.title', { name: party.name })}
      action={t('call.log')}
      disabled={!complete}
      run={submit}
    >
      <Radio.Group
        label={t('call.outcome')}
        value={outcome}
        onChange={(value) => setOutcome(value as Outcome)}
      >
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt={6}>
          {outcomes.map((each) => (
            <Radio
              key={each}
              value={each}
              label={t(`call.outcome.${each}` as Key)}
              data-autofocus={each === 'no_answer' ? true : undefined}
            />
          ))}
        </SimpleGrid>
      </Radio.Group>
      <Text size="sm" c="dimmed" aria-live="polite">
        {t(`call.after.${outcome}` as Key)}
      </Text>
      {aboutTitles.includes(outcome) && (
        <TitleChoice
          party={party.id}
          value={title}
          onChange={setTitle}
          required={outcome === 'disputes'}
        />
      )}
      {outcome === 'promised' && (
        <SimpleGrid cols={2} spacing="sm">
          <DateField
            label={t('call.promise.on')}
            required
            minDate={today}
            maxDate={addDays(today, daysAhead)}
            value={date}
            onChange={setDate}
          />
          <MoneyField
            label={t('call.promise.amount')}
            description={t('call.promise.amount.text')}
            inputWrapperOrder={['label', 'input', 'description']}
            value={amount}
            onChange={setAmount}
          />
        </SimpleGrid>
      )}
      {outcome === 'already_paid' && (
        <DateField
          label={t('call.paid.on')}
          clearable
          maxDate={today}
          value={date}
          onChange={setDate}
        />
      )}
      <Textarea
        label={t('call.note')}
        required={outcome === 'disputes'}
        autosize
        minRows={2}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <DateField
          label={t('call.next')}
          description={outcome === 'callback' ? undefined : t('call.next.text')}
          inputWrapperOrder={['label', 'input', 'description']}
          required={outcome === 'callback'}
          clearable
          minDate={today}
          maxDate={addDays(today, daysAhead)}
          value={next}
          onChange={setNext}
        />
        <Select
          label={t('call.telephone')}
          placeholder={t('call.telephone.none')}
          clearable
          data={sheet.telephones.map((each) => ({
            value: each.id,
            label: formatPhone(each.value),
          }))}
          value={contact}
          onChange={setContact}
        />
      </SimpleGrid>
      <Checkbox
        label={t('call.incoming')}
        checked={incoming}
        onChange={(event) => setIncoming(event.currentTarget.checked)}
      />
    </ConfirmModal>
  );
}

interface TitleChoiceProps {
  party: string;
  value: string | null;
  onChange: (id: string | null) => void;
  required: boolean;
}

function TitleChoice({ party, value, onChange, required }: TitleChoiceProps) {
  const titles = useTitles({ party_id: party, state: 'open,partly_paid', sort: 'due_date' });
  return (
    <Select
      label={t('call.titles')}
      placeholder={required ? undefined : t('call.titles.all')}
      required={required}
      clearable={!required}
      data={(titles.data?.items ?? []).map((title) => ({
        value: title.id,
        label: `${title.number} · ${formatMoney(title.total_today)}`,
      }))}
      value={value}
      onChange={onChange}
    />
  );
}
