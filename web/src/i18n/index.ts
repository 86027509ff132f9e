export { language, setLanguage, storedLanguage, translateWord } from './language';
export { translate as t, translateCount as tn } from './language';
export type { CountKey, Key, Language } from './language';
