import { Anchor, Text, Timeline } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBarcode,
  IconCash,
  IconEye,
  IconFileInvoice,
  IconMail,
  IconPoint,
} from '@tabler/icons-react';
import { Link } from 'wouter';
import type { TimelineEvent } from '../../api/types';
import { InstantText } from './text';

const icons: [RegExp, typeof IconMail][] = [
  [/paid|payment|receipt|revers/, IconCash],
  [/sent|deliver|message|mail|bounce/, IconMail],
  [/seen/, IconEye],
  [/regist|boleto|instrument|reject/, IconBarcode],
  [/overdue|told|hold/, IconAlertTriangle],
  [/issued|created|title|import/, IconFileInvoice],
];
const iconOf = (kind: string) => icons.find(([pattern]) => pattern.test(kind))?.[1] ?? IconPoint;

/** What happened, newest first, each fact once. */
export function EventList({ events, titles }: { events: TimelineEvent[]; titles?: boolean }) {
  return (
    <Timeline bulletSize={26} lineWidth={2}>
      {events.map((event) => {
        const Icon = iconOf(event.kind);
        return (
          <Timeline.Item
            key={event.id}
            bullet={<Icon size={14} aria-hidden />}
            title={<Text size="sm">{event.text}</Text>}
          >
            <Text size="xs" c="dimmed">
              <InstantText at={event.at} />
              {event.actor && ` · ${event.actor}`}
              {titles && event.title_id && (
                <>
                  {' · '}
                  <Anchor component={Link} href={`/recebiveis/${event.title_id}`} size="xs">
                    {event.title_number}
                  </Anchor>
                </>
              )}
            </Text>
          </Timeline.Item>
        );
      })}
    </Timeline>
  );
}
