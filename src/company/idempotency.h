// Idempotency-Key over the database: the first answer to a key is given again, whichever process
// takes the repeat.
//
// A key belongs to its company and counts for 24 hours. The key is claimed first, in a transaction
// of its own; the use case and its answer are one transaction (write_once), so that a process may
// die between any two instructions: before that commit nothing was done, and the claim is free
// again after two minutes; after it the repeat finds the answer.
#pragma once

#include <optional>
#include <string>

#include "base/date.h"
#include "db/db.h"
#include "http/dispatcher.h"
#include "http/route.h"

namespace quita::company {

// Keeps a good answer to the request's key inside the use case's transaction. Without a claimed key
// it does nothing. Error: idempotency.running, when the claim ran out and another took the key.
Status keep_answer(db::Tx&, const http::Context&, std::string_view body);

// A use case of an idempotent route: use_case(tx) -> Result<Out> and its answer, in one
// transaction.
template <class Out, class F>
Result<Out> write_once(db::Db& db, http::Context& c, F use_case) {
  auto done = db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<Out> {
    auto out = use_case(tx);
    if (out) TRY_STATUS(keep_answer(tx, c, json::write(*out)));
    return out;
  });
  if (done && c.claimed) c.claimed->answer_kept = true;
  return done;
}

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
