// Statements about many rows at once: one look for many ids instead of many looks. SQLite takes
// them as places, whose number is fixed so that a statement is prepared once; a shorter list
// repeats its last. PostgreSQL, where each statement is a way there and back, takes as many as
// there are as one array.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "db/db.h"

namespace quita::db {

inline constexpr std::size_t ids_of_a_statement = 50;            // SQLite
inline constexpr std::size_t ids_of_an_array_statement = 1'000;  // PostgreSQL

// One text for each engine.
struct ManyStatement {
  std::string with_places;
  std::string with_array;
};

// `sql` with its "IN (word)" said in both ways, behind the `others` first places. Keep the result
// in a static: statements are prepared by their text.
inline ManyStatement many_statement(std::string_view sql, std::size_t others,
                                    std::string_view word = "{many}") {
  std::string places;
  for (std::size_t i = 1; i <= ids_of_a_statement; ++i) {
    places += fmt::format("{}${}", i == 1 ? "" : ", ", others + i);
  }
  const std::string in = fmt::format("IN ({})", word);
  const std::size_t at = sql.find(in);
  if (at == std::string_view::npos) throw std::logic_error("no " + in + " in " + std::string(sql));
  ManyStatement statement{std::string(sql), std::string(sql)};
  statement.with_places.replace(at, in.size(), fmt::format("IN ({})", places));
  // In a SELECT of its own the text is read once; as it stands, once for each row that is looked
  // at.
  statement.with_array.replace(at, in.size(),
                               fmt::format("= ANY((SELECT ${}::uuid[])::uuid[])", others + 1));
  return statement;
}

namespace detail {
template <class IdT, class F, std::size_t... I, class... A>
void each_of_chunk(Tx& tx, std::string_view sql, const std::array<IdT, ids_of_a_statement>& ids,
                   F& on_row, std::index_sequence<I...>, const A&... others) {
  tx.each(sql, on_row, tx.tenant(), others..., ids[I]...);
}

// As PostgreSQL reads an array: "{…,…}".
template <class IdT>
std::string array_text(std::span<const IdT> ids) {
  std::string text = "{";
  for (const IdT& id : ids) {
    if (text.size() > 1) text += ',';
    text += format_uuid(id.uuid);
  }
  return text + '}';
}
}  // namespace detail

// on_row(Row&) for each row of all of them, once however often an id is given; $1 is the tenant,
// then `others`, then the ids.
template <class IdT, class F, class... A>
void each_of_many(Tx& tx, const ManyStatement& statement, std::span<const IdT> ids, F&& on_row,
                  const A&... others) {
  const bool array = tx.engine() == Engine::postgres;
  // Two statements that ask for one id would both give its rows.
  std::vector<IdT> once;
  const auto stays = [](const IdT& one, const IdT& next) { return !(one < next); };
  if (std::adjacent_find(ids.begin(), ids.end(), stays) != ids.end()) {
    once.assign(ids.begin(), ids.end());
    std::sort(once.begin(), once.end());
    once.erase(std::unique(once.begin(), once.end()), once.end());
    ids = once;
  }
  while (!ids.empty()) {
    const auto now =
        ids.first(std::min(ids.size(), array ? ids_of_an_array_statement : ids_of_a_statement));
    if (array) {
      tx.each(statement.with_array, on_row, tx.tenant(), others..., detail::array_text(now));
    } else {
      std::array<IdT, ids_of_a_statement> chunk;
      for (std::size_t i = 0; i < chunk.size(); ++i) chunk[i] = now[std::min(i, now.size() - 1)];
      detail::each_of_chunk(tx, statement.with_places, chunk, on_row,
                            std::make_index_sequence<ids_of_a_statement>(), others...);
    }
    ids = ids.subspan(now.size());
  }
}

}  // namespace quita::db
