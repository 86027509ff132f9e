// What the adapters share: values in requests and answers, never throwing on what others send.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "sms/gateway.h"

namespace quita::sms {

// The text at a JSON pointer (RFC 6901), numbers as their digits; nothing when it is not there.
std::optional<std::string> text_at(const boost::json::value&, std::string_view pointer);
// The body as JSON; nothing when it is none.
std::optional<boost::json::value> json_of(std::string_view body);

// A field of the query, or else of the form in the body.
std::optional<std::string> field_of(const http::Request&, std::string_view name);

// One line of at most 300 letters, for people.
std::string brief(std::string_view words);

// "5511987654321": without the plus.
std::string without_plus(std::string_view e164);
// Where delivery is to be reported, with our number of the message; empty when nowhere.
std::string report_address(const Message&);

// Of an answer that the adapter does not know better: 2xx yes, 408, 425, 429 and 5xx later, else
// no.
Taken taken_by_status(int status);

}  // namespace quita::sms
