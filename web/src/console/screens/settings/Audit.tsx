import { Text } from '@mantine/core';
import type { AuditRow } from '../../../api/types';
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

/** Only the members that differ, as "name: before → after". */
function Change({ entry }: { entry: AuditRow }) {
  const before = membersOf(entry.before);
  const after = membersOf(entry.after);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => shown(before[name]) !== shown(after[name]) && !/(^|_)ids?$/.test(name),
  );
  return names.slice(0, 6).map((name) => (
    <div key={name}>
      <Text span size="xs" fw={600}>
        {translateWord(`member.${name}`, name)}:
      </Text>{' '}
      <Text span size="xs">
        {shown(before[name])} → {shown(after[name])}
      </Text>
    </div>
  ));
}

function membersOf(value: unknown): Record<string, unknown> {
  return value && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function shown(value: unknown): string {
  if (value === undefined || value === null || value === '') return '–';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
