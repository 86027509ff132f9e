import { Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy, IconFileTypePdf } from '@tabler/icons-react';
import { download } from '../../../api/client';
import type { Instrument, Title } from '../../../api/types';
import { formatLine } from '../../../format/people';
import { t } from '../../../i18n';
import { Card } from '../../components/PageHeader';
import { StateBadge } from '../../components/StateBadge';
import { CodeLine } from '../../components/text';
import { notifyError } from '../../notify';

export function Instruments({ title, open }: { title: Title; open: boolean }) {
  // A closed title has no slip: there is nothing left to pay.
  const slip = open && title.instruments.some((instrument) => instrument.kind === 'boleto');
  return (
    <Card title={t('instrument.title')}>
      <Stack gap="md">
        {title.instruments.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('instrument.none')}
          </Text>
        )}
        {title.instruments.map((instrument) => (
          <One key={instrument.id} instrument={instrument} open={open} />
        ))}
        {slip && (
          <Button
            leftSection={<IconFileTypePdf size={18} aria-hidden />}
            onClick={() =>
              download(`/v1/titles/${title.id}/slip.pdf`, `boleto-${title.number}.pdf`).catch(
                notifyError,
              )
            }
          >
            {t('instrument.pdf')}
          </Button>
        )}
      </Stack>
    </Card>
  );
}

function One({ instrument, open }: { instrument: Instrument; open: boolean }) {
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={600}>
          {instrument.kind === 'boleto' ? 'Boleto' : 'Pix'}
        </Text>
        <StateBadge
          state={
            instrument.kind === 'pix' && instrument.state === 'created' ? 'ready' : instrument.state
          }
          of="instrument"
        />
      </Group>
      {instrument.state_reason && (
        <Text size="sm" c={instrument.state === 'rejected' ? 'red' : 'dimmed'} mb={4}>
          {instrument.state_reason}
        </Text>
      )}
      {(instrument.write_off === 'due' || instrument.write_off === 'sent') && (
        <Text size="sm" c="dimmed" mb={4}>
          {t(`instrument.write_off.${instrument.write_off}`)}
        </Text>
      )}
      {instrument.our_number_printed && (
        <Text size="xs" c="dimmed" mb={4}>
          {t('instrument.our_number')} {instrument.our_number_printed}
        </Text>
      )}
      {instrument.line && (
        <CodeLine
          text={formatLine(instrument.line)}
          copy={instrument.line}
          label={t('instrument.copy_line')}
        />
      )}
      {open && instrument.br_code && <CopyPix code={instrument.br_code} />}
    </div>
  );
}

function CopyPix({ code }: { code: string }) {
  return (
    <CopyButton value={code} timeout={1500}>
      {({ copied, copy }) => (
        <Button
          mt={6}
          size="xs"
          variant="light"
          fullWidth
          leftSection={
            copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />
          }
          onClick={copy}
        >
          {copied ? t('action.copied') : t('instrument.copy_pix')}
        </Button>
      )}
    </CopyButton>
  );
}
