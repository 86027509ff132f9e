import { agreements } from './pt/agreements';
import { bank } from './pt/bank';
import { campaigns } from './pt/campaigns';
import { desk } from './pt/desk';
import { channels } from './pt/channels';
import { dunning } from './pt/dunning';
import { imports } from './pt/imports';
import { letters } from './pt/letters';
import { messages } from './pt/messages';
import { parties } from './pt/parties';
import { proof } from './pt/proof';
import { settings } from './pt/settings';
import { shell } from './pt/shell';
import { titles } from './pt/titles';
import { trial } from './pt/trial';
import { whatsapp } from './pt/whatsapp';

/** Every string of the console, in Brazilian Portuguese. */
export const pt = {
  ...agreements,
  ...bank,
  ...campaigns,
  ...desk,
  ...channels,
  ...dunning,
  ...imports,
  ...letters,
  ...messages,
  ...parties,
  ...proof,
  ...settings,
  ...shell,
  ...titles,
  ...trial,
  ...whatsapp,
};
