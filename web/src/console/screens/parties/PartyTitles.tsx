import { Anchor, Button, Table, Text, Tooltip } from '@mantine/core';
import { Link } from 'wouter';
import type { TitleRow } from '../../../api/types';
import { daysBetween, formatDate } from '../../../format/date';
import { formatMoney } from '../../../format/money';
import { t, tn } from '../../../i18n';
import { Answered, EmptyState } from '../../components/states';
import { TitleBadge } from '../../components/StateBadge';
import { DueText, MoneyText } from '../../components/text';
import shared from '../../components/components.module.css';
import { useTitles } from '../../data/titles';
import css from './PartyPage.module.css';

export function PartyTitles({ id }: { id: string }) {
  const titles = useTitles({ party_id: id, sort: '-due_date', limit: 60 });
  return (
    <Answered answer={titles}>
      {({ items, next_cursor: more }) =>
        items.length === 0 ? (
          <EmptyState title={t('titles.none')}>{t('party.titles.none')}</EmptyState>
        ) : (
          <>
            <LateStrip titles={items} />
            <div style={{ overflowX: 'auto' }}>
              <Table className={shared.table} fz="sm" aria-label={t('party.titles')}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('title.number')}</Table.Th>
                    <Table.Th className={shared.wide}>{t('title.due')}</Table.Th>
                    <Table.Th>{t('title.state')}</Table.Th>
                    <Table.Th data-align="right" className={shared.wide}>
                      {t('title.amount')}
                    </Table.Th>
                    <Table.Th data-align="right">{t('title.total_today')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {items.map((title) => (
                    <Table.Tr key={title.id}>
                      <Table.Td>
                        <Anchor
                          component={Link}
                          href={`/recebiveis/${title.id}`}
                          size="sm"
                          fw={600}
                        >
                          {title.number}
                        </Anchor>
                        <Text size="xs" c="dimmed" component="div" className={shared.narrow}>
                          <DueText date={title.due_date} />
                        </Text>
                      </Table.Td>
                      <Table.Td className={shared.wide}>
                        <DueText date={title.due_date} />
                      </Table.Td>
                      <Table.Td>
                        <TitleBadge title={title} />
                      </Table.Td>
                      <Table.Td data-align="right" className={shared.wide}>
                        <MoneyText value={title.amount} />
                      </Table.Td>
                      <Table.Td data-align="right">
                        <MoneyText value={title.total_today} />
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
            {more && (
              <Button component={Link} href={`/recebiveis?party_id=${id}`} variant="subtle" mt="sm">
                {t('party.titles.all')}
              </Button>
            )}
          </>
        )
      }
    </Answered>
  );
}

/** Days from due to paid: a paid title's lateness, or an open one's until now. */
function daysLate(title: TitleRow): number {
  if (title.paid_on) return Math.max(0, daysBetween(title.due_date, title.paid_on));
  return title.overdue ? title.days_late : 0;
}

/** How he pays, at a glance: one bar a title, oldest first, as high as it was late. */
function LateStrip({ titles }: { titles: TitleRow[] }) {
  const shown = titles
    .filter((title) => title.state === 'paid' || title.overdue)
    .reverse()
    .slice(-36);
  if (shown.length < 2) return null;
  const onTime = shown.filter((title) => daysLate(title) === 0).length;
  return (
    <figure className={css.strip}>
      <figcaption>
        <Text size="sm" fw={600}>
          {t('party.strip')}
        </Text>
        <Text size="xs" c="dimmed">
          {t('party.strip.text', { count: onTime, of: shown.length })}
        </Text>
      </figcaption>
      <div className={css.bars}>
        {shown.map((title) => {
          const days = daysLate(title);
          const words = days === 0 ? t('party.strip.ontime') : tn('title.late', days);
          return (
            <Tooltip
              key={title.id}
              label={`${title.number} · ${formatDate(title.due_date)} · ${formatMoney(title.amount)} · ${words}`}
            >
              <Link
                href={`/recebiveis/${title.id}`}
                className={css.bar}
                data-late={days === 0 ? 'no' : title.overdue ? 'open' : 'yes'}
                style={{ height: 6 + Math.min(42, days * 1.4) }}
                aria-label={`${title.number}: ${words}`}
              />
            </Tooltip>
          );
        })}
      </div>
    </figure>
  );
}
