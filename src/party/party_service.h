// What is done with parties, one function a verb, each inside the caller's transaction.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "party/act.h"
#include "party/legal_basis.h"
#include "party/party.h"
#include "party/party_store.h"

namespace quita::party {

// Errors: those of check_draft (the first, with the number of others as hint), party.exists (the
// document is registered already; the hint holds the id).
Result<PartyId> create_party(db::Tx&, const Act&, const Draft&);

// What follows when a person's contacts or flags change: injected by app/reactions.
using OnChanged = std::function<void(db::Tx&, const Act&, PartyId)>;

struct Upserted {
  PartyId id;
  bool created = false;
  bool changed = false;
};
// By document: registers, or adds what is new. Name, trade name and the billing address are
// replaced when the draft has them; contacts and tags are added, never removed, and a known
// contact keeps its state. `Origin`: where new contacts come from.
Result<Upserted> upsert_party(db::Tx&, const Act&, const Draft&, Origin = Origin::import);

// The members that are present are changed; addresses replace all addresses.
struct Patch {
  std::optional<std::string> name, trade_name;
  std::optional<bool> customer, supplier, vulnerable;
  std::optional<std::vector<Address>> addresses;
};
// Errors: party.not_found, those of check_draft.
Result<Party> patch_party(db::Tx&, const Act&, PartyId, const Patch&);
Result<Party> load_party(db::Tx&, PartyId);  // error: party.not_found

// Errors: party.not_found, contact.exists, party.email, phone.*.
Result<Contact> add_contact(db::Tx&, const Act&, PartyId, const ContactDraft&);
struct ContactPatch {
  std::optional<std::string> value, purpose;
  std::optional<ContactState> state;
  std::optional<std::string> state_reason;
};
// A new value begins as `unknown`. Errors: contact.not_found, contact.exists, party.email, phone.*.
Result<Contact> patch_contact(db::Tx&, const Act&, PartyId, ContactId, const ContactPatch&);
Status remove_contact(db::Tx&, const Act&, PartyId, ContactId);  // error: contact.not_found

// A fact from a carrier or from the customer himself: written on the contact and on the timeline,
// once a cause. Returns whether the state changed. opted_out is never left by a carrier's word.
bool mark_contact(db::Tx&, const Act&, PartyId, Channel, std::string_view value, ContactState,
                  std::string_view reason, std::string_view cause);

// Errors: party.not_found, party.note (empty, or more than 4,000 characters).
Result<Note> add_note(db::Tx&, const Act&, PartyId, std::string_view text);
// At most 20 tags of at most 40 characters. Errors: party.not_found, party.tag.
Result<std::vector<std::string>> set_tags(db::Tx&, const Act&, PartyId, std::vector<std::string>);

struct Found {
  PartyId id;
  std::string name, document;
};
// Parties as somebody types: name (each word's beginning), document, phone, e-mail. Best first.
std::vector<Found> search_parties(db::Tx&, std::string_view typed, int limit);

}  // namespace quita::party
