import { ActionIcon, Button, Checkbox, Menu, Text, Textarea, TextInput } from '@mantine/core';
import { IconBuildingBank, IconCash, IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { Title } from '../../../api/types';
import { formatMoney } from '../../../format/money';
import { t } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { DateField, MoneyField } from '../../components/fields';
import { useRefreshMoney, useTitleAct } from '../../data/titles';
import { notifyDone, notifyError, notifyWarning } from '../../notify';
import { useMay, useSession } from '../../session';
import { PromiseDialog } from '../parties/Promise';

type Verb =
  'receipts' | 'rebates' | 'waivers' | 'cancel' | 'write-off' | 'due' | 'promise' | 'dispute';

export function TitleActions({ title }: { title: Title }) {
  const may = useMay();
  const [verb, setVerb] = useState<Verb | null>(null);
  const open = title.state === 'open' || title.state === 'partly_paid';
  if (!open || !may('titles:write')) return null;
  const charges = title.charges_today.fine + title.charges_today.interest;
  return (
    <>
      <PayAtSimulatedBank title={title} />
      <Button leftSection={<IconCash size={16} aria-hidden />} onClick={() => setVerb('receipts')}>
        {t('title.receive')}
      </Button>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('title.more')}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setVerb('rebates')}>{t('title.rebate')}</Menu.Item>
          <Menu.Item onClick={() => setVerb('waivers')} disabled={charges === 0}>
            {t('title.waive')}
          </Menu.Item>
          <Menu.Item onClick={() => setVerb('due')}>{t('title.change_due')}</Menu.Item>
          {may('holds:write') && (
            <>
              <Menu.Item onClick={() => setVerb('promise')}>{t('promise.new')}</Menu.Item>
              <Menu.Item onClick={() => setVerb('dispute')}>{t('dispute.new')}</Menu.Item>
            </>
          )}
          <Menu.Divider />
          <Menu.Item color="red" onClick={() => setVerb('write-off')}>
            {t('title.write_off')}
          </Menu.Item>
          <Menu.Item color="red" onClick={() => setVerb('cancel')}>
            {t('title.cancel')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {verb === 'receipts' && <Receive title={title} close={() => setVerb(null)} />}
      {verb === 'due' && <ChangeDue title={title} close={() => setVerb(null)} />}
      {verb === 'promise' && (
        <PromiseDialog
          heading={t('promise.title_of', { number: title.number })}
          of={{ title_id: title.id }}
          close={() => setVerb(null)}
        />
      )}
      {verb === 'dispute' && <Dispute title={title} close={() => setVerb(null)} />}
      {reduces(verb) && (
        <Reduce
          key={verb}
          verb={verb}
          title={title}
          charges={charges}
          close={() => setVerb(null)}
        />
      )}
    </>
  );
}

interface DialogProps {
  title: Title;
  close: () => void;
}

