// Agreements in the database.
#pragma once

#include "agreement/agreement.h"

namespace quita::agreement {

int next_number(db::Tx&, Instant now);  // of the company
// The offer's unique index makes it the only one of its offer.
void insert_agreement(db::Tx&, const Agreement&, InstalmentOfferId, Instant now, Date watch_on);
void insert_title(db::Tx&, AgreementId, TitleId, Money owed, Money agreed);
void insert_instalment(db::Tx&, AgreementId, int place, TitleId, const PlannedInstalment&);

std::optional<AgreementId> find_by_offer(db::Tx&, InstalmentOfferId);
// False when somebody did before.
bool mark_broken(db::Tx&, AgreementId, Date, std::string_view by);
std::vector<AgreementId> due_for_watch(db::Tx&, Date today, int limit);
void set_watch(db::Tx&, AgreementId, std::optional<Date>);

}  // namespace quita::agreement
