// On what law a contact may be used, and for what (Lei 13.709/2018, LGPD). An e-mail or a telephone
// is personal data, a company's often too (it is somebody's). Collecting needs no consent: it is
// part of the contract of which the debtor is a party (art. 7 V), or protects credit (art. 7 X).
// Offering something else does (art. 7 I), and who says that he gave it must be able to show how
// (art. 8 §2) and to let him take it back (art. 8 §5). So what is said of a contact is kept with
// who said it, when, and how it came about, and nothing of it is ever changed (art. 37).
//
//   basis                              collecting   messages of marketing
//   contract, credit_protection        yes          while consent is given
//   legitimate_interest (art. 10)      yes          while consent is given
//   none: another person's, or opposed no           no
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "db/db.h"
#include "party/act.h"
#include "party/party.h"

namespace quita::party {

enum class Basis { contract, credit_protection, legitimate_interest, none };
std::string_view word(Basis);   // "credit_protection"
std::string_view label(Basis);  // Portuguese, with the article: "Contrato (LGPD, art. 7º, V)"
std::optional<Basis> parse_basis(std::string_view);

enum class Consent { unasked, given, withdrawn };  // to messages of marketing
std::string_view word(Consent);
std::optional<Consent> parse_consent(std::string_view);

// Where the contact came from, noted when it was added.
enum class Origin { unknown, typed, import, invoice, api, customer, carrier };
std::string_view word(Origin);
std::string_view label(Origin);  // Portuguese: "Importação"
std::optional<Origin> parse_origin(std::string_view);
// Of somebody who acts by himself: a user types, a key calls, a customer tells.
Origin origin_of(const Act&);

enum class Purpose { collecting, marketing };
bool allows(Basis, Consent, Purpose);

struct ContactLaw {
  ContactId contact;
  Channel channel = Channel::email;
  std::string value;
  Origin origin = Origin::unknown;
  Instant added_at;
  Basis basis = Basis::contract;
  Consent consent = Consent::unasked;
};
std::vector<ContactLaw> laws_of(db::Tx&, PartyId);

// Of a contact that is new, or has another value: what was said of another value does not hold for
// it, and what was last said of this one does, though it was removed meanwhile. Else every import
// would bring back the number of somebody who opposed.
void begin_law(db::Tx&, PartyId, ContactId, Origin);

struct LawEntry {
  ContactId contact;
  std::string value;
  Instant at;
  std::string actor;
  Basis basis = Basis::contract;
  Consent consent = Consent::unasked;
  std::string how;
};
// What was said of his contacts, newest first, of removed ones too.
std::vector<LawEntry> law_history(db::Tx&, PartyId);

// `how`: how it came about, for whoever asks later ("termo assinado em 12/03/2026"). Errors:
// contact.not_found, contact.law.same (nothing new), contact.law.how (empty, or more than 500
// letters), contact.law.consent (given where the basis is none; never asked, once it was).
Result<ContactLaw> set_law(db::Tx&, const Act&, PartyId, ContactId, Basis, Consent,
                           std::string_view how);

// May that number or address of his get messages of marketing?
bool allows_marketing(db::Tx&, PartyId, std::string_view value);

}  // namespace quita::party
