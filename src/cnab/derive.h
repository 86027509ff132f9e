// A bank's record as the common one with a few columns of its own.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include "cnab/layout.h"

namespace quita::cnab {

// The fields of one record, by column. A literal type, so that tables are made by the compiler.
class Table {
 public:
  constexpr void add(const Field& field) { fields_[count_++] = field; }
  constexpr operator std::span<const Field>() const { return {fields_.data(), count_}; }

 private:
  static constexpr std::size_t fields_max = 72;  // Santander's segment P has 49
  std::array<Field, fields_max> fields_{};
  std::size_t count_ = 0;
};

// `base` with these fields in place of those whose columns they take. A field of the base must be
// taken whole or not at all: where overrides leave a rest of it, the test of the tiles finds the
// gap.
template <std::size_t count>
consteval Table derive(std::span<const Field> base, const Field (&overrides)[count]) {
  Table table;
  std::size_t next = 0;
  const auto taken = [&overrides](const Field& field) {
    for (const auto& one : overrides)
      if (one.first <= field.last && one.last >= field.first) return true;
    return false;
  };
  for (const auto& field : base) {
    if (taken(field)) continue;
    for (; next < count && overrides[next].first < field.first; ++next) table.add(overrides[next]);
    table.add(field);
  }
  for (; next < count; ++next) table.add(overrides[next]);
  return table;
}

}  // namespace quita::cnab
