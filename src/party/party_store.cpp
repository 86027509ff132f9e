#include "party/party_store.h"

#include <string>

#include "db/many.h"
#include "party/at_once.h"

namespace quita::party {
namespace {

constexpr std::string_view select_party = R"(
SELECT id, kind, customer, supplier, document, name, trade_name, vulnerable, created_at
FROM party WHERE tenant_id = $1 AND id = $2)";

constexpr std::string_view select_by_document =
    "SELECT id FROM party WHERE tenant_id = $1 AND document = $2";

constexpr std::string_view select_name = R"(
SELECT id, name, trade_name, document, vulnerable FROM party WHERE tenant_id = $1 AND id = $2)";

constexpr std::string_view select_contacts = R"(
SELECT id, channel, value, purpose, state, state_reason FROM party_contact
WHERE tenant_id = $1 AND party_id = $2
ORDER BY CASE purpose WHEN 'billing' THEN 0 ELSE 1 END,
         CASE state WHEN 'works' THEN 0 WHEN 'unknown' THEN 1 WHEN 'bounced' THEN 2 ELSE 3 END,
         created_at, id)";

constexpr std::string_view select_addresses = R"(
SELECT id, purpose, street, number, complement, district, city, state, postal_code
FROM party_address WHERE tenant_id = $1 AND party_id = $2
ORDER BY CASE purpose WHEN 'billing' THEN 0 ELSE 1 END, id)";

const db::ManyStatement& select_names() {
  static const db::ManyStatement sql = db::many_statement(
      "SELECT id, name, trade_name, document, vulnerable FROM party WHERE tenant_id = $1 "
      "AND id IN ({many})",
      1);
  return sql;
}

const db::ManyStatement& select_all_contacts() {
  static const db::ManyStatement sql = db::many_statement(
      "SELECT id, channel, value, purpose, state, state_reason, party_id FROM party_contact "
      "WHERE tenant_id = $1 AND party_id IN ({many}) "
      "ORDER BY party_id, CASE purpose WHEN 'billing' THEN 0 ELSE 1 END, "
      "CASE state WHEN 'works' THEN 0 WHEN 'unknown' THEN 1 WHEN 'bounced' THEN 2 ELSE 3 END, "
      "created_at, id",
      1);
  return sql;
}

const db::ManyStatement& select_all_addresses() {
  static const db::ManyStatement sql = db::many_statement(
      "SELECT id, purpose, street, number, complement, district, city, state, postal_code, "
      "party_id FROM party_address WHERE tenant_id = $1 AND party_id IN ({many}) "
      "ORDER BY party_id, CASE purpose WHEN 'billing' THEN 0 ELSE 1 END, id",
      1);
  return sql;
}

constexpr std::string_view select_tags =
    "SELECT tag FROM party_tag WHERE tenant_id = $1 AND party_id = $2 ORDER BY tag";

constexpr std::string_view select_notes = R"(
SELECT id, at, author, text FROM party_note WHERE tenant_id = $1 AND party_id = $2
ORDER BY id DESC)";

constexpr std::string_view insert_row = R"(
INSERT INTO party (tenant_id, id, kind, customer, supplier, document, name, trade_name, search,
                   vulnerable, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12))";

constexpr std::string_view update_row = R"(
UPDATE party SET customer = $3, supplier = $4, name = $5, trade_name = $6, search = $7,
                 vulnerable = $8, updated_at = $9
WHERE tenant_id = $1 AND id = $2)";

constexpr std::string_view insert_word = R"(
INSERT INTO party_word (tenant_id, word, party_id) VALUES ($1, $2, $3)
ON CONFLICT (tenant_id, word, party_id) DO NOTHING)";
constexpr std::string_view delete_words =
    "DELETE FROM party_word WHERE tenant_id = $1 AND party_id = $2";

constexpr std::string_view insert_address = R"(
INSERT INTO party_address (tenant_id, party_id, id, purpose, street, number, complement, district,
                           city, state, postal_code)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11))";
constexpr std::string_view delete_addresses =
    "DELETE FROM party_address WHERE tenant_id = $1 AND party_id = $2";

constexpr std::string_view insert_contact_row = R"(
INSERT INTO party_contact (tenant_id, party_id, id, channel, value, purpose, state, state_reason,
                           created_at, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (tenant_id, party_id, channel, value) DO NOTHING)";

constexpr std::string_view insert_tag = R"(
INSERT INTO party_tag (tenant_id, party_id, tag) VALUES ($1, $2, $3)
ON CONFLICT (tenant_id, party_id, tag) DO NOTHING)";
constexpr std::string_view delete_tags =
    "DELETE FROM party_tag WHERE tenant_id = $1 AND party_id = $2";

void write_words(db::Tx& tx, PartyId id, const Party& party) {
  for (const std::string& word : words_of(party.name + " " + party.trade_name)) {
    tx.execute(insert_word, tx.tenant(), word, id);
  }
}

Contact contact_of(db::Row& row) {
  Contact contact;
  contact.id = row.id<ContactId>(0);
  contact.channel = parse_channel(row.view(1)).value_or(Channel::email);
  contact.value = row.text(2);
  contact.purpose = row.text(3);
  contact.state = parse_contact_state(row.view(4)).value_or(ContactState::unknown);
  contact.state_reason = row.text(5);
  return contact;
}

Address address_of(db::Row& row) {
  return {row.id<AddressId>(0), row.text(1), row.text(2), row.text(3), row.text(4),
          row.text(5),          row.text(6), row.text(7), row.text(8)};
}

