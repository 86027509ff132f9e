// A campaign begins once, tells its customers within their contact budget, and ends.
#pragma once

#include <functional>

#include "campaign/campaign.h"

namespace quita::campaign {

// Chooses, draws the lot and makes the offers, in one transaction; from now on the portal shows
// them. Who launches must be allowed to give as much. Errors: campaign.not_found,
// campaign.launched, campaign.nobody, campaign.limit and those of create.
Result<Campaign> launch(db::Tx&, const Act&, CampaignId, std::optional<company::Role>);

// How the causes of its messages begin, those of every channel.
std::string causes_prefix(CampaignId);

// Ends it today: offers that nobody took yet hold no more, messages that wait are not sent. Errors:
// campaign.not_found, campaign.not_running.
Result<Campaign> end(db::Tx&, const Act&, CampaignId);

// Sends what waits, customer by customer, under budget, holds and hours like every message; ends
// campaigns whose last day is over. A customer whose budget is full waits for another day.
void run_campaigns(db::Db&, TenantId, const Clock&, const std::function<bool()>& keep_going);
void run_all_campaigns(db::Db&, const Clock&, const std::function<bool()>& keep_going);

}  // namespace quita::campaign
