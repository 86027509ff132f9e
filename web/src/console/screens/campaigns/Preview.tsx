import { Group, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CampaignPreview } from '../../../api/types';
import { formatCount } from '../../../format/money';
import { t } from '../../../i18n';
import { Card } from '../../components/PageHeader';
import { MoneyText } from '../../components/text';
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
      <SimpleGrid cols={{ base: 1, sm: 2 }} mt="md">
        <div>
          <Text size="sm" fw={600} mb={4}>
            {t('campaign.left_out')}
          </Text>
          {preview.left_out.map((each) => (
            <Row key={each.why} name={each.why}>
              {formatCount(each.customers)}
            </Row>
          ))}
        </div>
        <div>
          <Text size="sm" fw={600} mb={4}>
            {t('campaign.largest')}
          </Text>
          {preview.largest.map((each) => (
            <Row key={each.party_id} name={each.party_name}>
              <MoneyText value={each.pays} />
            </Row>
          ))}
        </div>
      </SimpleGrid>
    </Card>
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

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Group justify="space-between" wrap="nowrap" gap="md">
      <Text size="sm">{name}</Text>
      <Text size="sm" component="div">
        {children}
      </Text>
    </Group>
  );
}
