import { NumberInput, SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import type { AgreementRules } from '../../../api/types';
import { t } from '../../../i18n';
import { FormCard } from '../../components/FormCard';
import { MoneyField, PercentField } from '../../components/fields';
import { Answered } from '../../components/states';
import { useAgreementRules, useSaveAgreementRules } from '../../data/agreements';
import { useMay } from '../../session';

/** What holds for all agreements from now on. */
export function Rules() {
  return <Answered answer={useAgreementRules()}>{(rules) => <Form rules={rules} />}</Answered>;
}

function Form({ rules }: { rules: AgreementRules }) {
  const may = useMay();
  const save = useSaveAgreementRules();
  const [draft, setDraft] = useState(rules);
  const change = (part: Partial<AgreementRules>) => setDraft({ ...draft, ...part });
  return (
    <FormCard
      title={t('agreements.rules')}
      text={t('agreements.rules.text')}
      done={t('agreements.rules.saved')}
      editable={may('settings:write')}
      save={() => save(draft)}
    >
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
        <PercentField
          label={t('agreements.interest')}
          value={draft.interest_ppm}
          onChange={(interest_ppm) => change({ interest_ppm })}
        />
        <MoneyField
          label={t('agreements.least')}
          value={draft.least}
          onChange={(least) => change({ least: least ?? 0 })}
        />
        <NumberInput
          label={t('agreements.first_days')}
          min={0}
          max={30}
          value={draft.first_days}
          onChange={(value) => change({ first_days: Number(value || 0) })}
        />
        <NumberInput
          label={t('agreements.break_days')}
          min={1}
          max={90}
          value={draft.break_days}
          onChange={(value) => change({ break_days: Number(value || 1) })}
        />
      </SimpleGrid>
    </FormCard>
  );
}
