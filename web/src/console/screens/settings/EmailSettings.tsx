import { Stack } from '@mantine/core';
import { DkimSettings } from './DkimSettings';
import { MailAccounts } from './MailAccounts';
import { MailTrace } from './MailTrace';
import { ReturnsMailbox } from './ReturnsMailbox';
import { SmtpSettings } from './SmtpSettings';

/** How mail leaves, how it is signed, where it comes back to, and whether its opening is followed. */
export function EmailSettings() {
  return (
    <Stack gap="md">
      <SmtpSettings />
      <DkimSettings />
      <MailAccounts />
      <ReturnsMailbox />
      <MailTrace />
    </Stack>
  );
}
