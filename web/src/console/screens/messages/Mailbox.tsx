import { Alert, Anchor, Button, Drawer, Stack, Text } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useState } from 'react';
import { download } from '../../../api/client';
import type { DemoMail } from '../../../api/types';
import { t, tn } from '../../../i18n';
import { DataTable, type Column } from '../../components/DataTable';
import { MailBody } from '../../components/MessageView';
import { Pager } from '../../components/Pager';
import { Answered, EmptyState } from '../../components/states';
import { Fact, InstantText } from '../../components/text';
import { useMail, useMailbox } from '../../data/messages';
import { notifyError } from '../../notify';
import { useAddress } from '../../useAddress';

/** The demo's mail does not leave the machine: it is read here. */
export function Mailbox() {
  const address = useAddress();
  const [open, setOpen] = useState<string | null>(null);
  const found = useMailbox({ cursor: address.get('cursor'), limit: 50 });
  const columns: Column<DemoMail>[] = [
    {
      key: 'subject',
      header: t('message.subject'),
      render: (mail) => (
        <Anchor
          component="button"
          type="button"
          size="sm"
          fw={600}
          ta="left"
          onClick={() => setOpen(mail.id)}
        >
          {mail.subject}
        </Anchor>
      ),
    },
    { key: 'to', header: t('message.to'), render: (mail) => mail.recipient },
    { key: 'pdf', header: t('mailbox.attachment'), render: (mail) => mail.attachment_name || '–' },
    { key: 'at', header: t('message.at'), render: (mail) => <InstantText at={mail.at} /> },
  ];
  return (
    <>
      <Alert role="note" color="yellow" variant="light" mb="md">
        {t('mailbox.text')}
      </Alert>
      <DataTable
        label={t('messages.mailbox')}
        columns={columns}
        rows={found.data?.items}
        rowKey={(mail) => mail.id}
        error={found.error}
        retry={() => found.refetch()}
        empty={<EmptyState title={t('mailbox.none')}>{t('mailbox.none.text')}</EmptyState>}
      />
      <Pager
        next={found.data?.next_cursor}
        shown={found.data && tn('table.shown', found.data.items.length)}
      />
      <MailView id={open} close={() => setOpen(null)} />
    </>
  );
}

function MailView({ id, close }: { id: string | null; close: () => void }) {
  const mail = useMail(id);
  return (
    <Drawer
      opened={id !== null}
      onClose={close}
      position="right"
      size="lg"
      title={<Text fw={650}>{t('message.title')}</Text>}
    >
      {id !== null && (
        <Answered answer={mail}>
          {(found) => (
            <Stack>
              <Fact name={t('message.subject')}>{found.subject}</Fact>
              <Fact name={t('message.to')}>{found.recipient}</Fact>
              {found.attachment_name && (
                <Button
                  variant="default"
                  style={{ alignSelf: 'flex-start' }}
                  leftSection={<IconPaperclip size={16} aria-hidden />}
                  onClick={() =>
                    download(
                      `/v1/demo/mailbox/${found.id}/attachment`,
                      found.attachment_name,
                    ).catch(notifyError)
                  }
                >
                  {found.attachment_name}
                </Button>
              )}
              <MailBody html={found.body_html ?? ''} text={found.body_text ?? ''} />
            </Stack>
          )}
        </Answered>
      )}
    </Drawer>
  );
}
