import { NumberInput, SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../../i18n';
import { FormCard } from '../../components/FormCard';
import { PercentField } from '../../components/fields';
import { Answered } from '../../components/states';
import { useDiscountLimits, useSaveLimits, type DiscountLimits } from '../../data/campaigns';
import { useMay } from '../../session';

/** How much a manager and an owner may give; others give nothing. */
export function Limits() {
  return <Answered answer={useDiscountLimits()}>{(limits) => <Form limits={limits} />}</Answered>;
}

function Form({ limits }: { limits: DiscountLimits }) {
  const may = useMay();
  const save = useSaveLimits();
  const [draft, setDraft] = useState(limits);
  const field = (role: keyof DiscountLimits, part: 'charges_ppm' | 'principal_ppm') => (
    <PercentField
      label={t(`limits.${role}.${part === 'charges_ppm' ? 'charges' : 'principal'}`)}
      value={draft[role][part]}
      onChange={(ppm) => setDraft({ ...draft, [role]: { ...draft[role], [part]: ppm } })}
    />
  );
  const instalments = (role: keyof DiscountLimits) => (
    <NumberInput
      label={t(`limits.${role}.instalments`)}
      min={1}
      max={60}
      value={draft[role].instalments ?? 1}
      onChange={(value) =>
        setDraft({ ...draft, [role]: { ...draft[role], instalments: Number(value || 1) } })
      }
    />
  );
  return (
    <FormCard
      title={t('limits.title')}
      text={t('limits.text')}
      done={t('limits.saved')}
      editable={may('settings:write')}
      save={() => save(draft)}
    >
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
        {field('manager', 'charges_ppm')}
        {field('manager', 'principal_ppm')}
        {field('owner', 'charges_ppm')}
        {field('owner', 'principal_ppm')}
        {instalments('manager')}
        {instalments('owner')}
      </SimpleGrid>
    </FormCard>
  );
}
