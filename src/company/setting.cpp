#include "company/setting.h"

#include <stdexcept>

namespace quita::company {

namespace {

constexpr std::string_view select_value =
    "SELECT value FROM setting WHERE tenant_id = $1 AND name = $2 AND sealed IS NULL";
constexpr std::string_view upsert_value =
    "INSERT INTO setting (tenant_id, name, value, changed_at) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (tenant_id, name) DO UPDATE SET value = excluded.value, sealed = NULL, "
    "changed_at = excluded.changed_at";
constexpr std::string_view select_sealed =
    "SELECT sealed FROM setting WHERE tenant_id = $1 AND name = $2 AND sealed IS NOT NULL";
constexpr std::string_view upsert_sealed =
    "INSERT INTO setting (tenant_id, name, value, sealed, changed_at) VALUES ($1, $2, '', $3, $4) "
    "ON CONFLICT (tenant_id, name) DO UPDATE SET value = '', sealed = excluded.sealed, "
    "changed_at = excluded.changed_at";
constexpr std::string_view delete_setting =
    "DELETE FROM setting WHERE tenant_id = $1 AND name = $2";

}  // namespace

std::optional<std::string> read_setting(db::Tx& tx, std::string_view name) {
  return tx.one(
      select_value, [](db::Row& row) { return row.text(0); }, tx.tenant(), name);
}

void write_setting(db::Tx& tx, Instant now, std::string_view name, std::string_view value) {
  tx.execute(upsert_value, tx.tenant(), name, value, now);
}

std::optional<std::string> read_secret_setting(db::Tx& tx, const SecretKey& key,
                                               std::string_view name) {
  const auto sealed = tx.one(
      select_sealed, [](db::Row& row) { return row.blob(0); }, tx.tenant(), name);
  if (!sealed) return std::nullopt;
  auto secret = unseal(key, *sealed);
  if (!secret) {
    throw std::runtime_error("setting " + std::string(name) + " was sealed with another key");
  }
  return *std::move(secret);
}

void write_secret_setting(db::Tx& tx, Instant now, const SecretKey& key, std::string_view name,
                          std::string_view secret) {
  if (secret.empty()) {
    tx.execute(delete_setting, tx.tenant(), name);
    return;
  }
  const auto sealed = seal(key, secret);
  tx.execute(upsert_sealed, tx.tenant(), name, db::Blob{sealed}, now);
}

}  // namespace quita::company
