import { Tabs } from '@mantine/core';
import { t } from '../../../i18n';
import { PageHeader } from '../../components/PageHeader';
import { TabList } from '../../components/TabList';
import { useAddress } from '../../useAddress';
import { ImportNfe } from './ImportNfe';
import { ImportParties } from './ImportParties';
import { ImportTitles } from './ImportTitles';

export function Imports() {
  const address = useAddress();
  return (
    <>
      <PageHeader
        back={{ label: t('nav.titles'), href: '/recebiveis' }}
        title={t('import.title')}
        subtitle={t('import.text')}
      />
      <Tabs value={address.get('aba') || 'notas'} onChange={(aba) => address.change({ aba })}>
        <TabList>
          <Tabs.Tab value="notas">{t('import.nfe')}</Tabs.Tab>
          <Tabs.Tab value="titulos">{t('import.titles')}</Tabs.Tab>
          <Tabs.Tab value="clientes">{t('import.parties')}</Tabs.Tab>
        </TabList>
        <Tabs.Panel value="notas">
          <ImportNfe />
        </Tabs.Panel>
        <Tabs.Panel value="titulos">
          <ImportTitles />
        </Tabs.Panel>
        <Tabs.Panel value="clientes">
          <ImportParties />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
