import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useLocation } from 'wouter';
import type { Terms } from '../../../api/types';
import { addDays } from '../../../format/date';
import { t } from '../../../i18n';
import { DateField, MoneyField } from '../../components/fields';
import { Card, PageHeader } from '../../components/PageHeader';
import { PartyPicker } from '../../components/PartyPicker';
import { Answered, describeError } from '../../components/states';
import { TermsFields, termsToSend, type TermsDraft } from '../../components/TermsFields';
import css from '../../components/components.module.css';
import { useAccounts } from '../../data/bank';
import { useStandardTerms } from '../../data/settings';
import { useCreateTitle } from '../../data/titles';
import { notifyDone, notifyWarning } from '../../notify';
import { useToday } from '../../session';
import { useAddress } from '../../useAddress';

export function NewTitle() {
  return <Answered answer={useStandardTerms()}>{(terms) => <Form standard={terms} />}</Answered>;
}

function Form({ standard }: { standard: Terms }) {
  const today = useToday();
  const address = useAddress();
  const [, navigate] = useLocation();
  const create = useCreateTitle();
  // One key for the whole form: sending it twice makes one title.
  const [key] = useState(() => crypto.randomUUID());
  const [party, setParty] = useState(address.get('cliente'));
  const [number, setNumber] = useState('');
  const [description, setDescription] = useState('');
  const [amount, setAmount] = useState<number | null>(null);
  const [issue, setIssue] = useState(today);
  const [due, setDue] = useState(addDays(today, 30));
  const [terms, setTerms] = useState<TermsDraft>(termsToSend(standard));
  const accounts = useAccounts();
  const [account, setAccount] = useState<string | null>(null);

  const refusal = create.error ? describeError(create.error) : null;
  const at = (field: string) => (refusal?.field?.startsWith(field) ? refusal.message : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const title = {
      party_id: party,
      number,
      description,
      issue_date: issue,
      due_date: due,
      amount: amount ?? 0,
      terms: termsToSend(terms),
      ...(account ? { account_id: account } : {}),
    };
    create.mutate(
      { title, key },
      {
        onSuccess: (made) => {
          for (const warning of made.warnings ?? []) notifyWarning(warning.message);
          notifyDone(t('titles.created', { number: made.number }));
          navigate(`/recebiveis/${made.id}`);
        },
      },
    );
  };

  return (
    <form onSubmit={submit}>
      <PageHeader
        back={{ label: t('nav.titles'), href: '/recebiveis' }}
        title={t('titles.new')}
        subtitle={t('titles.new.text')}
      />
      <div className={css.grid2}>
        <Card title={t('titles.new.what')}>
          <Stack>
            <PartyPicker value={party} onChange={setParty} required error={at('party')} />
            <TextInput
              label={t('title.number')}
              description={t('title.number.text')}
              required
              value={number}
              error={at('number')}
              onChange={(event) => setNumber(event.currentTarget.value)}
            />
            <TextInput
              label={t('title.description')}
              description={t('title.description.text')}
              required
              value={description}
              error={at('description')}
              onChange={(event) => setDescription(event.currentTarget.value)}
            />
            <MoneyField
              label={t('title.amount')}
              required
              value={amount}
              onChange={setAmount}
              error={at('amount')}
            />
            <Group grow align="flex-start">
              <DateField
                label={t('title.issue')}
                required
                value={issue}
                onChange={setIssue}
                error={at('issue_date')}
              />
              <DateField
                label={t('title.due')}
                required
                value={due}
                onChange={setDue}
                error={at('due_date')}
              />
            </Group>
          </Stack>
        </Card>
        <Card title={t('terms.title')}>
          <Stack>
            <TermsFields value={terms} onChange={setTerms} error={at('terms')} />
            {(accounts.data?.items.length ?? 0) > 1 && (
              <Select
                label={t('bank.account')}
                placeholder={t('bank.account.standard')}
                clearable
                value={account}
                onChange={setAccount}
                data={accounts.data!.items.map(({ id, name, bank_name }) => ({
                  value: id,
                  label: `${name} · ${bank_name}`,
                }))}
              />
            )}
            {refusal && (
              <Text c="red" size="sm" role="alert">
                {refusal.message} {refusal.hint}
              </Text>
            )}
            <Group justify="flex-end">
              <Button type="submit" loading={create.isPending} disabled={!party || !amount}>
                {t('titles.create')}
              </Button>
            </Group>
          </Stack>
        </Card>
      </div>
    </form>
  );
}
