// The dunning day at size, through the day itself: decisions, grouped messages and outbox rows of a
// day on which many titles are due; a day on which none is, over a large book; and the memory. The
// book is written straight into the tables, by another process, whose memory is none of the day's.
#include <fmt/format.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "company/company.h"
#include "dunning/day.h"
#include "dunning/policy_store.h"
#include "engine_alone.h"
#include "figure.h"
#include "messaging/template_store.h"
#include "plot.h"
#include "schema/schema.h"
#include "testing/engines.h"

using namespace quita;
using namespace quita::bench;

namespace {

constexpr Date today(2026, 12, 2);  // a Wednesday
const Instant morning = instant_of({today, 9 * 60}, "America/Sao_Paulo");
const TenantId tenant{uuid_of("the bench's company")};
constexpr int titles_of_a_customer = 5;

struct Book {
  int due = 0;    // titles that are late since yesterday and were never asked for
  int quiet = 0;  // titles of which nothing is due for weeks
};

constexpr int customers_at_once = 1'000;

Uuid ordered_uuid(int number) {
  Uuid id;
  for (std::size_t i = 0; i < sizeof number; ++i)
    id.bytes[i] = static_cast<std::uint8_t>(number >> (24 - 8 * i));
  return id;
}

// Of the customers of the quiet titles the ids follow one another, as those of real ones do, but
// not in the order of their titles. The others' are scattered.
PartyId party_of(int number, bool due) {
  if (due) return {uuid_of(fmt::format("party {}", number))};
  const int place = number % customers_at_once;
  constexpr int stride = 617;  // has no factor in common with customers_at_once
  return {ordered_uuid(number - place + place * stride % customers_at_once)};
}

void found_company(db::Db& db) {
  db.write(tenant, [](db::Tx& tx) {
    company::CompanyDraft draft;
    draft.legal_name = "Distribuidora Aurora Ltda";
    draft.document = "11222333000181";
    draft.city = "São Paulo";
    draft.state = "SP";
    const company::Actor actor{"system", std::nullopt, "bench", "", morning};
    if (const auto made = company::create_company(tx, actor, draft, false); !made)
      throw std::runtime_error(made.error().message);
    dunning::install_default_policy(tx, morning);
    messaging::install_default_templates(tx, morning);
  });
}

void add_people(db::Db& db, int first, int count, bool due) {
  std::vector<db::Values> parties, contacts, addresses;
  for (int i = first; i < first + count; ++i) {
    const std::string name = fmt::format("Cliente {}", i);
    parties.push_back({tenant, party_of(i, due), "company", 1, 0, fmt::format("{:014}", i), name,
                       "", name, 0, morning, morning});
    contacts.push_back({tenant, party_of(i, due), ordered_uuid(i), "email",
                        fmt::format("c{}@exemplo.com.br", i), "billing", "works", "", morning,
                        morning});
    addresses.push_back({tenant, party_of(i, due), ordered_uuid(i), "billing", "Rua Um", "1", "",
                         "Centro", "São Paulo", "SP", "01310100"});
  }
  db.write(tenant, [&](db::Tx& tx) {
    tx.bulk_insert("party",
                   {"tenant_id", "id", "kind", "customer", "supplier", "document", "name",
                    "trade_name", "search", "vulnerable", "created_at", "updated_at"},
                   parties);
    tx.bulk_insert("party_contact",
                   {"tenant_id", "party_id", "id", "channel", "value", "purpose", "state",
                    "state_reason", "created_at", "changed_at"},
                   contacts);
    tx.bulk_insert("party_address",
                   {"tenant_id", "party_id", "id", "purpose", "street", "number", "complement",
                    "district", "city", "state", "postal_code"},
                   addresses);
  });
}

// Titles first … first + count − 1, five a customer; those that are due are due for a look today.
void add_titles(db::Db& db, int first, int count, bool due) {
  const Date due_date = due ? today - 1 : today + 60;
  const Date look = due ? today : today + 50;
  std::vector<db::Values> rows, looks;
  for (int i = first; i < first + count; ++i) {
    const TitleId id{make_uuid_v7(morning)};
    const PartyId party = party_of(i / titles_of_a_customer, due);
    looks.push_back({tenant, id, party, look});
    const int amount = 10'000 + i % 100'000;
    rows.push_back({tenant,
                    id,
                    party,
                    fmt::format("{}", i),
                    "Venda",
                    due_date - 30,
                    due_date,
                    amount,
                    20'000,
                    "monthly",
                    10'000,
                    0,
                    "[]",
                    0,
                    "api",
                    fmt::format("bench {}", i),
                    "open",
                    amount,
                    0,
                    1,
                    fmt::format("{}", i),
                    morning,
                    morning});
  }
  db.write(tenant, [&](db::Tx& tx) {
    tx.bulk_insert(
        "title",
        {"tenant_id", "id",      "party_id",    "number",        "description",  "issue_date",
         "due_date",  "amount",  "fine_ppm",    "interest_mode", "interest_ppm", "interest_daily",
         "discounts", "rebate",  "origin_kind", "origin_key",    "state",        "balance",
         "paid",      "entries", "search",      "created_at",    "updated_at"},
        rows);
    tx.bulk_insert("title_look", {"tenant_id", "title_id", "party_id", "next_on"}, looks);
  });
}

db::Options unsynced() {
  db::Options options;
  options.durable = false;
  return options;
}

// Behind the titles 0 … first − 1 that are there.
void add_to_book(const std::string& url, int first, const Book& book) {
  constexpr int at_once = customers_at_once * titles_of_a_customer;
  const auto db = db::Db::open(url, unsynced());
  const int end = first + book.due + book.quiet;
  for (int i = first; i < end; i += at_once) {
    const int titles = std::min(at_once, end - i);
    const bool due = i < first + book.due;
    add_people(*db, i / titles_of_a_customer, titles / titles_of_a_customer, due);
    add_titles(*db, i, titles, due);
  }
  if (db->engine() == db::Engine::postgres)
    db->write_system([](db::Tx& tx) {
      tx.execute("ANALYZE title, title_look, party, party_contact, party_address");
    });
}

void write_book(const std::string& url, const Book& book) {
  {
    const auto db = db::Db::open(url, unsynced());
    if (const auto done = schema::migrate(*db, morning); !done)
      throw std::runtime_error(done.error().message);
    found_company(*db);
  }
  add_to_book(url, 0, book);
}

void in_another_process(const std::function<void()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    try {
      work();
    } catch (const std::exception& error) {
      std::cerr << error.what() << "\n";
      ::_exit(1);
    }
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  if (status != 0) throw std::runtime_error("the book could not be written");
}

double peak_megabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
  }
  return 0;
}

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

