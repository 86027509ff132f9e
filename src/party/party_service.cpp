#include "party/party_service.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/value_from.hpp>

#include "base/text.h"
#include "json/parse.h"
#include "party/channel_standing.h"
#include "party/timeline.h"

namespace quita::party {
namespace {

constexpr std::string_view update_contact = R"(
UPDATE party_contact SET value = $4, purpose = $5, state = $6, state_reason = $7, changed_at = $8
WHERE tenant_id = $1 AND party_id = $2 AND id = $3)";
constexpr std::string_view delete_contact =
    "DELETE FROM party_contact WHERE tenant_id = $1 AND party_id = $2 AND id = $3";
constexpr std::string_view mark_state = R"(
UPDATE party_contact SET state = $5, state_reason = $6, changed_at = $7
WHERE tenant_id = $1 AND party_id = $2 AND channel = $3 AND value = $4 AND state <> $5
  AND (state <> 'opted_out' OR $5 = 'opted_out'))";
constexpr std::string_view keep_no = R"(
INSERT INTO contact_opted_out (tenant_id, party_id, channel, value, reason, at)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (tenant_id, party_id, channel, value) DO NOTHING)";
constexpr std::string_view recall_no = R"(
UPDATE party_contact SET state = 'opted_out', state_reason = (
  SELECT o.reason FROM contact_opted_out o WHERE o.tenant_id = $1 AND o.party_id = $2
    AND o.channel = party_contact.channel AND o.value = party_contact.value)
WHERE tenant_id = $1 AND party_id = $2 AND id = $3 AND EXISTS (
  SELECT 1 FROM contact_opted_out o WHERE o.tenant_id = $1 AND o.party_id = $2
    AND o.channel = party_contact.channel AND o.value = party_contact.value))";
constexpr std::string_view take_back_no = R"(
DELETE FROM contact_opted_out
WHERE tenant_id = $1 AND party_id = $2 AND channel = $3 AND value = $4)";
constexpr std::string_view insert_note = R"(
INSERT INTO party_note (tenant_id, party_id, id, at, author, text) VALUES ($1, $2, $3, $4, $5, $6))";

constexpr std::string_view set_origins =
    "UPDATE party_contact SET origin = $3 WHERE tenant_id = $1 AND party_id = $2";

constexpr std::size_t note_size_max = 4000;

// A contact that is new, or has another value: what was said of that value before holds again.
void begin_contact(db::Tx& tx, PartyId party, ContactId contact, Origin origin) {
  begin_law(tx, party, contact, origin);
  tx.execute(recall_no, tx.tenant(), party, contact);
}

// The contact's value leaves its owner's entry; that he wants nothing there does not.
void keep_the_no(db::Tx& tx, const Act& act, PartyId party, const Contact& contact) {
  if (contact.state != ContactState::opted_out) return;
  tx.execute(keep_no, tx.tenant(), party, name(contact.channel), contact.value,
             contact.state_reason, act.now);
}

tl::unexpected<Error> not_found() {
  return fail(ErrorKind::not_found, "party.not_found", "Este cadastro não existe.", "id");
}

// The first problem, and how many more there are.
tl::unexpected<Error> first_of(std::vector<Error> problems) {
  Error first = std::move(problems.front());
  if (problems.size() > 1 && first.hint.empty()) {
    first.hint = problems.size() == 2 ? "Há mais um problema."
                                      : fmt::format("Há mais {} problemas.", problems.size() - 1);
  }
  return tl::make_unexpected(std::move(first));
}

std::string json_of(boost::json::object data) { return json::serialize(data); }

void tell(db::Tx& tx, const Act& act, PartyId party, std::string_view kind,
          boost::json::object data) {
  const std::string cause = std::string(kind) + ":" + EventId::make(act.now).text();
  record_event(tx, act.now, act.actor,
               {kind, party, std::nullopt, cause, json_of(std::move(data))});
}

Contact contact_of(const ContactDraft& draft, Instant now) {
  Contact contact;
  contact.id = ContactId::make(now);
  contact.channel = draft.channel;
  contact.value = draft.value;
  contact.purpose = draft.purpose;
  return contact;
}

Party party_of(const CheckedDraft& checked, Instant now) {
  const Draft& draft = checked.draft;
  Party party;
  party.id = PartyId::make(now);
  party.kind = checked.kind;
  party.customer = draft.customer;
  party.supplier = draft.supplier;
  party.document = draft.document;
  party.name = draft.name;
  party.trade_name = draft.trade_name;
  party.vulnerable = draft.vulnerable;
  party.addresses = draft.addresses;
  for (Address& address : party.addresses) address.id = AddressId::make(now);
  for (const ContactDraft& contact : draft.contacts) {
    party.contacts.push_back(contact_of(contact, now));
  }
  party.tags = draft.tags;
  party.created_at = now;
  return party;
}

