import { Badge, Button, Group, NumberInput, Progress, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { Credit, CreditReservation, Party } from '../../../api/types';
import { formatDate } from '../../../format/date';
import { formatMoney } from '../../../format/money';
import { t } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { MoneyField } from '../../components/fields';
import { Card } from '../../components/PageHeader';
import { Answered } from '../../components/states';
import { Fact } from '../../components/text';
import { useCredit, useRefreshParty } from '../../data/parties';
import { notifyDone } from '../../notify';
import { useMay } from '../../session';

/** What he may owe, what of it is used, and the orders that wait for their invoice. */
export function CreditCard({ party }: { party: Party }) {
  const may = useMay()('credit:write');
  const [dialog, setDialog] = useState<'terms' | 'block' | 'unblock' | null>(null);
  return (
    <Card title={t('credit')}>
      <Answered answer={useCredit(party.id)} lines={3}>
        {(credit) => (
          <>
            <Usage credit={credit} />
            {credit.blocked && (
              <Text size="sm" c="red" mt="xs">
                {t('credit.blocked.text', {
                  date: formatDate(credit.blocked.since),
                  name: credit.blocked.by,
                  reason: credit.blocked.reason,
                })}
              </Text>
            )}
            {credit.reservations.map((order) => (
              <Order key={order.id} order={order} />
            ))}
            {may && (
              <Group gap="xs" mt="sm">
                <Button size="compact-xs" variant="default" onClick={() => setDialog('terms')}>
                  {t('credit.change')}
                </Button>
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => setDialog(credit.blocked ? 'unblock' : 'block')}
                >
                  {credit.blocked ? t('credit.unblock') : t('credit.block')}
                </Button>
              </Group>
            )}
            {dialog === 'terms' && (
              <TermsDialog party={party} credit={credit} close={() => setDialog(null)} />
            )}
            {(dialog === 'block' || dialog === 'unblock') && (
              <BlockDialog party={party} action={dialog} close={() => setDialog(null)} />
            )}
          </>
        )}
      </Answered>
    </Card>
  );
}

function Usage({ credit }: { credit: Credit }) {
  const { limit = null, available = null } = credit;
  const share = limit ? Math.min(100, (credit.used / limit) * 100) : 0;
  return (
    <>
      <Group gap="xs" justify="space-between">
        <Text fw={650} size="lg">
          {limit === null
            ? t('credit.unlimited')
            : t('credit.available', { amount: formatMoney(Math.max(0, available ?? 0)) })}
        </Text>
        {credit.blocked && (
          <Badge color="red" variant="light">
            {t('credit.blocked')}
          </Badge>
        )}
      </Group>
      {limit !== null && (
        <>
          <Progress
            value={share}
            color={share >= 100 ? 'red' : share >= 80 ? 'yellow' : undefined}
            aria-label={t('credit.used')}
            my={6}
          />
          <Text size="sm" c="dimmed">
            {t('credit.limit.text', {
              limit: formatMoney(limit),
              open: formatMoney(credit.open),
              reserved: formatMoney(credit.reserved),
            })}
          </Text>
        </>
      )}
      {typeof credit.score === 'number' && (
        <Fact name={t('credit.score')}>{t('credit.score.of', { score: credit.score })}</Fact>
      )}
      {credit.note && (
        <Text size="sm" mt={4}>
          {credit.note}
        </Text>
      )}
    </>
  );
}

function Order({ order }: { order: CreditReservation }) {
  return (
    <Group gap="xs" justify="space-between" mt={6} wrap="nowrap">
      <Text size="sm">
        {t('credit.order', { number: order.reference, date: formatDate(order.expires_on) })}
      </Text>
      <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
        {formatMoney(order.amount)}
      </Text>
    </Group>
  );
}

interface TermsProps {
  party: Party;
  credit: Credit;
  close: () => void;
}

function TermsDialog({ party, credit, close }: TermsProps) {
  const refresh = useRefreshParty(party.id);
  const [limit, setLimit] = useState<number | null>(credit.limit ?? null);
  const [score, setScore] = useState<number | null>(credit.score ?? null);
  const [note, setNote] = useState(credit.note);
  return (
    <ConfirmModal
      opened
      onClose={close}
      title={t('credit.title', { name: party.name })}
      action={t('action.save')}
      run={async () => {
        await api.put(`/v1/parties/${party.id}/credit`, { limit, score, note });
        await refresh();
        notifyDone(t('credit.saved'));
      }}
    >
      <MoneyField
        label={t('credit.limit')}
        description={t('credit.limit.none')}
        data-autofocus
        value={limit}
        onChange={setLimit}
      />
      <NumberInput
        label={t('credit.score')}
        description={t('credit.score.text')}
        min={0}
        max={1000}
        allowDecimal={false}
        value={score ?? ''}
        onChange={(value) => setScore(value === '' ? null : Number(value))}
      />
      <TextInput
        label={t('credit.note')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ConfirmModal>
  );
}

interface BlockProps {
  party: Party;
  action: 'block' | 'unblock';
  close: () => void;
}

function BlockDialog({ party, action, close }: BlockProps) {
  const refresh = useRefreshParty(party.id);
  const [reason, setReason] = useState('');
  return (
    <ConfirmModal
      opened
      onClose={close}
      title={t(action === 'block' ? 'credit.block.title' : 'credit.unblock.title', {
        name: party.name,
      })}
      action={t(action === 'block' ? 'credit.block' : 'credit.unblock')}
      disabled={action === 'block' && !reason.trim()}
      run={async () => {
        await api.post(`/v1/parties/${party.id}/credit/${action}`, { reason });
        await refresh();
        notifyDone(t('credit.saved'));
      }}
    >
      <Text size="sm">{t(action === 'block' ? 'credit.block.text' : 'credit.unblock.text')}</Text>
      <TextInput
        label={t('field.reason')}
        required={action === 'block'}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmModal>
  );
}