struct Measured {
  double seconds = 0;
  double processor_seconds = 0;  // the engine's included
  dunning::DayReport report;
};
Measured run_day(const std::string& url, Date date) {
  const auto db = db::Db::open(url);  // as an installation opens it: every commit is synced
  ManualClock clock{instant_of({date, 9 * 60}, "America/Sao_Paulo")};
  const double processor = processor_seconds(*db);
  const auto begin = std::chrono::steady_clock::now();
  Measured measured;
  measured.report = dunning::run_day(*db, tenant, date, clock);
  measured.seconds = seconds_since(begin);
  measured.processor_seconds = processor_seconds(*db) - processor;
  return measured;
}

// What the engine alone takes for the rows that the day wrote: copied back into the emptied tables,
// a statement a table, and every look moved; one synced commit.
double rows_alone(const std::string& url) {
  const auto db = db::Db::open(url);
  const bool postgres = db->engine() == db::Engine::postgres;
  const std::vector<std::string> tables = {"outbox", "outbox_title", "decision", "step_done",
                                           "contact_made"};
  for (const std::string& table : tables) {
    db->write(tenant, [&](db::Tx& tx) {
      tx.execute(fmt::format("CREATE TABLE copy_{0} AS SELECT * FROM {0}", table));
    });
  }
  for (auto table = tables.rbegin(); table != tables.rend(); ++table) {
    db->write(tenant, [&](db::Tx& tx) {
      tx.execute(postgres ? fmt::format("TRUNCATE {} CASCADE", *table)
                          : fmt::format("DELETE FROM {}", *table));
    });
  }
  const auto begin = std::chrono::steady_clock::now();
  db->write(tenant, [&](db::Tx& tx) {
    for (const std::string& table : tables)
      tx.execute(fmt::format("INSERT INTO {0} SELECT * FROM copy_{0}", table));
    tx.execute("UPDATE title_look SET next_on = $2 WHERE tenant_id = $1", tenant, today + 90);
  });
  return seconds_since(begin);
}

class Engine {
 public:
  explicit Engine(std::string name) : name_(std::move(name)) {}
  const std::string& name() const { return name_; }

