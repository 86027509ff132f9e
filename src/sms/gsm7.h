// What a text costs as SMS. A message holds 140 bytes: 160 letters of the GSM 7-bit default
// alphabet, or 70 UTF-16 units as soon as one letter is not of it. A longer one goes as segments of
// 153 or 67, since each carries a header of 6 bytes that says which it is (3GPP TS 23.038, sections
// 6.1.2.1.1, 6.2.1 and 6.2.3; TS 23.040, section 9.2.3.24.1).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace quita::sms {

enum class Encoding { gsm7, ucs2 };

struct Segments {
  Encoding encoding = Encoding::gsm7;
  int count = 0;       // of messages that are paid for; an empty text is one
  int units = 0;       // septets, or UTF-16 units
  int units_left = 0;  // until another segment begins
  // Letters that are not of the GSM alphabet, each once, in order: those that make it UCS-2.
  std::vector<std::string> foreign;
};
// `text` is UTF-8; what is not counts as U+FFFD. A letter of the extension table takes two septets,
// and neither it nor a surrogate pair is torn between two segments.
Segments segments_of(std::string_view text);

// Each letter outside the GSM alphabet as the nearest within it: "São João, ç" -> "Sao Joao, c",
// "—" -> "-", "“" -> "\"". Letters of the alphabet stay, é and à among them. What has no nearest
// one becomes "?".
std::string plain_letters(std::string_view text);

// The segments that plain_letters would save: 0 when it saves none.
int segments_saved(std::string_view text);

// Whether every letter is of the GSM alphabet or its extension table.
bool is_gsm7(std::string_view text);

}  // namespace quita::sms
