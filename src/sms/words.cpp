#include "sms/words.h"

#include <algorithm>

#include "base/text.h"
#include "json/parse.h"

namespace quita::sms {

std::optional<boost::json::value> json_of(std::string_view body) {
  auto value = json::parse(body);
  if (!value) return std::nullopt;
  return *std::move(value);
}

std::optional<std::string> text_at(const boost::json::value& value, std::string_view pointer) {
  boost::json::error_code failed;
  const auto* found = value.find_pointer(pointer, failed);
  if (found == nullptr) return std::nullopt;
  if (found->is_string()) return std::string(found->get_string());
  if (found->is_number()) return boost::json::serialize(*found);
  return std::nullopt;
}

std::optional<std::string> field_of(const http::Request& request, std::string_view name) {
  if (const auto value = request.query_value(name)) return std::string(*value);
  const auto form = read_form(request.body);
  if (!form) return std::nullopt;
  for (const auto& [key, value] : *form) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::string brief(std::string_view words) {
  constexpr std::size_t letters_max = 300;
  std::string line = valid_utf8(words) ? std::string(words) : latin1_to_utf8(words);
  std::replace_if(
      line.begin(), line.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
  return std::string(prefix_utf8(trim(line), letters_max));
}

std::string without_plus(std::string_view e164) {
  return std::string(e164.starts_with('+') ? e164.substr(1) : e164);
}

std::string report_address(const Message& message) {
  if (message.report_url.empty()) return "";
  return message.report_url + "?message=" + http::percent_encode(message.id);
}

Taken taken_by_status(int status) {
  if (status >= 200 && status < 300) return Taken::yes;
  // The account, and not the message: a person must act, and its messages wait meanwhile.
  if (status == 401 || status == 402 || status == 403) return Taken::later;
  if (status == 408 || status == 425 || status == 429 || status >= 500) return Taken::later;
  return Taken::no;
}

}  // namespace quita::sms
