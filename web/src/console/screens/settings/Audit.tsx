import { Text } from '@mantine/core';
import type { AuditRow } from '../../../api/types';
import { formatDate } from '../../../format/date';
import { formatMoney } from '../../../format/money';
import { t, translateWord } from '../../../i18n';
import { DataTable } from '../../components/DataTable';
import { Pager } from '../../components/Pager';
import { EmptyState } from '../../components/states';
import { InstantText } from '../../components/text';
import { useAudit } from '../../data/settings';
import { useAddress } from '../../useAddress';

/** Who did what, when, from where, and what was different before. */
export function Audit() {
  const address = useAddress();
  const found = useAudit(address.get('cursor'));
  return (
    <>
      <DataTable
        label={t('settings.audit')}
        rows={found.data?.items}
        rowKey={(entry) => entry.id}
        error={found.error}
        retry={() => found.refetch()}
        empty={<EmptyState title={t('audit.none')} />}
        columns={[
          { key: 'at', header: t('audit.at'), render: (entry) => <InstantText at={entry.at} /> },
          {
            key: 'who',
            header: t('audit.who'),
            render: (entry) => (
              <>
                {entry.actor_name}
                <Text size="xs" c="dimmed">
                  {entry.ip}
                </Text>
              </>
            ),
          },
          {
            key: 'what',
            header: t('audit.what'),
            render: (entry) => translateWord(`audit.${entry.action}`, entry.action),
          },
          { key: 'change', header: t('audit.change'), render: (entry) => <Change entry={entry} /> },
        ]}
      />
      <Pager next={found.data?.next_cursor} />
    </>
  );
}

/** Only the members that differ, as "name: before → after"; of what is new, "name: value". */
function Change({ entry }: { entry: AuditRow }) {
  const before = membersOf(entry.before);
  const after = membersOf(entry.after);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => shown(name, before[name]) !== shown(name, after[name]) && !/(^|_)ids?$/.test(name),
  );
  const changed = entry.before != null && entry.after != null;
  return names.slice(0, 6).map((name) => (
    <div key={name}>
      <Text span size="xs" fw={600}>
        {translateWord(`member.${name}`, name)}:
      </Text>{' '}
      <Text span size="xs">
        {changed
          ? `${shown(name, before[name])} → ${shown(name, after[name])}`
          : shown(name, after[name] ?? before[name])}
      </Text>
    </div>
  ));
}

function membersOf(value: unknown): Record<string, unknown> {
  return value && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

const money = /^(amount|balance|paid|total|settled_total|interest_daily|fees_total)$/;

function shown(name: string, value: unknown): string {
  if (value === undefined || value === null || value === '') return '–';
  if (typeof value === 'number' && money.test(name)) return formatMoney(value);
  if (typeof value === 'boolean') return t(value ? 'state.on' : 'state.off');
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return formatDate(value);
  if (name === 'state') return translateWord(`title.state.${value}`, String(value));
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
