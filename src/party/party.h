// A customer or supplier: a person (CPF) or a company (CNPJ), where it lives, and how it is
// reached.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"

namespace quita::party {

QUITA_ID(AddressId, "adr");
QUITA_ID(NoteId, "not");

enum class Kind { person, company };
enum class Channel { email, phone };
// unknown: never tried; works: the carrier delivered; bounced: it came back (OCA credit-control
// #343: never queued for ever); opted_out: its owner said no.
enum class ContactState { unknown, works, bounced, opted_out };

std::string_view name(Kind);          // "person"
std::string_view name(Channel);       // "email"
std::string_view name(ContactState);  // "opted_out"
std::optional<Channel> parse_channel(std::string_view);
std::optional<ContactState> parse_contact_state(std::string_view);

struct Address {
  AddressId id;
  std::string purpose = "billing";  // billing | delivery | home
  std::string street, number, complement, district, city;
  std::string state;        // "SP"
  std::string postal_code;  // 8 digits, or empty
  bool operator==(const Address&) const = default;
};

struct Contact {
  ContactId id;
  Channel channel = Channel::email;
  std::string value;                // e-mail in small letters, or phone in E.164
  std::string purpose = "billing";  // billing | financial | personal
  ContactState state = ContactState::unknown;
  std::string state_reason;  // what the carrier said, for people
};

struct Party {
  PartyId id;
  Kind kind = Kind::company;
  bool customer = true;
  bool supplier = false;
  std::string document;  // CPF or CNPJ as stored
  std::string name, trade_name;
  bool vulnerable = false;  // stops automatic dunning (Lei 14.181)
  std::vector<Address> addresses;
  std::vector<Contact> contacts;
  std::vector<std::string> tags;
  Instant created_at;
};

// What somebody outside says about a party: checked and put into stored form by `check_draft`.
struct ContactDraft {
  Channel channel = Channel::email;
  std::string value;
  std::string purpose = "billing";
};
struct Draft {
  std::string document, name, trade_name;
  bool customer = true;
  bool supplier = false;
  bool vulnerable = false;
  std::vector<Address> addresses;  // ids are given when stored
  std::vector<ContactDraft> contacts;
  std::vector<std::string> tags;
};

// The draft with document, phones, e-mails, CEP and state in stored form. Every problem, not only
// the first. Codes: party.name, party.document and those of cpf., cnpj., party.email, phone.*,
// postal_code.*, party.state, party.city, party.purpose, party.tag.
struct CheckedDraft {
  Draft draft;
  Kind kind = Kind::company;
  std::vector<Error> problems;
};
CheckedDraft check_draft(Draft);

// An e-mail address as far as a mail server must understand it (RFC 5321, no quoted local part),
// in small letters. Error: party.email.
Result<std::string> parse_email(std::string_view);
// The stored form of one contact. Errors: party.email, phone.*.
Result<std::string> contact_value(Channel, std::string_view);

// What `party.search` holds: the words of name and trade name, folded, each once.
std::string search_text(std::string_view name, std::string_view trade_name);
// The folded words of a text: letters and digits, at most ten of them.
std::vector<std::string> words_of(std::string_view text);

}  // namespace quita::party
