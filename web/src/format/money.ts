import { language } from '../i18n/language';

const locale = () => (language() === 'en' ? 'en-US' : 'pt-BR');

/** Centavos as people write them: 129990 -> "R$ 1.299,90". */
export function formatMoney(centavos: number): string {
  return new Intl.NumberFormat(locale(), { style: 'currency', currency: 'BRL' }).format(
    centavos / 100,
  );
}

/** Centavos with their tenths, of prices below one: 6.5 -> "R$ 0,065". */
export function formatMills(centavos: number): string {
  return new Intl.NumberFormat(locale(), {
    style: 'currency',
    currency: 'BRL',
    minimumFractionDigits: 2,
    maximumFractionDigits: 4,
  }).format(centavos / 100);
}

/** Centavos for an axis, in thousands where large: "R$ 12 mil". */
export function formatMoneyShort(centavos: number): string {
  return new Intl.NumberFormat(locale(), {
    style: 'currency',
    currency: 'BRL',
    notation: 'compact',
    maximumFractionDigits: 1,
  }).format(centavos / 100);
}

/** Millionths as a percentage: 123456 -> "12,3%". */
export function formatPpm(ppm: number, digits = 1): string {
  return new Intl.NumberFormat(locale(), {
    style: 'percent',
    minimumFractionDigits: 0,
    maximumFractionDigits: digits,
  }).format(ppm / 1_000_000);
}

export function formatCount(count: number): string {
  return new Intl.NumberFormat(locale()).format(count);
}

/** "1.299,90" or "R$ 1299.9" as typed into a field -> centavos; null when it is no amount. */
export function parseMoney(text: string): number | null {
  const bare = text.replace(/[R$\s\u00a0]/g, '');
  if (!/^\d{1,3}(\.\d{3})*(,\d{1,2})?$|^\d+([.,]\d{1,2})?$/.test(bare)) return null;
  const grouped = bare.includes(',') || /^\d{1,3}(\.\d{3})+$/.test(bare);
  const plain = grouped ? bare.replace(/\./g, '').replace(',', '.') : bare;
  const [whole, cents = ''] = plain.split('.');
  return Number(whole) * 100 + Number((cents + '00').slice(0, 2));
}