void store_new(db::Tx& tx, const Act& act, const Party& party, Origin origin) {
  insert_party(tx, party, act.now);
  if (!party.contacts.empty()) tx.execute(set_origins, tx.tenant(), party.id, word(origin));
  audit_person(tx, act, "party.create", {"party", party.id.uuid}, "",
               json_of({{"document", party.document}, {"name", party.name}}));
  record_event(tx, act.now, act.actor,
               {"party.created", party.id, std::nullopt, "party.created:" + party.id.text(),
                json_of({{"name", party.name}})});
}

// Two addresses at the same place, whatever their ids.
bool same_place(Address a, Address b) {
  a.id = b.id = AddressId();
  return a == b;
}

// Lists what a patch changes, in words for people.
struct Changes {
  std::string fields;
  boost::json::object before, after;
  template <class T>
  void note(const char* field, std::string_view label, const T& from, const T& to) {
    if (from == to) return;
    if (!fields.empty()) fields += ", ";
    fields += label;
    before[field] = boost::json::value_from(from);
    after[field] = boost::json::value_from(to);
  }
};

}  // namespace

Result<Party> load_party(db::Tx& tx, PartyId id) {
  auto party = find_party(tx, id);
  if (!party) return not_found();
  return *std::move(party);
}

Result<PartyId> create_party(db::Tx& tx, const Act& act, const Draft& draft) {
  CheckedDraft checked = check_draft(draft);
  if (!checked.problems.empty()) return first_of(std::move(checked.problems));
  if (const auto known = find_by_document(tx, checked.draft.document)) {
    return fail(ErrorKind::conflict, "party.exists", "Já existe um cadastro com este documento.",
                "document", known->text());
  }
  const Party party = party_of(checked, act.now);
  store_new(tx, act, party, origin_of(act));
  return party.id;
}

Result<Upserted> upsert_party(db::Tx& tx, const Act& act, const Draft& draft, Origin origin) {
  CheckedDraft checked = check_draft(draft);
  if (!checked.problems.empty()) return first_of(std::move(checked.problems));
  const auto known = find_by_document(tx, checked.draft.document);
  if (!known) {
    const Party party = party_of(checked, act.now);
    store_new(tx, act, party, origin);
    return Upserted{party.id, true, true};
  }
  Upserted done{*known, false, false};
  Party party = *find_party(tx, *known);
  const Draft& said = checked.draft;
  std::string changed;
  const auto note = [&](std::string_view what) {
    if (!changed.empty()) changed += ", ";
    changed += what;
  };

  Party renewed = party;
  renewed.name = said.name;
  if (!said.trade_name.empty()) renewed.trade_name = said.trade_name;
  renewed.customer = party.customer || said.customer;
  renewed.supplier = party.supplier || said.supplier;
  if (renewed.name != party.name || renewed.trade_name != party.trade_name) note("nome");
  if (renewed.customer != party.customer || renewed.supplier != party.supplier) note("papel");
  if (!changed.empty()) update_party_row(tx, renewed, act.now);

  if (!said.addresses.empty()) {
    const Address& billing = said.addresses.front();
    const auto old = std::find_if(party.addresses.begin(), party.addresses.end(),
                                  [&](const Address& a) { return a.purpose == billing.purpose; });
    if (old == party.addresses.end() || !same_place(*old, billing)) {
      std::vector<Address> addresses = party.addresses;
      std::erase_if(addresses, [&](const Address& a) { return a.purpose == billing.purpose; });
      addresses.push_back(billing);
      addresses.back().id = AddressId::make(act.now);
      replace_addresses(tx, party.id, addresses);
      forget_carriers_word(tx, party.id, std::nullopt);
      note("endereço");
    }
  }
  bool contact_added = false;
  for (const ContactDraft& contact : said.contacts) {
    const Contact added = contact_of(contact, act.now);
    if (!insert_contact(tx, party.id, added, act.now)) continue;
    begin_contact(tx, party.id, added.id, origin);
    contact_added = true;
  }
  if (contact_added) note("contatos");
  bool tag_added = false;
  for (const std::string& tag : said.tags) tag_added |= insert_party_tag(tx, party.id, tag);
  if (tag_added) note("etiquetas");

  done.changed = !changed.empty();
  if (done.changed) {
    tell(tx, act, party.id, "party.changed", {{"fields", changed}});
    audit_person(
        tx, act, "party.update", {"party", party.id.uuid},
        json_of({{"name", party.name}, {"trade_name", party.trade_name}}),
        json_of(
            {{"name", renewed.name}, {"trade_name", renewed.trade_name}, {"changed", changed}}));
  }
  return done;
}

