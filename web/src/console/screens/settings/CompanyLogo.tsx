import { Button, Group, Image, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/client';
import { t } from '../../../i18n';
import { DropZone } from '../../components/DropZone';
import { Card } from '../../components/PageHeader';
import { notifyDone, notifyError } from '../../notify';
import { useMay } from '../../session';

const address = '/v1/company/logo';

/** The logo that slips bear: shown as the server keeps it, replaced by dropping another. */
export function CompanyLogo() {
  const may = useMay()('company:write');
  const [version, setVersion] = useState(0);
  const [there, setThere] = useState(true);
  const [busy, setBusy] = useState(false);
  const change = async (call: () => Promise<unknown>, done: string, nowThere: boolean) => {
    setBusy(true);
    try {
      await call();
      notifyDone(done);
      setThere(nowThere);
      setVersion(version + 1);
    } catch (error) {
      notifyError(error);
    } finally {
      setBusy(false);
    }
  };
  const put = (file: File) =>
    change(
      () => api.put(address, undefined, { content: file, type: file.type }),
      t('logo.saved'),
      true,
    );
  return (
    <Card title={t('logo.title')}>
      <Text size="sm" c="dimmed" mb="md">
        {t('logo.text')}
      </Text>
      {there ? (
        <Group justify="space-between" mb="md">
          <Image
            src={`${address}?v=${version}`}
            alt={t('logo.title')}
            h={64}
            w="auto"
            maw={240}
            fit="contain"
            onError={() => setThere(false)}
          />
          {may && (
            <Button
              variant="default"
              color="red"
              loading={busy}
              onClick={() => change(() => api.delete(address), t('logo.removed'), false)}
            >
              {t('logo.remove')}
            </Button>
          )}
        </Group>
      ) : (
        <Text size="sm" mb="md">
          {t('logo.none')}
        </Text>
      )}
      {may && (
        <DropZone
          label={t('logo.drop')}
          text={t('logo.limits')}
          accept="image/png,image/jpeg,image/svg+xml"
          busy={busy}
          onFiles={([file]) => put(file)}
        />
      )}
    </Card>
  );
}