PartyName name_of(db::Row& row) {
  return {row.id<PartyId>(0), row.text(1), row.text(2), row.text(3), row.boolean(4)};
}

}  // namespace

std::vector<Contact> contacts_of(db::Tx& tx, PartyId party) {
  return tx.all(select_contacts, contact_of, tx.tenant(), party);
}

std::vector<Address> addresses_of(db::Tx& tx, PartyId party) {
  return tx.all(select_addresses, address_of, tx.tenant(), party);
}

std::map<PartyId, PartyName> names_of(db::Tx& tx, std::span<const PartyId> parties) {
  std::map<PartyId, PartyName> names;
  db::each_of_many(tx, select_names(), parties,
                   [&](db::Row& row) { names.emplace(row.id<PartyId>(0), name_of(row)); });
  return names;
}

std::map<PartyId, std::vector<Contact>> contacts_of(db::Tx& tx, std::span<const PartyId> parties) {
  std::map<PartyId, std::vector<Contact>> contacts;
  db::each_of_many(tx, select_all_contacts(), parties,
                   [&](db::Row& row) { contacts[row.id<PartyId>(6)].push_back(contact_of(row)); });
  return contacts;
}

std::map<PartyId, std::vector<Address>> addresses_of(db::Tx& tx, std::span<const PartyId> parties) {
  std::map<PartyId, std::vector<Address>> addresses;
  db::each_of_many(tx, select_all_addresses(), parties,
                   [&](db::Row& row) { addresses[row.id<PartyId>(9)].push_back(address_of(row)); });
  return addresses;
}

std::vector<std::string> tags_of(db::Tx& tx, PartyId party) {
  return tx.all(
      select_tags, [](db::Row& row) { return row.text(0); }, tx.tenant(), party);
}

std::vector<Note> notes_of(db::Tx& tx, PartyId party) {
  return tx.all(
      select_notes,
      [](db::Row& row) {
        return Note{row.id<NoteId>(0), row.instant(1), row.text(2), row.text(3)};
      },
      tx.tenant(), party);
}

std::optional<Party> find_party(db::Tx& tx, PartyId id) {
  auto party = tx.one(
      select_party,
      [](db::Row& row) {
        Party found;
        found.id = row.id<PartyId>(0);
        found.kind = row.view(1) == "person" ? Kind::person : Kind::company;
        found.customer = row.boolean(2);
        found.supplier = row.boolean(3);
        found.document = row.text(4);
        found.name = row.text(5);
        found.trade_name = row.text(6);
        found.vulnerable = row.boolean(7);
        found.created_at = row.instant(8);
        return found;
      },
      tx.tenant(), id);
  if (!party) return party;
  party->addresses = addresses_of(tx, id);
  party->contacts = contacts_of(tx, id);
  party->tags = tags_of(tx, id);
  return party;
}

std::optional<PartyId> find_by_document(db::Tx& tx, std::string_view stored_document) {
  return tx.one(
      select_by_document, [](db::Row& row) { return row.id<PartyId>(0); }, tx.tenant(),
      stored_document);
}

std::optional<PartyName> find_name(db::Tx& tx, PartyId id) {
  return tx.one(select_name, name_of, tx.tenant(), id);
}

static void insert_addresses(db::Tx& tx, PartyId id, const std::vector<Address>& addresses) {
  for (const Address& one : addresses) {
    tx.execute(insert_address, tx.tenant(), id, one.id, one.purpose, one.street, one.number,
               one.complement, one.district, one.city, one.state, one.postal_code);
  }
}

void replace_addresses(db::Tx& tx, PartyId id, const std::vector<Address>& addresses) {
  tx.execute(delete_addresses, tx.tenant(), id);
  insert_addresses(tx, id, addresses);
}

bool insert_contact(db::Tx& tx, PartyId id, const Contact& contact, Instant now) {
  return tx.execute(insert_contact_row, tx.tenant(), id, contact.id, name(contact.channel),
                    contact.value, contact.purpose, name(contact.state), contact.state_reason, now,
                    now) == 1;
}

bool insert_party_tag(db::Tx& tx, PartyId id, std::string_view tag) {
  return tx.execute(insert_tag, tx.tenant(), id, tag) == 1;
}

void replace_tags(db::Tx& tx, PartyId id, const std::vector<std::string>& tags) {
  tx.execute(delete_tags, tx.tenant(), id);
  for (const std::string& tag : tags) insert_party_tag(tx, id, tag);
}

void insert_party(db::Tx& tx, const Party& party, Instant now) {
  tx.execute(insert_row, tx.tenant(), party.id, name(party.kind), party.customer, party.supplier,
             party.document, party.name, party.trade_name,
             search_text(party.name, party.trade_name), party.vulnerable, now, now);
  write_words(tx, party.id, party);
  insert_addresses(tx, party.id, party.addresses);
  for (const Contact& contact : party.contacts) insert_contact(tx, party.id, contact, now);
  for (const std::string& tag : party.tags) insert_party_tag(tx, party.id, tag);
}

void update_party_row(db::Tx& tx, const Party& party, Instant now) {
  tx.execute(update_row, tx.tenant(), party.id, party.customer, party.supplier, party.name,
             party.trade_name, search_text(party.name, party.trade_name), party.vulnerable, now);
  tx.execute(delete_words, tx.tenant(), party.id);
  write_words(tx, party.id, party);
}

}  // namespace quita::party
