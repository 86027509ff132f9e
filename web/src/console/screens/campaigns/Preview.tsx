import { SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CampaignPreview } from '../../../api/types';
import { formatCount, formatMoney } from '../../../format/money';
import { t, tn, translateWord } from '../../../i18n';
import { Card } from '../../components/PageHeader';
import { FactLine, MoneyText } from '../../components/text';
import css from '../../components/components.module.css';

/** Counts and R$ of a campaign that is not launched yet. */
export function Preview({ preview }: { preview: CampaignPreview }) {
  return (
    <Card title={t('campaign.preview.title')}>
      <div className={css.grid4}>
        <Figure name={t('campaign.preview.treated')}>{formatCount(preview.treated)}</Figure>
        <Figure name={t('campaign.preview.control')}>{formatCount(preview.control)}</Figure>
        <Figure name={t('campaign.preview.owed')}>
          <MoneyText value={preview.owed} />
        </Figure>
        <Figure name={t('campaign.preview.pays')}>
          <MoneyText value={preview.pays} />
        </Figure>
      </div>
      {preview.channels.length > 0 && (
        <div style={{ marginTop: 'var(--mantine-spacing-md)' }}>
          <Text size="sm" fw={600} mb={4}>
            {t('campaign.reach')}
          </Text>
          {preview.channels.map((each) => (
            <FactLine
              key={each.channel}
              name={translateWord(`channel.${each.channel}`, each.channel)}
            >
              <Channel reach={each} />
            </FactLine>
          ))}
        </div>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }} mt="md">
        <div>
          <Text size="sm" fw={600} mb={4}>
            {t('campaign.left_out')}
          </Text>
          {preview.left_out.map((each) => (
            <FactLine key={each.why} name={each.why}>
              {formatCount(each.customers)}
            </FactLine>
          ))}
        </div>
        <div>
          <Text size="sm" fw={600} mb={4}>
            {t('campaign.largest')}
          </Text>
          {preview.largest.map((each) => (
            <FactLine key={each.party_id} name={each.party_name}>
              <MoneyText value={each.pays} />
            </FactLine>
          ))}
        </div>
      </SimpleGrid>
    </Card>
  );
}

/** Who is told here first, who can be at most, and what that costs or how long it takes. */
function Channel({ reach }: { reach: CampaignPreview['channels'][number] }) {
  const several = reach.at_most > reach.first;
  return (
    <div style={{ textAlign: 'right' }}>
      {several
        ? t('campaign.reach.most', {
            first: formatCount(reach.first),
            most: formatCount(reach.at_most),
          })
        : formatCount(reach.first)}
      {reach.segments != null && (
        <Text size="xs" c="dimmed">
          {tn('campaign.reach.sms', reach.segments)}
          {' · '}
          {reach.cost == null
            ? t('campaign.reach.no_price')
            : several
              ? t('campaign.reach.cost.most', {
                  cost: formatMoney(reach.cost),
                  most: formatMoney(reach.cost_at_most ?? reach.cost),
                })
              : formatMoney(reach.cost)}
        </Text>
      )}
      {reach.people_a_day != null && (
        <Text size="xs" c={(reach.days_at_most ?? 0) > 1 ? 'orange' : 'dimmed'}>
          {tn('campaign.reach.limit', reach.days_at_most ?? 1, {
            people: formatCount(reach.people_a_day),
          })}
        </Text>
      )}
    </div>
  );
}

export function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <div className={css.figureValue}>{children}</div>
    </div>
  );
}
