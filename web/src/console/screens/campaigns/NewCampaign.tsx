import {
  Button,
  Group,
  MultiSelect,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  TagsInput,
  Text,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { CampaignIn } from '../../../api/types';
import { addDays } from '../../../format/date';
import { formatPpm } from '../../../format/money';
import { t } from '../../../i18n';
import { DateField, MoneyField, PercentField } from '../../components/fields';
import { Card, PageHeader } from '../../components/PageHeader';
import { describeError } from '../../components/states';
import { useCreateCampaign, useDiscountLimits, usePreviewCampaign } from '../../data/campaigns';
import { usePolicies } from '../../data/dunning';
import { useTemplates } from '../../data/messages';
import { notifyDone } from '../../notify';
import { useSession, useToday } from '../../session';
import { Samples } from '../messages/Samples';
import { StepChannels } from '../dunning/StepChannels';
import { Preview } from './Preview';

const states = 'AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO';

/** Whom, what, until when; then who would be told, before anything is saved. */
export function NewCampaign() {
  const today = useToday();
  const [, navigate] = useLocation();
  const create = useCreateCampaign();
  const preview = usePreviewCampaign();
  const [key] = useState(() => crypto.randomUUID());
  const [refusal, setRefusal] = useState<unknown>(null);
  const [draft, setDraft] = useState<CampaignIn>({
    name: '',
    days_from: 31,
    charges_ppm: 500_000,
    principal_ppm: 0,
    ends_on: addDays(today, 10),
    control_percent: 10,
    template: 'campanha',
    channels: ['email'],
    fallback_hours: 24,
    proof: 'read',
  });
  const change = (part: Partial<CampaignIn>) => setDraft({ ...draft, ...part });
  const complete = draft.name.trim() !== '' && draft.ends_on !== '';
  const save = async () => {
    setRefusal(null);
    try {
      const made = await create(draft, key);
      notifyDone(t('campaign.created'));
      navigate(`/campanhas/${made.id}`);
    } catch (error) {
      setRefusal(error);
    }
  };
  const problem = refusal ?? preview.error;
  return (
    <>
      <PageHeader
        back={{ label: t('nav.campaigns'), href: '/campanhas' }}
        title={t('campaigns.new')}
        subtitle={t('campaigns.text')}
      />
      <Stack gap="md">
        <Card>
          <TextInput
            label={t('campaign.name')}
            description={t('campaign.name.text')}
            required
            maxLength={80}
            value={draft.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
        </Card>
        <Who draft={draft} change={change} />
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <Discount draft={draft} change={change} />
          <Message draft={draft} change={change} />
        </SimpleGrid>
        {problem !== null && (
          <Text c="red" size="sm" role="alert">
            {describeError(problem).message} {describeError(problem).hint}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button
            variant="default"
            disabled={!complete}
            loading={preview.isPending}
            onClick={() => preview.mutate(draft)}
          >
            {t('campaign.preview')}
          </Button>
          <Button disabled={!complete} onClick={save}>
            {t('campaign.create')}
          </Button>
        </Group>
        {preview.data && <Preview preview={preview.data} />}
        {preview.data && draft.template && (
          <Samples
            name={draft.template}
            party={preview.data.largest[0]?.party_id ?? ''}
            only={draft.channels}
          />
        )}
      </Stack>
    </>
  );
}

interface PartProps {
  draft: CampaignIn;
  change: (part: Partial<CampaignIn>) => void;
}

function Who({ draft, change }: PartProps) {
  const policies = usePolicies();
  const days = (value: string | number) => (value === '' ? undefined : Number(value));
  return (
    <Card title={t('campaign.who')}>
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
        <NumberInput
          label={t('campaign.days_from')}
          min={1}
          value={draft.days_from ?? ''}
          onChange={(value) => change({ days_from: days(value) })}
        />
        <NumberInput
          label={t('campaign.days_to')}
          min={1}
          value={draft.days_to ?? ''}
          onChange={(value) => change({ days_to: days(value) })}
        />
        <MoneyField
          label={t('campaign.owed_from')}
          value={draft.owed_from ?? null}
          onChange={(value) => change({ owed_from: value ?? undefined })}
        />
        <MoneyField
          label={t('campaign.owed_to')}
          value={draft.owed_to ?? null}
          onChange={(value) => change({ owed_to: value ?? undefined })}
        />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, md: 3 }} spacing="sm" mt="sm">
        <TagsInput
          label={t('campaign.tags')}
          placeholder={t('campaign.tags.text')}
          value={draft.tags ?? []}
          onChange={(tags) => change({ tags })}
        />
        <MultiSelect
          label={t('campaign.profiles')}
          placeholder={t('campaign.any')}
          data={(policies.data?.profiles ?? []).map((rule) => ({
            value: rule.profile,
            label: rule.label,
          }))}
          value={draft.profiles ?? []}
          onChange={(profiles) => change({ profiles })}
        />
        <MultiSelect
          label={t('campaign.states')}
          placeholder={t('campaign.any')}
          searchable
          data={states.split(' ')}
          value={draft.states ?? []}
          onChange={(chosen) => change({ states: chosen })}
        />
      </SimpleGrid>
    </Card>
  );
}

function Discount({ draft, change }: PartProps) {
  const today = useToday();
  const { user } = useSession();
  const limits = useDiscountLimits().data;
  const limit = user.role === 'owner' ? limits?.owner : limits?.manager;
  return (
    <Card title={t('campaign.discount')}>
      <SimpleGrid cols={2} spacing="sm">
        <PercentField
          label={t('campaign.charges')}
          value={draft.charges_ppm}
          onChange={(charges_ppm) => change({ charges_ppm })}
        />
        <PercentField
          label={t('campaign.principal')}
          value={draft.principal_ppm}
          onChange={(principal_ppm) => change({ principal_ppm })}
        />
      </SimpleGrid>
      <DateField
        label={t('campaign.ends_on')}
        required
        mt="sm"
        minDate={today}
        maxDate={addDays(today, 90)}
        value={draft.ends_on}
        onChange={(ends_on) => change({ ends_on })}
      />
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm" mt="sm">
        <NumberInput
          label={t('campaign.instalments')}
          min={1}
          max={60}
          value={draft.instalments ?? 1}
          onChange={(value) => change({ instalments: Number(value || 1) })}
        />
        {(draft.instalments ?? 1) > 1 && (
          <>
            <PercentField
              label={t('campaign.first')}
              value={draft.first_ppm ?? 0}
              onChange={(first_ppm) => change({ first_ppm })}
            />
            <Select
              label={t('campaign.every')}
              allowDeselect={false}
              data={(['week', 'fortnight', 'month'] as const).map((value) => ({
                value,
                label: t(`campaign.every.${value}`),
              }))}
              value={draft.interval ?? 'month'}
              onChange={(interval) => change({ interval: interval ?? 'month' })}
            />
          </>
        )}
      </SimpleGrid>
      {limit && (
        <Text size="xs" c="dimmed" mt="xs">
          {t('campaign.limits', {
            instalments: limit.instalments ?? 1,
            charges: formatPpm(limit.charges_ppm, 2),
            principal: formatPpm(limit.principal_ppm, 2),
          })}
        </Text>
      )}
    </Card>
  );
}

function Message({ draft, change }: PartProps) {
  const templates = useTemplates();
  return (
    <Card title={t('campaign.message')}>
      <Select
        label={t('campaign.template')}
        placeholder={t('campaign.template.none')}
        clearable
        data={(templates.data?.items ?? []).map((each) => ({
          value: each.name,
          label: each.label,
        }))}
        value={draft.template ?? null}
        onChange={(template) => change({ template: template ?? undefined })}
      />
      {draft.template && (
        <Stack gap="xs" mt="sm">
          <StepChannels step={draft} change={change} />
        </Stack>
      )}
      <NumberInput
        label={t('campaign.control')}
        description={t('campaign.control.text')}
        inputWrapperOrder={['label', 'input', 'description']}
        mt="sm"
        suffix="%"
        min={0}
        max={50}
        value={draft.control_percent}
        onChange={(value) => change({ control_percent: Number(value || 0) })}
      />
    </Card>
  );
}
