// One installation of Quita on a machine: its folder, its key and its database, opened and
// migrated.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "base/date.h"
#include "base/error.h"
#include "base/secret.h"
#include "db/db.h"

namespace quita::app {

struct Location {
  std::filesystem::path folder = "var";  // key, SQLite file, drop folders
  std::string database;  // "postgres://…" or "sqlite:…"; empty: SQLite in `folder`
  bool durable = true;   // false only while a demo's history is being written
  // Whether servers that companies name (SMTP, IMAP, SMS) may stand in private networks and on this
  // machine. Absent: as long as there is one company, the demo not counted.
  std::optional<bool> private_hosts;
};

class System {
 public:
  // Makes the folder and the key when they are missing, and brings the database to the last
  // migration. Throws std::runtime_error or db::Failure naming what failed.
  explicit System(const Location&);

  db::Db& db() { return *db_; }
  const SecretKey& key() const { return key_; }
  const std::filesystem::path& folder() const { return folder_; }
  std::string database_url() const { return url_; }
  // As the location says, or by the companies that there were when it was opened.
  bool private_hosts() const { return private_hosts_; }
  // Where return files of this company may be dropped.
  std::filesystem::path drop_folder(TenantId) const;

 private:
  std::filesystem::path folder_;
  std::string url_;
  SecretKey key_;
  std::unique_ptr<db::Db> db_;
  bool private_hosts_ = true;
};

// For commands about an installation that is there: nothing is made where there is none, since a
// mistyped folder would answer with an empty database and a new key, and nobody notice. Error:
// installation.none.
Result<std::unique_ptr<System>> open_existing(const Location&);

// The companies of the installation, oldest first.
struct CompanyRow {
  TenantId id;
  std::string name;
  bool demo = false;
};
std::vector<CompanyRow> companies(db::Db&);

}  // namespace quita::app
