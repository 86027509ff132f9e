#include "testing/postgres_server.h"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <thread>
#include <vector>

#include "testing/server_process.h"

namespace quita::testing {

namespace {

namespace fs = std::filesystem;

// The newest /usr/lib/postgresql/N/bin.
std::optional<fs::path> find_binaries() {
  std::optional<fs::path> found;
  int newest = 0;
  std::error_code absent;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", absent)) {
    const int version = std::atoi(entry.path().filename().c_str());
    if (version > newest && fs::exists(entry.path() / "bin/initdb")) {
      newest = version;
      found = entry.path() / "bin";
    }
  }
  return found;
}

// PostgreSQL refuses to run as root: then it runs as its own user, or as nobody.
std::optional<passwd> other_user() {
  if (geteuid() != 0) return std::nullopt;
  for (const char* name : {"postgres", "nobody"}) {
    if (const passwd* user = getpwnam(name)) return *user;
  }
  throw std::runtime_error("neither postgres nor nobody is a user of this machine");
}

bool answers(const std::string& url) { return PQping(url.c_str()) == PQPING_OK; }

PostgresServer start(const fs::path& binaries, bool durable) {
  std::string pattern = (fs::temp_directory_path() / "quita-postgres-XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
  const fs::path folder = pattern;
  const auto user = other_user();
  if (user && chown(folder.c_str(), user->pw_uid, user->pw_gid) != 0) {
    throw std::runtime_error("cannot hand over " + pattern);
  }
  const auto data = (folder / "data").string();
  const int made = run_as(user, folder / "log",
                          {binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E",
                           "UTF8", "--locale=C", "--no-sync", "--no-instructions"});
  if (made != 0) throw std::runtime_error("initdb: " + words_of(folder / "log"));
  std::vector<std::string> command = {binaries / "postgres",
                                      "-D",
                                      data,
                                      "-k",
                                      folder,
                                      "-c",
                                      "listen_addresses=",
                                      "-c",
                                      "max_connections=200",
                                      "-c",
                                      "autovacuum=off"};
  if (durable) {
    command.insert(command.end(), {"-c", "shared_buffers=256MB", "-c", "max_wal_size=4GB"});
  } else {
    command.insert(command.end(), {"-c", "shared_buffers=64MB", "-c", "fsync=off", "-c",
                                   "synchronous_commit=off", "-c", "full_page_writes=off"});
  }
  start_watched(user, folder, command, SIGQUIT);  // immediate: the data is thrown away
  const PostgresServer server{"postgres://postgres@/postgres?host=" + folder.string()};
  for (int tries = 0; tries < 1000; ++tries) {
    if (answers(server.admin_url)) return server;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  throw std::runtime_error("PostgreSQL: " + words_of(folder / "log"));
}

}  // namespace

std::string PostgresServer::url_of(const std::string& role, const std::string& database) const {
  // postgres://user[:password]@host[:port]/database[?options]
  const auto at = admin_url.find('@');
  const auto slash = admin_url.find('/', at);
  const auto options = admin_url.find('?', slash);
  return "postgres://" + role + admin_url.substr(at, slash - at) + "/" + database +
         (options == std::string::npos ? "" : admin_url.substr(options));
}

std::optional<PostgresServer> postgres_server() {
  static const auto server = []() -> std::optional<PostgresServer> {
    if (const char* given = std::getenv("QUITA_TEST_POSTGRES")) return PostgresServer{given};
    const auto binaries = find_binaries();
    if (!binaries) return std::nullopt;
    return start(*binaries, /*durable=*/false);
  }();
  return server;
}

std::optional<PostgresServer> durable_postgres_server() {
  static const auto server = []() -> std::optional<PostgresServer> {
    const auto binaries = find_binaries();
    if (!binaries) return std::nullopt;
    return start(*binaries, /*durable=*/true);
  }();
  return server;
}

}  // namespace quita::testing
