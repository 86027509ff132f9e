// How parties are written in JSON. For *_api.cpp files only (compile time).
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "json/bind.h"
#include "party/party.h"
#include "party/party_import.h"
#include "party/timeline.h"

namespace quita::party {

BOOST_DESCRIBE_ENUM(Kind, person, company)
BOOST_DESCRIBE_ENUM(Channel, email, phone)
BOOST_DESCRIBE_ENUM(ContactState, unknown, works, bounced, opted_out)

struct AddressIn {
  std::optional<std::string> purpose;
  std::string street;
  std::optional<std::string> number, complement, district;
  std::string city, state;
  std::optional<std::string> postal_code;
};
BOOST_DESCRIBE_STRUCT(AddressIn, (),
                      (purpose, street, number, complement, district, city, state, postal_code))
BOOST_DESCRIBE_STRUCT(Address, (),
                      (id, purpose, street, number, complement, district, city, state, postal_code))

struct ContactIn {
  Channel channel = Channel::email;
  std::string value;
  std::optional<std::string> purpose;
};
BOOST_DESCRIBE_STRUCT(ContactIn, (), (channel, value, purpose))
BOOST_DESCRIBE_STRUCT(Contact, (), (id, channel, value, purpose, state, state_reason))

struct PartyIn {
  std::string document, name;
  std::optional<std::string> trade_name;
  std::optional<bool> customer, supplier, vulnerable;
  std::optional<std::vector<AddressIn>> addresses;
  std::optional<std::vector<ContactIn>> contacts;
  std::optional<std::vector<std::string>> tags;
};
BOOST_DESCRIBE_STRUCT(PartyIn, (),
                      (document, name, trade_name, customer, supplier, vulnerable, addresses,
                       contacts, tags))
BOOST_DESCRIBE_STRUCT(Party, (),
                      (id, kind, customer, supplier, document, name, trade_name, vulnerable,
                       addresses, contacts, tags, created_at))

BOOST_DESCRIBE_STRUCT(ImportProblem, (), (line, column, field, code, message, found))
struct ColumnView {
  std::string header;
  std::optional<std::string> field;
};
BOOST_DESCRIBE_STRUCT(ColumnView, (), (header, field))
std::vector<ColumnView> columns_of(const std::vector<PartyImport::Column>&);
std::string_view encoding_name(document::CsvEncoding);  // "UTF-8", "Windows-1252" …

std::vector<Address> addresses_of(const std::vector<AddressIn>&);
Draft draft_of(const PartyIn&);

struct TimelineEvent {
  EventId id;
  Instant at;
  std::string kind, text;
  std::optional<TitleId> title_id;
  std::optional<std::string> title_number;
  std::string actor;
  boost::json::value data;
};
BOOST_DESCRIBE_STRUCT(TimelineEvent, (), (id, at, kind, text, title_id, title_number, actor, data))
TimelineEvent view_of(const Event&);

}  // namespace quita::party
