// PostgreSQL's binary formats of the few types that Quita stores: parameters out, columns in.
#pragma once

#include <libpq-fe.h>

#include <string>
#include <vector>

#include "db/db.h"

namespace quita::db {

// One parameter as the wire wants it: type, and bytes in network order.
struct Wire {
  Oid type = 0;
  bool null = true;
  std::string owned;
  std::string_view view;  // instead of `owned`, for text and blobs
  const char* data() const { return null ? nullptr : view.data() ? view.data() : owned.data(); }
  int size() const { return static_cast<int>(view.data() ? view.size() : owned.size()); }
};

Wire to_wire(const Param&);
// The values of one column of `rows`, from row `first` up to `last`, as an array. Its type is 0
// when all of them are NULL of unknown kind. Throws Failure when they are of different kinds.
Wire to_wire_array(const std::vector<Values>& rows, std::size_t column, std::size_t first,
                   std::size_t last);

// A row of a result that was asked for in binary.
class PostgresRow final : public Row {
 public:
  PostgresRow(const PGresult* result, int row) : result_(result), row_(row) {}
  bool null(int column) const override;
  std::int64_t integer(int column) const override;
  std::string_view view(int column) const override;
  std::string_view blob_view(int column) const override;
  Uuid uuid(int column) const override;
  Date date(int column) const override;

 private:
  std::string_view bytes(int column) const;  // throws Failure on NULL
  [[noreturn]] void mismatch(int column, const char* wanted) const;

  const PGresult* result_;
  int row_;
};

}  // namespace quita::db
