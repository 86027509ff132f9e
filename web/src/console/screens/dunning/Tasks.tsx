import { Anchor, Button, Group, SegmentedControl, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../../../api/client';
import type { Task } from '../../../api/types';
import { t, translateWord } from '../../../i18n';
import { CallScriptButton } from '../../components/CallScript';
import { ConfirmModal } from '../../components/ConfirmModal';
import { DataTable } from '../../components/DataTable';
import { EmptyState } from '../../components/states';
import { DateText } from '../../components/text';
import { useTasks } from '../../data/dunning';
import { notifyDone } from '../../notify';
import { useMay } from '../../session';

/** What people are to do, oldest first. */
export function Tasks() {
  const tasks = useTasks();
  const may = useMay();
  const [doing, setDoing] = useState<Task | null>(null);
  return (
    <>
      <DataTable
        label={t('tasks')}
        rows={tasks.data?.items}
        rowKey={(task) => task.id}
        error={tasks.error}
        retry={() => tasks.refetch()}
        empty={<EmptyState title={t('tasks.none')}>{t('tasks.none.text')}</EmptyState>}
        columns={[
          {
            key: 'task',
            header: t('task'),
            render: (task) => (
              <>
                {task.label}
                {translateWord(`task.kind.${task.kind}`, '') !== task.label && (
                  <Text size="xs" c="dimmed">
                    {translateWord(`task.kind.${task.kind}`, task.kind_label)}
                  </Text>
                )}
              </>
            ),
          },
          {
            key: 'party',
            header: t('title.party'),
            render: (task) => (
              <Anchor component={Link} href={`/clientes/${task.party_id}`} size="sm">
                {task.party_name}
              </Anchor>
            ),
          },
          {
            key: 'titles',
            wide: true,
            header: t('nav.titles'),
            render: (task) => task.titles.join(', ') || '–',
          },
          {
            key: 'since',
            wide: true,
            header: t('task.since'),
            render: (task) => <DateText date={task.due_on} />,
          },
          {
            key: 'act',
            header: '',
            render: (task) =>
              may('holds:write') &&
              (task.kind === 'dispute' ? (
                <Button
                  component={Link}
                  href={`/clientes/${task.party_id}`}
                  size="compact-xs"
                  variant="default"
                >
                  {t('task.answer')}
                </Button>
              ) : task.proposal && !may('dunning:write') ? (
                <Text size="xs" c="dimmed">
                  {t('task.waits')}
                </Text>
              ) : (
                <Group gap="xs" wrap="nowrap" justify="flex-end">
                  {task.kind === 'call' && (
                    <CallScriptButton party={task.party_id} name={task.party_name} />
                  )}
                  <Button size="compact-xs" variant="default" onClick={() => setDoing(task)}>
                    {task.proposal ? t('task.decide') : t('task.done')}
                  </Button>
                </Group>
              )),
          },
        ]}
      />
      {doing &&
        (doing.proposal ? (
          <Decide task={doing} close={() => setDoing(null)} />
        ) : (
          <Done task={doing} close={() => setDoing(null)} />
        ))}
    </>
  );
}

function Done({ task, close }: { task: Task; close: () => void }) {
  const client = useQueryClient();
  const [note, setNote] = useState('');
  return (
    <ConfirmModal
      opened
      onClose={close}
      title={t('task.done.title', { task: task.label, name: task.party_name })}
      action={t('task.done')}
      run={async () => {
        await api.post(`/v1/tasks/${task.id}/done`, note ? { note } : {});
        await client.invalidateQueries({ queryKey: ['dunning'] });
        notifyDone(t('task.finished'));
      }}
    >
      <Text size="sm">{t('task.done.text')}</Text>
      <Textarea
        label={t('task.done.note')}
        autosize
        minRows={2}
        maxLength={500}
        data-autofocus
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ConfirmModal>
  );
}

/** A proposal of the régua: approved or refused, with the reason that the log keeps. */
function Decide({ task, close }: { task: Task; close: () => void }) {
  const client = useQueryClient();
  const [verdict, setVerdict] = useState<'approve' | 'refuse'>('approve');
  const [note, setNote] = useState('');
  return (
    <ConfirmModal
      opened
      onClose={close}
      title={t('task.done.title', { task: task.label, name: task.party_name })}
      action={t(verdict === 'approve' ? 'task.approve' : 'task.refuse')}
      run={async () => {
        await api.post(`/v1/tasks/${task.id}/${verdict}`, note ? { note } : {});
        await client.invalidateQueries({ queryKey: ['dunning'] });
        notifyDone(t(verdict === 'approve' ? 'task.approved' : 'task.refused'));
      }}
    >
      <Text size="sm">{translateWord(`task.kind.${task.kind}.effect`, '')}</Text>
      <Text size="sm">{t('task.titles', { titles: task.titles.join(', ') })}</Text>
      <SegmentedControl
        fullWidth
        value={verdict}
        onChange={(value) => setVerdict(value as 'approve' | 'refuse')}
        data={[
          { value: 'approve', label: t('task.approve') },
          { value: 'refuse', label: t('task.refuse') },
        ]}
      />
      <Textarea
        label={t('task.done.note')}
        autosize
        minRows={2}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ConfirmModal>
  );
}
