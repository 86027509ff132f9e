import { bank } from './pt/bank';
import { dunning } from './pt/dunning';
import { imports } from './pt/imports';
import { messages } from './pt/messages';
import { parties } from './pt/parties';
import { proof } from './pt/proof';
import { settings } from './pt/settings';
import { shell } from './pt/shell';
import { titles } from './pt/titles';

/** Every string of the console, in Brazilian Portuguese. */
export const pt = {
  ...bank,
  ...dunning,
  ...imports,
  ...messages,
  ...parties,
  ...proof,
  ...settings,
  ...shell,
  ...titles,
};
