import { Group, Text, UnstyledButton } from '@mantine/core';
import { addDays, formatDate, formatDay, formatWeekday } from '../../../format/date';
import { formatMoney } from '../../../format/money';
import { t, tn } from '../../../i18n';
import { Answered } from '../../components/states';
import { useDryRun } from '../../data/dunning';
import { useToday } from '../../session';
import { useAddress } from '../../useAddress';
import { DayDecisions } from './DayDecisions';
import css from './Forecast.module.css';

const daysAhead = 7;

/** The next seven days: how much each sends, and one of them line by line. */
export function Forecast() {
  const address = useAddress();
  const from = addDays(useToday(), 1);
  const chosen = address.get('dia') || from;
  return (
    <Answered answer={useDryRun(from, daysAhead)}>
      {({ days }) => {
        const shown = days.find((day) => day.date === chosen) ?? days[0]!;
        return (
          <>
            <Text size="sm" c="dimmed" mb="sm">
              {t('dunning.forecast.text')}
            </Text>
            <Group gap="xs" mb="md" className={css.days} wrap="nowrap">
              {days.map((day) => (
                <UnstyledButton
                  key={day.date}
                  className={css.day}
                  aria-pressed={day.date === shown.date}
                  onClick={() => address.change({ dia: day.date === from ? null : day.date })}
                >
                  <Text size="xs" c="dimmed">
                    {formatWeekday(day.date)}
                  </Text>
                  <Text fw={650}>{formatDay(day.date)}</Text>
                  <Text size="sm">{tn('dunning.messages', day.messages)}</Text>
                  {day.sms_segments > 0 && (
                    <Text size="xs" c="dimmed">
                      {tn('channel.segments', day.sms_segments)}
                      {day.sms_cost > 0 && ` · ${formatMoney(day.sms_cost)}`}
                    </Text>
                  )}
                  <Text size="xs" c="dimmed">
                    {day.tasks > 0
                      ? tn('dunning.tasks', day.tasks)
                      : tn('dunning.blocked', day.blocked)}
                  </Text>
                </UnstyledButton>
              ))}
            </Group>
            <DayDecisions
              key={shown.date}
              day={shown}
              empty={t('dunning.nothing', { date: formatDate(shown.date) })}
              coming
            />
          </>
        );
      }}
    </Answered>
  );
}
