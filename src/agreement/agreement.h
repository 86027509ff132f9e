// Agreements: a late customer's titles become instalments.
//
// Signing, in one transaction and under one cause in every journal, {"agreement", its id}:
//   each old title   its charges of the day are recognised, the discount of the offer is given up,
//   and
//                    the rest leaves it as `renegotiated`: the title is owed no more, the régua and
//                    the bank are done with it
//   each instalment  is a title of its own with boleto and Pix, on the company's standard terms,
//   and
//                    follows the régua like any other
//   Σ renegotiated = agreed        agreed + interest = total        Σ instalments = total
//
// Kept: no instalment is owed any more. Broken: one is more than break_days late and nothing holds
// it (money in flight, a dispute …), or a person breaks it. Then the debt comes back where it was,
// with the charges of all its days and without the discount; every real that he paid for an
// instalment is moved to the old titles, the oldest first, as of the day on which he paid it; the
// instalments are owed no more. Under the cause {"agreement", its id + "!"}. The régua resumes on
// the day of the break.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/offer.h"
#include "party/act.h"

namespace quita::agreement {

QUITA_ID(AgreementId, "agr");

enum class State { running, kept, broken };
std::string_view word(State);

struct RenegotiatedTitle {
  TitleId title;
  std::string number;
  Money owed, agreed;
};
struct Instalment {
  int place = 1;
  TitleId title;
  Date due;
  Money amount;
  receivable::TitleState state = receivable::TitleState::open;
  Money paid;
};
struct Agreement {
  AgreementId id;
  int number = 0;  // of the company: 12
  PartyId party;
  std::string party_name;
  std::string name;  // of the campaign whose offer it was
  Date signed_on;
  Money owed, agreed, interest, total;
  int break_days = 0;
  std::string actor;
  State state = State::running;
  std::optional<Date> broken_on;
  std::string broken_by;
  Money paid;  // for its instalments
  int count = 0;
  // Only of one that is loaded by itself.
  std::vector<RenegotiatedTitle> titles;
  std::vector<Instalment> instalments;
};

// The customer takes an offer in so many instalments. `total`: what he saw, so that nobody signs
// another sum than he read. The same again is the agreement of the first time. Errors:
// agreement.no_offer (none of his in force, or nothing of it is left), agreement.count (the terms
// do not allow it), agreement.changed (the sum is another by now), agreement.taken (with another
// count before), those of create_title.
Result<Agreement> accept(db::Tx&, const Act&, PartyId, InstalmentOfferId, int count, Money total);

// Undoes it, by a person or because it was not kept. Errors: agreement.not_found, agreement.broken
// (already), agreement.kept,
// agreement.why, conduct.*.
Result<Agreement> break_up(db::Tx&, const Act&, AgreementId, std::string_view why);

Result<Agreement> load(db::Tx&, AgreementId);  // error: agreement.not_found
// Newest first: a customer's, or everybody's.
std::vector<Agreement> agreements(db::Tx&, std::optional<PartyId>, int limit);
// What the agreements of a campaign came to.
struct Totals {
  int signed_count = 0, broken = 0;
  Money total;
};
Totals totals_of(db::Tx&, const Uuid& campaign);

// Breaks those whose day has come. Cost: in proportion to the agreements that are to be looked at.
void watch(db::Db&, TenantId, const Clock&, const std::function<bool()>& keep_going);
void watch_all(db::Db&, const Clock&, const std::function<bool()>& keep_going);

}  // namespace quita::agreement
