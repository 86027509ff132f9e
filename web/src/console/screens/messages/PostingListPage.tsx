import { Anchor, Button, FileButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, download } from '../../../api/client';
import type { PostingItem, PostingList } from '../../../api/types';
import { formatDate } from '../../../format/date';
import { t, tn } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { DataTable } from '../../components/DataTable';
import { DateField } from '../../components/fields';
import { Card } from '../../components/PageHeader';
import { Answered } from '../../components/states';
import { usePostingList, useRefreshLetters } from '../../data/letters';
import { notifyDone, notifyError } from '../../notify';
import { useMay, useSession } from '../../session';
import { ListState } from './Letters';

/** One list: print it, say that it was posted, and what became of each letter. */
export function PostingListPage({ id, close }: { id: string; close: () => void }) {
  return (
    <Answered answer={usePostingList(id)}>{(list) => <Page list={list} close={close} />}</Answered>
  );
}

type Asked = 'posted' | 'undo' | { item: PostingItem; what: 'arrived' | 'returned' };

function Page({ list, close }: { list: PostingList; close: () => void }) {
  const may = useMay()('messages:write');
  const refresh = useRefreshLetters();
  const [asked, setAsked] = useState<Asked | null>(null);
  const path = `/v1/posting-lists/${list.id}`;
  const take = (file: string, name: string) => download(path + file, name).catch(notifyError);
  const importCodes = async (file: File | null) => {
    if (!file) return;
    try {
      await api.upload(`${path}/tracking-codes`, file, 'text/csv');
      notifyDone(t('letters.codes.imported'));
      await refresh();
    } catch (error) {
      notifyError(error);
    }
  };
  return (
    <Card
      title={t('letters.list.of', { number: String(list.number) })}
      actions={
        <Button size="xs" variant="default" onClick={close}>
          {t('letters.lists')}
        </Button>
      }
    >
      <Stack gap="md">
        <Group gap="sm">
          <ListState list={list} />
          <Text size="sm" c="dimmed">
            {tn('letters.count', list.letters)} · {t('letters.made_on')} {formatDate(list.made_on)}{' '}
            · {list.made_by}
            {list.posted_on && ` · ${t('letters.posted', { date: formatDate(list.posted_on) })}`}
          </Text>
        </Group>
        <Group gap="sm">
          <Button size="xs" onClick={() => take('/letters.pdf', `cartas-${list.number}.pdf`)}>
            {t('letters.pdf')}
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() => take('/list.pdf', `lista-de-postagem-${list.number}.pdf`)}
          >
            {t('letters.list.pdf')}
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() => take('/list.csv', `lista-de-postagem-${list.number}.csv`)}
          >
            {t('letters.csv')}
          </Button>
          {may && list.state !== 'undone' && (
            <FileButton accept=".csv,text/csv,text/plain" onChange={importCodes}>
              {(props) => (
                <Button {...props} size="xs" variant="default">
                  {t('letters.codes.import')}
                </Button>
              )}
            </FileButton>
          )}
          {may && list.state === 'listed' && (
            <>
              <Button size="xs" variant="light" onClick={() => setAsked('posted')}>
                {t('letters.posted.do')}
              </Button>
              <Button size="xs" variant="subtle" color="red" onClick={() => setAsked('undo')}>
                {t('letters.undo')}
              </Button>
            </>
          )}
        </Group>
        <DataTable
          label={t('letters.list.of', { number: String(list.number) })}
          rows={list.items}
          rowKey={(item) => String(item.place)}
          empty={null}
          columns={[
            { key: 'place', header: 'Nº', render: (item) => item.place },
            {
              key: 'name',
              header: t('letters.name'),
              render: (item) => (
                <Anchor component={Link} href={`/clientes/${item.party_id}`} size="sm">
                  {item.name}
                </Anchor>
              ),
            },
            {
              key: 'address',
              wide: true,
              header: t('letters.address'),
              render: (item) => item.address.split('\n').join(', '),
            },
            {
              key: 'code',
              header: t('letters.code'),
              render: (item) => (
                <Code item={item} path={path} may={may && list.state !== 'undone'} />
              ),
            },
            {
              key: 'fate',
              header: t('letters.fate'),
              render: (item) => <Fate item={item} list={list} ask={may ? setAsked : undefined} />,
            },
          ]}
        />
      </Stack>
      {asked && <Ask list={list} asked={asked} path={path} close={() => setAsked(null)} />}
    </Card>
  );
}

