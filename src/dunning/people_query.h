// Statements about many customers at once (db/many.h).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "db/many.h"

namespace quita::dunning {

// `sql` with its "{people}" as places behind the `others` first ones.
inline db::ManyStatement people_statement(std::string_view sql, std::size_t others) {
  return db::many_statement(sql, others, "{people}");
}

template <class IdT, class F, class... A>
void each_of_people(db::Tx& tx, const db::ManyStatement& sql, std::span<const IdT> ids, F&& on_row,
                    const A&... others) {
  db::each_of_many(tx, sql, ids, std::forward<F>(on_row), others...);
}

}  // namespace quita::dunning