Result<Party> patch_party(db::Tx& tx, const Act& act, PartyId id, const Patch& patch) {
  Party party = TRY(load_party(tx, id));
  Draft draft;
  draft.document = party.document;
  draft.name = patch.name.value_or(party.name);
  draft.trade_name = patch.trade_name.value_or(party.trade_name);
  draft.addresses = patch.addresses.value_or(party.addresses);
  CheckedDraft checked = check_draft(std::move(draft));
  if (!checked.problems.empty()) return first_of(std::move(checked.problems));

  Changes changes;
  Party renewed = party;
  renewed.name = checked.draft.name;
  renewed.trade_name = checked.draft.trade_name;
  renewed.customer = patch.customer.value_or(party.customer);
  renewed.supplier = patch.supplier.value_or(party.supplier);
  renewed.vulnerable = patch.vulnerable.value_or(party.vulnerable);
  changes.note("name", "nome", party.name, renewed.name);
  changes.note("trade_name", "nome fantasia", party.trade_name, renewed.trade_name);
  changes.note("customer", "cliente", party.customer, renewed.customer);
  changes.note("supplier", "fornecedor", party.supplier, renewed.supplier);
  changes.note("vulnerable", "situação de vulnerabilidade", party.vulnerable, renewed.vulnerable);
  if (!changes.fields.empty()) update_party_row(tx, renewed, act.now);
  if (patch.addresses) {
    std::vector<Address> addresses = checked.draft.addresses;
    for (Address& address : addresses) {
      if (address.id.nil()) address.id = AddressId::make(act.now);
    }
    if (addresses != party.addresses) {
      replace_addresses(tx, id, addresses);
      forget_carriers_word(tx, id, std::nullopt);
      changes.note("addresses", "endereço", std::string("…"), std::string("alterado"));
    }
  }
  if (!changes.fields.empty()) {
    tell(tx, act, id, "party.changed", {{"fields", changes.fields}});
    company::audit(tx, actor_of(act), "party.update", {"party", id.uuid}, json_of(changes.before),
                   json_of(changes.after));
  }
  return load_party(tx, id);
}

namespace {

Result<Contact> find_contact(db::Tx& tx, PartyId party, ContactId id) {
  for (Contact& contact : contacts_of(tx, party)) {
    if (contact.id == id) return std::move(contact);
  }
  return fail(ErrorKind::not_found, "contact.not_found", "Este contato não existe.", "contact_id");
}

tl::unexpected<Error> contact_exists() {
  return fail(ErrorKind::conflict, "contact.exists", "O cadastro já tem este contato.", "value");
}

Status check_purpose(std::string_view purpose) {
  if (purpose == "billing" || purpose == "financial" || purpose == "personal") return {};
  return invalid("party.purpose",
                 "O contato é de cobrança (billing), financeiro (financial) ou pessoal (personal).",
                 "purpose");
}

Result<std::string> checked_value(Channel channel, std::string_view text) {
  auto value = contact_value(channel, text);
  if (!value) {
    Error error = std::move(value).error();
    error.field = "value";
    return tl::make_unexpected(std::move(error));
  }
  return value;
}

}  // namespace

Result<Contact> add_contact(db::Tx& tx, const Act& act, PartyId id, const ContactDraft& draft) {
  if (!find_name(tx, id)) return not_found();
  TRY_STATUS(check_purpose(draft.purpose));
  Contact contact = contact_of(draft, act.now);
  contact.value = TRY(checked_value(draft.channel, draft.value));
  if (!insert_contact(tx, id, contact, act.now)) return contact_exists();
  begin_contact(tx, id, contact.id, origin_of(act));
  contact = TRY(find_contact(tx, id, contact.id));
  tell(tx, act, id, "party.contact_added", {{"value", contact.value}});
  audit_person(tx, act, "contact.create", {"party", id.uuid}, "",
               json_of({{"value", contact.value}, {"purpose", contact.purpose}}));
  return contact;
}

