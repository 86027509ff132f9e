import { Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { MailTraceSetting } from '../../../api/types';
import { t } from '../../../i18n';
import { FormCard } from '../../components/FormCard';
import { Answered } from '../../components/states';
import { useMailTrace, useRefreshSettings } from '../../data/settings';
import { useMay } from '../../session';

export function MailTrace() {
  return <Answered answer={useMailTrace()}>{(setting) => <Form setting={setting} />}</Answered>;
}

function Form({ setting }: { setting: MailTraceSetting }) {
  const may = useMay()('settings:write');
  const refresh = useRefreshSettings();
  const [on, setOn] = useState(setting.on);
  const save = async () => {
    await api.put('/v1/settings/mail-trace', { on });
    await refresh();
  };
  return (
    <FormCard
      title={t('trace.title')}
      text={t('trace.text')}
      done={t('settings.saved')}
      editable={may}
      save={save}
    >
      <Stack gap="xs">
        <Switch
          label={t('trace.on')}
          checked={on}
          onChange={(event) => setOn(event.currentTarget.checked)}
        />
        <Text size="sm" c="dimmed">
          {t('trace.law')}
        </Text>
      </Stack>
    </FormCard>
  );
}
