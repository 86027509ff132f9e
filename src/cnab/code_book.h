// A layout's codes in words, found without going through its tables line by line.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "cnab/layout.h"

namespace quita::cnab {

class CodeBook {
 public:
  explicit CodeBook(const Layout&);

  struct Entry;
  // None for a code outside the bank's table.
  const Entry* find(std::string_view occurrence) const;
  // The reason beside this occurrence (none: of an unknown one); empty when nobody knows it.
  std::string_view reason_words(const Entry*, std::string_view occurrence,
                                std::string_view reason) const;

  using Code = std::uint64_t;  // the letters of a short code
  struct Entry {
    Code code;
    const Occurrence* occurrence;
    std::vector<std::pair<Code, const ReasonWords*>> reasons;  // by code
  };

 private:
  const Layout* layout_;
  std::vector<Entry> entries_;  // by code
};

// The book of one of our layouts, made when it is first asked for.
const CodeBook& code_book(const Layout&);

}  // namespace quita::cnab
