import { Group, NumberInput, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { ContactBudget, PromiseLimits } from '../../../api/types';
import { t } from '../../../i18n';
import { FormCard } from '../../components/FormCard';
import { Answered } from '../../components/states';
import { useContactBudget, usePromiseLimits, useRefreshSettings } from '../../data/settings';
import { useMay } from '../../session';

export function ContactSettings() {
  const promises = usePromiseLimits();
  return (
    <Answered answer={useContactBudget()}>
      {(budget) => (
        <Answered answer={promises}>
          {(limits) => <Form budget={budget} limits={limits} />}
        </Answered>
      )}
    </Answered>
  );
}

function Form({ budget, limits }: { budget: ContactBudget; limits: PromiseLimits }) {
  const may = useMay()('settings:write');
  const refresh = useRefreshSettings();
  const [draft, setDraft] = useState(budget);
  const [days, setDays] = useState(limits.portal_days_max);
  const save = async () => {
    await api.put('/v1/settings/contact', draft);
    await api.put('/v1/settings/promises', { portal_days_max: days });
    await refresh();
  };
  return (
    <FormCard
      title={t('settings.contact')}
      text={t('contactbudget.text')}
      done={t('settings.saved')}
      editable={may}
      save={save}
    >
      <Group grow align="flex-start" maw={640}>
        <NumberInput
          label={t('contactbudget.day')}
          min={1}
          max={3}
          value={draft.max_per_day}
          onChange={(count) => setDraft({ ...draft, max_per_day: Number(count) })}
        />
        <NumberInput
          label={t('contactbudget.week')}
          min={1}
          max={7}
          value={draft.max_per_week}
          onChange={(count) => setDraft({ ...draft, max_per_week: Number(count) })}
        />
      </Group>
      <Radio.Group
        label={t('contactbudget.email')}
        description={t('contactbudget.email.text')}
        value={draft.email_hours}
        onChange={(hours) =>
          setDraft({ ...draft, email_hours: hours as ContactBudget['email_hours'] })
        }
      >
        <Stack gap="xs" mt="xs">
          {(['day', 'calls', 'any'] as const).map((hours) => (
            <Radio key={hours} value={hours} label={t(`contactbudget.email.${hours}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <NumberInput
        label={t('contactbudget.quiet')}
        description={t('contactbudget.quiet.text')}
        maw={320}
        min={0}
        max={30}
        value={draft.quiet_days}
        onChange={(count) => setDraft({ ...draft, quiet_days: Number(count) })}
      />
      <NumberInput
        label={t('promises.setting')}
        description={t('promises.setting.text')}
        maw={320}
        min={0}
        max={60}
        value={days}
        onChange={(count) => setDays(Number(count))}
      />
    </FormCard>
  );
}
