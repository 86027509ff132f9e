// The readable cases of tests/cases/credit, played on both engines through the real use cases; its
// README.md tells the words.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <thread>

#include "base/text.h"
#include "company/company.h"
#include "credit/credit_service.h"
#include "party/party_service.h"
#include "receivable/receivable_service.h"
#include "testing/engines.h"

namespace quita::credit {
namespace {

namespace fs = std::filesystem;
using Match = std::smatch;

constexpr const char* zone = "America/Sao_Paulo";

Date date_of(const std::string& text) {
  return make_date(std::stoi(text.substr(6)), std::stoi(text.substr(3, 2)),
                   std::stoi(text.substr(0, 2)))
      .value();
}

class Player {
 public:
  Player(db::Db& db, ManualClock& clock, TenantId tenant)
      : db_(db), clock_(clock), tenant_(tenant) {}

  std::string play(const std::string& text) {
    found();
    std::string played;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("  ")) continue;
      played += line + "\n";
      if (!line.empty() && line[0] != '#') played += do_it(line);
    }
    return played;
  }

 private:
  Act act() const { return {"teste", clock_.now(), business_date(clock_.now(), zone)}; }
  template <class F>
  auto write(F&& f) {
    return db_.write(tenant_, [&](db::Tx& tx) { return f(tx, act()); });
  }

  void found() {
    clock_.set(instant_of({Date(2026, 11, 1), 9 * 60}, zone));
    write([&](db::Tx& tx, const Act& by) {
      company::CompanyDraft draft;
      draft.legal_name = "Distribuidora Aurora Ltda";
      draft.document = "11222333000181";
      draft.street = "Rua das Flores";
      draft.number = "100";
      draft.city = "São Paulo";
      draft.state = "SP";
      draft.time_zone = zone;
      EXPECT_TRUE(company::create_company(tx, actor_of(by), draft, false));
    });
    party::Draft draft;
    draft.name = "Padaria";
    draft.document = "11444777000161";
    party_ = write([&](db::Tx& tx, const Act& by) {
               return party::create_party(tx, by, draft);
             }).value();
  }

  std::string do_it(const std::string& line) {
    static const std::regex day(R"(dia (\S+))");
    static const std::regex limit(R"(limite de R\$ (\S+)|sem limite)");
    static const std::regex order(R"(pedido (\S+) de R\$ (\S+?)(?: até (\S+))?)");
    static const std::regex at_once(R"(ao mesmo tempo (\d+) pedidos de R\$ (\S+))");
    static const std::regex invoiced(R"(fatura (\S+) em (\S+) de R\$ (\S+) vence (\S+))");
    static const std::regex given_up(R"(desiste do pedido (\S+))");
    static const std::regex sale(R"(venda (\S+) de R\$ (\S+) vence (\S+))");
    static const std::regex pay(R"(paga (\S+): R\$ (\S+))");
    static const std::regex blocks(R"((a régua )?bloqueia: (.*))");
    Match m;
    if (std::regex_match(line, m, day)) {
      clock_.set(instant_of({date_of(m[1]), 9 * 60}, zone));
      return "";
    }
    if (std::regex_match(line, m, limit)) return set_limit(m[1]);
    if (std::regex_match(line, m, order)) return take(m[1], m[2], m[3]);
    if (std::regex_match(line, m, at_once)) return take_at_once(std::stoi(m[1]), m[2]);
    if (std::regex_match(line, m, invoiced)) return invoice_it(m[1], m[2], m[3], m[4]);
    if (std::regex_match(line, m, given_up)) return give_up(m[1]);
    if (std::regex_match(line, m, sale)) {
      sell(m[1], m[2], m[3]);
      return free_now();
    }
    if (std::regex_match(line, m, pay)) return pay_it(m[1], m[2]);
    if (std::regex_match(line, m, blocks)) {
      return told(write([&](db::Tx& tx, const Act& by) {
        return block(tx, by, party_, m[2].str(), m[1].matched);
      }));
    }
    if (line == "libera") {
      return told(write([&](db::Tx& tx, const Act& by) { return unblock(tx, by, party_, ""); }));
    }
    ADD_FAILURE() << "linha que ninguém entende: " << line;
    return "";
  }

  static Money money(const std::string& text) { return parse_money(text).value(); }

  std::string free_now() {
    const auto account =
        write([&](db::Tx& tx, const Act& by) { return account_of(tx, party_, by.today); }).value();
    const auto available = account.standing.available();
    return "  livre: " + (available ? format_brl(*available) : "sem limite") +
           (account.standing.block ? ", bloqueado" : "") + "\n";
  }
  template <class T>
  std::string told(const Result<T>& result) {
    return (result ? "" : "  " + result.error().code + ": " + result.error().message + "\n") +
           free_now();
  }

