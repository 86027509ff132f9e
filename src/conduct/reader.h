// A text as the words that a person reads in it, however they are written.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace quita::conduct {

struct ConductToken {
  std::string word;       // folded: small letters and digits of ASCII
  std::string letters;    // the same with digits and signs read as the letters they stand for
  std::string shortened;  // letters without the drawn out ("prisãããão"); empty: none is
  std::size_t begin = 0, end = 0;  // bytes of the text
  bool after_stop = false;         // a sentence, line or variable ended before it
  bool spelled = false;            // joined from letters that stood apart: "p r i s ã o"
};

// Words parted at everything that is no letter or digit.
std::vector<ConductToken> read_words(std::string_view text);
// The same, but signs within a word do not part it ("pri.são", "pri-são").
std::vector<ConductToken> read_joined_words(std::string_view text);

}  // namespace quita::conduct
