import { Tabs } from '@mantine/core';
import { t, type Key } from '../../../i18n';
import { PageHeader } from '../../components/PageHeader';
import { TabList } from '../../components/TabList';
import { useMay } from '../../session';
import { useAddress } from '../../useAddress';
import { ApiKeys } from './ApiKeys';
import { Audit } from './Audit';
import { CompanyForm } from './CompanyForm';
import { ContactSettings } from './ContactSettings';
import { DelayBands } from './DelayBands';
import { EmailSettings } from './EmailSettings';
import { Security } from './Security';
import { SmsSettings } from './SmsSettings';
import { TermsSettings } from './TermsSettings';
import { Users } from './Users';
import { WhatsAppSettings } from './WhatsAppSettings';

const tabs: { key: string; label: Key; permission?: string; Panel: () => React.ReactNode }[] = [
  { key: 'empresa', label: 'settings.company', permission: 'company:read', Panel: CompanyForm },
  { key: 'usuarios', label: 'settings.users', permission: 'users:read', Panel: Users },
  { key: 'seguranca', label: 'settings.security', Panel: Security },
  { key: 'encargos', label: 'settings.terms', permission: 'settings:read', Panel: TermsSettings },
  { key: 'faixas', label: 'delaybands', permission: 'settings:read', Panel: DelayBands },
  { key: 'email', label: 'settings.email', permission: 'settings:read', Panel: EmailSettings },
  { key: 'sms', label: 'settings.sms', permission: 'settings:read', Panel: SmsSettings },
  {
    key: 'whatsapp',
    label: 'settings.whatsapp',
    permission: 'settings:read',
    Panel: WhatsAppSettings,
  },
  {
    key: 'contato',
    label: 'settings.contact',
    permission: 'settings:read',
    Panel: ContactSettings,
  },
  { key: 'chaves', label: 'settings.keys', permission: 'api_keys:read', Panel: ApiKeys },
  { key: 'auditoria', label: 'settings.audit', permission: 'audit:read', Panel: Audit },
];

export function Settings() {
  const address = useAddress();
  const may = useMay();
  const open = tabs.filter(({ permission }) => !permission || may(permission));
  return (
    <>
      <PageHeader title={t('nav.settings')} />
      <Tabs
        value={address.get('aba') || open[0].key}
        onChange={(aba) => address.change({ aba, cursor: null })}
        keepMounted={false}
      >
        <TabList>
          {open.map(({ key, label }) => (
            <Tabs.Tab key={key} value={key}>
              {t(label)}
            </Tabs.Tab>
          ))}
        </TabList>
        {open.map(({ key, Panel }) => (
          <Tabs.Panel key={key} value={key}>
            <Panel />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
