#include "pdf/text_encoding.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.h"
#include "pdf/compositions.h"
#include "pdf/embedded_font.h"

namespace quita::pdf {

namespace {

constexpr char32_t replacement = 0xFFFD;

// U+2000 and above of the WinAnsi bytes 0x80 … 0x9F; 0 where the byte is free.
constexpr std::array<char16_t, 32> high_winansi = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// The WinAnsi byte of a character; 0 when it has none.
unsigned char winansi_byte(char16_t c) {
  if ((c >= 0x20 && c < 0x7F) || (c >= 0xA0 && c <= 0xFF)) return static_cast<unsigned char>(c);
  if (c < 0x100) return 0;
  const auto found = std::find(high_winansi.begin(), high_winansi.end(), c);
  if (found == high_winansi.end()) return 0;
  return static_cast<unsigned char>(0x80 + (found - high_winansi.begin()));
}

bool within(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

bool is_blank(char32_t c) {
  return c < 0x20 || within(c, 0x7F, 0x9F) || within(c, 0x2000, 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}
bool is_hyphen(char32_t c) { return c == 0xAD || c == 0x2010 || c == 0x2011; }
bool is_invisible(char32_t c) {
  return within(c, 0x200B, 0x200F) || within(c, 0x202A, 0x202E) || within(c, 0x2060, 0x206F) ||
         within(c, 0xFE00, 0xFE0F) || c == 0xFEFF || within(c, 0xE0000, 0xE01EF);
}
// Hebrew, Arabic and the scripts of India and South-East Asia.
bool needs_shaping(char32_t c) {
  return within(c, 0x0590, 0x109F) || within(c, 0x1700, 0x1CFF) || within(c, 0xFB1D, 0xFDFF) ||
         within(c, 0xFE70, 0xFEFE);
}

char16_t composed(char16_t letter, char16_t mark) {
  const auto found =
      std::lower_bound(compositions.begin(), compositions.end(), std::pair(letter, mark),
                       [](const Composition& each, const std::pair<char16_t, char16_t>& wanted) {
                         return std::pair(each.letter, each.mark) < wanted;
                       });
  const bool same = found != compositions.end() && found->letter == letter && found->mark == mark;
  return same ? found->composed : u'\0';
}

void append(std::u16string& out, char32_t c) {
  if (is_invisible(c)) return;
  if (is_blank(c)) c = ' ';
  if (is_hyphen(c)) c = '-';
  if (within(c, 0x300, 0x36F) && !out.empty()) {
    if (const char16_t whole = composed(out.back(), static_cast<char16_t>(c))) {
      out.back() = whole;
      return;
    }
  }
  const bool drawn =
      c < 0x10000 && (winansi_byte(static_cast<char16_t>(c)) != 0 ||
                      (!needs_shaping(c) && embedded_font(false).has(static_cast<char16_t>(c)) &&
                       embedded_font(true).has(static_cast<char16_t>(c))));
  if (drawn) {
    out += static_cast<char16_t>(c);
    return;
  }
  for (const char sign : fmt::format("[U+{:04X}]", static_cast<std::uint32_t>(c))) {
    out += static_cast<char16_t>(sign);
  }
}

}  // namespace

char32_t take_character(std::string_view& utf8) {
  const auto piece = prefix_utf8(utf8, 1);
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(piece[i]); };
  char32_t code = byte(0);
  if (piece.size() == 1 && code >= 0x80) code = replacement;
  if (piece.size() == 2) code = (byte(0) & 0x1Fu) << 6 | (byte(1) & 0x3Fu);
  if (piece.size() == 3) {
    code = (byte(0) & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
  }
  if (piece.size() == 4) {
    code = (byte(0) & 0x07u) << 18 | (byte(1) & 0x3Fu) << 12 | (byte(2) & 0x3Fu) << 6 |
           (byte(3) & 0x3Fu);
  }
  utf8.remove_prefix(piece.size());
  return code;
}

std::u16string drawable(std::string_view utf8) {
  std::u16string out;
  out.reserve(utf8.size());
  while (!utf8.empty()) {
    const auto first = static_cast<unsigned char>(utf8.front());
    if (first >= 0x20 && first < 0x7F) {
      out += static_cast<char16_t>(first);
      utf8.remove_prefix(1);
    } else {
      append(out, take_character(utf8));
    }
  }
  return out;
}

std::optional<std::string> to_winansi(std::u16string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char16_t c : text) {
    const auto byte = winansi_byte(c);
    if (byte == 0) return std::nullopt;
    out += static_cast<char>(byte);
  }
  return out;
}

std::string to_utf16be(std::u16string_view text) {
  std::string out;
  out.reserve(text.size() * 2);
  for (const char16_t c : text) {
    out += static_cast<char>(c >> 8);
    out += static_cast<char>(c & 0xFF);
  }
  return out;
}

}  // namespace quita::pdf
