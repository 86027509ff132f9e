import { Stack } from '@mantine/core';
import { DkimSettings } from './DkimSettings';
import { ReturnsMailbox } from './ReturnsMailbox';
import { SmtpSettings } from './SmtpSettings';

/** How mail leaves, how it is signed, and where it comes back to. */
export function EmailSettings() {
  return (
    <Stack gap="md">
      <SmtpSettings />
      <DkimSettings />
      <ReturnsMailbox />
    </Stack>
  );
}
