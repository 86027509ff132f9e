// The SQL of parties. Every function works inside the transaction's tenant.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "party/party.h"

namespace quita::party {

std::optional<Party> find_party(db::Tx&, PartyId);  // with addresses, contacts and tags
std::optional<PartyId> find_by_document(db::Tx&, std::string_view stored_document);

// What other rooms ask most: name and document only.
struct PartyName {
  PartyId id;
  std::string name, trade_name, document;
  bool vulnerable = false;
};
std::optional<PartyName> find_name(db::Tx&, PartyId);

// All contacts of a party, best first: billing before others; works, unknown, bounced, opted_out.
std::vector<Contact> contacts_of(db::Tx&, PartyId);
std::vector<Address> addresses_of(db::Tx&, PartyId);
std::vector<std::string> tags_of(db::Tx&, PartyId);

struct Note {
  NoteId id;
  Instant at;
  std::string author, text;
};
std::vector<Note> notes_of(db::Tx&, PartyId);  // newest first

void insert_party(db::Tx&, const Party&, Instant now);
// Name, roles and flags; not addresses, contacts and tags.
void update_party_row(db::Tx&, const Party&, Instant now);
void replace_addresses(db::Tx&, PartyId, const std::vector<Address>&);
// False when the party has that value already.
bool insert_contact(db::Tx&, PartyId, const Contact&, Instant now);
bool insert_party_tag(db::Tx&, PartyId, std::string_view tag);
void replace_tags(db::Tx&, PartyId, const std::vector<std::string>&);

}  // namespace quita::party
