import { Select } from '@mantine/core';
import type { Terms } from '../../api/types';
import { t } from '../../i18n';
import { MoneyField, PercentField } from './fields';

export type TermsDraft = Pick<
  Terms,
  'fine_ppm' | 'interest_mode' | 'interest_ppm' | 'interest_daily'
>;

interface Props {
  value: TermsDraft;
  onChange: (terms: TermsDraft) => void;
  error?: string;
}

/** Fine and interest, for one title or as the company's standard. */
export function TermsFields({ value, onChange, error }: Props) {
  const set = (patch: Partial<TermsDraft>) => onChange({ ...value, ...patch });
  return (
    <>
      <PercentField
        label={t('terms.fine')}
        description={t('terms.fine.text')}
        value={value.fine_ppm}
        onChange={(fine_ppm) => set({ fine_ppm })}
        error={error}
      />
      <Select
        label={t('terms.interest')}
        allowDeselect={false}
        value={value.interest_mode}
        onChange={(mode) => set({ interest_mode: mode as Terms['interest_mode'] })}
        data={[
          { value: 'monthly', label: t('terms.mode.monthly') },
          { value: 'daily', label: t('terms.mode.daily') },
          { value: 'legal', label: t('terms.mode.legal') },
          { value: 'none', label: t('terms.none') },
        ]}
      />
      {value.interest_mode === 'monthly' && (
        <PercentField
          label={t('terms.mode.monthly')}
          value={value.interest_ppm}
          onChange={(interest_ppm) => set({ interest_ppm })}
        />
      )}
      {value.interest_mode === 'daily' && (
        <MoneyField
          label={t('terms.mode.daily')}
          value={value.interest_daily}
          onChange={(daily) => set({ interest_daily: daily ?? 0 })}
        />
      )}
    </>
  );
}

/** What does not belong to the chosen mode is sent as zero. */
export function termsToSend(draft: TermsDraft): TermsDraft {
  return {
    fine_ppm: draft.fine_ppm,
    interest_mode: draft.interest_mode,
    interest_ppm: draft.interest_mode === 'monthly' ? draft.interest_ppm : 0,
    interest_daily: draft.interest_mode === 'daily' ? draft.interest_daily : 0,
  };
}
