import { Tabs } from '@mantine/core';
import { t } from '../../../i18n';
import { PageHeader } from '../../components/PageHeader';
import { TabList } from '../../components/TabList';
import { useMay } from '../../session';
import { useAddress } from '../../useAddress';
import { Queues } from './Queues';
import { Team } from './Team';
import { Worklist } from './Worklist';

/** What an analyst works in all day; whoever leads sees the queues and the team. */
export function Work() {
  const address = useAddress();
  const may = useMay();
  return (
    <>
      <PageHeader title={t('work.title')} subtitle={t('work.text')} />
      <Tabs
        value={address.get('aba') || 'lista'}
        onChange={(aba) => address.change({ aba })}
        keepMounted={false}
      >
        <TabList>
          <Tabs.Tab value="lista">{t('work.tab.list')}</Tabs.Tab>
          <Tabs.Tab value="filas">{t('work.tab.queues')}</Tabs.Tab>
          {may('users:read') && <Tabs.Tab value="equipe">{t('work.tab.team')}</Tabs.Tab>}
        </TabList>
        <Tabs.Panel value="lista">
          <Worklist />
        </Tabs.Panel>
        <Tabs.Panel value="filas">
          <Queues />
        </Tabs.Panel>
        <Tabs.Panel value="equipe">
          <Team />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
