import { Button, Tabs } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { formatDate } from '../../../format/date';
import { t } from '../../../i18n';
import { CreditorMissing } from '../../components/CreditorMissing';
import { Card, PageHeader } from '../../components/PageHeader';
import { TabList } from '../../components/TabList';
import { Answered } from '../../components/states';
import { useDunningDay, usePolicies, useRunDay } from '../../data/dunning';
import { notifyDone, notifyError } from '../../notify';
import { useMay, useToday } from '../../session';
import { useAddress } from '../../useAddress';
import { DateField } from '../../components/fields';
import { DayDecisions } from './DayDecisions';
import { Experiments } from './Experiments';
import { Forecast } from './Forecast';
import { Policies } from './Policies';
import { Promises } from './Promises';
import { RunningHolds } from './RunningHolds';
import { StepLine } from './StepLine';
import { Tasks } from './Tasks';

export function Dunning() {
  const today = useToday();
  const address = useAddress();
  const may = useMay();
  const run = useRunDay();
  const policies = usePolicies();
  const standard = policies.data?.items.find((policy) => policy.is_default);
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
      <CreditorMissing />
      {/* Where the policies are edited, their own lines stand. */}
      {tab !== 'reguas' && (
        <Card title={standard?.name}>
          <Answered answer={policies} lines={3}>
            {() => <StepLine steps={standard!.steps.map(({ date: _date, ...step }) => step)} />}
          </Answered>
        </Card>
      )}
      <Tabs
        value={tab}
        onChange={(aba) =>
          address.change({ aba, dia: null, regua: null, teste: null, experimento: null })
        }
        mt="md"
        keepMounted={false}
      >
        <TabList>
          <Tabs.Tab value="hoje">{t('dunning.today')}</Tabs.Tab>
          <Tabs.Tab value="proximos">{t('dunning.forecast')}</Tabs.Tab>
          <Tabs.Tab value="tarefas">{t('tasks')}</Tabs.Tab>
          <Tabs.Tab value="promessas">{t('promises')}</Tabs.Tab>
          <Tabs.Tab value="pausas">{t('dunning.holds')}</Tabs.Tab>
          <Tabs.Tab value="reguas">{t('dunning.policies')}</Tabs.Tab>
          <Tabs.Tab value="experimentos">{t('dunning.experiments')}</Tabs.Tab>
        </TabList>
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
        <Tabs.Panel value="proximos">
          <Forecast />
        </Tabs.Panel>
        <Tabs.Panel value="tarefas">
          <Tasks />
        </Tabs.Panel>
        <Tabs.Panel value="promessas">
          <Promises />
        </Tabs.Panel>
        <Tabs.Panel value="pausas">
          <RunningHolds />
        </Tabs.Panel>
        <Tabs.Panel value="reguas">
          <Answered answer={policies}>{(all) => <Policies all={all} />}</Answered>
        </Tabs.Panel>
        <Tabs.Panel value="experimentos">
          <Experiments />
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
