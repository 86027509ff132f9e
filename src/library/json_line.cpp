#include "library/json_line.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <iterator>

namespace quita::library {

void JsonLine::begin(std::string_view name) {
  member(name);
  text_ += '{';
}

void JsonLine::begin_list(std::string_view name) {
  member(name);
  text_ += '[';
}

void JsonLine::number(std::string_view name, std::int64_t value) {
  member(name);
  const fmt::format_int digits(value);
  text_.append(digits.data(), digits.size());
}

void JsonLine::text(std::string_view name, std::string_view value) {
  member(name);
  quoted(value);
}

void JsonLine::text_or_null(std::string_view name, std::string_view value) {
  member(name);
  if (value.empty())
    text_ += "null";
  else
    quoted(value);
}

void JsonLine::date(std::string_view name, const std::optional<Date>& value) {
  member(name);
  if (!value) {
    text_ += "null";
    return;
  }
  const auto ymd = value->ymd();
  fmt::format_to(std::back_inserter(text_), FMT_COMPILE("\"{:04}-{:02}-{:02}\""),
                 static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                 static_cast<unsigned>(ymd.day()));
}

void JsonLine::member(std::string_view name) {
  if (!text_.empty() && text_.back() != '{' && text_.back() != '[') text_ += ',';
  if (name.empty()) return;
  text_ += '"';
  text_ += name;
  text_ += "\":";
}

void JsonLine::quoted(std::string_view value) {
  text_ += '"';
  for (const char c : value) {
    if (c == '"' || c == '\\') {
      text_ += '\\';
      text_ += c;
    } else if (static_cast<unsigned char>(c) < ' ') {
      fmt::format_to(std::back_inserter(text_), FMT_COMPILE("\\u{:04x}"),
                     static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      text_ += c;
    }
  }
  text_ += '"';
}

}  // namespace quita::library
