import { Button, Drawer, List, Stack, Text, Title } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { useState } from 'react';
import type { CallScript as Script } from '../../api/types';
import { t } from '../../i18n';
import { useCallScript } from '../data/whatsapp';
import { Answered } from './states';

const colours: Record<string, string | undefined> = { never: 'red', choice: undefined };

/** What to say in a call to this customer, and what not, in the order of the call. */
export function CallScript({ script }: { script: Script }) {
  return (
    <Stack gap="lg">
      {script.sections.map((section) => (
        <section key={section.id} aria-labelledby={`script-${section.id}`}>
          <Title order={3} size="h5" id={`script-${section.id}`} c={colours[section.kind]}>
            {section.title}
          </Title>
          {section.kind === 'say' ? (
            <Stack gap={4} mt={4}>
              {section.lines.map((line) => (
                <Text key={line} size="sm">
                  {line}
                </Text>
              ))}
            </Stack>
          ) : (
            <List size="sm" mt={4} spacing={4}>
              {section.lines.map((line) => (
                <List.Item key={line}>{line}</List.Item>
              ))}
            </List>
          )}
        </section>
      ))}
    </Stack>
  );
}

/** Opens the script beside whatever is on the screen. */
export function CallScriptButton({ party, name }: { party: string; name: string }) {
  const [open, setOpen] = useState(false);
  const script = useCallScript(party, open);
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconPhone size={14} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('call.script')}
      </Button>
      <Drawer
        opened={open}
        onClose={() => setOpen(false)}
        position="right"
        size="lg"
        title={<Text fw={650}>{t('call.script.of', { name })}</Text>}
      >
        {open && <Answered answer={script}>{(found) => <CallScript script={found} />}</Answered>}
      </Drawer>
    </>
  );
}
