#include "app/demo.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>

#include "app/reactions.h"
#include "company/company.h"
#include "messaging/portal_link.h"
#include "party/acting.h"
#include "receivable/receivable_store.h"
#include "sandbox/synthetic_company.h"

namespace quita::app {

namespace {

std::string url_of(const ServeOptions& options) {
  return options.public_url.empty() ? fmt::format("http://{}:{}", options.host, options.port)
                                    : options.public_url;
}

// One line that grows on a terminal; nothing where nobody looks.
void show_progress(int done, int all) {
  if (::isatty(STDERR_FILENO) == 0) return;
  constexpr int width = 40;
  const int filled = all == 0 ? width : done * width / all;
  std::cerr << "\r  [" << std::string(static_cast<std::size_t>(filled), '#')
            << std::string(static_cast<std::size_t>(width - filled), ' ') << "] "
            << (all == 0 ? 100 : done * 100 / all) << " %" << (done == all ? "\n" : "")
            << std::flush;
}

std::optional<CompanyRow> demo_company(db::Db& db) {
  for (auto& one : companies(db)) {
    if (one.demo) return std::move(one);
  }
  return std::nullopt;
}

// A history that broke off half-way must not pass for a whole one: it is written beside the
// folder's database and takes its place at the end.
void tell_history(const ServeOptions& options, const std::filesystem::path& database) {
  const auto half = database.string() + ".writing";
  for (const char* tail : {"", "-wal", "-shm"}) std::filesystem::remove(half + tail);
  Location location = options.location;
  location.database = "sqlite:" + half;
  location.durable = false;
  std::cerr << "Contando dois anos de história da empresa de demonstração…\n";
  {
    System system(location);
    const SystemClock clock;
    const company::PasswordHasher passwords;
    sandbox::SyntheticPlan plan;
    plan.today = business_date(clock.now(), "America/Sao_Paulo");
    auto told = sandbox::tell_story(
        {system.db(), system.key(), passwords, url_of(options), reactions(), show_progress}, plan);
    if (!told) throw std::runtime_error(told.error().code + ": " + told.error().message);
    std::cerr << fmt::format("{} clientes, {} títulos, {} mensagens, {} recebidos\n",
                             told->customers, told->titles, told->messages,
                             format_brl(told->received));
  }
  std::filesystem::rename(half, database);
}

// Somebody with a title overdue and not too much else: a link worth opening.
std::optional<PartyId> showcase(db::Tx& tx, Date today) {
  constexpr std::string_view select_late =
      "SELECT t.party_id FROM title t WHERE t.tenant_id = $1 AND t.state = 'open' "
      "AND t.due_date <= $2 AND t.due_date >= $3 AND NOT EXISTS (SELECT 1 FROM party_contact c "
      "WHERE c.tenant_id = t.tenant_id AND c.party_id = t.party_id AND c.state = 'bounced') "
      "ORDER BY t.due_date DESC, t.id LIMIT 1";
  return tx.one(
      select_late, [](db::Row& row) { return row.id<PartyId>(0); }, tx.tenant(),
      receivable::last_overdue_due_date(today), today - 60);
}

void introduce(System& system, const ServeOptions& options) {
  const auto company = demo_company(system.db());
  if (!company) return;
  const SystemClock clock;
  const auto link = system.db().read(company->id, [&](db::Tx& tx) -> std::optional<std::string> {
    const auto today = act_of(tx, "", clock).today;
    const auto party = showcase(tx, today);
    const auto profile = company::read_company(tx);
    if (!party || !profile) return std::nullopt;
    return messaging::portal_url(
        url_of(options), messaging::portal_link_key(system.key()),
        {company->id, *party, static_cast<std::uint32_t>(profile->link_generation),
         today + messaging::link_days});
  });
  fmt::print("\n  Console   {}\n  Entre com {} e a senha {}\n", url_of(options),
             sandbox::demo_email, sandbox::demo_password);
  if (link) fmt::print("  O portal de um cliente: {}\n", *link);
  fmt::print("\n");
  std::fflush(stdout);
}

}  // namespace

int demo(const ServeOptions& options, bool fresh, bool only_make) {
  auto settled = options;
  if (settled.location.database.empty()) {
    settled.location.folder /= "demo";
    std::filesystem::create_directories(settled.location.folder);
    const auto database = settled.location.folder / "quita.db";
    if (fresh) {
      for (const char* tail : {"", "-wal", "-shm"}) {
        std::filesystem::remove(database.string() + tail);
      }
    }
    if (!std::filesystem::exists(database)) tell_history(settled, database);
  } else {
    System system(settled.location);
    if (!demo_company(system.db())) {
      const SystemClock clock;
      const company::PasswordHasher passwords;
      sandbox::SyntheticPlan plan;
      plan.today = business_date(clock.now(), "America/Sao_Paulo");
      auto told = sandbox::tell_story(
          {system.db(), system.key(), passwords, url_of(settled), reactions(), show_progress},
          plan);
      if (!told) throw std::runtime_error(told.error().code + ": " + told.error().message);
    }
  }
  if (only_make) return 0;
  {
    System system(settled.location);
    introduce(system, settled);
  }
  return serve(settled);
}

}  // namespace quita::app
