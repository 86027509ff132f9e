// The marks of an OFX file one after another, SGML or XML: a leaf's text runs to the next mark, so
// that a missing closing tag costs nothing.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace quita::document {

struct OfxMark {
  std::string_view name;  // without prefix, as written: "STMTTRN"
  bool closing = false;
  std::string text;    // raw bytes up to the next mark, trimmed, CDATA unwrapped, entities resolved
  std::size_t at = 0;  // where the mark begins, in bytes
};

class OfxMarkup {
 public:
  // `utf8`: the whole text is UTF-8. Otherwise each leaf is: UTF-8 where it is valid, UTF-8 that a
  // field's width cut within its last letter, or else Windows-1252.
  OfxMarkup(std::string_view bytes, bool utf8) : bytes_(bytes), utf8_(utf8) {}

  std::optional<OfxMark> next();

 private:
  std::string take_text();

  std::string_view bytes_;
  bool utf8_;
  std::size_t at_ = 0;
};

}  // namespace quita::document
