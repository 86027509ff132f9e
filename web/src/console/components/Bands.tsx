import { Text } from '@mantine/core';
import { Link } from 'wouter';
import type { Band } from '../../api/types';
import { formatMoney, formatPpm } from '../../format/money';
import { t, tn } from '../../i18n';
import { bandLink } from '../data/insight';
import css from './Bands.module.css';

/** What is overdue by days late: one bar a band, as long as its share; each leads to its titles. */
export function Bands({ bands }: { bands: Band[] }) {
  const total = bands.reduce((sum, band) => sum + band.amount, 0);
  if (total === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('bands.none')}
      </Text>
    );
  }
  const largest = Math.max(...bands.map((band) => band.amount));
  return (
    <div className={css.bands}>
      {bands.map((band, index) => (
        <Link key={band.name} href={bandLink(band)} className={css.band}>
          <span className={css.name}>{bandName(band)}</span>
          <span className={css.track} aria-hidden>
            <span
              className={css.bar}
              style={{
                width: `${(100 * band.amount) / largest}%`,
                opacity: 0.45 + (0.55 * (index + 1)) / bands.length,
              }}
            />
          </span>
          <span className={css.amount}>{formatMoney(band.amount)}</span>
          <span className={css.share}>
            {formatPpm((1_000_000 * band.amount) / total)} · {tn('titles.count', band.count)}
          </span>
        </Link>
      ))}
    </div>
  );
}

export function bandName(band: Band): string {
  if (band.from == null) return band.name;
  if (!band.to || band.to > 9999) return t('bands.over', { days: band.from - 1 });
  return t('bands.days', { from: band.from, to: band.to });
}
