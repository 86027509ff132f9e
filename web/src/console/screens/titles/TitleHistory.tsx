import { Button, Table, Text, TextInput, Timeline } from '@mantine/core';
import { useState } from 'react';
import type { JournalEntry, Title } from '../../../api/types';
import { formatDate } from '../../../format/date';
import { formatMoney } from '../../../format/money';
import { t } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { DecisionRow } from '../../components/DecisionRow';
import { Answered, EmptyState } from '../../components/states';
import { DateText, MoneyText } from '../../components/text';
import { EventList } from '../../components/EventList';
import css from '../../components/components.module.css';
import { useJournal, useTitleAct, useTitleDecisions, useTitleTimeline } from '../../data/titles';
import { notifyDone } from '../../notify';
import { useMay } from '../../session';

export function TitleTimeline({ id }: { id: string }) {
  return (
    <Answered answer={useTitleTimeline(id)}>
      {(page) =>
        page.items.length === 0 ? (
          <EmptyState title={t('timeline.none')} />
        ) : (
          <EventList events={page.items} />
        )
      }
    </Answered>
  );
}

export function TitleJournal({ title }: { title: Title }) {
  const journal = useJournal(title.id);
  const may = useMay();
  const [undo, setUndo] = useState<JournalEntry | null>(null);
  return (
    <>
      <Answered answer={journal}>
        {(page) => (
          <div style={{ overflowX: 'auto' }}>
            <Table className={css.table} fz="sm" aria-label={t('title.journal')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('journal.on')}</Table.Th>
                  <Table.Th>{t('journal.what')}</Table.Th>
                  <Table.Th data-align="right">{t('journal.amount')}</Table.Th>
                  <Table.Th data-align="right">{t('journal.balance')}</Table.Th>
                  <Table.Th />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {page.items.map((entry) => (
                  <Table.Tr key={entry.seq}>
                    <Table.Td>
                      <DateText date={entry.on} />
                    </Table.Td>
                    <Table.Td>
                      {entry.label}
                      <Text size="xs" c="dimmed">
                        {[parts(entry), entry.note, entry.actor].filter(Boolean).join(' · ')}
                      </Text>
                    </Table.Td>
                    <Table.Td data-align="right">
                      <MoneyText value={entry.amount} />
                    </Table.Td>
                    <Table.Td data-align="right">
                      <MoneyText value={entry.balance_after} />
                    </Table.Td>
                    <Table.Td data-align="right">
                      {entry.reversible && may('titles:write') && (
                        <Button
                          size="compact-xs"
                          variant="subtle"
                          color="red"
                          onClick={() => setUndo(entry)}
                        >
                          {t('journal.reverse')}
                        </Button>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
      </Answered>
      <Reverse title={title} entry={undo} close={() => setUndo(null)} />
    </>
  );
}

/** How a payment was divided, in words. */
function parts(entry: JournalEntry): string {
  const named: [string, number][] = [
    [t('journal.principal'), entry.principal],
    [t('terms.fine'), entry.fine],
    [t('terms.interest'), entry.interest],
    [t('journal.reduction'), entry.reduction],
    [t('journal.excess'), entry.excess],
  ];
  const present = named.filter(([, amount]) => amount !== 0);
  return present.length < 2
    ? ''
    : present
        .map(([name, amount]) => `${name.toLowerCase()} ${formatMoney(Math.abs(amount))}`)
        .join(', ');
}

function Reverse({
  title,
  entry,
  close,
}: {
  title: Title;
  entry: JournalEntry | null;
  close: () => void;
}) {
  const act = useTitleAct(title.id);
  const [note, setNote] = useState('');
  return (
    <ConfirmModal
      opened={entry !== null}
      onClose={close}
      title={t('journal.reverse.title', { number: title.number })}
      action={t('journal.reverse')}
      danger
      disabled={!note.trim()}
      run={async () => {
        await act('reversals', { seq: entry?.seq, note });
        notifyDone(t('journal.reverse.done'));
      }}
    >
      {entry && (
        <Text size="sm">
          {t('journal.reverse.text', {
            label: entry.label,
            amount: formatMoney(Math.abs(entry.amount)),
            date: formatDate(entry.on),
          })}
        </Text>
      )}
      <TextInput
        label={t('field.reason')}
        required
        data-autofocus
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ConfirmModal>
  );
}

export function TitleDecisions({ id }: { id: string }) {
  return (
    <Answered answer={useTitleDecisions(id)}>
      {(page) =>
        page.items.length === 0 ? (
          <EmptyState title={t('decisions.none')}>{t('decisions.none.text')}</EmptyState>
        ) : (
          <Timeline bulletSize={14} lineWidth={2}>
            {page.items.map((decision, index) => (
              <Timeline.Item key={index} title={<DecisionRow decision={decision} />}>
                <Text size="xs" c="dimmed">
                  <DateText date={decision.date} />
                </Text>
              </Timeline.Item>
            ))}
          </Timeline>
        )
      }
    </Answered>
  );
}
