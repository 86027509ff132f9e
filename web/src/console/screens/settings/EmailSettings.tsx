import { Stack } from '@mantine/core';
import { DkimSettings } from './DkimSettings';
import { MailTrace } from './MailTrace';
import { ReturnsMailbox } from './ReturnsMailbox';
import { SmtpSettings } from './SmtpSettings';

/** How mail leaves, how it is signed, where it comes back to, and whether its opening is followed. */
export function EmailSettings() {
  return (
    <Stack gap="md">
      <SmtpSettings />
      <DkimSettings />
      <ReturnsMailbox />
      <MailTrace />
    </Stack>
  );
}
