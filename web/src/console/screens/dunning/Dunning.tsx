import { Button, Tabs } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { addDays, formatDate } from '../../../format/date';
import { t } from '../../../i18n';
import { Card, PageHeader } from '../../components/PageHeader';
import { Answered } from '../../components/states';
import { useDunningDay, useDunningPreview, usePolicy, useRunDay } from '../../data/dunning';
import { notifyDone, notifyError } from '../../notify';
import { useMay, useToday } from '../../session';
import { useAddress } from '../../useAddress';
import { DateField } from '../../components/fields';
import { DayDecisions } from './DayDecisions';
import { EditSteps } from './EditSteps';
import { RunningHolds } from './RunningHolds';
import { StepLine } from './StepLine';

export function Dunning() {
  const today = useToday();
  const address = useAddress();
  const may = useMay();
  const run = useRunDay();
  const policy = usePolicy();
  const tab = address.get('aba') || 'hoje';
  const date = address.get('dia') || today;
  const start = () =>
    run.mutate(undefined, {
      onSuccess: (counts) => notifyDone(t('dunning.ran', counts)),
      onError: notifyError,
    });
  return (
    <>
      <PageHeader
        title={t('nav.dunning.full')}
        subtitle={t('dunning.text')}
        actions={
          may('dunning:write') && (
            <Button
              leftSection={<IconPlayerPlay size={16} aria-hidden />}
              loading={run.isPending}
              onClick={start}
            >
              {t('dunning.run')}
            </Button>
          )
        }
      />
      {/* Where the steps are edited, the line follows the form instead. */}
      {tab !== 'passos' && (
        <Card title={policy.data?.name}>
          <Answered answer={policy} lines={3}>
            {(found) => <StepLine steps={found.steps} />}
          </Answered>
        </Card>
      )}
      <Tabs
        value={tab}
        onChange={(aba) => address.change({ aba, dia: null })}
        mt="md"
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="hoje">{t('dunning.today')}</Tabs.Tab>
          <Tabs.Tab value="amanha">{t('dunning.tomorrow')}</Tabs.Tab>
          <Tabs.Tab value="pausas">{t('dunning.holds')}</Tabs.Tab>
          <Tabs.Tab value="passos">{t('dunning.steps')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="hoje">
          <DateField
            label={t('dunning.date')}
            w={160}
            mb="md"
            maxDate={today}
            value={date}
            onChange={(dia) => address.change({ dia: dia === today ? null : dia })}
          />
          <Past date={date} />
        </Tabs.Panel>
        <Tabs.Panel value="amanha">
          <Coming date={addDays(today, 1)} />
        </Tabs.Panel>
        <Tabs.Panel value="pausas">
          <RunningHolds />
        </Tabs.Panel>
        <Tabs.Panel value="passos">
          <Answered answer={policy}>
            {(found) => <EditSteps key={found.version} policy={found} />}
          </Answered>
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function Past({ date }: { date: string }) {
  return (
    <Answered answer={useDunningDay(date)}>
      {(day) => <DayDecisions day={day} empty={t('dunning.notrun', { date: formatDate(date) })} />}
    </Answered>
  );
}

function Coming({ date }: { date: string }) {
  return (
    <Answered answer={useDunningPreview(date)}>
      {(day) => (
        <DayDecisions day={day} empty={t('dunning.nothing', { date: formatDate(date) })} coming />
      )}
    </Answered>
  );
}
