#include "testing/postgres_server.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <vector>

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

// In a child process: becomes `command`, with its output in `log`.
[[noreturn]] void become(const std::optional<passwd>& user, const fs::path& log,
                         const std::vector<std::string>& command) {
  const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
  const int in = ::open("/dev/null", O_RDONLY);
  if (out < 0 || in < 0) _exit(126);
  dup2(in, 0);
  dup2(out, 1);
  dup2(out, 2);
  if (user &&
      (setgroups(0, nullptr) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0)) {
    _exit(126);
  }
  std::vector<char*> arguments;
  for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  execv(arguments[0], arguments.data());
  _exit(127);
}

int run(const std::optional<passwd>& user, const fs::path& log,
        const std::vector<std::string>& command) {
  const pid_t child = fork();
  if (child == 0) become(user, log, command);
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

std::string words_of(const fs::path& log) {
  std::ifstream file(log);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A watcher keeps the server as its child and holds the reading end of a pipe whose writing end is
// ours: however we end, the pipe closes, and the watcher stops the server and removes the folder.
void start_watched(const std::optional<passwd>& user, const fs::path& folder,
                   const std::vector<std::string>& command) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const pid_t watcher = fork();
  if (watcher != 0) {
    ::close(ends[0]);
    return;
  }
  ::close(ends[1]);
  setsid();
  signal(SIGINT, SIG_IGN);
  // Nothing of the test program stays open here: whoever reads its output waits for its end.
  const int null = ::open("/dev/null", O_RDWR);
  for (const int descriptor : {0, 1, 2}) dup2(null, descriptor);
  const pid_t server = fork();
  if (server == 0) become(user, folder / "log", command);
  char byte = 0;
  while (read(ends[0], &byte, 1) < 0) {
  }
  kill(server, SIGQUIT);  // immediate: the data is thrown away
  waitpid(server, nullptr, 0);
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  _exit(0);
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
  const int made = run(user, folder / "log",
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
  start_watched(user, folder, command);
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
