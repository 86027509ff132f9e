// Text: UTF-8 in, UTF-8 out, unless a name says otherwise.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace quita {

std::string_view trim(std::string_view);  // ASCII spaces, tabs and line ends at both ends
std::string digits_only(std::string_view);
bool all_digits(std::string_view);  // false for the empty text
std::string pad_left(std::string_view text, std::size_t width, char with);
std::vector<std::string_view> split(std::string_view text, char separator);
std::string lower_ascii(std::string_view);
std::string upper_ascii(std::string_view);

bool valid_utf8(std::string_view);
// Number of code points.
std::size_t length_utf8(std::string_view);
// The first `count` code points.
std::string_view prefix_utf8(std::string_view, std::size_t count);
// Appends one code point, which must be below 0x110000 and no surrogate.
void append_utf8(std::string& out, char32_t code);
std::string latin1_to_utf8(std::string_view bytes);  // Windows-1252 for 0x80–0x9F
// "São José nº 1" -> "SAO JOSE NO 1" style folding without changing case: accents fall, º and ª
// become o and a, ç becomes c, dashes and quotes their ASCII twins, anything else unknown a space.
std::string fold_ascii(std::string_view);
// For searching: folded, lower case, runs of blanks as one.
std::string fold_search(std::string_view);

std::string base64url(std::string_view bytes);  // no padding
bool from_base64url(std::string_view text, std::string& bytes);
std::string hex(std::string_view bytes);  // lower case
bool from_hex(std::string_view text, std::string& bytes);

std::string escape_html(std::string_view);

}  // namespace quita
