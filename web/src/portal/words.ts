import { portalEn, portalPt, type PortalKey } from '../i18n/portal';

const english = localStorage.getItem('quita.language') === 'en';
document.documentElement.lang = english ? 'en' : 'pt-BR';

export function t(key: PortalKey, values: Record<string, string | number> = {}): string {
  const text = (english ? portalEn : portalPt)[key];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export function changeLanguage(): void {
  localStorage.setItem('quita.language', english ? 'pt' : 'en');
  location.reload();
}

const currency = new Intl.NumberFormat(english ? 'en-US' : 'pt-BR', {
  style: 'currency',
  currency: 'BRL',
});
export const money = (centavos: number) => currency.format(centavos / 100);
export const day = (date: string) => date.split('-').reverse().join('/');

/** Where a title stands against its due date: "venceu em 10/11/2026, há 3 dias". */
export function dueWords(title: { due_date: string }, today: string): string {
  const date = day(title.due_date);
  if (title.due_date === today) return t('due.today');
  if (title.due_date > today) return t('due.on', { date });
  const count = Math.round((Date.parse(today) - Date.parse(title.due_date)) / 86_400_000);
  return t(count === 1 ? 'due.late.one' : 'due.late.other', { date, count });
}
