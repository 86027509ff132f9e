import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useParams } from 'wouter';
import type { Campaign } from '../../../api/types';
import { t } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { PageHeader } from '../../components/PageHeader';
import { Answered } from '../../components/states';
import { useCampaign, useCampaignAct } from '../../data/campaigns';
import { notifyDone } from '../../notify';
import { useMay } from '../../session';
import { CampaignBadge } from './Campaigns';
import { Result } from './Result';
import { channelWords, offerWords, periodWords } from './words';

export function CampaignPage() {
  const { id = '' } = useParams();
  return <Answered answer={useCampaign(id)}>{(campaign) => <Page campaign={campaign} />}</Answered>;
}

function Page({ campaign }: { campaign: Campaign }) {
  return (
    <>
      <PageHeader
        back={{ label: t('nav.campaigns'), href: '/campanhas' }}
        title={campaign.name}
        subtitle={
          <Group gap="xs">
            <CampaignBadge campaign={campaign} />
            <span>
              {[
                periodWords(campaign),
                offerWords(campaign),
                campaign.template && channelWords(campaign),
                campaign.launched_by && t('campaign.by', { name: campaign.launched_by }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </Group>
        }
        actions={<Actions campaign={campaign} />}
      />
      <Stack gap="md">
        {campaign.outcome ? (
          <Result outcome={campaign.outcome} />
        ) : (
          <Text>{t('campaign.launch.text')}</Text>
        )}
      </Stack>
    </>
  );
}

function Actions({ campaign }: { campaign: Campaign }) {
  const may = useMay();
  const act = useCampaignAct(campaign.id);
  const [asking, setAsking] = useState<'launch' | 'end' | null>(null);
  if (!may('dunning:write') || campaign.state === 'finished') return null;
  const verb = campaign.state === 'draft' ? 'launch' : 'end';
  return (
    <>
      <Button variant={verb === 'launch' ? 'filled' : 'default'} onClick={() => setAsking(verb)}>
        {t(`campaign.${verb}`)}
      </Button>
      <ConfirmModal
        opened={asking !== null}
        onClose={() => setAsking(null)}
        title={`${t(`campaign.${verb}`)}: ${campaign.name}`}
        action={t(`campaign.${verb}`)}
        danger={verb === 'end'}
        run={async () => {
          await act(verb);
          notifyDone(t(verb === 'launch' ? 'campaign.launched' : 'campaign.ended'));
        }}
      >
        <Text size="sm">{t(`campaign.${verb}.text`)}</Text>
      </ConfirmModal>
    </>
  );
}
