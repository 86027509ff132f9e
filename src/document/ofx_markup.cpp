#include "document/ofx_markup.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace quita::document {

namespace {

constexpr auto none = std::string_view::npos;

bool letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool name_part(char c) {
  return letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == ':' || c == '-';
}

// What stands at `at`, where there is a "<".
enum class Sign { mark, cdata, comment, instruction, text };

struct Seen {
  Sign sign = Sign::text;
  std::size_t end = 0;  // just after it
};

Seen up_to(Sign sign, std::string_view bytes, std::size_t at, std::string_view close) {
  const auto end = bytes.find(close, at);
  return {sign, end == none ? bytes.size() : end + close.size()};
}

// A "<" that opens no mark ("SALDO < 10") is text.
Seen look(std::string_view bytes, std::size_t at) {
  const auto rest = bytes.substr(at);
  if (rest.starts_with("<![CDATA[")) return up_to(Sign::cdata, bytes, at, "]]>");
  if (rest.starts_with("<!--")) return up_to(Sign::comment, bytes, at, "-->");
  if (rest.starts_with("<!")) return up_to(Sign::instruction, bytes, at, ">");
  if (rest.starts_with("<?")) return up_to(Sign::instruction, bytes, at, "?>");
  const std::size_t first = rest.starts_with("</") ? 2 : 1;
  if (rest.size() <= first || !letter(rest[first])) return {Sign::text, at + 1};
  const auto close = rest.find_first_of("<>", first);
  if (close == none || rest[close] == '<') return {Sign::text, at + 1};
  return {Sign::mark, at + close + 1};
}

constexpr std::array<std::pair<std::string_view, char32_t>, 6> entities = {{
    {"amp", '&'},
    {"lt", '<'},
    {"gt", '>'},
    {"quot", '"'},
    {"apos", '\''},
    {"nbsp", ' '},
}};

// 0: not a reference that names a character.
char32_t character_of(std::string_view reference) {
  for (const auto& [name, code] : entities) {
    if (reference == name) return code;
  }
  if (!reference.starts_with('#')) return 0;
  reference.remove_prefix(1);
  const bool hexadecimal = reference.starts_with('x') || reference.starts_with('X');
  if (hexadecimal) reference.remove_prefix(1);
  if (reference.empty() || reference.size() > 6) return 0;
  char32_t code = 0;
  for (const char c : reference) {
    const char small = c >= 'A' && c <= 'F' ? static_cast<char>(c + ('a' - 'A')) : c;
    if (small >= '0' && small <= '9') {
      code = code * (hexadecimal ? 16 : 10) + static_cast<char32_t>(small - '0');
    } else if (hexadecimal && small >= 'a' && small <= 'f') {
      code = code * 16 + static_cast<char32_t>(small - 'a' + 10);
    } else {
      return 0;
    }
  }
  return code >= 0x110000 || (code >= 0xD800 && code < 0xE000) ? 0 : code;
}

// "P&amp;D" -> "P&D"; a lone "&", which banks write, stays.
std::string resolved(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '&') {
      const auto end = text.substr(at, 10).find(';');
      const auto code = end == none ? 0 : character_of(text.substr(at + 1, end - 1));
      if (code != 0) {
        append_utf8(out, code);
        at += end + 1;
        continue;
      }
    }
    out += text[at++];
  }
  return out;
}

// A field of fixed width may cut a letter of UTF-8 in two: the text without that half letter, or
// nothing when something else is wrong with it or no other letter shows that it is UTF-8.
std::optional<std::string_view> without_half_letter(std::string_view text) {
  for (std::size_t cut = 1; cut <= 3 && cut < text.size(); ++cut) {
    const auto last = static_cast<unsigned char>(text[text.size() - cut]);
    if (last < 0x80) return std::nullopt;
    if (last < 0xC0) continue;
    const auto head = text.substr(0, text.size() - cut);
    const bool shows = std::any_of(head.begin(), head.end(), [](char c) { return c & '\x80'; });
    if (shows && valid_utf8(head)) return head;
    return std::nullopt;
  }
  return std::nullopt;
}

std::string decoded(std::string_view text) {
  if (valid_utf8(text)) return std::string(text);
  if (const auto head = without_half_letter(text)) return std::string(*head);
  return latin1_to_utf8(text);
}

// Line ends, tabs and control characters as blanks, never two in a row.
std::string tidy(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const char kept = byte < 0x20 || byte == 0x7F ? ' ' : c;
    if (kept == ' ' && (out.empty() || out.back() == ' ')) continue;
    out += kept;
  }
  return std::string(trim(out));
}

}  // namespace

std::string OfxMarkup::take_text() {
  std::string text;
  while (at_ < bytes_.size()) {
    const auto open = std::min(bytes_.find('<', at_), bytes_.size());
    auto piece = bytes_.substr(at_, open - at_);
    at_ = open;
    const auto seen = open < bytes_.size() ? look(bytes_, open) : Seen{Sign::mark, open};
    if (seen.sign == Sign::mark) {
      piece = piece.substr(0, piece.find_last_not_of(" \t\r\n") + 1);
    }
    if (!trim(piece).empty()) text += resolved(utf8_ ? std::string(piece) : decoded(piece));
    if (seen.sign == Sign::mark) break;
    if (seen.sign == Sign::cdata) {
      piece = bytes_.substr(open, seen.end - open).substr(9);
      if (piece.ends_with("]]>")) piece.remove_suffix(3);
      text += utf8_ ? std::string(piece) : decoded(piece);
    } else if (seen.sign == Sign::text) {
      text += '<';
    }
    at_ = seen.end;
  }
  return tidy(text);
}

std::optional<OfxMark> OfxMarkup::next() {
  if (at_ == 0) take_text();  // the header, and whatever stands before the first mark
  if (at_ >= bytes_.size()) return std::nullopt;
  OfxMark mark;
  mark.at = at_;
  mark.closing = bytes_[at_ + 1] == '/';
  auto name = bytes_.substr(at_ + (mark.closing ? 2 : 1));
  std::size_t size = 0;
  while (size < name.size() && name_part(name[size])) ++size;
  name = name.substr(0, size);
  if (const auto colon = name.rfind(':'); colon != none) name.remove_prefix(colon + 1);
  mark.name = name;
  at_ = look(bytes_, at_).end;
  mark.text = take_text();
  return mark;
}

}  // namespace quita::document
