import { Stack } from '@mantine/core';
import { ReturnsMailbox } from './ReturnsMailbox';
import { SmtpSettings } from './SmtpSettings';

/** How mail leaves, and where it comes back to. */
export function EmailSettings() {
  return (
    <Stack gap="md">
      <SmtpSettings />
      <ReturnsMailbox />
    </Stack>
  );
}
