import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import type { TrialResult } from '../../../api/types';
import { formatCount } from '../../../format/count';
import { t } from '../../../i18n';

const monthOf = (date: string) => `${date.slice(5, 7)}/${date.slice(2, 4)}`;

/** Messages a month, side by side. */
export default function TrialMonths({ months }: { months: TrialResult['months'] }) {
  return (
    <BarChart
      h={240}
      data={months.map((month) => ({ ...month, month: monthOf(month.month) }))}
      dataKey="month"
      series={[
        { name: 'present', color: 'gray.5', label: t('trial.present') },
        { name: 'draft', color: 'quita.6', label: t('trial.draft') },
      ]}
      withLegend
      legendProps={{ verticalAlign: 'top', height: 36 }}
      valueFormatter={formatCount}
      yAxisProps={{ width: 56 }}
    />
  );
}
