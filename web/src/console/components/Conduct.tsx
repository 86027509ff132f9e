import { Alert, List, Text } from '@mantine/core';
import { IconAlertTriangle, IconGavel } from '@tabler/icons-react';
import type { TextFinding } from '../../api/types';
import { t } from '../../i18n';

/** What a text may not say, told while it is written: the words, the law, and what to say instead. */
export function Conduct({ findings }: { findings: TextFinding[] }) {
  const hard = findings.filter((each) => each.severity === 'hard');
  const soft = findings.filter((each) => each.severity === 'soft');
  return (
    <>
      {hard.length > 0 && (
        <Alert
          color="red"
          styles={{ title: { color: 'var(--mantine-color-text)' } }}
          icon={<IconGavel size={18} />}
          title={t('conduct.hard')}
          role="alert"
        >
          <Findings items={hard} />
        </Alert>
      )}
      {soft.length > 0 && (
        <Alert
          color="yellow"
          styles={{ title: { color: 'var(--mantine-color-text)' } }}
          icon={<IconAlertTriangle size={18} />}
          title={t('conduct.soft')}
        >
          <Findings items={soft} />
        </Alert>
      )}
    </>
  );
}

function Findings({ items }: { items: TextFinding[] }) {
  return (
    <List size="sm" spacing="xs">
      {items.map((each) => (
        <List.Item key={`${each.field}:${each.from}:${each.rule}`}>
          <Text size="sm" fw={600} span>
            “{each.excerpt}”
          </Text>{' '}
          {each.why} ({each.law};{' '}
          {each.field === 'subject'
            ? t('conduct.subject')
            : t('conduct.line', { line: String(each.line) })}
          ).
          <Text size="sm" c="dimmed">
            {each.suggestion}
          </Text>
        </List.Item>
      ))}
    </List>
  );
}
