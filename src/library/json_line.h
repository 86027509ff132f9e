// JSON written straight into a line of text, for lists of millions: no document is built.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"

namespace quita::library {

// The names are ours and need no escapes; the texts are UTF-8.
class JsonLine {
 public:
  void clear() { text_.clear(); }
  std::string_view view() const { return text_; }

  void begin(std::string_view name = {});  // an object
  void end() { text_ += '}'; }
  void begin_list(std::string_view name);
  void end_list() { text_ += ']'; }
  void number(std::string_view name, std::int64_t value);
  void text(std::string_view name, std::string_view value);
  void text_or_null(std::string_view name, std::string_view value);
  void date(std::string_view name, const std::optional<Date>& value);  // ISO 8601 or null

 private:
  void member(std::string_view name);
  void quoted(std::string_view value);

  std::string text_;
};

}  // namespace quita::library
