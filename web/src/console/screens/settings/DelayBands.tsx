import { ActionIcon, Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../../../api/client';
import { t } from '../../../i18n';
import { FormCard } from '../../components/FormCard';
import { Answered } from '../../components/states';
import { useDelayBands, useRefreshSettings } from '../../data/settings';
import { useMay } from '../../session';

/** The company's bands of days late. Each begins where the one before it ends. */
export function DelayBands() {
  return (
    <Answered answer={useDelayBands()}>
      {(bands) => <Form key={bands.ends.join()} ends={bands.ends} />}
    </Answered>
  );
}

const bands_max = 11;

function Form({ ends }: { ends: number[] }) {
  const may = useMay()('settings:write');
  const refresh = useRefreshSettings();
  const [draft, setDraft] = useState(ends);
  const save = async () => {
    await api.put('/v1/settings/delay-bands', { ends: draft });
    await refresh();
  };
  const last = draft.at(-1) ?? 0;
  return (
    <FormCard
      title={t('delaybands')}
      text={t('delaybands.text')}
      done={t('settings.saved')}
      editable={may}
      save={save}
    >
      <Stack gap="xs">
        {draft.map((end, index) => (
          <Group key={index} gap="xs" wrap="nowrap" align="center">
            <Text size="sm" w={90} ta="right">
              {t('delaybands.from', { days: (draft[index - 1] ?? 0) + 1 })}
            </Text>
            <NumberInput
              aria-label={t('delaybands.to', { number: index + 1 })}
              w={100}
              min={1}
              max={3650}
              allowDecimal={false}
              value={end}
              onChange={(value) =>
                setDraft(draft.map((each, at) => (at === index ? Number(value) : each)))
              }
            />
            <Text size="sm">{t('delaybands.days')}</Text>
            {may && draft.length > 1 && (
              <ActionIcon
                variant="subtle"
                color="red"
                aria-label={t('delaybands.remove', { number: index + 1 })}
                onClick={() => setDraft(draft.filter((_, at) => at !== index))}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        ))}
        <Text size="sm" c="dimmed" pl={12}>
          {t('bands.over', { days: last })}
        </Text>
        {may && draft.length < bands_max && (
          <div>
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => setDraft([...draft, last + 30])}
            >
              {t('delaybands.add')}
            </Button>
          </div>
        )}
      </Stack>
    </FormCard>
  );
}
