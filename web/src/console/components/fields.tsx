import { NumberInput, type NumberInputProps } from '@mantine/core';
import { DateInput, type DateInputProps } from '@mantine/dates';
import { parseDate } from '../../format/date';
import { t } from '../../i18n';

type MoneyProps = Omit<NumberInputProps, 'value' | 'onChange'> & {
  /** Centavos; null while the field is empty. */
  value: number | null;
  onChange: (centavos: number | null) => void;
};

export function MoneyField({ value, onChange, ...rest }: MoneyProps) {
  return (
    <NumberInput
      prefix="R$ "
      thousandSeparator="."
      decimalSeparator=","
      decimalScale={2}
      fixedDecimalScale
      hideControls
      allowNegative={false}
      inputMode="decimal"
      value={value === null ? '' : value / 100}
      // While somebody types, the field gives text where a number would lose a digit ("12.50").
      onChange={(reais) => onChange(reais === '' ? null : Math.round(Number(reais) * 100))}
      {...rest}
    />
  );
}

type PpmProps = Omit<NumberInputProps, 'value' | 'onChange'> & {
  /** Millionths: 20000 is 2%. */
  value: number;
  onChange: (ppm: number) => void;
};

export function PercentField({ value, onChange, ...rest }: PpmProps) {
  return (
    <NumberInput
      suffix="%"
      decimalSeparator=","
      decimalScale={4}
      hideControls
      allowNegative={false}
      inputMode="decimal"
      value={value / 10_000}
      onChange={(percent) => onChange(Math.round(Number(percent || 0) * 10_000))}
      {...rest}
    />
  );
}

type DateProps = Omit<DateInputProps, 'value' | 'onChange'> & {
  /** "2026-12-10", or "" for none. */
  value: string;
  onChange: (date: string) => void;
};

/** Typed as DD/MM/AAAA or chosen from the calendar. */
export function DateField({ value, onChange, ...rest }: DateProps) {
  return (
    <DateInput
      valueFormat="DD/MM/YYYY"
      placeholder={t('field.date.placeholder')}
      dateParser={parseDate}
      value={value || null}
      onChange={(date) => onChange(date ?? '')}
      {...rest}
    />
  );
}
