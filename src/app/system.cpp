#include "app/system.h"

#include <fmt/format.h>

#include <algorithm>
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

std::string url_of(const Location& location) {
  return location.database.empty() ? "sqlite:" + (location.folder / "quita.db").string()
                                   : location.database;
}

std::filesystem::path key_file(const Location& location) { return location.folder / "quita.key"; }

tl::unexpected<Error> none(std::string what) {
  return fail(ErrorKind::not_found, "installation.none",
              "Aqui não há uma instalação do Quita: " + std::move(what) + ".", "--data",
              "Confira --data e --database. Uma instalação nova começa com: quita company add");
}

db::Options options_of(const Location& location) {
  db::Options options;
  options.durable = location.durable;
  return options;
}

}  // namespace

System::System(const Location& location)
    : folder_(made(location.folder)),
      url_(url_of(location)),
      key_(load_or_create_key(key_file(location).string())),
      db_(db::Db::open(url_, options_of(location))) {
  auto migrated = schema::migrate(*db_, SystemClock().now());
  if (!migrated) throw std::runtime_error(migrated.error().message);
  const auto all = companies(*db_);
  private_hosts_ = location.private_hosts.value_or(
      std::count_if(all.begin(), all.end(), [](const auto& each) { return !each.demo; }) <= 1);
}

Result<std::unique_ptr<System>> open_existing(const Location& location) {
  constexpr std::string_view sqlite = "sqlite:";
  const auto url = url_of(location);
  std::error_code unreadable;  // counts as missing
  if (url.starts_with(sqlite) &&
      !std::filesystem::is_regular_file(url.substr(sqlite.size()), unreadable))
    return none("falta o banco de dados " + url.substr(sqlite.size()));
  if (!std::filesystem::is_regular_file(key_file(location), unreadable))
    return none("falta a chave " + key_file(location).string());
  if (schema::version(*db::Db::open(url, options_of(location))) == 0)
    return none("o banco de dados está vazio");
  return std::make_unique<System>(location);
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
