import { Tabs } from '@mantine/core';
import { t } from '../../../i18n';
import { PageHeader } from '../../components/PageHeader';
import { TabList } from '../../components/TabList';
import { useSession } from '../../session';
import { useAddress } from '../../useAddress';
import { Conversations } from './Conversations';
import { DemoPhone } from './DemoPhone';
import { Letters } from './Letters';
import { Mailbox } from './Mailbox';
import { Outbox } from './Outbox';
import { Templates } from './Templates';

export function Messages() {
  const address = useAddress();
  const { company } = useSession();
  return (
    <>
      <PageHeader title={t('nav.messages')} subtitle={t('messages.text')} />
      <Tabs
        value={address.get('aba') || 'saida'}
        onChange={(aba) =>
          address.change({ aba, state: null, cursor: null, modelo: null, lista: null })
        }
        keepMounted={false}
      >
        <TabList>
          <Tabs.Tab value="saida">{t('messages.outbox')}</Tabs.Tab>
          <Tabs.Tab value="modelos">{t('messages.templates')}</Tabs.Tab>
          <Tabs.Tab value="conversas">{t('messages.conversations')}</Tabs.Tab>
          <Tabs.Tab value="cartas">{t('messages.letters')}</Tabs.Tab>
          {company.demo && <Tabs.Tab value="caixa">{t('messages.mailbox')}</Tabs.Tab>}
          {company.demo && <Tabs.Tab value="telefone">{t('messages.phone')}</Tabs.Tab>}
        </TabList>
        <Tabs.Panel value="saida">
          <Outbox />
        </Tabs.Panel>
        <Tabs.Panel value="modelos">
          <Templates />
        </Tabs.Panel>
        <Tabs.Panel value="conversas">
          <Conversations />
        </Tabs.Panel>
        <Tabs.Panel value="cartas">
          <Letters />
        </Tabs.Panel>
        <Tabs.Panel value="telefone">
          <DemoPhone />
        </Tabs.Panel>
        <Tabs.Panel value="caixa">
          <Mailbox />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
