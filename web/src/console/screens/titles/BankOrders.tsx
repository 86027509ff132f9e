import { Badge, Button, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { BankOrder, Title } from '../../../api/types';
import { formatInstant } from '../../../format/date';
import { t, translateWord } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { Card } from '../../components/PageHeader';
import { useBankOrders } from '../../data/titles';
import { notifyDone, notifyError } from '../../notify';
import { useMay } from '../../session';

const opposite: Record<string, string> = {
  protest: 'stop_protest',
  list_negative: 'stop_negative',
};

/** What the bank was, or is to be, asked about the title's slip: protest, listing, their end. */
export function BankOrders({ title, open }: { title: Title; open: boolean }) {
  const may = useMay()('dunning:write');
  const orders = useBankOrders(title.id).data?.items ?? [];
  const client = useQueryClient();
  const [asking, setAsking] = useState<string | null>(null);
  const registered = title.instruments.some(
    (slip) => slip.kind === 'boleto' && slip.state === 'registered',
  );
  const running = (kind: string) =>
    orders.some((order) => order.kind === kind && order.state !== 'withdrawn');
  const askable =
    may && open && registered
      ? Object.entries(opposite).map(([kind, end]) => (running(kind) ? end : kind))
      : [];
  if (!orders.length && !askable.length) return null;
  const refresh = () => client.invalidateQueries({ queryKey: ['title', title.id] });
  const withdraw = async (order: BankOrder) => {
    try {
      await api.delete(`/v1/bank-orders/${order.id}`);
      await refresh();
      notifyDone(t('bankorder.withdrawn'));
    } catch (error) {
      notifyError(error);
    }
  };
  return (
    <Card title={t('bankorders')}>
      {orders.map((order) => (
        <Group key={order.id} justify="space-between" gap="xs" mb="xs">
          <div>
            <Group gap={6}>
              <Text size="sm" fw={600}>
                {translateWord(`bankorder.${order.kind}`, order.label)}
              </Text>
              <Badge variant="light" color={order.state === 'sent' ? 'blue' : 'gray'}>
                {translateWord(`bankorder.state.${order.state}`, order.state)}
              </Badge>
            </Group>
            <Text size="xs" c="dimmed">
              {t('bankorder.by', { name: order.asked_by, date: formatInstant(order.asked_at) })}
            </Text>
          </div>
          {may && order.state === 'due' && (
            <Button size="compact-xs" variant="default" onClick={() => withdraw(order)}>
              {t('bankorder.withdraw')}
            </Button>
          )}
        </Group>
      ))}
      <Group gap="xs">
        {askable
          .filter((kind) => !running(kind))
          .map((kind) => (
            <Button key={kind} size="compact-xs" variant="default" onClick={() => setAsking(kind)}>
              {translateWord(`bankorder.${kind}`, kind)}
            </Button>
          ))}
      </Group>
      {asking && (
        <ConfirmModal
          opened
          onClose={() => setAsking(null)}
          title={translateWord(`bankorder.${asking}`, asking)}
          action={t('bankorder.ask')}
          run={async () => {
            await api.post('/v1/bank-orders', { title_id: title.id, kind: asking });
            await refresh();
            notifyDone(t('bankorder.asked'));
          }}
        >
          <Text size="sm">{translateWord(`bankorder.${asking}.text`, '')}</Text>
          <Text size="sm">{t('bankorder.text')}</Text>
        </ConfirmModal>
      )}
    </Card>
  );
}
