import { Badge, Group, Select, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { TemplateSample, Tone } from '../../../api/types';
import { t, tn, translateWord } from '../../../i18n';
import { MailBody } from '../../components/MessageView';
import { Card } from '../../components/PageHeader';
import { Answered } from '../../components/states';
import { usePolicies } from '../../data/dunning';
import { useTemplateSamples } from '../../data/messages';

export const tones = ['light', 'neutral', 'firm'] as const;

interface Props {
  name: string;
  party: string;
  /** The channels to show; every one when absent. */
  only?: string[];
}

/** What a customer would read today on each channel, in a tone and for a kind of payer. */
export function Samples({ name, party, only }: Props) {
  const [tone, setTone] = useState<Tone | ''>('');
  const [profile, setProfile] = useState('');
  const policies = usePolicies();
  const [channel, setChannel] = useState('email');
  const samples = useTemplateSamples(name, { party_id: party, tone, profile });
  return (
    <Card title={t('samples')}>
      <Stack gap="sm">
        <Group grow align="flex-start">
          <Select
            label={t('samples.tone')}
            data={[
              { value: '', label: t('tone.company') },
              ...tones.map((value) => ({ value, label: t(`tone.${value}`) })),
            ]}
            allowDeselect={false}
            value={tone}
            onChange={(value) => setTone((value ?? '') as Tone | '')}
          />
          <Select
            label={t('samples.profile')}
            data={[
              { value: '', label: t('samples.profile.any') },
              ...(policies.data?.profiles ?? []).map((rule) => ({
                value: rule.profile,
                label: rule.label,
              })),
            ]}
            allowDeselect={false}
            value={profile}
            onChange={(value) => setProfile(value ?? '')}
          />
        </Group>
        <Answered answer={samples}>
          {(answer) => {
            const items = answer.items.filter((each) => !only || only.includes(each.channel));
            const shown = items.find((each) => each.channel === channel) ?? items[0];
            if (!shown) return null;
            return (
              <Stack gap="sm">
                <SegmentedControl
                  fullWidth
                  value={shown.channel}
                  onChange={setChannel}
                  data={items.map((each) => ({
                    value: each.channel,
                    label: translateWord(`samples.${each.channel}`, each.channel),
                  }))}
                />
                <Sample sample={shown} />
              </Stack>
            );
          }}
        </Answered>
      </Stack>
    </Card>
  );
}

function Sample({ sample }: { sample: TemplateSample }) {
  return (
    <div>
      <Group gap="xs" mb={6}>
        {sample.own && <Badge variant="light">{t('templates.own')}</Badge>}
        {sample.segments != null && (
          <Text size="sm" c="dimmed">
            {tn('samples.segments', sample.segments)} · {tn('samples.letters', sample.letters ?? 0)}
          </Text>
        )}
      </Group>
      {sample.subject && (
        <Text fw={650} mb={6}>
          {sample.subject}
        </Text>
      )}
      {sample.html ? (
        <MailBody html={sample.html} text={sample.text} />
      ) : (
        <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {sample.text}
        </Text>
      )}
    </div>
  );
}
