import { Tabs } from '@mantine/core';
import { t } from '../../../i18n';
import { PageHeader } from '../../components/PageHeader';
import { TabList } from '../../components/TabList';
import { useAddress } from '../../useAddress';
import { Accounts } from './Accounts';
import { Remittances } from './Remittances';
import { Returns } from './Returns';

export function Bank() {
  const address = useAddress();
  return (
    <>
      <PageHeader title={t('nav.bank')} subtitle={t('bank.text')} />
      <Tabs
        value={address.get('aba') || 'retornos'}
        onChange={(aba) => address.change({ aba })}
        keepMounted={false}
      >
        <TabList>
          <Tabs.Tab value="retornos">{t('bank.returns')}</Tabs.Tab>
          <Tabs.Tab value="remessas">{t('bank.remittances')}</Tabs.Tab>
          <Tabs.Tab value="contas">{t('bank.accounts')}</Tabs.Tab>
        </TabList>
        <Tabs.Panel value="retornos">
          <Returns />
        </Tabs.Panel>
        <Tabs.Panel value="remessas">
          <Remittances />
        </Tabs.Panel>
        <Tabs.Panel value="contas">
          <Accounts />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
