// Idempotency-Key over the database: the first answer to a key is given again, whichever process
// takes the repeat.
//
// A key belongs to its company and counts for 24 hours. A claim whose process died before it
// answered is free again after two minutes; what its use case had committed by then is protected by
// the use case's own cause, not by this store.
#pragma once

#include <optional>
#include <string>

#include "base/date.h"
#include "db/db.h"
#include "http/dispatcher.h"

namespace quita::company {

class DbIdempotencyStore final : public http::IdempotencyStore {
 public:
  DbIdempotencyStore(db::Db& db, const Clock& clock) : db_(db), clock_(clock) {}

  Result<std::optional<http::Response>> claim(const http::Caller&, const std::string& key,
                                              const std::string& fingerprint) override;
  void keep(const http::Caller&, const std::string& key, const http::Response& answer) override;
  void release(const http::Caller&, const std::string& key) override;

 private:
  db::Db& db_;
  const Clock& clock_;
};

}  // namespace quita::company
