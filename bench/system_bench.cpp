// The whole system measured from outside, over HTTP, beside its own hello-JSON in the same run.
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

#include "bare_postgres.h"
#include "figure.h"
#include "load.h"
#include "receivable/charges.h"
#include "receivable/receivable_service.h"
#include "service.h"
#include "testing/engines.h"

using namespace quita;
using namespace quita::bench;

namespace {

constexpr int connections = 64;

std::string new_title(const Tenant& tenant, std::int64_t n) {
  return post_request(
      "/v1/titles", tenant.token,
      fmt::format(
          R"({{"party_id":"{}","number":"M{}","description":"Medição","due_date":"2027-01-15",)"
          R"("amount":{}}})",
          tenant.party.text(), n, 10'000 + n % 100'000));
}

// Throws when not every answer was the expected one: a fast refusal is no figure.
double rate(const Service& service, std::function<std::string(std::int64_t)> request, int status,
            double seconds = 5) {
  Load load{service.port(), connections, seconds, std::move(request), status};
  const auto before = service.cpu_seconds();
  const auto outcome = run(load);
  const auto after = service.cpu_seconds();
  if (outcome.refusals > 0) {
    throw std::runtime_error(
        fmt::format("{} refusals, the first: {}", outcome.refusals, outcome.first_refusal));
  }
  const auto each = [&](double used) {
    return used * 1e6 / static_cast<double>(std::max<std::int64_t>(outcome.answers, 1));
  };
  std::cerr << fmt::format(
      "  p50 {:.1f} ms, p99 {:.1f} ms; of the server {:.0f} µs CPU + {:.0f} µs in the kernel "
      "each\n",
      outcome.p50_ms, outcome.p99_ms, each(after.user - before.user),
      each(after.kernel - before.kernel));
  return outcome.rate();
}

void over_http(const std::string& program, const std::string& engine, const app::Location& location,
               double creation_aim) {
  std::optional<Tenant> tenant;
  {
    app::System system(location);
    tenant = make_tenant(system);
  }
  const Service service(program, location);
  print({"idle_resident_" + engine, service.resident_megabytes(), "MB", 60, false, ""});
  const double hello = rate(
      service, [](auto) { return get_request("/v1/hello"); }, 200);
  print({"hello_json_" + engine, hello, "answers/s", 0, true, "one core beside the load itself"});
  const auto creation = [&](auto n) { return new_title(*tenant, n); };
  // The first second of an installation's life is not measured: PostgreSQL plans for empty tables
  // until it has looked at them, which its autovacuum does within a minute.
  rate(service, creation, 201, 1);
  if (engine == "postgres") {
    app::System(location).db().write_system([](db::Tx& tx) {
      tx.execute("ANALYZE title, journal, instrument, event, party, bank_account");
    });
  }
  print({"title_creation_" + engine, rate(service, creation, 201), "titles/s", creation_aim, true,
         engine == "sqlite" ? "durable: one fsync a batch"
                            : "durable: server and client share the cores"});
  std::string limit = "SQL and JSON of 20 rows";
  if (engine == "postgres") {
    const double bare = bare_title_list(location.database, tenant->id);
    limit = fmt::format("PostgreSQL alone answers this statement {:.0f} times a second", bare);
  }
  print({"title_list_" + engine,
         rate(
             service, [&](auto) { return get_request("/v1/titles?limit=20", tenant->token); }, 200),
         "answers/s", hello / 2, true, limit});
  const auto page = "/p/" + tenant->portal_token;
  print({"portal_page_" + engine,
         rate(
             service, [&](auto) { return get_request(page); }, 200),
         "answers/s", hello / 2, true, "HMAC and the page's bytes"});
  print({"portal_data_" + engine,
         rate(
             service, [&](auto) { return get_request(page + "/data"); }, 200),
         "answers/s", 0, true, "three open titles with today's charges, explained"});
}

void charges() {
  receivable::Title title;
  title.amount = Money::centavos(129'990);
  title.issue_date = Date(2026, 9, 1);
  title.due_date = Date(2026, 10, 10);
  title.terms.fine = Rate::percent(2);
  title.terms.interest_mode = receivable::InterestMode::monthly;
  title.terms.interest = Rate::percent(1);
  std::int64_t total = 0;
  std::int64_t computed = 0;
  const auto begin = std::chrono::steady_clock::now();
  double passed = 0;
  while (passed < 2) {
    for (int i = 0; i < 1000; ++i) {
      total += receivable::charges_on(title, {}, Date(2026, 10, 11) + i % 365).total.centavos();
    }
    computed += 1000;
    passed = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  }
  if (total == 0) std::abort();
  print({"charges", static_cast<double>(computed) / passed, "titles/s", 0, true,
         "the explanation's texts"});
}

// A book of a million titles, written past the use cases: only its size matters here.
void fill(db::Db& db, const Tenant& tenant, int titles) {
  const auto now = SystemClock().now();
  for (int done = 0; done < titles; done += 10'000) {
    db.write(tenant.id, [&](db::Tx& tx) {
      for (int i = 0; i < 10'000; ++i) {
        receivable::TitleRecord record;
        record.title.id = TitleId::make(now);
        record.title.party = tenant.party;
        record.title.number = std::to_string(done + i);
        record.title.description = "Medição";
        record.title.issue_date = Date(2025, 1, 1);
        record.title.due_date = Date(2025, 2, 1) + (done + i) % 600;
        record.title.amount = record.balance = Money::centavos(10'000 + i);
        record.title.origin_kind = receivable::OriginKind::api;
        record.title.origin_key = record.title.number;
        record.entries = 1;
        receivable::insert_title_row(tx, record, now);
      }
    });
  }
}

void start_up(const std::string& program) {
  Folder folder;
  const app::Location location{folder.path(), "", false};
  {
    app::System system(location);
    const auto tenant = make_tenant(system);
    fill(system.db(), tenant, 1'000'000);
  }
  const Service service(program, {folder.path(), "", true});
  print({"start_up_million_titles", service.start_seconds(), "s", 0.5, false, ""});
  print({"resident_million_titles", service.resident_megabytes(), "MB", 60, false, ""});
}

void demo(const std::string& program) {
  Folder folder;
  const auto command =
      fmt::format("{} demo --only-make --data {} >/dev/null 2>&1", program, folder.path().string());
  const auto begin = std::chrono::steady_clock::now();
  if (std::system(command.c_str()) != 0) throw std::runtime_error("demo failed: " + command);
  print({"demo_generation",
         std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(), "s", 20,
         false, "one core: the story is told in order"});
}

}  // namespace

// system_bench PROGRAM [figure…]: sqlite, postgres, charges, demo, start
int main(int argc, char** argv) {
  const std::string program = argv[1];
  auto wanted = [&](const char* name) {
    for (int i = 2; i < argc; ++i) {
      if (std::strcmp(argv[i], name) == 0) return true;
    }
    return argc == 2;
  };
  try {
    if (wanted("charges")) charges();
    if (wanted("sqlite")) {
      Folder folder;
      over_http(program, "sqlite", app::Location{folder.path(), "", true}, 5000);
    }
    if (wanted("postgres")) {
      Folder folder;
      const auto scratch = quita::testing::make_durable_postgres();
      if (scratch)
        over_http(program, "postgres", app::Location{folder.path(), scratch->url(), true}, 3000);
    }
    if (wanted("demo")) demo(program);
    if (wanted("start")) start_up(program);
  } catch (const std::exception& trouble) {
    std::cerr << "bench: " << trouble.what() << "\n";
    return 1;
  }
  return 0;
}
