#include "mail/returned_words.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace quita::mail::returned {

namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

bool letter_or_digit(char c) {
  return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool address_letter(char c) {
  return letter_or_digit(c) || std::string_view("._%+=-/!#&'*~").find(c) != std::string_view::npos;
}

// RFC 3463: class 4 or 5, then two numbers of at most three digits.
std::optional<std::string_view> status_at(std::string_view text, std::size_t at) {
  if (at >= text.size() || (text[at] != '4' && text[at] != '5')) return std::nullopt;
  std::size_t end = at + 1;
  for (int part = 0; part < 2; ++part) {
    if (end >= text.size() || text[end] != '.') return std::nullopt;
    const std::size_t begin = ++end;
    while (end < text.size() && digit(text[end])) ++end;
    if (end == begin || end - begin > 3) return std::nullopt;
  }
  const bool longer =
      end < text.size() && (letter_or_digit(text[end]) ||
                            (text[end] == '.' && end + 1 < text.size() && digit(text[end + 1])));
  if (longer) return std::nullopt;  // an IP address, a version
  return text.substr(at, end - at);
}

bool starts_word(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const char before = text[at - 1];
  return !letter_or_digit(before) && before != '.' && before != '-' && before != '=';
}

}  // namespace

std::string lower(std::string_view text) {
  std::string copy(text);
  for (char& c : copy) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return copy;
}

std::string one_line(std::string_view text, std::size_t bytes_max) {
  std::string line;
  for (const char c : text) {
    const bool blank = static_cast<unsigned char>(c) <= ' ';
    if (blank && (line.empty() || line.back() == ' ')) continue;
    line += blank ? ' ' : c;
    if (line.size() == bytes_max) break;
  }
  while (!line.empty() && (line.back() == ' ' || (line.back() & 0xC0) == 0x80)) {
    if (line.back() != ' ' && valid_utf8(line)) break;
    line.pop_back();
  }
  if (!valid_utf8(line)) {
    for (char& c : line) {
      if (static_cast<unsigned char>(c) >= 0x80) c = '?';
    }
  }
  return line;
}

bool any_of(std::string_view text, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](auto word) { return text.find(word) != text.npos; });
}

std::optional<std::string> next_address(std::string_view text, std::size_t& at) {
  for (std::size_t sign = text.find('@', at); sign != text.npos; sign = text.find('@', sign + 1)) {
    std::size_t begin = sign;
    while (begin > at && address_letter(text[begin - 1])) --begin;
    std::size_t end = sign + 1;
    while (end < text.size() &&
           (letter_or_digit(text[end]) || text[end] == '-' || text[end] == '.'))
      ++end;
    while (end > sign + 1 && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
    if (begin == sign || text.substr(sign, end - sign).find('.') == text.npos) continue;
    at = end;
    return lower(text.substr(begin, end - begin));
  }
  at = text.size();
  return std::nullopt;
}

std::string first_address(std::string_view text) {
  std::size_t at = 0;
  return next_address(text, at).value_or("");
}

bool unspecific(std::string_view status) { return status.ends_with(".0.0"); }

Codes codes_in(std::string_view text) {
  Codes codes;
  for (std::size_t i = 0; i + 3 <= text.size(); ++i) {
    if (!starts_word(text, i)) continue;
    if (const auto status = status_at(text, i)) {
      if (codes.status.empty() || (unspecific(codes.status) && !unspecific(*status))) {
        codes.status = *status;
      }
      continue;
    }
    const bool reply = (text[i] == '4' || text[i] == '5') && text[i + 1] <= '5' &&
                       digit(text[i + 1]) && digit(text[i + 2]) &&
                       (i + 3 == text.size() ||
                        std::string_view(" -:,'\r\n").find(text[i + 3]) != std::string_view::npos);
    if (!reply || codes.reply != 0) continue;
    std::from_chars(text.data() + i, text.data() + i + 3, codes.reply);
    std::size_t behind = i + 3;
    while (behind < text.size() &&
           std::string_view(" -'#").find(text[behind]) != std::string_view::npos) {
      ++behind;
    }
    if (const auto status = status_at(text, behind); status && !unspecific(*status)) {
      codes.status = *status;
      return codes;
    }
  }
  return codes;
}

}  // namespace quita::mail::returned