Result<Contact> patch_contact(db::Tx& tx, const Act& act, PartyId party, ContactId id,
                              const ContactPatch& patch) {
  Contact contact = TRY(find_contact(tx, party, id));
  const Contact before = contact;
  if (patch.value) {
    contact.value = TRY(checked_value(contact.channel, *patch.value));
    if (contact.value != before.value) {
      for (const Contact& other : contacts_of(tx, party)) {
        if (other.channel == contact.channel && other.value == contact.value) {
          return contact_exists();
        }
      }
      keep_the_no(tx, act, party, before);
      contact.state = ContactState::unknown;
      contact.state_reason.clear();
      forget_carriers_word(tx, party, id);
    }
  }
  if (patch.purpose) {
    TRY_STATUS(check_purpose(*patch.purpose));
    contact.purpose = *patch.purpose;
  }
  if (patch.state) contact.state = *patch.state;
  if (patch.state_reason) contact.state_reason = *patch.state_reason;
  tx.execute(update_contact, tx.tenant(), party, id, contact.value, contact.purpose,
             name(contact.state), contact.state_reason, act.now);
  // A person who says how the contact stands knows of a word that we do not.
  if (patch.state)
    tx.execute(take_back_no, tx.tenant(), party, name(contact.channel), contact.value);
  if (contact.value != before.value) {
    begin_contact(tx, party, id, origin_of(act));
    contact = TRY(find_contact(tx, party, id));
  }
  tell(tx, act, party, "party.contact_changed", {{"value", contact.value}});
  company::audit(tx, actor_of(act), "contact.update", {"party", party.uuid},
                 json_of({{"value", before.value}, {"state", name(before.state)}}),
                 json_of({{"value", contact.value}, {"state", name(contact.state)}}));
  return contact;
}

Status remove_contact(db::Tx& tx, const Act& act, PartyId party, ContactId id) {
  const Contact contact = TRY(find_contact(tx, party, id));
  keep_the_no(tx, act, party, contact);
  tx.execute(delete_contact, tx.tenant(), party, id);
  tell(tx, act, party, "party.contact_removed", {{"value", contact.value}});
  company::audit(tx, actor_of(act), "contact.delete", {"party", party.uuid},
                 json_of({{"value", contact.value}, {"state", name(contact.state)}}));
  return {};
}

bool mark_contact(db::Tx& tx, const Act& act, PartyId party, Channel channel,
                  std::string_view value, ContactState state, std::string_view reason,
                  std::string_view cause) {
  if (tx.execute(mark_state, tx.tenant(), party, name(channel), value, name(state), reason,
                 act.now) == 0) {
    return false;
  }
  const std::string_view kind = state == ContactState::bounced     ? "party.contact_bounced"
                                : state == ContactState::opted_out ? "party.opted_out"
                                : state == ContactState::works     ? "party.contact_works"
                                                                   : "party.contact_changed";
  record_event(tx, act.now, act.actor,
               {kind, party, std::nullopt, cause, json_of({{"value", value}, {"reason", reason}})});
  return true;
}

Result<Note> add_note(db::Tx& tx, const Act& act, PartyId party, std::string_view text) {
  if (!find_name(tx, party)) return not_found();
  Note note{NoteId::make(act.now), act.now, act.actor, std::string(trim(text))};
  if (note.text.empty() || length_utf8(note.text) > note_size_max) {
    return invalid("party.note",
                   fmt::format("A anotação deve ter de 1 a {} caracteres.", note_size_max), "text");
  }
  tx.execute(insert_note, tx.tenant(), party, note.id, note.at, note.author, note.text);
  tell(tx, act, party, "party.note", {{"text", note.text}});
  audit_person(tx, act, "note.create", {"party", party.uuid}, "", json_of({{"text", note.text}}));
  return note;
}

Result<std::vector<std::string>> set_tags(db::Tx& tx, const Act& act, PartyId id,
                                          std::vector<std::string> tags) {
  const auto party = find_name(tx, id);
  if (!party) return not_found();
  Draft draft;
  draft.name = party->name;
  draft.document = party->document;
  draft.tags = std::move(tags);
  CheckedDraft checked = check_draft(std::move(draft));
  if (!checked.problems.empty()) return first_of(std::move(checked.problems));
  const std::vector<std::string> before = tags_of(tx, id);
  const std::vector<std::string>& after = checked.draft.tags;
  if (before == after) return after;
  replace_tags(tx, id, after);
  audit_person(tx, act, "party.tags", {"party", id.uuid},
               json_of({{"tags", boost::json::value_from(before)}}),
               json_of({{"tags", boost::json::value_from(after)}}));
  tell(tx, act, id, "party.tags",
       {{"tags", after.empty() ? "nenhuma" : fmt::format("{}", fmt::join(after, ", "))}});
  return after;
}

}  // namespace quita::party
