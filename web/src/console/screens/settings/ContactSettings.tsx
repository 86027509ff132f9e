import { Group, NumberInput, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { ContactBudget } from '../../../api/types';
import { t } from '../../../i18n';
import { FormCard } from '../../components/FormCard';
import { Answered } from '../../components/states';
import { useContactBudget, useRefreshSettings } from '../../data/settings';
import { useMay } from '../../session';

export function ContactSettings() {
  return <Answered answer={useContactBudget()}>{(budget) => <Form budget={budget} />}</Answered>;
}

function Form({ budget }: { budget: ContactBudget }) {
  const may = useMay()('settings:write');
  const refresh = useRefreshSettings();
  const [draft, setDraft] = useState(budget);
  const save = async () => {
    await api.put('/v1/settings/contact', draft);
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
    </FormCard>
  );
}
