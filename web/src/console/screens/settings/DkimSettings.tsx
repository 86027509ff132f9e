import {
  Alert,
  Button,
  Code,
  CopyButton,
  Group,
  Stack,
  Switch,
  Text,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { Dkim, DkimCheck } from '../../../api/types';
import { t } from '../../../i18n';
import { FormCard } from '../../components/FormCard';
import { Answered } from '../../components/states';
import { useDkim, useRefreshSettings } from '../../data/settings';
import { notifyError } from '../../notify';
import { useMay } from '../../session';

export function DkimSettings() {
  return (
    <Answered answer={useDkim()}>
      {(dkim) => <Form key={JSON.stringify(dkim)} dkim={dkim} />}
    </Answered>
  );
}

function Copied({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={600}>
          {label}
        </Text>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button
              size="compact-sm"
              variant="light"
              onClick={copy}
              aria-label={`${t('dkim.copy')}: ${label}`}
            >
              {copied ? t('dkim.copied') : t('dkim.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Code block style={{ whiteSpace: 'pre-wrap', wordBreak: 'break-all' }}>
        {value}
      </Code>
    </div>
  );
}

function Answer({ check }: { check: DkimCheck }) {
  if (check.published) {
    return (
      <Alert role="status" color="green" variant="light">
        {t('dkim.published')}
      </Alert>
    );
  }
  return (
    <Alert role="status" color="yellow" variant="light">
      {t(check.found.length > 0 ? 'dkim.other' : 'dkim.absent')}
    </Alert>
  );
}

function Form({ dkim }: { dkim: Dkim }) {
  const may = useMay()('settings:write');
  const refresh = useRefreshSettings();
  const [draft, setDraft] = useState({
    domain: dkim.domain,
    selector: dkim.selector,
    enabled: dkim.enabled,
  });
  const [check, setCheck] = useState<DkimCheck | null>(null);
  const [asking, setAsking] = useState(false);
  const save = async () => {
    await api.put('/v1/settings/dkim', draft);
    setCheck(null);
    await refresh();
  };
  const ask = async () => {
    setAsking(true);
    try {
      setCheck(await api.post<DkimCheck>('/v1/settings/dkim/check'));
    } catch (error) {
      notifyError(error);
    } finally {
      setAsking(false);
    }
  };
  return (
    <FormCard
      title={t('dkim.title')}
      text={t('dkim.text')}
      done={t('settings.saved')}
      editable={may}
      save={save}
      extra={
        <Button variant="default" loading={asking} onClick={ask} disabled={!dkim.domain}>
          {t('dkim.check')}
        </Button>
      }
    >
      <Group grow align="flex-start">
        <TextInput
          label={t('dkim.domain')}
          description={t('dkim.domain.text')}
          placeholder="empresa.com.br"
          value={draft.domain}
          onChange={(event) => setDraft({ ...draft, domain: event.currentTarget.value })}
        />
        <TextInput
          label={t('dkim.selector')}
          description={t('dkim.selector.text')}
          value={draft.selector}
          onChange={(event) => setDraft({ ...draft, selector: event.currentTarget.value })}
        />
      </Group>
      {dkim.record_name && (
        <Stack gap="xs">
          <Text size="sm">{t('dkim.publish')}</Text>
          <Copied label={t('dkim.record_name')} value={dkim.record_name} />
          <Copied label={t('dkim.record_value')} value={dkim.record_value} />
        </Stack>
      )}
      {check && <Answer check={check} />}
      <Switch
        label={t('dkim.enabled')}
        checked={draft.enabled}
        onChange={(event) => setDraft({ ...draft, enabled: event.currentTarget.checked })}
      />
    </FormCard>
  );
}
