import type { Campaign } from '../../../api/types';
import { formatDate } from '../../../format/date';
import { formatPpm } from '../../../format/money';
import { t, translateWord } from '../../../i18n';

export function offerWords(campaign: Campaign): string {
  const parts =
    campaign.instalments > 1
      ? ', ' + t('campaign.offer.instalments', { count: campaign.instalments })
      : '';
  if (campaign.charges_ppm === 0 && campaign.principal_ppm === 0)
    return t('campaign.offer.none') + parts;
  return (
    t('campaign.offer.words', {
      charges: formatPpm(campaign.charges_ppm, 2),
      principal: formatPpm(campaign.principal_ppm, 2),
    }) + parts
  );
}

/** "SMS, depois E-mail" */
export function channelWords(campaign: Campaign): string {
  return campaign.channels
    .map((each) => translateWord(`channel.${each}`, each))
    .join(t('campaign.then'));
}

export function periodWords(campaign: Campaign): string {
  return campaign.starts_on
    ? `${formatDate(campaign.starts_on)} – ${formatDate(campaign.ends_on)}`
    : `… – ${formatDate(campaign.ends_on)}`;
}
