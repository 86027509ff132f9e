#include "campaign/reach.h"

#include <algorithm>

#include "messaging/sms_estimate.h"
#include "messaging/sms_settings.h"
#include "messaging/whatsapp_account.h"
#include "whatsapp/graph_answer.h"

namespace quita::campaign {
namespace {

void price_sms(db::Tx& tx, const Draft& draft, Date today, Reach& reach) {
  reach.segments = messaging::typical_segments(tx, draft.template_name, today);
  const Money price = messaging::load_sms_settings(tx).price_per_thousand;
  if (price.zero()) return;
  // Rounded up: a price is not told lower than it will be.
  const auto cost = [&](int people) {
    return Money::centavos((price.centavos() * *reach.segments * people + 999) / 1000);
  };
  reach.cost = cost(reach.first);
  reach.cost_at_most = cost(reach.at_most);
}

void limit_whatsapp(db::Tx& tx, Reach& reach) {
  reach.people_a_day =
      whatsapp::people_a_day(messaging::load_whatsapp_standing(tx).messaging_limit);
  if (!reach.people_a_day || *reach.people_a_day <= 0) return;
  const auto days = [&](int people) {
    return (people + *reach.people_a_day - 1) / *reach.people_a_day;
  };
  reach.days = days(reach.first);
  reach.days_at_most = days(reach.at_most);
}

}  // namespace

std::vector<Reach> reach_of(db::Tx& tx, const Draft& draft, const Audience& audience, Date today) {
  std::vector<Reach> all;
  if (draft.template_name.empty()) return all;
  for (const auto channel : draft.order.channels) {
    Reach reach;
    reach.channel = channel;
    for (const AudienceMember& member : audience.members) {
      if (!member.treated) continue;
      const auto& can = member.channels;
      if (!can.empty() && can.front() == channel) ++reach.first;
      if (std::find(can.begin(), can.end(), channel) != can.end()) ++reach.at_most;
    }
    if (channel == messaging::Channel::sms) price_sms(tx, draft, today, reach);
    if (channel == messaging::Channel::whatsapp) limit_whatsapp(tx, reach);
    all.push_back(reach);
  }
  return all;
}

}  // namespace quita::campaign
