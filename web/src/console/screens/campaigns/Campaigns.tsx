import { Anchor, Badge, Box, Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { Campaign } from '../../../api/types';
import { t, translateWord } from '../../../i18n';
import { DataTable } from '../../components/DataTable';
import { PageHeader } from '../../components/PageHeader';
import { EmptyState } from '../../components/states';
import { useCampaigns } from '../../data/campaigns';
import { useMay } from '../../session';
import { Limits } from './Limits';
import { offerWords, periodWords } from './words';

const colours: Record<string, string> = { draft: 'gray', running: 'blue', finished: 'green' };

export function CampaignBadge({ campaign }: { campaign: Campaign }) {
  return (
    <Badge variant="light" color={colours[campaign.state]}>
      {translateWord(`campaign.state.${campaign.state}`, campaign.state)}
    </Badge>
  );
}

export function Campaigns() {
  const campaigns = useCampaigns();
  const may = useMay();
  return (
    <>
      <PageHeader
        title={t('nav.campaigns')}
        subtitle={t('campaigns.text')}
        actions={
          may('dunning:write') && (
            <Button
              component={Link}
              href="/campanhas/nova"
              leftSection={<IconPlus size={16} aria-hidden />}
            >
              {t('campaigns.new')}
            </Button>
          )
        }
      />
      <DataTable
        label={t('nav.campaigns')}
        rows={campaigns.data?.items}
        rowKey={(row) => row.id}
        error={campaigns.error}
        retry={() => campaigns.refetch()}
        href={(row) => `/campanhas/${row.id}`}
        empty={<EmptyState title={t('campaigns.none')}>{t('campaigns.none.text')}</EmptyState>}
        columns={[
          {
            key: 'name',
            header: t('campaign.name'),
            render: (row) => (
              <Anchor component={Link} href={`/campanhas/${row.id}`} size="sm" fw={600}>
                {row.name}
              </Anchor>
            ),
          },
          { key: 'period', header: t('campaign.period'), wide: true, render: periodWords },
          { key: 'offer', header: t('campaign.offer'), wide: true, render: offerWords },
          {
            key: 'state',
            header: t('campaign.state'),
            render: (row) => <CampaignBadge campaign={row} />,
          },
        ]}
      />
      <Box mt="lg">
        <Limits />
      </Box>
    </>
  );
}
