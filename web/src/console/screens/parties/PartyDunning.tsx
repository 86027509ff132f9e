import { Alert, Stack, Text } from '@mantine/core';
import { t } from '../../../i18n';
import { DecisionRow } from '../../components/DecisionRow';
import { DateField } from '../../components/fields';
import { Answered, EmptyState } from '../../components/states';
import { usePartyDecisions, useWhy } from '../../data/parties';
import { useToday } from '../../session';
import { useAddress } from '../../useAddress';

/** Why he got a message on a day, or did not; then everything that was decided about him. */
export function PartyDunning({ id }: { id: string }) {
  const today = useToday();
  const address = useAddress();
  const date = address.get('dia') || today;
  return (
    <Stack>
      <Text fw={650}>{t('why.title')}</Text>
      <DateField
        label={t('why.date')}
        w={160}
        maxDate={today}
        value={date}
        onChange={(dia) => address.change({ dia: dia === today ? null : dia })}
      />
      <Answered answer={useWhy(id, date)} lines={2}>
        {(why) => (
          <Alert variant="light" color={why.messages > 0 ? 'green' : 'gray'} role="status">
            {why.text}
          </Alert>
        )}
      </Answered>
      <Answered answer={usePartyDecisions(id)}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('why.none')} />
          ) : (
            <Stack gap="xs">
              {items.map((decision) => (
                <DecisionRow
                  key={`${decision.date} ${decision.title_id} ${decision.step} ${decision.action}`}
                  decision={decision}
                  dated
                />
              ))}
            </Stack>
          )
        }
      </Answered>
    </Stack>
  );
}
