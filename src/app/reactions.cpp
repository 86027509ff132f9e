#include "app/reactions.h"

#include "credit/credit_service.h"
#include "dunning/hold.h"
#include "dunning/policy_store.h"
#include "messaging/thanks.h"

namespace quita::app {

receivable::OnSettled reactions() {
  return [](db::Tx& tx, const Act& act, const receivable::Settled& settled) {
    const auto& title = settled.title.title;
    dunning::on_money(tx, act, title.party, title.id);
    credit::on_money(tx, act, title.party);
    if (settled.settlement.outcome == receivable::Outcome::repeated) return;
    if (settled.title.state == receivable::TitleState::paid) {
      messaging::enqueue_thanks(tx, act, title.party, title.id, settled.payment.cause.key);
    }
  };
}

// A mended address or a flag taken back is a reason to decide anew today, not in a week.
party::OnChanged contact_reactions() {
  return
      [](db::Tx& tx, const Act& act, PartyId party) { dunning::look_again(tx, party, act.today); };
}

}  // namespace quita::app
