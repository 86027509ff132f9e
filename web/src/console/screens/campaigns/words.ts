import type { Campaign } from '../../../api/types';
import { formatDate } from '../../../format/date';
import { formatPpm } from '../../../format/money';
import { t } from '../../../i18n';

export function offerWords(campaign: Campaign): string {
  if (campaign.charges_ppm === 0 && campaign.principal_ppm === 0) return t('campaign.offer.none');
  return t('campaign.offer.words', {
    charges: formatPpm(campaign.charges_ppm, 2),
    principal: formatPpm(campaign.principal_ppm, 2),
  });
}

export function periodWords(campaign: Campaign): string {
  return campaign.starts_on
    ? `${formatDate(campaign.starts_on)} – ${formatDate(campaign.ends_on)}`
    : `… – ${formatDate(campaign.ends_on)}`;
}