  std::string set_limit(const std::string& amount) {
    Terms terms;
    if (!amount.empty()) terms.limit = money(amount);
    return told(write([&](db::Tx& tx, const Act& by) { return set_terms(tx, by, party_, terms); }));
  }

  std::string take(const std::string& reference, const std::string& amount,
                   const std::string& until) {
    NewReservation wanted{party_, reference, money(amount), {}};
    if (!until.empty()) wanted.expires_on = date_of(until);
    const auto made = write([&](db::Tx& tx, const Act& by) { return reserve(tx, by, wanted); });
    if (made) orders_[reference] = made->id;
    return told(made);
  }

  std::string take_at_once(int count, const std::string& amount) {
    std::atomic<int> taken = 0;
    std::atomic<int> refused = 0;
    std::vector<std::thread> sellers;
    for (int i = 0; i < count; ++i) {
      sellers.emplace_back([&, i] {
        const NewReservation wanted{party_, "simultâneo " + std::to_string(i), money(amount), {}};
        for (;;) {
          try {
            const auto made =
                write([&](db::Tx& tx, const Act& by) { return reserve(tx, by, wanted); });
            ++(made ? taken : refused);
            return;
          } catch (const db::Failure& failure) {  // too many at once: a client asks again
            if (!failure.retryable) throw;
          }
        }
      });
    }
    for (std::thread& seller : sellers) seller.join();
    return "  " + std::to_string(taken) + " reservados, " + std::to_string(refused) +
           " recusados\n" + free_now();
  }

  TitleId sell(const std::string& number, const std::string& amount, const std::string& due) {
    receivable::NewTitle wanted;
    wanted.party = party_;
    wanted.number = number;
    wanted.description = "Venda";
    wanted.issue_date = act().today;
    wanted.due_date = date_of(due);
    wanted.amount = money(amount);
    wanted.terms.emplace().interest_mode = receivable::InterestMode::none;
    wanted.issue_boleto = false;
    const auto made =
        write([&](db::Tx& tx, const Act& by) { return receivable::create_title(tx, by, wanted); });
    EXPECT_TRUE(made) << (made ? "" : made.error().message);
    return titles_[number] = made->record.title.id;
  }

  std::string invoice_it(const std::string& reference, const std::string& number,
                         const std::string& amount, const std::string& due) {
    const TitleId title = sell(number, amount, due);
    return told(write([&](db::Tx& tx, const Act& by) {
      return invoice(tx, by, orders_.at(reference), std::span(&title, 1));
    }));
  }

  std::string give_up(const std::string& reference) {
    return told(write([&](db::Tx& tx, const Act& by) {
      return release(tx, by, orders_.at(reference), "o cliente desistiu");
    }));
  }

  std::string pay_it(const std::string& number, const std::string& amount) {
    receivable::Payment payment;
    payment.amount = money(amount);
    payment.on = act().today;
    payment.cause = {"receipt", std::to_string(++payments_)};
    const auto done = write([&](db::Tx& tx, const Act& by) {
      return receivable::receive_payment(
          tx, by, titles_.at(number), payment,
          [](db::Tx& t, const Act& a, const receivable::Settled& settled) {
            on_money(t, a, settled.title.title.party);
          });
    });
    EXPECT_TRUE(done) << (done ? "" : done.error().message);
    return free_now();
  }

  db::Db& db_;
  ManualClock& clock_;
  TenantId tenant_;
  PartyId party_;
  std::map<std::string, ReservationId> orders_;
  std::map<std::string, TitleId> titles_;
  int payments_ = 0;
};

class CreditCases : public quita::testing::EachEngine {};
QUITA_EACH_ENGINE(CreditCases);

TEST_P(CreditCases, GoAsTheyAreTold) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(QUITA_SOURCE_DIR "/tests/cases/credit")) {
    if (entry.path().extension() == ".case") paths.push_back(entry.path());
  }
  ASSERT_FALSE(paths.empty());
  for (const fs::path& path : paths) {
    SCOPED_TRACE(path.stem().string());
    std::ifstream in(path);
    std::stringstream text;
    text << in.rdbuf();
    const auto scratch = quita::testing::make_scratch_db(GetParam());
    const auto own = db::Db::open(scratch->url());
    const std::string played = Player(*own, clock(), tenant()).play(text.str());
    if (std::getenv("QUITA_WRITE_CASES") != nullptr) {
      std::ofstream(path) << played;
    } else {
      EXPECT_EQ(text.str(), played);
    }
  }
}

}  // namespace
}  // namespace quita::credit
