#include "sandbox/story_desk.h"

#include <fmt/format.h>

#include <algorithm>

#include "dunning/hold.h"
#include "party/party_service.h"
#include "receivable/charges.h"
#include "receivable/receivable_service.h"

namespace quita::sandbox {

namespace {

constexpr std::size_t titles_looked_at = 900;  // the newest: older ones are nobody's daily business
constexpr double troubles_a_day = 1.2;

receivable::Cause cause_of(const Act& act, std::string_view what, TitleId title) {
  return {"user", fmt::format("{}:{}:{}", what, title.text(), format_iso(act.today))};
}

Status opt_out(db::Tx& tx, const Act& act, PartyId id) {
  const auto party = TRY(party::load_party(tx, id));
  for (const auto& contact : party.contacts) {
    if (contact.channel != party::Channel::email) continue;
    party::mark_contact(tx, act, id, contact.channel, contact.value, party::ContactState::opted_out,
                        "pedido do próprio cliente", fmt::format("optout:{}", contact.id.text()));
  }
  return {};
}

}  // namespace

Status StoryDesk::work(const Act& act) {
  for (double left = troubles_a_day; left > 0; left -= 1) {
    if (titles_.empty() || !dice_.chance(std::min(left, 1.0))) continue;
    const auto newest = std::min(titles_.size(), titles_looked_at);
    const auto back = static_cast<std::size_t>(dice_.between(1, static_cast<int>(newest)));
    const auto title = titles_[titles_.size() - back];
    const double thrown = dice_.unit();
    TRY_STATUS(db_.write(tenant_, [&](db::Tx& tx) { return happen(tx, act, title, thrown); }));
  }
  return {};
}

Status StoryDesk::happen(db::Tx& tx, const Act& act, TitleId id, double thrown) {
  const auto record = receivable::find_title(tx, id);
  if (!record || !receivable::collectable(record->state)) return {};
  const auto party = record->title.party;
  const bool late = receivable::days_late(record->title.due_date, act.today) > 0;
  Act customer = act;
  customer.actor = "cliente, no portal";
  if (late && thrown < 0.45) {
    TRY_STATUS(dunning::tell_paid(tx, customer, party, id, act.today, "Paguei pelo aplicativo"));
  } else if (late && thrown < 0.60) {
    TRY_STATUS(receivable::waive_charges(tx, act, id, std::nullopt, cause_of(act, "waive", id),
                                         "Cliente antigo, primeiro atraso"));
  } else if (thrown < 0.72) {
    TRY_STATUS(dunning::set_hold(
        tx, act, {party, id, "Cliente contesta a quantidade entregue", act.today + 15}));
  } else if (thrown < 0.82) {
    TRY_STATUS(
        receivable::cancel_title(tx, act, id, cause_of(act, "cancel", id), "Mercadoria devolvida"));
  } else if (thrown < 0.94) {
    const auto rebate = Money::centavos(record->balance.centavos() / 10 + 1);
    TRY_STATUS(receivable::rebate_title(tx, act, id, rebate, cause_of(act, "rebate", id),
                                        "Avaria na entrega"));
  } else {
    TRY_STATUS(opt_out(tx, customer, party));
  }
  return {};
}

}  // namespace quita::sandbox
