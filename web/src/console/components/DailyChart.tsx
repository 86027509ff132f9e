import '@mantine/charts/styles.css';
import { CompositeChart } from '@mantine/charts';
import { formatDate, formatDay } from '../../format/date';
import { formatMoney, formatMoneyShort } from '../../format/money';
import { t } from '../../i18n';
import { EmptyState } from './states';

interface Props {
  daily: { date: string; expected: number; received: number }[];
  today: string;
}

/** Expected by due date against received by day; axes in thousands, the tooltip exact. */
export default function DailyChart({ daily, today }: Props) {
  if (daily.every((day) => day.expected === 0 && day.received === 0)) {
    return <EmptyState title={t('home.daily.none')}>{t('home.daily.none.text')}</EmptyState>;
  }
  const data = daily.map((day) => ({
    ...day,
    // Nothing can have come in on a day that has not been.
    received: day.date > today ? null : day.received,
  }));
  return (
    <CompositeChart
      h={280}
      data={data}
      dataKey="date"
      series={[
        { name: 'received', type: 'bar', color: 'quita.6', label: t('home.series.received') },
        { name: 'expected', type: 'line', color: 'blue.6', label: t('home.series.expected') },
      ]}
      curveType="monotone"
      withDots={false}
      withLegend
      legendProps={{ verticalAlign: 'top', height: 36 }}
      maxBarWidth={14}
      valueFormatter={(value) => formatMoney(value)}
      xAxisProps={{ tickFormatter: formatDay, minTickGap: 24 }}
      yAxisProps={{ tickFormatter: formatMoneyShort, width: 72 }}
      tooltipProps={{ labelFormatter: (date) => formatDate(String(date)) }}
      referenceLines={[{ x: today, label: t('home.today'), color: 'gray.6' }]}
    />
  );
}
