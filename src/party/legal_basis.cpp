#include "party/legal_basis.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json/object.hpp>

#include "base/text.h"
#include "db/many.h"
#include "json/parse.h"
#include "party/at_once.h"
#include "party/timeline.h"

namespace quita::party {
namespace {

constexpr std::array<std::string_view, 4> bases = {"contract", "credit_protection",
                                                   "legitimate_interest", "none"};
constexpr std::array<std::string_view, 4> basis_labels = {
    "Contrato com o cliente (LGPD, art. 7º, V)", "Proteção do crédito (LGPD, art. 7º, X)",
    "Legítimo interesse (LGPD, art. 7º, IX, e art. 10)",
    "Não usar: é de outra pessoa, ou o titular se opôs (LGPD, art. 18, § 2º)"};
constexpr std::array<std::string_view, 3> consents = {"unasked", "given", "withdrawn"};
constexpr std::array<std::string_view, 7> origins = {"unknown", "typed",    "import", "invoice",
                                                     "api",     "customer", "carrier"};
constexpr std::array<std::string_view, 7> origin_labels = {
    "Origem não anotada", "Digitado pela equipe", "Importação", "Nota fiscal", "API",
    "Dito pelo cliente",  "Dito pela operadora"};

constexpr std::size_t how_max = 500;

constexpr auto select_laws =
    "SELECT id, channel, value, origin, created_at, basis, consent FROM party_contact "
    "WHERE tenant_id = $1 AND party_id = $2 ORDER BY created_at, id";

const db::ManyStatement& select_all_laws() {
  static const db::ManyStatement sql = db::many_statement(
      "SELECT id, channel, value, origin, created_at, basis, consent, party_id FROM party_contact "
      "WHERE tenant_id = $1 AND party_id IN ({many}) ORDER BY party_id, created_at, id",
      1);
  return sql;
}

constexpr auto select_history =
    "SELECT contact_id, value, at, actor, basis, consent, how FROM contact_basis "
    "WHERE tenant_id = $1 AND party_id = $2 ORDER BY id DESC";

constexpr auto insert_entry =
    "INSERT INTO contact_basis (tenant_id, party_id, id, contact_id, value, at, actor, basis, "
    "consent, how) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

constexpr auto update_contact =
    "UPDATE party_contact SET basis = $4, consent = $5, changed_at = $6 WHERE tenant_id = $1 "
    "AND party_id = $2 AND id = $3";

// Of what was said of that value, the last.
#define QUITA_SAID(column, otherwise)                                               \
  "COALESCE((SELECT b." column                                                      \
  " FROM contact_basis b WHERE b.tenant_id = $1 AND b.party_id = $2 AND b.value = " \
  "party_contact.value ORDER BY b.id DESC LIMIT 1), '" otherwise "')"
constexpr auto update_begun =
    "UPDATE party_contact SET origin = $4, basis = " QUITA_SAID("basis", "contract") ", consent "
    "= " QUITA_SAID("consent", "unasked") " WHERE tenant_id = $1 AND party_id = $2 AND id = $3";
#undef QUITA_SAID

template <class Enum, std::size_t size>
std::optional<Enum> parse(const std::array<std::string_view, size>& words, std::string_view text) {
  const auto found = std::find(words.begin(), words.end(), text);
  if (found == words.end()) return std::nullopt;
  return static_cast<Enum>(found - words.begin());
}

}  // namespace

std::string_view word(Basis basis) { return bases[static_cast<std::size_t>(basis)]; }
std::string_view label(Basis basis) { return basis_labels[static_cast<std::size_t>(basis)]; }
std::optional<Basis> parse_basis(std::string_view text) { return parse<Basis>(bases, text); }
std::string_view word(Consent consent) { return consents[static_cast<std::size_t>(consent)]; }
std::optional<Consent> parse_consent(std::string_view text) {
  return parse<Consent>(consents, text);
}
std::string_view word(Origin origin) { return origins[static_cast<std::size_t>(origin)]; }
std::string_view label(Origin origin) { return origin_labels[static_cast<std::size_t>(origin)]; }
std::optional<Origin> parse_origin(std::string_view text) { return parse<Origin>(origins, text); }

Origin origin_of(const Act& act) {
  if (act.kind == "user") return Origin::typed;
  if (act.kind == "api_key") return Origin::api;
  if (act.kind == "customer") return Origin::customer;
  return Origin::unknown;
}

bool allows(Basis basis, Consent consent, Purpose purpose) {
  if (basis == Basis::none) return false;
  return purpose == Purpose::collecting || consent == Consent::given;
}

static ContactLaw contact_law_of(db::Row& row) {
  ContactLaw law;
  law.contact = row.id<ContactId>(0);
  law.channel = row.view(1) == "email" ? Channel::email : Channel::phone;
  law.value = row.text(2);
  law.origin = parse_origin(row.view(3)).value_or(Origin::unknown);
  law.added_at = row.instant(4);
  law.basis = parse_basis(row.view(5)).value_or(Basis::contract);
  law.consent = parse_consent(row.view(6)).value_or(Consent::unasked);
  return law;
}

std::vector<ContactLaw> laws_of(db::Tx& tx, PartyId party) {
  return tx.all(select_laws, contact_law_of, tx.tenant(), party);
}

std::map<PartyId, std::vector<ContactLaw>> laws_of(db::Tx& tx, std::span<const PartyId> parties) {
  std::map<PartyId, std::vector<ContactLaw>> laws;
  db::each_of_many(tx, select_all_laws(), parties,
                   [&](db::Row& row) { laws[row.id<PartyId>(7)].push_back(contact_law_of(row)); });
  return laws;
}

void begin_law(db::Tx& tx, PartyId party, ContactId contact, Origin origin) {
  tx.execute(update_begun, tx.tenant(), party, contact, word(origin));
}

std::vector<LawEntry> law_history(db::Tx& tx, PartyId party) {
  return tx.all(
      select_history,
      [](db::Row& row) {
        return LawEntry{row.id<ContactId>(0),
                        row.text(1),
                        row.instant(2),
                        row.text(3),
                        parse_basis(row.view(4)).value_or(Basis::contract),
                        parse_consent(row.view(5)).value_or(Consent::unasked),
                        row.text(6)};
      },
      tx.tenant(), party);
}

Result<ContactLaw> set_law(db::Tx& tx, const Act& act, PartyId party, ContactId contact,
                           Basis basis, Consent consent, std::string_view how) {
  const auto laws = laws_of(tx, party);
  const auto found = std::find_if(laws.begin(), laws.end(),
                                  [&](const ContactLaw& each) { return each.contact == contact; });
  if (found == laws.end()) {
    return fail(ErrorKind::not_found, "contact.not_found", "Este contato não existe.",
                "contact_id");
  }
  ContactLaw law = *found;
  if (law.basis == basis && law.consent == consent) {
    return invalid("contact.law.same", "O contato já está assim.", "basis");
  }
  if (consent == Consent::unasked && law.consent != Consent::unasked) {
    return invalid("contact.law.consent",
                   "Um consentimento que foi dado ou retirado não volta a “nunca pedido”.",
                   "consent");
  }
  if (consent == Consent::given && basis == Basis::none) {
    return invalid("contact.law.consent",
                   "Quem não deve ser procurado por este contato não recebe ofertas por ele.",
                   "consent");
  }
  const std::string_view told = trim(how);
  if (told.empty() || length_utf8(told) > how_max) {
    return invalid("contact.law.how",
                   fmt::format("Diga como isso se deu, em até {} letras: a prova cabe a quem usa o "
                               "contato (LGPD, art. 8º, § 2º).",
                               how_max),
                   "how");
  }
  const auto id = EventId::make(act.now);
  tx.execute(insert_entry, tx.tenant(), party, id, contact, law.value, act.now, act.actor,
             word(basis), word(consent), told);
  tx.execute(update_contact, tx.tenant(), party, contact, word(basis), word(consent), act.now);
  static constexpr std::array<std::string_view, 3> consent_words = {"", "aceita receber ofertas",
                                                                    "não aceita receber ofertas"};
  record_event(
      tx, act.now, act.actor,
      {"party.legal_basis", party, std::nullopt, "law:" + id.text(),
       json::serialize(boost::json::object{
           {"value", law.value},
           {"basis", label(basis)},
           {"consent",
            law.consent == consent ? "" : consent_words[static_cast<std::size_t>(consent)]},
           {"how", told}})});
  law.basis = basis;
  law.consent = consent;
  return law;
}

bool allows_marketing(db::Tx& tx, PartyId party, std::string_view value) {
  const auto laws = laws_of(tx, party);
  return std::any_of(laws.begin(), laws.end(), [&](const ContactLaw& law) {
    return law.value == value && allows(law.basis, law.consent, Purpose::marketing);
  });
}

}  // namespace quita::party
