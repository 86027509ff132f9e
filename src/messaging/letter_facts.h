// What a letter tells, gathered on the day on which it leaves.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/secret.h"
#include "db/db.h"
#include "messaging/creditor.h"
#include "messaging/template.h"

namespace quita::messaging {

// How links to the portal are made.
struct LinkMaker {
  SecretKey key;           // portal_link_key(…)
  std::string public_url;  // without a slash at its end

  // The customer's page, good for link_days from today.
  std::string url_of(TenantId, PartyId, std::uint32_t generation, Date today) const;
};
// Where a mail reader posts RFC 8058's one-click, and where a person is led to say the same.
std::string one_click_url(std::string_view portal_url);
std::string opt_out_page(std::string_view portal_url);

// The titles with what each costs today, oldest first; those that are no longer owed are left out.
// Without a party: a letter about nobody's debts.
LetterFacts gather_facts(db::Tx&, const LetterHead&, std::optional<PartyId>,
                         std::span<const TitleId>, Date today, const LinkMaker&);

// The same for letters that leave together, in their order: each kind of fact is read once.
struct LetterAbout {
  std::optional<PartyId> party;
  std::span<const TitleId> titles;
};
std::vector<LetterFacts> gather_all_facts(db::Tx&, const LetterHead&, std::span<const LetterAbout>,
                                          Date today, const LinkMaker&);

// The letter as this customer would get it today about all that he owes, or as an invented one
// would.
LetterFacts preview_facts(db::Tx&, const LetterHead&, std::optional<PartyId>, Date today,
                          const LinkMaker&);

}  // namespace quita::messaging
