import { pt } from './pt';

/** Portuguese is the first language: its catalogue names the keys that every other must have. */
export type Key = keyof typeof pt;
export type Catalogue = Record<Key, string>;
export type Language = 'pt' | 'en';
export type Values = Record<string, string | number>;

const storageName = 'quita.language';
let current: Language = 'pt';
let catalogue: Catalogue = pt;

export const language = (): Language => current;

/** Before the first render, and again when the person chooses. English is loaded when wanted. */
export async function setLanguage(wanted: Language): Promise<void> {
  catalogue = wanted === 'en' ? (await import('./en')).en : pt;
  current = wanted;
  localStorage.setItem(storageName, wanted);
  document.documentElement.lang = wanted === 'en' ? 'en' : 'pt-BR';
}

export const storedLanguage = (): Language =>
  localStorage.getItem(storageName) === 'en' ? 'en' : 'pt';

/** The text of a key; "{name}" is replaced by the value of that name. */
export function translate(key: Key, values?: Values): string {
  return fill(catalogue[key], values);
}

/** Chooses between "… um" and "… vários": the pair `key.one` and `key.other`. */
export function translateCount(key: CountKey, count: number, values?: Values): string {
  const chosen = `${key}.${count === 1 ? 'one' : 'other'}` as Key;
  return translate(chosen, {
    count: count.toLocaleString(current === 'en' ? 'en' : 'pt-BR'),
    ...values,
  });
}
export type CountKey = Key extends infer K
  ? K extends `${infer Base}.other`
    ? Base
    : never
  : never;

/** The text of a key that comes from the server ("state.open"), or `otherwise` when unknown. */
export function translateWord(key: string, otherwise: string): string {
  return key in catalogue ? catalogue[key as Key] : otherwise;
}

export function fill(text: string, values?: Values): string {
  if (!values) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
