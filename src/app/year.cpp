#include "app/year.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <iostream>
#include <stdexcept>

#include "agreement/agreement_check.h"
#include "app/reactions.h"
#include "dunning/dunning_check.h"
#include "receivable/receivable_check.h"
#include "sandbox/synthetic_company.h"
#include "sandbox/year_report.h"

namespace quita::app {

namespace {

constexpr double outages = 0.03;  // of the days: about eleven a year

// A folder for as long as this lives.
class ThrowAway {
 public:
  ThrowAway() {
    std::string pattern = (std::filesystem::temp_directory_path() / "quita-ano-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr)
      throw std::runtime_error("não consegui criar a pasta " + pattern);
    path_ = pattern;
  }
  ~ThrowAway() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ThrowAway(const ThrowAway&) = delete;
  ThrowAway& operator=(const ThrowAway&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

int violations_of(db::Db& db, TenantId tenant) {
  auto found = db.read(tenant, [](db::Tx& tx) { return receivable::check_ledger(tx); });
  for (auto& more : db.read(tenant, [](db::Tx& tx) { return agreement::check(tx); }))
    found.push_back(std::move(more));
  for (auto& more : db.read(tenant, [](db::Tx& tx) { return dunning::check(tx); }))
    found.push_back(std::move(more));
  for (const auto& one : found) fmt::print("{} {} {}\n", one.law, one.subject, one.message);
  return static_cast<int>(found.size());
}

void show_progress(int done, int all) {
  if (::isatty(STDERR_FILENO) == 0) return;
  std::cerr << fmt::format("\r  dia {} de {}{}", done, all, done == all ? "\n" : "") << std::flush;
}

int tell(const Location& location, const sandbox::SyntheticPlan& plan) {
  System system(location);
  const company::PasswordHasher passwords;
  const auto before = std::chrono::steady_clock::now();
  const auto told = sandbox::tell_story({system.db(), system.key(), passwords,
                                         "https://cobranca.example", reactions(), show_progress},
                                        plan);
  if (!told) throw std::runtime_error(told.error().code + ": " + told.error().message);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
  const auto report = system.db().read(
      told->tenant, [&](db::Tx& tx) { return sandbox::read_year(tx, plan.today); });
  fmt::print("{}", sandbox::words(report));
  const int violations = violations_of(system.db(), told->tenant);
  fmt::print("Conferência   {} violação(ões)\n", violations);
  fmt::print("Tempo         {:.1f} s para {} meses, {} dias sem servidor\n", took.count(),
             plan.months, told->outages);
  return violations == 0 ? 0 : 1;
}

}  // namespace

int year(const YearOptions& options) {
  sandbox::SyntheticPlan plan;
  plan.seed = options.seed;
  plan.months = options.months;
  plan.customers = options.customers;
  plan.titles = options.titles;
  plan.outages = outages;
  plan.mailbox = false;
  plan.today = business_date(SystemClock().now(), "America/Sao_Paulo");
  if (!options.last.empty()) {
    const auto last = parse_iso_date(options.last);
    if (!last) {
      fmt::print(stderr, "{}\n", last.error().message);
      return 2;
    }
    plan.today = *last;
  }
  if (plan.customers < 1 || plan.months < 1 || plan.titles < 1) {
    fmt::print(stderr, "Clientes, meses e títulos devem ser ao menos 1.\n");
    return 2;
  }
  Location location = options.location;
  location.durable = false;
  if (options.keep || !location.database.empty()) return tell(location, plan);
  const ThrowAway folder;
  location.folder = folder.path();
  return tell(location, plan);
}

}  // namespace quita::app
