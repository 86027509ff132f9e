import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconCertificate, IconFileTypePdf, IconJson, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { api, download } from '../../../api/client';
import type { Proof, ProofPack, ProofVerdict } from '../../../api/types';
import { t, tn } from '../../../i18n';
import { DropZone } from '../../components/DropZone';
import { Answered, EmptyState } from '../../components/states';
import { InstantText } from '../../components/text';
import { useProof, useRefreshParty } from '../../data/parties';
import { notifyDone, notifyError } from '../../notify';
import { useMay } from '../../session';

/** What can be proven of what was said to a customer, and packs that were handed out. */
export function PartyProof({ id }: { id: string }) {
  return (
    <Stack>
      <Answered answer={useProof(id)}>{(proof) => <Chain id={id} proof={proof} />}</Answered>
      <Check />
    </Stack>
  );
}

function Chain({ id, proof }: { id: string; proof: Proof }) {
  const may = useMay()('messages:write');
  const refresh = useRefreshParty(id);
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    try {
      await api.post(`/v1/parties/${id}/proof`);
      await refresh();
      notifyDone(t('proof.made'));
    } catch (error) {
      notifyError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('proof.text')}
      </Text>
      <Verdict good={proof.problems.length === 0} problems={proof.problems} />
      <Group justify="space-between" align="flex-start">
        <div>
          <Text fw={650}>{tn('proof.count', proof.entries)}</Text>
          {proof.unsealed > 0 && (
            <Text size="sm" c="dimmed">
              {tn('proof.unsealed', proof.unsealed)}
            </Text>
          )}
        </div>
        {may && (
          <Button
            loading={busy}
            leftSection={<IconCertificate size={16} aria-hidden />}
            onClick={make}
          >
            {t('proof.make')}
          </Button>
        )}
      </Group>
      <div>
        <Text size="xs" c="dimmed">
          {t('proof.head')}
        </Text>
        <Code style={{ overflowWrap: 'anywhere' }}>{proof.head}</Code>
      </div>
      <Text fw={650}>{t('proof.packs')}</Text>
      {proof.packs.length === 0 ? (
        <EmptyState title={t('proof.none')}>{t('proof.none.text')}</EmptyState>
      ) : (
        proof.packs.map((pack) => <Pack key={pack.id} pack={pack} />)
      )}
    </>
  );
}

function Pack({ pack }: { pack: ProofPack }) {
  const get = (form: 'pdf' | 'json') =>
    download(`/v1/proof/${pack.id}/pack.${form}`, `provas.${form}`).catch(notifyError);
  return (
    <Group justify="space-between">
      <div>
        <InstantText at={pack.made_at} />
        <Text size="sm" c="dimmed">
          {t('proof.by', { name: pack.made_by })} · {tn('proof.count', pack.entries)}
        </Text>
      </div>
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          leftSection={<IconFileTypePdf size={14} aria-hidden />}
          onClick={() => get('pdf')}
        >
          {t('proof.pdf')}
        </Button>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconJson size={14} aria-hidden />}
          onClick={() => get('json')}
        >
          {t('proof.json')}
        </Button>
      </Group>
    </Group>
  );
}

function Verdict({ good, problems }: { good: boolean; problems: string[] }) {
  return good ? (
    <Alert
      color="green"
      variant="light"
      icon={<IconShieldCheck size={18} />}
      title={t('proof.good')}
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
    />
  ) : (
    <Alert
      color="red"
      role="alert"
      title={t('proof.bad')}
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
    >
      {problems.map((problem) => (
        <Text key={problem} size="sm">
          {problem}
        </Text>
      ))}
    </Alert>
  );
}

/** A file that somebody shows: whether it is what was made here, and still the truth. */
function Check() {
  const [busy, setBusy] = useState(false);
  const [verdict, setVerdict] = useState<ProofVerdict | null>(null);
  const check = async ([file]: File[]) => {
    setBusy(true);
    setVerdict(null);
    try {
      setVerdict(
        await api.upload<ProofVerdict>('/v1/proof/verify', file, 'application/octet-stream'),
      );
    } catch (error) {
      notifyError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <DropZone
        label={t('proof.check')}
        text={t('proof.check.text')}
        accept=".pdf,.json"
        busy={busy}
        onFiles={check}
      />
      {verdict && (
        <Alert
          color={verdict.good ? 'green' : 'red'}
          role="status"
          title={t(verdict.good ? 'proof.check.good' : 'proof.check.bad')}
          styles={{ title: { color: 'var(--mantine-color-text)' } }}
        >
          {verdict.customer && (
            <Text size="sm">{t('proof.check.of', { name: verdict.customer })}</Text>
          )}
          {verdict.problems.map((problem) => (
            <Text key={problem} size="sm">
              {problem}
            </Text>
          ))}
        </Alert>
      )}
    </>
  );
}