  // f(url) over a new database with that book.
  void over(const Book& book, const std::function<void(const std::string&)>& f) const {
    if (name_ == "postgres") {
      const auto scratch = quita::testing::make_durable_postgres();
      if (!scratch) throw std::runtime_error("PostgreSQL is not installed");
      in_another_process([&] { write_book(scratch->url(), book); });
      f(scratch->url());
      return;
    }
    std::string folder = (std::filesystem::temp_directory_path() / "quita-bench-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no temporary folder");
    const std::string url = "sqlite:" + folder + "/quita.db";
    in_another_process([&] { write_book(url, book); });
    f(url);
    std::filesystem::remove_all(folder);
  }

 private:
  std::string name_;
};

double opening_day(const Engine& engine, int due) {
  constexpr int asked = 50'000;  // what the aim is about
  const bool sqlite = engine.name() == "sqlite";
  double seconds = 0;
  engine.over({due, 0}, [&](const std::string& url) {
    const auto day = run_day(url, today);
    if (day.report.titles != due || day.report.messages != due / titles_of_a_customer)
      throw std::runtime_error("the day did not decide what it should");
    const bool figure = due == asked;
    const std::string limit =
        figure ? fmt::format("the engine alone writes the same rows in {:.2f} s", rows_alone(url))
               : "";
    print({fmt::format("dunning_day_{}_titles_{}", due, engine.name()), day.seconds, "s",
           figure ? (sqlite ? 1.5 : 2.5) : 0.0, false, limit,
           figure ? (sqlite ? 277.0 : 200.0) : 0.0, figure ? "Tryton" : ""});
    if (figure)
      print({"dunning_day_processor_time_" + engine.name(), day.processor_seconds, "s", 0, false,
             "ours and the engine's; says more than the clock on a busy machine"});
    seconds = day.seconds;
  });
  return seconds;
}

// One book that grows: over each of its sizes the median of some quiet days.
std::vector<Point> quiet_days(const Engine& engine, const std::vector<int>& books) {
  constexpr int asked = 1'000'000, quiet_days_measured = 5;
  std::vector<Point> points;
  Date date = today;
  engine.over({0, books.front()}, [&](const std::string& url) {
    int written = books.front();
    for (const int book : books) {
      if (book > written)
        in_another_process([&] { add_to_book(url, written, {0, book - written}); });
      written = book;
      std::vector<double> times;
      for (int i = 0; i < quiet_days_measured; ++i, date = date + 1) {
        const auto day = run_day(url, date);
        if (day.report.titles != 0) throw std::runtime_error("the quiet day was not quiet");
        times.push_back(day.seconds * 1e3);
      }
      std::sort(times.begin(), times.end());
      const double ms = times[times.size() / 2];
      const double commits = 1e3 / synced_commits_a_second(*db::Db::open(url), tenant);
      print({fmt::format("quiet_day_book_{}_{}", book, engine.name()), ms, "ms",
             book == asked ? 50.0 : 0.0, false,
             fmt::format("two commits; one of the engine alone takes {:.2f} ms", commits), 19'000,
             "Tryton, over 50,000"});
      points.push_back({1.0 * book, ms});
    }
  });
  return points;
}

}  // namespace

// dunning_bench [sqlite|postgres] [--plots DIR]: with plots also the sizes between.
int main(int argc, char** argv) {
  try {
    std::vector<std::string> engines(argv + 1, argv + argc);
    std::string plots;
    if (engines.size() >= 2 && engines[engines.size() - 2] == "--plots") {
      plots = engines.back();
      engines.resize(engines.size() - 2);
    }
    if (engines.empty()) engines = {"sqlite", "postgres"};
    std::vector<int> dues = {50'000}, books = {1'000'000};
    if (!plots.empty()) {
      dues = {5'000, 10'000, 20'000, 35'000, 50'000};
      books = {50'000, 100'000, 250'000, 500'000, 1'000'000};
    }
    Plot by_due{"A dunning day: cost against titles due", "titles due", "seconds", {}};
    Plot by_book{"A quiet dunning day: cost against the book", "titles in the book", "ms", {}};
    for (const std::string& name : engines) {
      const Engine engine(name);
      const std::string label = name == "sqlite" ? "SQLite" : "PostgreSQL";
      by_due.lines.push_back({label, {}});
      for (const int due : dues)
        by_due.lines.back().points.push_back({1.0 * due, opening_day(engine, due)});
      print({"dunning_day_peak_memory_" + name, peak_megabytes(), "MB", 150, false,
             "of the process that runs the day"});
      by_book.lines.push_back({label, quiet_days(engine, books)});
    }
    if (!plots.empty()) {
      write_svg(std::filesystem::path(plots) / "dunning-due.svg", by_due);
      write_svg(std::filesystem::path(plots) / "dunning-book.svg", by_book);
    }
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
