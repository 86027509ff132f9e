#include "db/db.h"

#include <fmt/format.h>

#include "db/engine.h"

namespace quita::db {

namespace {
thread_local const Db* inside = nullptr;
}  // namespace

InsideTransaction::InsideTransaction(const Db& db) : outer_(inside) {
  if (inside == &db) throw std::logic_error("a transaction was begun inside a transaction");
  inside = &db;
}

InsideTransaction::~InsideTransaction() { inside = outer_; }

Changed::operator std::int64_t() const {
  if (!slot_) return rows_;
  if (!slot_->rows && !slot_->over) tx_->settle();
  if (!slot_->rows) throw Failure("the transaction ended before the statement's answer", false);
  return *slot_->rows;
}

std::unique_ptr<Db> Db::open(const std::string& url, Options options) {
  if (url.starts_with("sqlite:")) return open_sqlite(url.substr(7), std::move(options));
  if (url.starts_with("postgres://") || url.starts_with("postgresql://")) {
    return open_postgres(url, std::move(options));
  }
  throw Failure(
      fmt::format("unknown database \"{}\": expected sqlite:/path/file.db or postgres://…",
                  url.substr(0, url.find(':'))),
      false);
}

void check_widths(const std::vector<Values>& rows, std::size_t columns) {
  for (const auto& row : rows) {
    if (row.size() != columns) {
      throw Failure(fmt::format("a bulk row has {} values for {} columns", row.size(), columns),
                    false);
    }
  }
}

void check_text(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) {
    throw Failure("a text holds a NUL character", false, "22021");
  }
}

}  // namespace quita::db
