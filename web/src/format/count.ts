import { language } from '../i18n/language';

const locale = () => (language() === 'en' ? 'en-US' : 'pt-BR');

/** 12345 → "12.345" */
export const formatCount = (count: number) => count.toLocaleString(locale());

/** 0.8123 → "81,2%" */
export const formatShare = (share: number) =>
  `${(100 * share).toLocaleString(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 })}%`;

/** One place behind the comma: days. */
export const formatTenths = (value: number) =>
  value.toLocaleString(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
