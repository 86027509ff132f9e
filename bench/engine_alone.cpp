#include "engine_alone.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <string>

namespace quita::bench {
namespace {

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

// Of another process, from fields 14 and 15 of its stat; its name has no blank.
double seconds_of(std::int64_t process) {
  std::ifstream stat(fmt::format("/proc/{}/stat", process));
  std::string word;
  for (int field = 1; field <= 13; ++field) stat >> word;
  double user = 0;
  double kernel = 0;
  stat >> user >> kernel;
  return (user + kernel) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

}  // namespace

double synced_commits_a_second(db::Db& db, TenantId tenant) {
  constexpr int commits = 100;
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < commits; ++i) {
    db.write(tenant, [&](db::Tx& tx) {
      tx.execute("UPDATE tenant SET created_at = created_at + 1 WHERE id = $1", tx.tenant());
    });
  }
  return commits / std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double processor_seconds(db::Db& db) {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  double all = seconds(used.ru_utime) + seconds(used.ru_stime);
  if (db.engine() == db::Engine::sqlite) return all;
  db.read_system([&](db::Tx& tx) {
    tx.each("SELECT pid FROM pg_stat_activity",
            [&](db::Row& row) { all += seconds_of(row.integer(0)); });
  });
  return all;
}

}  // namespace quita::bench
