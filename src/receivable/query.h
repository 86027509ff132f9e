// A statement put together from fixed parts, for lists with filters. Values are bound, never
// pasted. Internal to this room.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "db/db.h"

namespace quita::receivable {

class Query {
 public:
  std::string text;

  // The placeholder of a new value: "$3".
  template <class T>
  std::string bind(const T& value) {
    values_.emplace_back(value);
    return "$" + std::to_string(values_.size());
  }

  template <class F>
  void each(db::Tx& tx, F&& on_row) const {
    each_of<0>(tx, on_row);
  }

 private:
  static constexpr std::size_t values_max = 24;

  template <std::size_t count, class F>
  void each_of(db::Tx& tx, F& on_row) const {
    if constexpr (count > values_max) {
      throw std::logic_error("too many values for one statement");
    } else if (values_.size() == count) {
      [&]<std::size_t... i>(std::index_sequence<i...>) { tx.each(text, on_row, values_[i]...); }
      (std::make_index_sequence<count>());
    } else {
      each_of<count + 1>(tx, on_row);
    }
  }

  std::vector<db::Value> values_;
};

}  // namespace quita::receivable
