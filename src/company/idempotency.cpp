#include "company/idempotency.h"

#include "base/secret.h"
#include "http/route.h"

namespace quita::company {

namespace {

// `route` tells who holds the claim; a status of 0 that there is no answer yet.
constexpr std::string_view insert_claim =
    "INSERT INTO idempotency (tenant_id, key, route, request_hash, status, content_type, body, "
    "created_at) VALUES ($1, $2, $3, $4, 0, '', $5, $6) ON CONFLICT (tenant_id, key) DO NOTHING";
constexpr std::string_view select_answer =
    "SELECT request_hash, status, content_type, body FROM idempotency "
    "WHERE tenant_id = $1 AND key = $2";
constexpr std::string_view update_answer =
    "UPDATE idempotency SET status = $3, content_type = $4, body = $5 "
    "WHERE tenant_id = $1 AND key = $2 AND status = 0";
constexpr std::string_view delete_claim =
    "DELETE FROM idempotency WHERE tenant_id = $1 AND key = $2 AND status = 0";
constexpr std::string_view delete_old =
    "DELETE FROM idempotency WHERE tenant_id = $1 AND created_at < $2";
constexpr std::string_view delete_dead =
    "DELETE FROM idempotency WHERE tenant_id = $1 AND key = $2 AND status = 0 AND created_at < $3";

constexpr std::int64_t answer_ms_max = 24ll * 3'600'000;
constexpr std::int64_t claim_ms_max = 2ll * 60'000;

Error running() {
  return {ErrorKind::conflict, "idempotency.running",
          "O primeiro pedido com esta chave ainda não terminou", "Idempotency-Key",
          "Repita em alguns segundos."};
}

}  // namespace

Result<std::optional<http::Response>> DbIdempotencyStore::claim(const http::Caller& caller,
                                                                const std::string& key,
                                                                const std::string& fingerprint) {
  const auto now = clock_.now();
  using Outcome = Result<std::optional<http::Response>>;
  return db_.write(caller.tenant, [&](db::Tx& tx) -> Outcome {
    tx.execute(delete_old, tx.tenant(), now - std::chrono::milliseconds(answer_ms_max));
    tx.execute(delete_dead, tx.tenant(), key, now - std::chrono::milliseconds(claim_ms_max));
    const auto hash = sha256(fingerprint);
    if (tx.execute(insert_claim, tx.tenant(), key, caller.subject, db::Blob{hash}, db::Blob{""},
                   now) == 1) {
      return std::optional<http::Response>();
    }
    std::optional<Error> error;
    auto answer = tx.one(
        select_answer,
        [&](db::Row& row) {
          if (row.blob_view(0) != hash) {
            error = Error{ErrorKind::conflict, "idempotency.reused",
                          "Esta chave de idempotência já foi usada com outro pedido",
                          "Idempotency-Key", "Use uma chave nova para cada pedido diferente."};
          } else if (row.integer(1) == 0) {
            error = running();
          }
          http::Response response;
          response.status = static_cast<int>(row.integer(1));
          response.content_type = row.text(2);
          response.body = row.blob(3);
          return response;
        },
        tx.tenant(), key);
    if (error) return tl::make_unexpected(*std::move(error));
    return answer;
  });
}

Status keep_answer(db::Tx& tx, const http::Context& c, std::string_view body) {
  if (!c.claimed) return {};
  const http::Response answer = http::Response::json("", c.claimed->success_status);
  if (tx.execute(update_answer, tx.tenant(), c.claimed->key, answer.status, answer.content_type,
                 db::Blob{body}) == 1) {
    return {};
  }
  return tl::make_unexpected(running());
}

void DbIdempotencyStore::keep(const http::Caller& caller, const std::string& key,
                              const http::Response& answer) {
  db_.write(caller.tenant, [&](db::Tx& tx) {
    tx.execute(update_answer, tx.tenant(), key, answer.status, answer.content_type,
               db::Blob{answer.body});
  });
}

void DbIdempotencyStore::release(const http::Caller& caller, const std::string& key) {
  db_.write(caller.tenant, [&](db::Tx& tx) { tx.execute(delete_claim, tx.tenant(), key); });
}

}  // namespace quita::company