/** Typed and kept when the field is left. */
function Code({ item, path, may }: { item: PostingItem; path: string; may: boolean }) {
  const refresh = useRefreshLetters();
  const [code, setCode] = useState(item.tracking_code);
  if (!may) return item.tracking_code || '–';
  const keep = async () => {
    if (code === item.tracking_code) return;
    try {
      await api.put(`${path}/letters/${item.place}/tracking-code`, { tracking_code: code });
      await refresh();
    } catch (error) {
      setCode(item.tracking_code);
      notifyError(error);
    }
  };
  return (
    <TextInput
      size="xs"
      w={150}
      aria-label={t('letters.code.of', { name: item.name })}
      placeholder="BR123456785BR"
      value={code}
      onChange={(event) => setCode(event.currentTarget.value)}
      onBlur={keep}
    />
  );
}

function Fate({
  item,
  list,
  ask,
}: {
  item: PostingItem;
  list: PostingList;
  ask?: (asked: Asked) => void;
}) {
  if (item.returned_on) {
    return (
      <Text size="sm" c="red">
        {t('letters.returned')} · {formatDate(item.returned_on)} · {item.return_reason}
      </Text>
    );
  }
  if (item.arrived_on) {
    return `${t('letters.arrived')} · ${formatDate(item.arrived_on)}`;
  }
  if (list.state !== 'posted' || !ask) return '–';
  return (
    <Group gap={4} wrap="nowrap">
      <Button size="compact-xs" variant="default" onClick={() => ask({ item, what: 'arrived' })}>
        {t('letters.arrived.do')}
      </Button>
      <Button size="compact-xs" variant="default" onClick={() => ask({ item, what: 'returned' })}>
        {t('letters.returned.do')}
      </Button>
    </Group>
  );
}

function Ask({
  list,
  asked,
  path,
  close,
}: {
  list: PostingList;
  asked: Asked;
  path: string;
  close: () => void;
}) {
  const refresh = useRefreshLetters();
  const { business_date } = useSession().company;
  const [on, setOn] = useState<string>(business_date);
  const [reason, setReason] = useState('');
  const number = { number: String(list.number) };
  const item = typeof asked === 'object' ? asked : null;
  const word = item ? item.what : (asked as 'posted' | 'undo');
  const name = { name: item?.item.name ?? '' };
  const titles = {
    posted: t('letters.posted.title', number),
    undo: t('letters.undo.title', number),
    arrived: t('letters.arrived.title', name),
    returned: t('letters.returned.title', name),
  };
  const texts = {
    posted: t('letters.posted.text', { letters: tn('letters.count', list.letters) }),
    undo: t('letters.undo.text'),
    arrived: '',
    returned: t('letters.returned.text'),
  };
  const run = async () => {
    if (word === 'undo') await api.post(`${path}/undo`, {});
    else if (word === 'posted') await api.post(`${path}/posted`, { on });
    else {
      await api.post(
        `${path}/letters/${item!.item.place}/${word}`,
        word === 'returned' ? { on, reason } : { on },
      );
    }
    await refresh();
  };
  const labels = {
    posted: t('letters.posted.on'),
    arrived: t('letters.arrived.on'),
    returned: t('letters.returned.on'),
  };
  return (
    <ConfirmModal
      opened
      onClose={close}
      title={titles[word]}
      action={word === 'undo' ? t('letters.undo') : t('action.save')}
      run={run}
    >
      {texts[word] && <Text size="sm">{texts[word]}</Text>}
      {word !== 'undo' && (
        <DateField
          label={labels[word]}
          required
          value={on}
          onChange={(date) => setOn(date ?? '')}
        />
      )}
      {word === 'returned' && (
        <TextInput
          label={t('letters.reason')}
          required
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </ConfirmModal>
  );
}
