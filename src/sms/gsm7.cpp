#include "sms/gsm7.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace quita::sms {
namespace {

constexpr int single_septets = 160;  // 3GPP TS 23.040, 9.2.3.16: 140 octets of 8 bits
constexpr int part_septets = 153;    // less the header of 6 octets, on a septet's border
constexpr int single_units = 70;
constexpr int part_units = 67;
constexpr char32_t replacement = 0xFFFD;

// 3GPP TS 23.038, 6.2.1, but for the letters of ASCII that it shares.
constexpr std::u32string_view basic_beyond_ascii = U"£¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà";
// Of ASCII, these are not in the basic table.
constexpr std::u32string_view ascii_not_basic = U"`[\\]^{|}~";
// 6.2.1.1: after an escape, so that each takes two septets.
constexpr std::u32string_view extension = U"\f^{}\\[~]|€";

bool has(std::u32string_view letters, char32_t code) {
  return letters.find(code) != std::u32string_view::npos;
}

// 1 or 2 septets; 0: not of the alphabet.
int septets_of(char32_t code) {
  if (has(extension, code)) return 2;
  if (code == U'\n' || code == U'\r') return 1;
  if (code >= 0x20 && code < 0x7F) return has(ascii_not_basic, code) ? 0 : 1;
  return has(basic_beyond_ascii, code) ? 1 : 0;
}

int units_of(char32_t code) { return code > 0xFFFF ? 2 : 1; }

std::u32string code_points(std::string_view text) {
  std::u32string codes;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t size = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    const auto letter = text.substr(at, size);
    if (!valid_utf8(letter)) {
      codes.push_back(replacement);
      ++at;
      continue;
    }
    char32_t code = size == 1 ? lead : lead & (0xFFU >> (size + 1));
    for (const char follow : letter.substr(1)) {
      code = (code << 6) | (static_cast<unsigned char>(follow) & 0x3FU);
    }
    codes.push_back(code);
    at += size;
  }
  return codes;
}

std::string utf8(char32_t code) {
  std::string text;
  append_utf8(text, code);
  return text;
}

// Letters into segments of which each holds `part`, none torn; where all fit in `single`, one.
template <class Cost>
Segments arrange(const std::u32string& codes, Encoding encoding, int single, int part, Cost cost) {
  Segments segments;
  segments.encoding = encoding;
  for (const char32_t code : codes) segments.units += cost(code);
  if (segments.units <= single) {
    segments.count = 1;
    segments.units_left = single - segments.units;
    return segments;
  }
  int used = part;  // of the segment begun last
  for (const char32_t code : codes) {
    if (used + cost(code) > part) {
      ++segments.count;
      used = 0;
    }
    used += cost(code);
  }
  segments.units_left = part - used;
  return segments;
}

// What fold_ascii does not know as people would write it by hand.
constexpr std::array<std::pair<char32_t, std::string_view>, 12> by_hand = {{
    {U'•', "-"},
    {U'·', "-"},
    {U'…', "..."},
    {U'×', "x"},
    {U'°', "o"},
    {U'´', "'"},
    {U'`', "'"},
    {U'¨', "\""},
    {U'«', "\""},
    {U'»', "\""},
    {0x2212, "-"},
    {0x202F, " "},
}};

std::string nearest(char32_t code) {
  for (const auto& [letter, plain] : by_hand) {
    if (letter == code) return std::string(plain);
  }
  if (code == U'\t' || code == 0xA0 || (code >= 0x2000 && code <= 0x200A)) return " ";
  std::string folded = fold_ascii(utf8(code));
  if (folded.empty() || folded == " " || !is_gsm7(folded)) return "?";
  return folded;
}

}  // namespace

bool is_gsm7(std::string_view text) {
  const auto codes = code_points(text);
  return std::all_of(codes.begin(), codes.end(),
                     [](char32_t code) { return septets_of(code) > 0; });
}

Segments segments_of(std::string_view text) {
  const auto codes = code_points(text);
  std::vector<std::string> foreign;
  for (const char32_t code : codes) {
    if (septets_of(code) > 0) continue;
    auto letter = utf8(code);
    if (std::find(foreign.begin(), foreign.end(), letter) == foreign.end())
      foreign.push_back(std::move(letter));
  }
  Segments segments = foreign.empty()
                          ? arrange(codes, Encoding::gsm7, single_septets, part_septets, septets_of)
                          : arrange(codes, Encoding::ucs2, single_units, part_units, units_of);
  segments.foreign = std::move(foreign);
  return segments;
}

std::string plain_letters(std::string_view text) {
  std::string plain;
  for (const char32_t code : code_points(text)) {
    if (septets_of(code) > 0) {
      append_utf8(plain, code);
    } else {
      plain += nearest(code);
    }
  }
  return plain;
}

int segments_saved(std::string_view text) {
  return std::max(0, segments_of(text).count - segments_of(plain_letters(text)).count);
}

}  // namespace quita::sms
