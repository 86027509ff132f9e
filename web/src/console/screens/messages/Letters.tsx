import { Anchor, Badge, Button, Group, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { Letters as All, PostingList } from '../../../api/types';
import { t, tn, translateWord } from '../../../i18n';
import { DataTable } from '../../components/DataTable';
import { Card } from '../../components/PageHeader';
import { Answered, EmptyState } from '../../components/states';
import { DateText } from '../../components/text';
import { useLetters, useRefreshLetters } from '../../data/letters';
import { notifyDone, notifyError } from '../../notify';
import { useMay } from '../../session';
import { useAddress } from '../../useAddress';
import { PostingListPage } from './PostingListPage';

/** Letters on paper: what waits, and the lists that were taken to the post. */
export function Letters() {
  const address = useAddress();
  const open = address.get('lista');
  return (
    <Answered answer={useLetters()}>
      {(all) =>
        open ? (
          <PostingListPage id={open} close={() => address.change({ lista: null })} />
        ) : (
          <Stack gap="md">
            <Waiting all={all} />
            <Lists lists={all.lists} />
          </Stack>
        )
      }
    </Answered>
  );
}

function Waiting({ all }: { all: All }) {
  const may = useMay();
  const address = useAddress();
  const refresh = useRefreshLetters();
  const [busy, setBusy] = useState(false);
  const run = async (act: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await act();
    } catch (error) {
      notifyError(error);
    } finally {
      setBusy(false);
      await refresh();
    }
  };
  const make = () =>
    run(async () => {
      const made = await api.post<{ list?: PostingList; withdrawn: number }>(
        '/v1/posting-lists',
        {},
      );
      if (!made.list) return notifyDone(tn('letters.none_made', made.withdrawn));
      notifyDone(t('letters.made', { number: String(made.list.number) }));
      address.change({ lista: made.list.id }, { push: true });
    });
  return (
    <Card>
      <Group justify="space-between" align="flex-start">
        <div>
          <Text fw={600}>
            {all.waiting.length
              ? tn('letters.waiting', all.waiting.length)
              : t('letters.waiting.none')}
          </Text>
          <Text size="sm" c="dimmed">
            {t('letters.text')}
          </Text>
        </div>
        {may('messages:write') && all.waiting.length > 0 && (
          <Button loading={busy} onClick={make}>
            {t('letters.make')}
          </Button>
        )}
      </Group>
      {may('settings:write') && (
        <Switch
          mt="md"
          label={t('letters.on')}
          description={t('letters.on.text')}
          checked={all.on}
          disabled={busy}
          onChange={(event) => {
            const on = event.currentTarget.checked;
            void run(() => api.put('/v1/settings/letters', { on }));
          }}
        />
      )}
    </Card>
  );
}

const colours: Record<string, string> = { listed: 'yellow', posted: 'green', undone: 'gray' };

export function ListState({ list }: { list: PostingList }) {
  return (
    <Badge color={colours[list.state]} variant="light">
      {translateWord(`letters.state.${list.state}`, list.state)}
    </Badge>
  );
}

function Lists({ lists }: { lists: PostingList[] }) {
  const address = useAddress();
  return (
    <DataTable
      label={t('letters.lists')}
      rows={lists}
      rowKey={(list) => list.id}
      empty={
        <EmptyState title={t('letters.lists.none')}>{t('letters.lists.none.text')}</EmptyState>
      }
      columns={[
        {
          key: 'list',
          header: t('letters.list'),
          render: (list) => (
            <Anchor
              component="button"
              type="button"
              size="sm"
              fw={600}
              onClick={() => address.change({ lista: list.id }, { push: true })}
            >
              {t('letters.list.of', { number: String(list.number) })}
            </Anchor>
          ),
        },
        {
          key: 'count',
          header: t('messages.letters'),
          render: (list) => tn('letters.count', list.letters),
        },
        {
          key: 'made',
          wide: true,
          header: t('letters.made_on'),
          render: (list) => <DateText date={list.made_on} />,
        },
        { key: 'state', header: t('letters.fate'), render: (list) => <ListState list={list} /> },
      ]}
    />
  );
}
