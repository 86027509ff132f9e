// What a person typed, as characters that can be drawn. Names come from many systems: composed and
// decomposed letters, invisible marks, letters of other alphabets.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace quita::pdf {

// The characters of a UTF-8 text that one of our fonts draws from left to right, each as one UTF-16
// unit. The rules, in this order:
//   letter and mark become the letter with its mark, where Unicode has one;
//   controls, line ends and wide or narrow blanks become a blank, other hyphens the hyphen;
//   characters without a picture (zero width, direction, variation) vanish;
//   a byte that is no UTF-8 counts as U+FFFD;
//   a character that our fonts lack, or that needs shaping or right-to-left writing, is written
//   with its number, "[U+4E2D]": never dropped, never another letter.
std::u16string drawable(std::string_view utf8);

// The first character of a text that is not empty, which is taken off; U+FFFD for a byte that is
// no UTF-8.
char32_t take_character(std::string_view& utf8);

// A drawable text in WinAnsi (Windows-1252), or nothing when a character is not in it.
std::optional<std::string> to_winansi(std::u16string_view drawable);

// UTF-16BE.
std::string to_utf16be(std::u16string_view);

}  // namespace quita::pdf
