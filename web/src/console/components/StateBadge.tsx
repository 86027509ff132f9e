import { Badge } from '@mantine/core';
import { t, tn, translateWord } from '../../i18n';

// Colour means state, and never stands alone without a word: blue open, green paid or done, red
// late or failed, amber waiting or negotiated, grey closed.
const colours: Record<string, string> = {
  open: 'blue',
  partly_paid: 'yellow',
  paid: 'green',
  cancelled: 'gray',
  written_off: 'gray',
  renegotiated: 'yellow',
  overdue: 'red',
  created: 'gray',
  sent: 'green',
  registered: 'green',
  ready: 'blue',
  rejected: 'red',
  settled: 'green',
  queued: 'blue',
  sending: 'blue',
  failed: 'red',
  unsure: 'yellow',
  works: 'green',
  unknown: 'gray',
  bounced: 'red',
  opted_out: 'gray',
  delivered: 'green',
  read: 'green',
  applied: 'green',
  noted: 'gray',
  repeated: 'gray',
  unmatched: 'red',
  unknown_code: 'yellow',
};

type Family = 'title' | 'instrument' | 'outbox' | 'contact' | 'line';

export function StateBadge({ state, of }: { state: string; of: Family }) {
  const colour = of === 'instrument' && state === 'sent' ? 'blue' : (colours[state] ?? 'gray');
  return (
    <Badge variant="light" color={colour}>
      {translateWord(`${of}.state.${state}`, state)}
    </Badge>
  );
}

interface TitleLike {
  state: string;
  overdue: boolean;
  days_late: number;
}

/** A title's state, with lateness said in days: what an analyst looks for first. */
export function TitleBadge({ title }: { title: TitleLike }) {
  if (title.overdue) {
    return (
      <Badge variant="light" color="red">
        {title.days_late > 0 ? tn('title.late', title.days_late) : t('title.state.overdue')}
      </Badge>
    );
  }
  return <StateBadge state={title.state} of="title" />;
}
