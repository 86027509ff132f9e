import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Account } from '../../../api/types';
import { t } from '../../../i18n';
import { Card } from '../../components/PageHeader';
import { Answered, EmptyState } from '../../components/states';
import { Fact } from '../../components/text';
import css from '../../components/components.module.css';
import { useAccounts } from '../../data/bank';
import { useMay } from '../../session';
import { AccountForm } from './AccountForm';

export function Accounts() {
  const may = useMay()('banking:write');
  const [editing, setEditing] = useState<Account | 'new' | null>(null);
  return (
    <Answered answer={useAccounts()}>
      {({ items }) => (
        <Stack>
          {may && (
            <Group justify="flex-end">
              <Button
                leftSection={<IconPlus size={16} aria-hidden />}
                onClick={() => setEditing('new')}
              >
                {t('bank.account.new')}
              </Button>
            </Group>
          )}
          {items.length === 0 && (
            <EmptyState title={t('bank.accounts.none')}>{t('bank.accounts.none.text')}</EmptyState>
          )}
          <div className={css.grid2}>
            {items.map((account) => (
              <One
                key={account.id}
                account={account}
                edit={may ? () => setEditing(account) : undefined}
              />
            ))}
          </div>
          {editing && (
            <AccountForm
              account={editing === 'new' ? null : editing}
              close={() => setEditing(null)}
            />
          )}
        </Stack>
      )}
    </Answered>
  );
}

function One({ account, edit }: { account: Account; edit?: () => void }) {
  return (
    <Card
      title={account.name}
      actions={
        edit && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={edit}
            aria-label={t('bank.account.edit', { name: account.name })}
          >
            {t('action.edit')}
          </Button>
        )
      }
    >
      <Group gap="xs" mb="sm">
        <Text size="sm">
          {account.bank} · {account.bank_name}
        </Text>
        {account.standard && (
          <Badge variant="light" color="quita">
            {t('bank.account.standard')}
          </Badge>
        )}
      </Group>
      <Group gap="xl">
        <Fact name={t('bank.agency')}>{dashed(account.agency, account.agency_digit)}</Fact>
        <Fact name={t('bank.account.number')}>
          {dashed(account.account, account.account_digit)}
        </Fact>
        <Fact name={t('bank.wallet')}>{account.wallet}</Fact>
        {account.covenant && <Fact name={t('bank.covenant')}>{account.covenant}</Fact>}
        <Fact name={t('bank.layout')}>{account.layout}</Fact>
        {account.pix_key && <Fact name={t('bank.pix_key')}>{account.pix_key}</Fact>}
      </Group>
    </Card>
  );
}

const dashed = (number: string, digit: string) => (digit ? `${number}-${digit}` : number);
