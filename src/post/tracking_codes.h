// The codes that the post office gave to the letters of a list, as somebody uploads them: bytes to
// typed values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace quita::post {

struct LetterCode {
  int line = 0;   // of the file, from 1
  int place = 0;  // the letter's number in the list
  std::string code;
};
// A line a letter: its number in the first cell, its code in the last, parted by ; , or a tab; a
// heading may stand before. So both "12;BR123456785BR" and the list's own CSV, filled in, are read.
// A line whose code is empty says nothing. Errors: posting.line and those of parse_tracking_code,
// the line's number in `field`.
Result<std::vector<LetterCode>> read_letter_codes(std::string_view csv);

}  // namespace quita::post
