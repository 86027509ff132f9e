// What people do about holds: suspend, resume, and tell that something was paid. The algebra stands
// in hold_rules.h, promises and disputes in files of their own.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dunning/hold_store.h"

namespace quita::dunning {

struct NewHold {
  PartyId party;
  std::optional<TitleId> title;
  std::string reason;
  std::optional<Date> ends_on;
  HoldKind kind = HoldKind::manual;
  bool whole_group = false;  // every company with the same root of CNPJ
};
// A person's decision, from today on. Errors: hold.group (of a title or of a person), hold.kind
// (neither manual nor legal), hold.reason, hold.ends_on (before today), party.not_found,
// title.not_found (or another customer's).
Result<Hold> set_hold(db::Tx&, const Act&, const NewHold&);

// The customer says that he has paid, or that his bank will pay on a day to come: the title waits
// money_in_flight_days business days after it for the bank. Said again while that hold runs,
// nothing changes. A title gets at most told_paid_max such holds, so that saying it for ever does
// not stop collection for ever; it is noted each day it is said. Errors: title.not_found (or
// another customer's), title.not_open, told_paid.far (scheduled for more than scheduled_days_max
// days from today: that is a promise).
Result<std::optional<Hold>> tell_paid(db::Tx&, const Act&, PartyId, TitleId,
                                      std::optional<Date> paid_on, std::string_view note);
inline constexpr int money_in_flight_days = 3;
inline constexpr int told_paid_max = 2;
inline constexpr int scheduled_days_max = 10;

// A Pix that its provider has announced and not credited: scheduled, or held for a check of fraud
// (up to 72 hours where the creditor is a person: Res. BCB 1/2020, arts. 34-A and 39-B). That
// somebody opened or copied a code is no such fact.
struct PendingPix {
  TitleId title;
  std::string reference;            // the provider's: endToEndId, or txid
  std::optional<Money> amount;      // what the title costs, when absent
  std::optional<Date> expected_on;  // today, when absent
};
// The title waits until the business day after it is expected. The same reference again changes
// nothing. Errors: title.not_found, title.not_open, pix.reference, pix.expected_on (before today,
// or more than pix_pending_days_max days ahead), pix.amount.
Result<Hold> announce_pix(db::Tx&, const Act&, const PendingPix&);
inline constexpr int pix_pending_days_max = 30;

// The hold that was taken back; the régua looks at the customer again today. Errors:
// hold.not_found, hold.released, hold.dispute (a dispute is answered: dispute.h).
Result<Hold> release_hold(db::Tx&, const Act&, HoldId);

// Money came in for the title: what waited for it ends. (The settlement itself makes the régua look
// at the title again today: Kill Bill #2297 skipped a step after a partial payment.)
void on_money(db::Tx&, const Act&, PartyId, TitleId);

}  // namespace quita::dunning
