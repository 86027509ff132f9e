import { Alert, Anchor } from '@mantine/core';
import { IconAddressBook } from '@tabler/icons-react';
import { Link } from 'wouter';
import { t } from '../../i18n';
import { useCompany } from '../data/settings';

/** CDC 42-A: no demand leaves to a person while it cannot say where the creditor is. */
export function CreditorMissing() {
  const company = useCompany().data;
  if (!company || (company.street && company.city)) return null;
  return (
    <Alert
      color="yellow"
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
      mb="md"
      icon={<IconAddressBook size={18} />}
      title={t('creditor.missing')}
    >
      {t('creditor.missing.text')}{' '}
      <Anchor component={Link} href="/configuracoes" size="sm">
        {t('creditor.missing.go')}
      </Anchor>
    </Alert>
  );
}
