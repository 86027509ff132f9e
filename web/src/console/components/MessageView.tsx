import { Alert, Anchor, Button, Drawer, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../../api/client';
import type { OutboxRow } from '../../api/types';
import { t } from '../../i18n';
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

export function MessageView({ id, close }: { id: string | null; close: () => void }) {
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
        <Answered answer={message}>{(found) => <Content message={found} />}</Answered>
      )}
    </Drawer>
  );
}

function Content({ message }: { message: OutboxRow }) {
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
        <StateBadge state={message.state} of="outbox" />
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
        &lt;{message.recipient}&gt;
      </Fact>
      <Group gap="xl">
        <Fact name={t('message.created')}>
          <InstantText at={message.created_at} />
        </Fact>
        <Fact name={t('message.finished')}>
          <InstantText at={message.finished_at} />
        </Fact>
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
      ) : (
        <Alert variant="light">{t('message.later')}</Alert>
      )}
    </Stack>
  );
}
