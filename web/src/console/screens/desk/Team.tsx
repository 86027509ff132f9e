import { Anchor, Group } from '@mantine/core';
import { Link } from 'wouter';
import type { Team as TeamWork } from '../../../api/types';
import { addDays } from '../../../format/date';
import { formatCount } from '../../../format/money';
import { t } from '../../../i18n';
import { DataTable, type Column } from '../../components/DataTable';
import { DateField } from '../../components/fields';
import { EmptyState } from '../../components/states';
import { MoneyText } from '../../components/text';
import { useTeam } from '../../data/desk';
import { useToday } from '../../session';
import { useAddress } from '../../useAddress';

type Analyst = TeamWork['items'][number];

const count = (key: keyof Analyst, header: string, wide = false): Column<Analyst> => ({
  key,
  header,
  align: 'right',
  wide,
  render: (row) => formatCount(row[key] as number),
});
const money = (key: keyof Analyst, header: string): Column<Analyst> => ({
  key,
  header,
  align: 'right',
  wide: true,
  render: (row) => <MoneyText value={row[key] as number} />,
});

/** Who did how many contacts, what was promised in them, what was kept. */
export function Team() {
  const today = useToday();
  const address = useAddress();
  const from = address.get('de') || addDays(today, -29);
  const to = address.get('ate') || today;
  const team = useTeam(from, to);
  return (
    <>
      <Group gap="sm" mb="md" align="flex-end">
        <DateField
          label={t('filter.from')}
          w={150}
          maxDate={to}
          value={from}
          onChange={(de) => address.change({ de })}
        />
        <DateField
          label={t('filter.to')}
          w={150}
          minDate={from}
          maxDate={today}
          value={to}
          onChange={(ate) => address.change({ ate })}
        />
      </Group>
      <DataTable
        label={t('team.title')}
        rows={team.data?.items}
        rowKey={(row) => row.user_id ?? 'nobody'}
        error={team.error}
        retry={() => team.refetch()}
        empty={<EmptyState title={t('team.none')}>{t('team.none.text')}</EmptyState>}
        columns={[
          {
            key: 'who',
            header: t('team.person'),
            render: (row) => (
              <Anchor component={Link} size="sm" href={`/trabalho?fila=${row.user_id ?? 'nobody'}`}>
                {row.name || t('team.nobody')}
              </Anchor>
            ),
          },
          count('calls', t('team.calls')),
          count('talked', t('team.talked'), true),
          count('promises', t('team.promises')),
          count('kept', t('team.kept'), true),
          count('broken', t('team.broken'), true),
          money('promised', t('team.promised')),
          money('received', t('team.received')),
          count('waiting', t('team.waiting')),
        ]}
      />
    </>
  );
}
