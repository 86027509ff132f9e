import { Anchor, Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import type { Agreement } from '../../../api/types';
import { formatDate } from '../../../format/date';
import { t } from '../../../i18n';
import { ConfirmModal } from '../../components/ConfirmModal';
import { DataTable } from '../../components/DataTable';
import { Card, PageHeader } from '../../components/PageHeader';
import { StateBadge } from '../../components/StateBadge';
import { Answered } from '../../components/states';
import { MoneyText } from '../../components/text';
import css from '../../components/components.module.css';
import { useAgreement, useBreakAgreement } from '../../data/agreements';
import { notifyDone } from '../../notify';
import { useMay } from '../../session';
import { Figure } from '../campaigns/Preview';
import { AgreementBadge } from './Agreements';

export function AgreementPage() {
  const { id = '' } = useParams();
  return (
    <Answered answer={useAgreement(id)}>{(agreement) => <Page agreement={agreement} />}</Answered>
  );
}

function Page({ agreement }: { agreement: Agreement }) {
  return (
    <>
      <PageHeader
        back={{ label: t('nav.agreements'), href: '/acordos' }}
        title={t('agreement.title', { number: agreement.number })}
        subtitle={
          <Group gap="xs">
            <AgreementBadge agreement={agreement} />
            <Anchor component={Link} href={`/clientes/${agreement.party_id}`} size="sm">
              {agreement.party_name}
            </Anchor>
            <span>
              {t('agreement.by', {
                name: agreement.signed_by,
                date: formatDate(agreement.signed_on),
              })}
            </span>
          </Group>
        }
        actions={<Break agreement={agreement} />}
      />
      <Stack gap="md">
        <Card>
          <SimpleGrid cols={{ base: 2, md: 4 }}>
            <Figure name={t('agreement.owed')}>
              <MoneyText value={agreement.owed} />
            </Figure>
            <Figure name={t('agreement.agreed')}>
              <MoneyText value={agreement.agreed} />
            </Figure>
            <Figure name={t('agreement.with_interest')}>
              <MoneyText value={agreement.total} />
            </Figure>
            <Figure name={t('agreement.paid')}>
              <MoneyText value={agreement.paid} />
            </Figure>
          </SimpleGrid>
          <Text size="sm" c="dimmed" mt="md">
            {agreement.broken_on
              ? t('agreement.broken.text', {
                  date: formatDate(agreement.broken_on),
                  name: agreement.broken_by,
                })
              : t('agreement.rule', { days: agreement.break_days })}
          </Text>
        </Card>
        <Card title={t('agreement.instalments')}>
          <DataTable
            label={t('agreement.instalments')}
            rows={agreement.instalments}
            rowKey={(row) => row.title_id}
            href={(row) => `/recebiveis/${row.title_id}`}
            empty={null}
            columns={[
              {
                key: 'place',
                header: t('agreement.instalment'),
                render: (row) => (
                  <>
                    <Anchor
                      component={Link}
                      href={`/recebiveis/${row.title_id}`}
                      size="sm"
                      fw={600}
                    >
                      {t('agreement.place', { place: row.place, count: agreement.count })}
                    </Anchor>
                    <Text size="xs" c="dimmed" component="div" className={css.narrow}>
                      {formatDate(row.due_date)}
                    </Text>
                  </>
                ),
              },
              {
                key: 'due',
                header: t('agreement.due'),
                wide: true,
                render: (row) => formatDate(row.due_date),
              },
              {
                key: 'amount',
                header: t('agreement.amount'),
                align: 'right',
                render: (row) => <MoneyText value={row.amount} />,
              },
              {
                key: 'state',
                header: t('agreement.state'),
                render: (row) => <StateBadge state={row.state} of="title" />,
              },
            ]}
          />
        </Card>
        <Card title={t('agreement.titles')}>
          <DataTable
            label={t('agreement.titles')}
            rows={agreement.titles}
            rowKey={(row) => row.title_id}
            href={(row) => `/recebiveis/${row.title_id}`}
            empty={null}
            columns={[
              {
                key: 'number',
                header: t('agreement.number'),
                render: (row) => (
                  <Anchor component={Link} href={`/recebiveis/${row.title_id}`} size="sm" fw={600}>
                    {row.number}
                  </Anchor>
                ),
              },
              {
                key: 'owed',
                header: t('agreement.owed'),
                align: 'right',
                render: (row) => <MoneyText value={row.owed} />,
              },
              {
                key: 'agreed',
                header: t('agreement.agreed'),
                align: 'right',
                render: (row) => <MoneyText value={row.agreed} />,
              },
            ]}
          />
        </Card>
      </Stack>
    </>
  );
}

function Break({ agreement }: { agreement: Agreement }) {
  const may = useMay();
  const breakUp = useBreakAgreement(agreement.id);
  const [asking, setAsking] = useState(false);
  const [why, setWhy] = useState('');
  if (!may('titles:write') || agreement.state !== 'running') return null;
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('agreement.break')}
      </Button>
      <ConfirmModal
        opened={asking}
        onClose={() => setAsking(false)}
        title={`${t('agreement.break')}: ${t('agreement.title', { number: agreement.number })}`}
        action={t('agreement.break')}
        danger
        disabled={why.trim() === ''}
        run={async () => {
          await breakUp(why);
          notifyDone(t('agreement.broken'));
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{t('agreement.break.text')}</Text>
          <TextInput
            label={t('agreement.break.why')}
            maxLength={200}
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
        </Stack>
      </ConfirmModal>
    </>
  );
}
