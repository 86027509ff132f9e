import { Alert, Text } from '@mantine/core';
import {
  IconArrowDownRight,
  IconArrowUpRight,
  IconCheck,
  IconChevronRight,
} from '@tabler/icons-react';
import { lazy, Suspense, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { Dashboard } from '../../../api/types';
import { formatDate, formatWeekday } from '../../../format/date';
import { formatCount, formatMoney, formatPpm } from '../../../format/money';
import { t, tn, translateWord } from '../../../i18n';
import { Bands } from '../../components/Bands';
import { Card, PageHeader } from '../../components/PageHeader';
import { Answered, Waiting } from '../../components/states';
import css from '../../components/components.module.css';
import { useDashboard } from '../../data/insight';
import { useSession, useToday } from '../../session';

const DailyChart = lazy(() => import('../../components/DailyChart'));

export function Home() {
  const today = useToday();
  const { company } = useSession();
  return (
    <>
      <PageHeader
        title={t('nav.home')}
        subtitle={`${company.trade_name || company.legal_name} · ${formatWeekday(today)}, ${formatDate(today)}`}
      />
      <Answered answer={useDashboard()} lines={10}>
        {(board) => <Board board={board} />}
      </Answered>
    </>
  );
}

function Board({ board }: { board: Dashboard }) {
  const { to_receive: open, overdue, received_month: month, delinquency } = board;
  const monthStart = `${board.business_date.slice(0, 8)}01`;
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <div className={css.grid4}>
        <Figure
          href="/recebiveis?state=open,partly_paid"
          label={t('home.open')}
          value={formatMoney(open.amount)}
          text={tn('titles.count', open.count)}
          change={open.change_ppm}
          against={t('home.against.month')}
        />
        <Figure
          href="/recebiveis?overdue=true"
          label={t('home.overdue')}
          value={formatMoney(overdue.amount)}
          text={tn('titles.count', overdue.count)}
          change={overdue.change_ppm}
          against={t('home.against.month')}
          bad="up"
        />
        <Figure
          href={`/recebiveis?paid_from=${monthStart}&paid_to=${board.business_date}`}
          label={t('home.received')}
          value={formatMoney(month.amount)}
          text={t('home.received.before', { amount: formatMoney(month.previous_full) })}
          change={month.change_ppm}
          against={t('home.against.days')}
          bad="down"
        />
        <Figure
          href="/relatorios"
          label={t('home.delinquency')}
          value={formatPpm(delinquency.ppm)}
          text={t('home.delinquency.before', { rate: formatPpm(delinquency.previous_ppm) })}
          points={delinquency.ppm - delinquency.previous_ppm}
          against={t('home.against.month')}
          bad="up"
        />
      </div>
      <div className={css.main}>
        <Card title={t('home.daily')}>
          <div style={{ height: 280 }}>
            <Suspense fallback={<Waiting lines={7} height={28} />}>
              <DailyChart daily={board.daily} today={board.business_date} />
            </Suspense>
          </div>
        </Card>
        <Card title={t('home.attention')}>
          <Attention items={board.attention} />
        </Card>
      </div>
      <Card title={t('home.bands')}>
        <Bands bands={board.bands} />
      </Card>
    </div>
  );
}

interface FigureProps {
  href: string;
  label: string;
  value: string;
  text: ReactNode;
  /** Millionths more or less than before. */
  change?: number | null;
  /** Percentage points more or less, as millionths. */
  points?: number;
  against: string;
  bad?: 'up' | 'down';
}

/** A figure with its change; it leads to the list behind it. */
function Figure({ href, label, value, text, change, points, against, bad }: FigureProps) {
  const moved = points ?? change ?? 0;
  const Arrow = moved < 0 ? IconArrowDownRight : IconArrowUpRight;
  const sign = moved > 0 ? '+' : '−';
  const shown =
    points !== undefined
      ? t('home.points', { points: formatPpm(Math.abs(points)).replace('%', '') })
      : formatPpm(Math.abs(moved));
  const worse = (bad === 'up' && moved > 0) || (bad === 'down' && moved < 0);
  const better = (bad === 'up' && moved < 0) || (bad === 'down' && moved > 0);
  return (
    <Link href={href} className={`${css.card} ${css.figure}`}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <div className={css.figureValue}>{value}</div>
      <Text size="xs" c="dimmed">
        {text}
      </Text>
      {moved !== 0 && (
        <Text size="xs" c="dimmed" mt={4}>
          <Text
            span
            inherit
            fw={600}
            className={css.figures}
            c={worse ? 'red' : better ? 'quita' : 'dimmed'}
          >
            <Arrow size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> {sign}
            {shown}
          </Text>{' '}
          {against}
        </Text>
      )}
    </Link>
  );
}

// The server names what needs a person by kind; the words and the place where it is mended are the
// console's knowledge.
const places: Record<string, string> = {
  contacts_bounced: '/clientes?contact=bounced',
  messages_failed: '/mensagens?state=failed',
  return_lines_unmatched: '/banco?aba=retornos',
  returns_late: '/banco?aba=retornos',
  stray_credits: '/banco?aba=retornos',
  boletos_rejected: '/banco?aba=remessas',
  boletos_to_send: '/banco?aba=remessas',
  write_offs_to_send: '/banco?aba=remessas',
  payments_told: '/regua?aba=pausas',
  tasks_due: '/regua?aba=tarefas',
};

function Attention({ items }: { items: Dashboard['attention'] }) {
  const waiting = items.filter((item) => item.count > 0);
  if (waiting.length === 0) {
    return (
      <Alert color="quita" variant="light" icon={<IconCheck size={18} aria-hidden />}>
        {t('home.attention.none')}
      </Alert>
    );
  }
  return waiting.map((item) => (
    <Link key={item.kind} href={places[item.kind] ?? '/'} className={`${css.line} ${css.task}`}>
      <span>
        <strong>{formatCount(item.count)}</strong>{' '}
        {translateWord(`attention.${item.kind}.${item.count === 1 ? 'one' : 'other'}`, item.text)}
      </span>
      <IconChevronRight size={18} aria-hidden className={css.chevron} />
    </Link>
  ));
}
