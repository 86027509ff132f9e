import { Alert, SimpleGrid, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CampaignOutcome } from '../../../api/types';
import { formatCount, formatMoney, formatPpm } from '../../../format/money';
import { t, tn, translateWord } from '../../../i18n';
import { Card } from '../../components/PageHeader';
import { MoneyText } from '../../components/text';
import shared from '../../components/components.module.css';
import { Figure } from './Preview';

const share = (part: number) => formatPpm(Math.round(part * 1_000_000));
const points = (part: number) => formatPpm(Math.round(part * 1_000_000)).replace('%', '');

/** Told against held back, with what can honestly be said of the difference. */
export function Result({ outcome }: { outcome: CampaignOutcome }) {
  const { share_difference: payers, money_interval: money } = outcome;
  return (
    <>
      <Alert variant="light" color={payers && payers.low > 0 ? 'green' : 'gray'} role="status">
        {outcome.verdict}
      </Alert>
      <Card title={t('campaign.result')}>
        <div style={{ overflowX: 'auto' }}>
          <Table className={shared.table} fz="sm" aria-label={t('campaign.result')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th />
                <Table.Th data-align="right">{t('campaign.treated')}</Table.Th>
                <Table.Th data-align="right">{t('campaign.held')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              <Row
                name={t('campaign.customers')}
                outcome={outcome}
                of={(arm) => formatCount(arm.customers)}
              />
              <Row
                name={t('campaign.payers')}
                outcome={outcome}
                of={(arm) => formatCount(arm.payers)}
              />
              <Row
                name={t('campaign.share')}
                outcome={outcome}
                of={(arm) =>
                  arm.customers === 0 ? (
                    '–'
                  ) : (
                    <Two
                      large={share(arm.payers / arm.customers)}
                      small={t('campaign.interval', {
                        low: share(arm.share.low),
                        high: share(arm.share.high),
                      })}
                    />
                  )
                }
              />
              <Row
                name={t('campaign.owed')}
                outcome={outcome}
                of={(arm) => formatMoney(arm.owed)}
              />
              <Row
                name={t('campaign.recovered')}
                outcome={outcome}
                of={(arm) =>
                  arm.owed === 0 ? (
                    '–'
                  ) : (
                    <Two large={formatMoney(arm.received)} small={share(arm.received / arm.owed)} />
                  )
                }
              />
            </Table.Tbody>
          </Table>
        </div>
        <SimpleGrid cols={{ base: 1, sm: 2 }} mt="md">
          <div>
            <Text size="sm" c="dimmed">
              {t('campaign.difference')}
            </Text>
            <Text fw={650}>
              {payers
                ? t('campaign.points', { low: points(payers.low), high: points(payers.high) })
                : '–'}
            </Text>
          </div>
          <div>
            <Text size="sm" c="dimmed">
              {t('campaign.money')}
            </Text>
            <Text fw={650}>
              {money
                ? t('campaign.interval', {
                    low: formatMoney(Math.round(money.low)),
                    high: formatMoney(Math.round(money.high)),
                  })
                : t('campaign.money.none')}
            </Text>
          </div>
        </SimpleGrid>
        <Text size="xs" c="dimmed" mt="sm">
          {t('campaign.confidence')}
        </Text>
      </Card>
      <Card>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <div>
            <Figure name={t('campaign.taken')}>{formatCount(outcome.taken)}</Figure>
            <Text size="xs" c="dimmed">
              {t('campaign.taken.of', {
                taken: formatCount(outcome.taken),
                offers: formatCount(outcome.offers),
              })}
            </Text>
            {outcome.agreements > 0 && (
              <Text size="xs" c="dimmed">
                {tn('campaign.agreements', outcome.agreements, {
                  total: formatMoney(outcome.agreed),
                  broken: formatCount(outcome.agreements_broken),
                })}
              </Text>
            )}
          </div>
          <div>
            <Figure name={t('campaign.cost')}>
              <MoneyText value={outcome.given_principal + outcome.given_charges} />
            </Figure>
            <Text size="xs" c="dimmed">
              {t('campaign.cost.text', {
                principal: formatMoney(outcome.given_principal),
                charges: formatMoney(outcome.given_charges),
              })}
            </Text>
          </div>
          <div>
            <Text size="sm" c="dimmed">
              {t('campaign.messages')}
            </Text>
            <Text size="sm">
              {[
                tn('campaign.messages.sent', outcome.sent),
                outcome.queued > 0 && tn('campaign.messages.queued', outcome.queued),
                outcome.waiting > 0 && tn('campaign.messages.waiting', outcome.waiting),
                outcome.refused > 0 && tn('campaign.messages.refused', outcome.refused),
              ]
                .filter(Boolean)
                .join(', ')}
              {outcome.unsure > 0 && tn('campaign.messages.unsure', outcome.unsure)}
            </Text>
            {outcome.channels.map((each) => (
              <Text key={each.channel} size="xs" c="dimmed">
                {t('campaign.channel', {
                  channel: translateWord(`channel.${each.channel}`, each.channel),
                  sent: formatCount(each.sent),
                  delivered: formatCount(each.delivered),
                  read: formatCount(each.read),
                })}
                {each.cost > 0 && ` · ${formatMoney(each.cost)}`}
              </Text>
            ))}
          </div>
        </SimpleGrid>
      </Card>
    </>
  );
}

function Two({ large, small }: { large: string; small: string }) {
  return (
    <>
      {large}
      <Text size="xs" c="dimmed">
        {small}
      </Text>
    </>
  );
}

type Arm = CampaignOutcome['treated'];

interface RowProps {
  name: string;
  outcome: CampaignOutcome;
  of: (arm: Arm) => ReactNode;
}

function Row({ name, outcome, of }: RowProps) {
  return (
    <Table.Tr>
      <Table.Td>{name}</Table.Td>
      <Table.Td data-align="right">{of(outcome.treated)}</Table.Td>
      <Table.Td data-align="right">{of(outcome.control)}</Table.Td>
    </Table.Tr>
  );
}
