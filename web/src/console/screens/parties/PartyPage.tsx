import { ActionIcon, Alert, Badge, Button, Group, Menu, Tabs, Text, Tooltip } from '@mantine/core';
import { IconCheck, IconDots, IconExternalLink, IconLink, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { api } from '../../../api/client';
import type { Party } from '../../../api/types';
import { formatDate } from '../../../format/date';
import { formatDocument, formatPostalCode } from '../../../format/people';
import { t, tn } from '../../../i18n';
import { Card, PageHeader } from '../../components/PageHeader';
import { TabList } from '../../components/TabList';
import { Answered } from '../../components/states';
import { Fact, MoneyText } from '../../components/text';
import css from '../../components/components.module.css';
import {
  useEndedHolds,
  useHolds,
  useNextStep,
  useParty,
  useRefreshParty,
} from '../../data/parties';
import { notifyDone, notifyError } from '../../notify';
import { useMay } from '../../session';
import { useAddress } from '../../useAddress';
import { CallCard } from '../desk/CallCard';
import { PartyCalls } from '../desk/PartyCalls';
import { Contacts } from './Contacts';
import { PartyConversation } from './Conversation';
import { PartyChannels } from './PartyChannels';
import { CreditCard } from './Credit';
import { EditParty } from './EditParty';
import { EndedHolds, HoldDialog, Holds } from './Holds';
import { PartyDunning } from './PartyDunning';
import { PartyHistory, PartyMessages, PartyNotes } from './PartyHistory';
import { PartyTitles } from './PartyTitles';
import { PartyStatement } from './PartyStatement';
import { ProfileCard } from './Profile';
import { PromiseDialog } from './Promise';
import { SendMessage } from './SendMessage';
import { PartyProof } from './Proof';
import { Tags } from './Tags';
import own from './PartyPage.module.css';

export function PartyPage() {
  const { id = '' } = useParams();
  return <Answered answer={useParty(id)}>{(party) => <Page party={party} />}</Answered>;
}

function Page({ party }: { party: Party }) {
  const address = useAddress();
  const { summary } = party;
  return (
    <>
      <PageHeader
        back={{ label: t('nav.parties'), href: '/clientes' }}
        title={party.name}
        subtitle={
          <Group gap="xs">
            <span>{formatDocument(party.document)}</span>
            {party.trade_name && <span>· {party.trade_name}</span>}
            {party.vulnerable && (
              <Badge color="yellow" variant="light">
                {t('party.vulnerable')}
              </Badge>
            )}
          </Group>
        }
        actions={<Actions party={party} />}
      />
      <div className={`${css.grid4} ${own.figures}`}>
        <Sum
          label={t('party.due_today')}
          value={summary.due_today_total}
          text={t('party.due_today.text')}
        />
        <Sum
          label={t('party.overdue')}
          value={summary.overdue_amount}
          text={
            summary.overdue_titles
              ? tn('party.overdue.count', summary.overdue_titles)
              : t('party.fine')
          }
          red={summary.overdue_amount > 0}
        />
        <Sum label={t('party.paid')} value={summary.paid_amount} text={t('party.paid.text')} />
        <div className={css.card}>
          <Text size="sm" c="dimmed">
            {t('party.late')}
          </Text>
          <div className={css.figureValue}>{tn('days', Math.round(summary.average_days_late))}</div>
          <Text size="xs" c="dimmed">
            {t('party.late.text')}
          </Text>
        </div>
      </div>
      <div className={css.main}>
        <Card>
          <Tabs
            value={address.get('aba') || 'titulos'}
            onChange={(aba) => address.change({ aba })}
            keepMounted={false}
          >
            <TabList>
              <Tabs.Tab value="titulos">{t('party.titles')}</Tabs.Tab>
              <Tabs.Tab value="conversas">{t('party.messages')}</Tabs.Tab>
              <Tabs.Tab value="whatsapp">{t('party.whatsapp')}</Tabs.Tab>
              <Tabs.Tab value="ligacoes">{t('calls')}</Tabs.Tab>
              <Tabs.Tab value="regua">{t('why.tab')}</Tabs.Tab>
              <Tabs.Tab value="extrato">{t('statement')}</Tabs.Tab>
              <Tabs.Tab value="historico">{t('title.timeline')}</Tabs.Tab>
              <Tabs.Tab value="provas">{t('proof.tab')}</Tabs.Tab>
              <Tabs.Tab value="anotacoes">{t('party.notes')}</Tabs.Tab>
            </TabList>
            <Tabs.Panel value="titulos">
              <PartyTitles id={party.id} />
            </Tabs.Panel>
            <Tabs.Panel value="conversas">
              <PartyMessages id={party.id} />
            </Tabs.Panel>
            <Tabs.Panel value="whatsapp">
              <PartyConversation id={party.id} />
            </Tabs.Panel>
            <Tabs.Panel value="ligacoes">
              <PartyCalls id={party.id} />
            </Tabs.Panel>
            <Tabs.Panel value="regua">
              <PartyDunning id={party.id} />
            </Tabs.Panel>
            <Tabs.Panel value="extrato">
              <PartyStatement id={party.id} />
            </Tabs.Panel>
            <Tabs.Panel value="historico">
              <PartyHistory id={party.id} />
            </Tabs.Panel>
            <Tabs.Panel value="provas">
              <PartyProof id={party.id} />
            </Tabs.Panel>
            <Tabs.Panel value="anotacoes">
              <PartyNotes id={party.id} />
            </Tabs.Panel>
          </Tabs>
        </Card>
        <div className={own.aside}>
          <CallCard party={party} />
          <NextStepCard party={party} />
          <ProfileCard party={party} />
          <CreditCard party={party} />
          <Contacts party={party} />
          <PartyChannels party={party} />
          <Card title={t('party.about')}>
            <div style={{ display: 'grid', gap: 12 }}>
              <Tags party={party} />
              {party.addresses.map((place) => (
                <Fact key={place.id} name={t('party.address')}>
                  {[place.street, place.number, place.complement].filter(Boolean).join(', ')}
                  <br />
                  {[
                    place.district,
                    `${place.city} · ${place.state}`,
                    formatPostalCode(place.postal_code),
                  ]
                    .filter(Boolean)
                    .join(', ')}
                </Fact>
              ))}
              <Fact name={t('party.since')}>{formatDate(party.created_at)}</Fact>
            </div>
          </Card>
        </div>
      </div>
    </>
  );
}

function Sum({
  label,
  value,
  text,
  red,
}: {
  label: string;
  value: number;
  text: string;
  red?: boolean;
}) {
  return (
    <div className={css.card}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <div className={css.figureValue}>
        <MoneyText value={value} c={red ? 'red' : undefined} />
      </div>
      <Text size="xs" c="dimmed">
        {text}
      </Text>
    </div>
  );
}

function NextStepCard({ party }: { party: Party }) {
  const next = useNextStep(party.id);
  const holds = useHolds(party.id);
  const ended = useEndedHolds(party.id);
  return (
    <Card title={t('party.next')}>
      <Answered answer={next} lines={2}>
        {(step) => (
          <>
            {step.date && (
              <Text fw={650} size="lg">
                {formatDate(step.date)}
              </Text>
            )}
            <Text size="sm">{step.reason_text}</Text>
          </>
        )}
      </Answered>
      {party.vulnerable && (
        <Alert color="yellow" variant="light" mt="sm" p="xs">
          {t('party.vulnerable.text')}
        </Alert>
      )}
      <Holds party={party} holds={holds.data?.items ?? []} />
      <EndedHolds holds={ended.data?.items ?? []} />
    </Card>
  );
}

function Actions({ party }: { party: Party }) {
  const may = useMay();
  const refresh = useRefreshParty(party.id);
  const [dialog, setDialog] = useState<'edit' | 'hold' | 'message' | 'promise' | null>(null);
  const portal = async (use: (url: string) => void) => {
    try {
      use((await api.get<{ url: string }>(`/v1/parties/${party.id}/link`)).url);
    } catch (error) {
      notifyError(error);
    }
  };
  const flag = async () => {
    try {
      await api.patch(`/v1/parties/${party.id}`, { vulnerable: !party.vulnerable });
      await refresh();
      notifyDone(t('party.saved'));
    } catch (error) {
      notifyError(error);
    }
  };
  return (
    <>
      <PortalLink portal={portal} />
      {may('messages:write') && (
        <Button variant="default" onClick={() => setDialog('message')}>
          {t('message.send')}
        </Button>
      )}
      {may('titles:write') && (
        <Button
          component={Link}
          href={`/recebiveis/novo?cliente=${party.id}`}
          leftSection={<IconPlus size={16} aria-hidden />}
        >
          {t('titles.new')}
        </Button>
      )}
      {may('parties:write') && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={36} aria-label={t('title.more')}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setDialog('edit')}>{t('party.edit')}</Menu.Item>
            <Menu.Item onClick={() => setDialog('promise')}>{t('promise.new')}</Menu.Item>
            <Menu.Item onClick={() => setDialog('hold')}>{t('hold.new')}</Menu.Item>
            <Menu.Item onClick={flag}>
              {party.vulnerable ? t('party.unflag') : t('party.flag')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {dialog === 'edit' && <EditParty party={party} close={() => setDialog(null)} />}
      {dialog === 'hold' && <HoldDialog party={party} close={() => setDialog(null)} />}
      {dialog === 'promise' && (
        <PromiseDialog
          heading={t('promise.title', { name: party.name })}
          of={{ party_id: party.id }}
          close={() => setDialog(null)}
        />
      )}
      {dialog === 'message' && <SendMessage party={party} close={() => setDialog(null)} />}
    </>
  );
}

function PortalLink({ portal }: { portal: (use: (url: string) => void) => Promise<void> }) {
  const [copied, setCopied] = useState(false);
  const copy = (url: string) =>
    navigator.clipboard.writeText(url).then(() => {
      setCopied(true);
      setTimeout(() => setCopied(false), 1500);
    }, notifyError);
  return (
    <Button.Group>
      <Button
        variant="default"
        leftSection={
          copied ? <IconCheck size={16} aria-hidden /> : <IconLink size={16} aria-hidden />
        }
        onClick={() => portal(copy)}
      >
        {copied ? t('action.copied') : t('party.portal.copy')}
      </Button>
      <Tooltip label={t('party.portal.open')}>
        <Button
          variant="default"
          px={10}
          aria-label={t('party.portal.open')}
          onClick={() => portal((url) => window.open(url, '_blank', 'noopener'))}
        >
          <IconExternalLink size={16} />
        </Button>
      </Tooltip>
    </Button.Group>
  );
}
