// Statements about many rows at once: one look for fifty ids instead of fifty looks. The list of
// places is fixed, so that a statement is prepared once; a shorter list repeats its last.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "db/db.h"

namespace quita::db {

inline constexpr std::size_t ids_of_a_statement = 50;

// `sql` with its `word` as places behind the `others` first ones: "IN ({many})". Keep the result in
// a static: statements are prepared by their text.
inline std::string many_statement(std::string_view sql, std::size_t others,
                                  std::string_view word = "{many}") {
  std::string places;
  for (std::size_t i = 1; i <= ids_of_a_statement; ++i) {
    places += fmt::format("{}${}", i == 1 ? "" : ", ", others + i);
  }
  std::string text(sql);
  text.replace(text.find(word), word.size(), places);
  return text;
}

namespace detail {
template <class IdT, class F, std::size_t... I, class... A>
void each_of_chunk(Tx& tx, std::string_view sql, const std::array<IdT, ids_of_a_statement>& ids,
                   F& on_row, std::index_sequence<I...>, const A&... others) {
  tx.each(sql, on_row, tx.tenant(), others..., ids[I]...);
}
}  // namespace detail

// on_row(Row&) for each row of all of them; $1 is the tenant, then `others`, then the ids.
template <class IdT, class F, class... A>
void each_of_many(Tx& tx, std::string_view sql, std::span<const IdT> ids, F&& on_row,
                  const A&... others) {
  while (!ids.empty()) {
    const auto now = ids.first(std::min(ids.size(), ids_of_a_statement));
    std::array<IdT, ids_of_a_statement> chunk;
    for (std::size_t i = 0; i < chunk.size(); ++i) chunk[i] = now[std::min(i, now.size() - 1)];
    detail::each_of_chunk(tx, sql, chunk, on_row, std::make_index_sequence<ids_of_a_statement>(),
                          others...);
    ids = ids.subspan(now.size());
  }
}

}  // namespace quita::db
