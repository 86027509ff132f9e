// On what law a customer's contacts are used, over HTTP.
#include "company/audit.h"
#include "http/route.h"
#include "party/legal_basis.h"
#include "party/party_api.h"
#include "party/party_store.h"

namespace quita::party {
namespace {

using http::Context;
using http::Method;

struct ContactLawView {
  ContactId contact_id;
  std::string channel, value;
  std::string origin, origin_label;
  Instant added_at;
  std::string basis, basis_label;  // "contract", "credit_protection", "legitimate_interest", "none"
  std::string consent;             // "unasked", "given", "withdrawn"
  bool may_collect = true;
  bool may_offer = false;  // messages of marketing
};
BOOST_DESCRIBE_STRUCT(ContactLawView, (),
                      (contact_id, channel, value, origin, origin_label, added_at, basis,
                       basis_label, consent, may_collect, may_offer))

struct LawEntryView {
  ContactId contact_id;
  std::string value;
  Instant at;
  std::string actor, basis, basis_label, consent, how;
};
BOOST_DESCRIBE_STRUCT(LawEntryView, (),
                      (contact_id, value, at, actor, basis, basis_label, consent, how))

struct LegalBasisView {
  std::vector<ContactLawView> items;
  std::vector<LawEntryView> history;  // newest first
};
BOOST_DESCRIBE_STRUCT(LegalBasisView, (), (items, history))

struct LegalBasisIn {
  std::string basis;
  std::string consent;
  std::string how;  // how it came about
};
BOOST_DESCRIBE_STRUCT(LegalBasisIn, (), (basis, consent, how))

ContactLawView view_of(const ContactLaw& law) {
  return {law.contact,
          law.channel == Channel::email ? "email" : "phone",
          law.value,
          std::string(word(law.origin)),
          std::string(label(law.origin)),
          law.added_at,
          std::string(word(law.basis)),
          std::string(label(law.basis)),
          std::string(word(law.consent)),
          allows(law.basis, law.consent, Purpose::collecting),
          allows(law.basis, law.consent, Purpose::marketing)};
}

Result<LegalBasisView> legal_basis_of(db::Tx& tx, PartyId party) {
  if (!find_name(tx, party)) {
    return fail(ErrorKind::not_found, "party.not_found", "Este cadastro não existe.", "id");
  }
  LegalBasisView view;
  for (const ContactLaw& law : laws_of(tx, party)) view.items.push_back(view_of(law));
  for (const LawEntry& entry : law_history(tx, party)) {
    view.history.push_back({entry.contact, entry.value, entry.at, entry.actor,
                            std::string(word(entry.basis)), std::string(label(entry.basis)),
                            std::string(word(entry.consent)), entry.how});
  }
  return view;
}

}  // namespace

void add_legal_basis_routes(http::Routes& routes, db::Db& db, const Clock& clock,
                            const OnChanged& on_changed) {
  routes.get<LegalBasisView>(
      "/v1/parties/{id}/legal-basis",
      "On what law each contact may be used (LGPD), where it came from, and what was said of it",
      "parties:read", [&db](Context& c) -> Result<LegalBasisView> {
        const auto id = TRY(c.param_as<PartyId>("id"));
        return db.read(c.caller.tenant, [&](db::Tx& tx) { return legal_basis_of(tx, id); });
      });

  routes.add<LegalBasisIn, ContactLawView>(
      Method::put, "/v1/parties/{id}/contacts/{contact_id}/legal-basis",
      "Says on what law a contact may be used, and whether its owner wants offers", "parties:write",
      [&db, &clock, on_changed](Context& c, const LegalBasisIn& in) -> Result<ContactLawView> {
        const auto id = TRY(c.param_as<PartyId>("id"));
        const auto contact = TRY(c.param_as<ContactId>("contact_id"));
        const auto basis = parse_basis(in.basis);
        if (!basis) {
          return invalid("contact.law.basis",
                         "A base é “contract”, “credit_protection”, “legitimate_interest” ou "
                         "“none”.",
                         "basis");
        }
        const auto consent = parse_consent(in.consent);
        if (!consent) {
          return invalid("contact.law.consent",
                         "O consentimento é “unasked”, “given” ou “withdrawn”.", "consent");
        }
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<ContactLawView> {
          const Act act = act_of(tx, c, clock.now());
          LegalBasisView before = TRY(legal_basis_of(tx, id));
          const ContactLawView after =
              view_of(TRY(set_law(tx, act, id, contact, *basis, *consent, in.how)));
          std::erase_if(before.items, [&](const auto& each) { return each.contact_id != contact; });
          company::audit(tx, actor_of(act), "contact.legal_basis", {"party", id.uuid},
                         json::write(before.items.front()), json::write(after));
          if (on_changed) on_changed(tx, act, id);
          return after;
        });
      });
}

}  // namespace quita::party
