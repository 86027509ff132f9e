#include "app/system.h"

#include <fmt/format.h>

#include <stdexcept>

#include "schema/schema.h"

namespace quita::app {

namespace {

constexpr std::string_view select_companies =
    "SELECT id, trade_name, demo FROM tenant ORDER BY created_at, id";

std::filesystem::path made(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) {
    throw std::runtime_error(
        fmt::format("não consegui criar a pasta {}: {}", folder.string(), failed.message()));
  }
  return folder;
}

db::Options options_of(const Location& location) {
  db::Options options;
  options.durable = location.durable;
  return options;
}

}  // namespace

System::System(const Location& location)
    : folder_(made(location.folder)),
      url_(location.database.empty() ? "sqlite:" + (folder_ / "quita.db").string()
                                     : location.database),
      key_(load_or_create_key((folder_ / "quita.key").string())),
      db_(db::Db::open(url_, options_of(location))) {
  auto migrated = schema::migrate(*db_, SystemClock().now());
  if (!migrated) throw std::runtime_error(migrated.error().message);
}

std::filesystem::path System::drop_folder(TenantId tenant) const {
  return folder_ / "retornos" / tenant.text();
}

std::vector<CompanyRow> companies(db::Db& db) {
  return db.read_system([](db::Tx& tx) {
    return tx.all(select_companies, [](db::Row& row) {
      return CompanyRow{row.id<TenantId>(0), row.text(1), row.boolean(2)};
    });
  });
}

}  // namespace quita::app
