import { language, translate } from '../i18n/language';

/** A business date, "2026-12-10" -> "10/12/2026". */
export function formatDate(date: string): string {
  const [year, month, day] = date.slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
}

/** "10/12/2026" as somebody types it -> "2026-12-10"; null when it is no date. Never month first. */
export function parseDate(text: string): string | null {
  const [, day, month, year] = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4})\s*$/.exec(text) ?? [];
  if (!day || !month || !year) return null;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${iso}T12:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : null;
}

/** "2026-12-10" -> "10/12", for axes and strips. */
export function formatDay(date: string): string {
  const [, month, day] = date.split('-');
  return `${day}/${month}`;
}

/** An instant (UTC) in the company's zone: "10/12/2026 14:05". */
export function formatInstant(instant: string, timeZone?: string): string {
  return new Intl.DateTimeFormat('pt-BR', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone,
  })
    .format(new Date(instant))
    .replace(',', '');
}

export function formatWeekday(date: string): string {
  return new Intl.DateTimeFormat(language() === 'en' ? 'en-US' : 'pt-BR', {
    weekday: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${date}T12:00:00Z`));
}

export function addDays(date: string, days: number): string {
  const at = new Date(`${date}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T12:00:00Z`) - Date.parse(`${from}T12:00:00Z`)) / 86_400_000);
}

/** A due date as seen from `today`, in words: "vence em 3 dias", "venceu há 1 dia". */
export function describeDue(due: string, today: string): string {
  const days = daysBetween(today, due);
  if (days === 0) return translate('due.today');
  if (days === 1) return translate('due.tomorrow');
  if (days === -1) return translate('due.yesterday');
  return days > 0
    ? translate('due.in', { days: formatNumber(days) })
    : translate('due.ago', { days: formatNumber(-days) });
}

const formatNumber = (count: number) =>
  count.toLocaleString(language() === 'en' ? 'en-US' : 'pt-BR');
