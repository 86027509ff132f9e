import { Anchor, Button, Group, SimpleGrid, Stack, Table, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Link } from 'wouter';
import { download } from '../../../api/client';
import type { Statement } from '../../../api/types';
import { addDays, formatDate } from '../../../format/date';
import { t } from '../../../i18n';
import { DateField } from '../../components/fields';
import { Answered } from '../../components/states';
import { FactLine, MoneyText } from '../../components/text';
import shared from '../../components/components.module.css';
import { useStatement } from '../../data/parties';
import { notifyError } from '../../notify';
import { useToday } from '../../session';
import { useAddress } from '../../useAddress';

const daysShown = 90;

/** His account over a period: opening, entries, closing and how old it is. */
export function PartyStatement({ id }: { id: string }) {
  const today = useToday();
  const address = useAddress();
  const from = address.get('de') || addDays(today, -daysShown);
  const to = address.get('ate') || today;
  const save = (ending: string) =>
    download(`/v1/parties/${id}/statement.${ending}`, `extrato.${ending}`, { from, to }).catch(
      notifyError,
    );
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('statement.text')}
      </Text>
      <Group gap="sm" align="flex-end">
        <DateField
          label={t('statement.from')}
          w={140}
          maxDate={to}
          value={from}
          onChange={(de) => address.change({ de })}
        />
        <DateField
          label={t('statement.to')}
          w={140}
          minDate={from}
          maxDate={today}
          value={to}
          onChange={(ate) => address.change({ ate })}
        />
        <Download name={t('statement.pdf')} save={() => save('pdf')} />
        <Download name={t('statement.csv')} save={() => save('csv')} />
      </Group>
      <Answered answer={useStatement(id, from, to)}>
        {(statement) => (
          <>
            <Lines statement={statement} />
            <Closing statement={statement} />
          </>
        )}
      </Answered>
    </Stack>
  );
}

function Download({ name, save }: { name: string; save: () => void }) {
  return (
    <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} onClick={save}>
      {name}
    </Button>
  );
}

function Lines({ statement }: { statement: Statement }) {
  return (
    <div style={{ overflowX: 'auto' }}>
      <Table className={shared.table} fz="sm" aria-label={t('statement')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('statement.date')}</Table.Th>
            <Table.Th>{t('title.number')}</Table.Th>
            <Table.Th>{t('statement.entry')}</Table.Th>
            <Table.Th data-align="right">{t('statement.debit')}</Table.Th>
            <Table.Th data-align="right">{t('statement.credit')}</Table.Th>
            <Table.Th data-align="right">{t('statement.balance')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <Balance date={statement.from} name={t('statement.opening')} amount={statement.opening} />
          {statement.lines.map((line, at) => (
            <Table.Tr key={at}>
              <Table.Td>{formatDate(line.on)}</Table.Td>
              <Table.Td>
                <Anchor component={Link} href={`/recebiveis/${line.title_id}`} size="sm">
                  {line.title_number}
                </Anchor>
              </Table.Td>
              <Table.Td style={{ minWidth: 180 }}>{line.text}</Table.Td>
              <Table.Td data-align="right">
                {line.debit > 0 && <MoneyText value={line.debit} />}
              </Table.Td>
              <Table.Td data-align="right">
                {line.credit > 0 && <MoneyText value={line.credit} />}
              </Table.Td>
              <Table.Td data-align="right">
                <MoneyText value={line.balance} />
              </Table.Td>
            </Table.Tr>
          ))}
          {statement.lines.length === 0 && (
            <Table.Tr>
              <Table.Td colSpan={6}>{t('statement.none')}</Table.Td>
            </Table.Tr>
          )}
          <Balance date={statement.to} name={t('statement.closing')} amount={statement.closing} />
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Balance({ date, name, amount }: { date: string; name: string; amount: number }) {
  return (
    <Table.Tr fw={650}>
      <Table.Td>{formatDate(date)}</Table.Td>
      <Table.Td />
      <Table.Td>{name}</Table.Td>
      <Table.Td />
      <Table.Td />
      <Table.Td data-align="right">
        <MoneyText value={amount} />
      </Table.Td>
    </Table.Tr>
  );
}

function Closing({ statement }: { statement: Statement }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <div>
        <Text size="sm" fw={600} mb={4}>
          {t('statement.ageing')}
        </Text>
        {statement.ageing.map((band) => (
          <FactLine key={band.name} name={band.name}>
            <MoneyText value={band.amount} />
          </FactLine>
        ))}
      </div>
      <div>
        <FactLine name={t('statement.payable', { date: formatDate(statement.to) })}>
          <MoneyText value={statement.payable} fw={650} />
        </FactLine>
        {statement.credit > 0 && (
          <FactLine name={t('statement.his')}>
            <MoneyText value={statement.credit} />
          </FactLine>
        )}
      </div>
    </SimpleGrid>
  );
}
