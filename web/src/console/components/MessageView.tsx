import { Alert, Anchor, Button, Drawer, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../../api/client';
import type { OutboxRow } from '../../api/types';
import { formatInstant } from '../../format/date';
import { formatMills } from '../../format/money';
import { formatPhone } from '../../format/people';
import { t, tn, translateWord } from '../../i18n';
import { useRefreshMoney } from '../data/titles';
import { notifyDone, notifyError } from '../notify';
import { useMay } from '../session';
import { MailFrame } from './MailFrame';
import { Answered } from './states';
import { StateBadge } from './StateBadge';
import { Fact, InstantText } from './text';

export function MailBody({ html, text }: { html: string; text: string }) {
  const [shape, setShape] = useState('html');
  return (
    <Stack gap="xs">
      <SegmentedControl
        size="xs"
        style={{ alignSelf: 'flex-start' }}
        value={shape}
        onChange={setShape}
        aria-label={t('message.shape')}
        data={[
          { value: 'html', label: t('message.html') },
          { value: 'text', label: t('message.text') },
        ]}
      />
      {shape === 'html' ? (
        <MailFrame html={html} />
      ) : (
        <Text
          component="pre"
          size="sm"
          style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
        >
          {text}
        </Text>
      )}
    </Stack>
  );
}

/** Where it goes: a telephone as people write it, anything else as it is. */
export function Recipient({ message }: { message: OutboxRow }) {
  const telephone = message.channel === 'sms' || message.channel === 'whatsapp';
  return <>{telephone ? formatPhone(message.recipient) : message.recipient}</>;
}

/** How far it got: sent is not yet delivered, and delivered not yet read. */
export function MessageState({ message }: { message: OutboxRow }) {
  const state = message.read_at ? 'read' : message.delivered_at ? 'delivered' : message.state;
  return <StateBadge state={state} of="outbox" />;
}

export function MessageView({ id: asked, close }: { id: string | null; close: () => void }) {
  const [other, setOther] = useState<{ of: string; id: string } | null>(null);
  const id = other && other.of === asked ? other.id : asked;
  const message = useQuery({
    queryKey: ['outbox', 'one', id],
    queryFn: () => api.get<OutboxRow>(`/v1/outbox/${id}`),
    enabled: id !== null,
  });
  return (
    <Drawer
      opened={id !== null}
      onClose={close}
      position="right"
      size="lg"
      title={<Text fw={650}>{t('message.title')}</Text>}
    >
      {id !== null && (
        <Answered answer={message}>
          {(found) => <Content message={found} open={(to) => setOther({ of: asked!, id: to })} />}
        </Answered>
      )}
    </Drawer>
  );
}

function nextChannel(message: OutboxRow): string {
  const channels = message.fallback
    .map((channel) => translateWord(`channel.${channel}`, channel))
    .join(', ');
  return message.fallback_at
    ? t('channel.next.text', { channels, at: formatInstant(message.fallback_at) })
    : t('channel.next.failed', { channels });
}

function traceWords(trace: OutboxRow['traces'][number]): string {
  if (trace.machine) return t(trace.clicked ? 'trace.machine.clicked' : 'trace.machine.opened');
  return t(trace.clicked ? 'trace.clicked' : 'trace.opened');
}

function Content({ message, open }: { message: OutboxRow; open: (id: string) => void }) {
  const may = useMay();
  const refresh = useRefreshMoney();
  const act = async (verb: 'retry' | 'cancel') => {
    try {
      await api.post(`/v1/outbox/${message.id}/${verb}`);
      await refresh();
      notifyDone(t(`message.${verb}.done`));
    } catch (error) {
      notifyError(error);
    }
  };
  const waiting = message.state === 'queued';
  return (
    <Stack>
      <Group justify="space-between">
        <MessageState message={message} />
        {may('messages:write') && (
          <Group gap="xs">
            {message.state === 'failed' && (
              <Button size="xs" onClick={() => act('retry')}>
                {t('message.retry')}
              </Button>
            )}
            {waiting && (
              <Button size="xs" variant="default" color="red" onClick={() => act('cancel')}>
                {t('message.cancel')}
              </Button>
            )}
          </Group>
        )}
      </Group>
      <Fact name={t('message.subject')}>{message.subject || '–'}</Fact>
      <Fact name={t('message.to')}>
        {message.party_id ? (
          <Anchor component={Link} size="sm" href={`/clientes/${message.party_id}`}>
            {message.party_name}
          </Anchor>
        ) : (
          message.party_name
        )}{' '}
        <Recipient message={message} />
      </Fact>
      <Group gap="xl">
        <Fact name={t('channel.name')}>
          {translateWord(`channel.${message.channel}`, message.channel)}
        </Fact>
        {message.segments > 0 && (
          <Fact name={t('channel.cost')}>
            {tn('channel.segments', message.segments)}
            {message.price_per_thousand > 0 &&
              ` · ${formatMills((message.segments * message.price_per_thousand) / 1000)}`}
          </Fact>
        )}
      </Group>
      {message.follows_id && (
        <Alert variant="light">
          {t('channel.follows')}.{' '}
          <Anchor component="button" type="button" onClick={() => open(message.follows_id!)}>
            {t('channel.follows.open')}
          </Anchor>
        </Alert>
      )}
      {message.facts.length > 0 && (
        <Fact name={t('channel.facts')}>
          {message.facts.map((fact) => (
            <Text size="sm" key={fact.fact}>
              {t(`channel.${fact.fact}`)} <InstantText at={fact.at} />
              {fact.words && ` (${fact.words})`}
            </Text>
          ))}
        </Fact>
      )}
      {message.traces.length > 0 && (
        <Fact name={t('trace.seen')}>
          {message.traces.map((trace) => (
            <Text
              size="sm"
              key={`${trace.clicked} ${trace.machine}`}
              c={trace.machine ? 'dimmed' : undefined}
            >
              {traceWords(trace)} <InstantText at={trace.first_at} />
              {trace.times > 1 &&
                ` (${t('trace.times', { times: trace.times, at: formatInstant(trace.last_at) })})`}
            </Text>
          ))}
        </Fact>
      )}
      {message.fallback.length > 0 &&
        ['queued', 'sending', 'sent', 'unsure'].includes(message.state) && (
          <Fact name={t('channel.next')}>{nextChannel(message)}</Fact>
        )}
      <Group gap="xl">
        <Fact name={t('message.created')}>
          <InstantText at={message.created_at} />
        </Fact>
        {waiting ? (
          <Fact name={t('channel.leaves')}>
            <InstantText at={message.not_before} />
          </Fact>
        ) : (
          <Fact name={t('message.finished')}>
            <InstantText at={message.finished_at} />
          </Fact>
        )}
        <Fact name={t('message.attempts')}>{message.attempts}</Fact>
      </Group>
      {message.answer && <Fact name={t('message.answer')}>{message.answer}</Fact>}
      {message.titles.length > 0 && (
        <Fact name={t('message.titles')}>
          <Group gap="xs">
            {message.titles.map((title) => (
              <Anchor component={Link} size="sm" key={title.id} href={`/recebiveis/${title.id}`}>
                {title.number}
              </Anchor>
            ))}
          </Group>
        </Fact>
      )}
      {message.body_html ? (
        <MailBody html={message.body_html} text={message.body_text ?? ''} />
      ) : message.body_text ? (
        <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {message.body_text}
        </Text>
      ) : (
        <Alert variant="light">{t('message.later')}</Alert>
      )}
    </Stack>
  );
}