/** The demo's bank pays, writes a real return file, and the file is imported. */
function PayAtSimulatedBank({ title }: { title: Title }) {
  const { company } = useSession();
  const refresh = useRefreshMoney();
  const [busy, setBusy] = useState(false);
  if (!company.demo || !title.instruments.some((instrument) => instrument.kind === 'boleto'))
    return null;
  const pay = async () => {
    setBusy(true);
    try {
      const result = await api.post<{ name: string }>('/v1/demo/bank/pay', { title_id: title.id });
      await refresh();
      notifyDone(t('demo.paid', { name: result.name }));
    } catch (error) {
      notifyError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      variant="default"
      loading={busy}
      onClick={pay}
      leftSection={<IconBuildingBank size={16} aria-hidden />}
    >
      {t('demo.pay')}
    </Button>
  );
}

function Receive({ title, close }: DialogProps) {
  const act = useTitleAct(title.id);
  const [amount, setAmount] = useState<number | null>(title.charges_today.total);
  const [on, setOn] = useState(title.charges_today.on);
  const [note, setNote] = useState('');
  const [waive, setWaive] = useState(false);
  const charges = title.charges_today.fine + title.charges_today.interest;
  const run = async () => {
    const answer = await act<{ remarks: string[] }>('receipts', {
      amount,
      on,
      note,
      waive_charges: waive,
    });
    for (const remark of answer.remarks) notifyWarning(remark);
    notifyDone(t('title.received'));
  };
  return (
    <ConfirmModal
      opened
      onClose={close}
      title={t('title.receive.title', { number: title.number, name: title.party.name })}
      action={t('title.receive')}
      disabled={!amount || !on}
      run={run}
    >
      <MoneyField
        label={t('title.receive.amount')}
        required
        value={amount}
        onChange={setAmount}
        data-autofocus
      />
      <DateField
        label={t('title.receive.on')}
        required
        value={on}
        maxDate={title.charges_today.on}
        onChange={setOn}
      />
      <TextInput
        label={t('field.note')}
        placeholder={t('title.receive.note')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {charges > 0 && (
        <Checkbox
          label={t('title.receive.waive', { amount: formatMoney(charges) })}
          checked={waive}
          onChange={(event) => {
            setWaive(event.currentTarget.checked);
            setAmount(title.charges_today.total - (event.currentTarget.checked ? charges : 0));
          }}
        />
      )}
    </ConfirmModal>
  );
}

function ChangeDue({ title, close }: DialogProps) {
  const refresh = useRefreshMoney();
  const [due, setDue] = useState(title.due_date);
  return (
    <ConfirmModal
      opened
      onClose={close}
      title={t('title.change_due.title', { number: title.number })}
      action={t('title.change_due')}
      disabled={!due || due === title.due_date}
      run={async () => {
        await api.patch(`/v1/titles/${title.id}`, { due_date: due });
        await refresh();
        notifyDone(t('title.changed'));
      }}
    >
      <Text size="sm">{t('title.change_due.text')}</Text>
      <DateField label={t('title.due')} required value={due} onChange={setDue} data-autofocus />
    </ConfirmModal>
  );
}

function Dispute({ title, close }: DialogProps) {
  const refresh = useRefreshMoney();
  const [text, setText] = useState('');
  return (
    <ConfirmModal
      opened
      onClose={close}
      title={t('dispute.title', { number: title.number })}
      action={t('dispute.new')}
      disabled={!text.trim()}
      run={async () => {
        await api.post('/v1/disputes', { title_id: title.id, text });
        await refresh();
        notifyDone(t('dispute.done'));
      }}
    >
      <Text size="sm">{t('dispute.text')}</Text>
      <Textarea
        label={t('dispute.field')}
        required
        autosize
        minRows={2}
        maxLength={1000}
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </ConfirmModal>
  );
}

type ReduceVerb = Exclude<Verb, 'receipts' | 'due' | 'promise' | 'dispute'>;
const reduces = (verb: Verb | null): verb is ReduceVerb => verb !== null && verb in words;
const words = {
  rebates: { title: 'title.rebate.title', text: 'title.rebate.text', action: 'title.rebate' },
  waivers: { title: 'title.waive.title', text: 'title.waive.text', action: 'title.waive' },
  cancel: { title: 'title.cancel.title', text: 'title.cancel.text', action: 'title.cancel' },
  'write-off': {
    title: 'title.write_off.title',
    text: 'title.write_off.text',
    action: 'title.write_off',
  },
} as const;

function Reduce({
  verb,
  title,
  charges,
  close,
}: DialogProps & { verb: ReduceVerb; charges: number }) {
  const act = useTitleAct(title.id);
  const [amount, setAmount] = useState<number | null>(verb === 'waivers' ? charges : null);
  const [note, setNote] = useState('');
  const money = verb === 'rebates' || verb === 'waivers';
  const body = money ? { amount, note } : { reason: note };
  return (
    <ConfirmModal
      opened
      onClose={close}
      title={t(words[verb].title, { number: title.number })}
      action={t(words[verb].action)}
      danger={!money}
      disabled={!note.trim() || (money && !amount)}
      run={async () => {
        await act(verb, body);
        notifyDone(t('title.changed'));
      }}
    >
      <Text size="sm">{t(words[verb].text)}</Text>
      {money && (
        <MoneyField
          label={t('journal.amount')}
          required
          value={amount}
          onChange={setAmount}
          data-autofocus
        />
      )}
      <TextInput
        label={t('field.reason')}
        required
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ConfirmModal>
  );
}
