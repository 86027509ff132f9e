import { agreements } from './en/agreements';
import { bank } from './en/bank';
import { campaigns } from './en/campaigns';
import { desk } from './en/desk';
import { channels } from './en/channels';
import { dunning } from './en/dunning';
import { imports } from './en/imports';
import { letters } from './en/letters';
import { messages } from './en/messages';
import { parties } from './en/parties';
import { proof } from './en/proof';
import { settings } from './en/settings';
import { shell } from './en/shell';
import { titles } from './en/titles';
import { trial } from './en/trial';
import { whatsapp } from './en/whatsapp';

/** Every string of the console, in English. */
export const en = {
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
