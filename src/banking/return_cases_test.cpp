// Plays tests/cases/returns/*.case (LEIAME.md there) with every bank and layout.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "banking/testing_desk.h"
#include "base/text.h"
#include "testing/engines.h"

namespace quita::banking {
namespace {

using testing::account_at;
using testing::Desk;

// Words of a line, taken one after the other.
class Words {
 public:
  explicit Words(const std::string& line) : stream_(line) {}
  std::string next() {
    std::string word;
    stream_ >> word;
    while (word.ends_with(',') || word.ends_with(':')) word.pop_back();
    return word;
  }
  Money money() { return parse_money(next()).value(); }
  Date date() {  // 10/12/2026
    const auto word = next();
    return make_date(std::stoi(word.substr(6)), std::stoi(word.substr(3, 2)),
                     std::stoi(word.substr(0, 2)))
        .value();
  }
  std::string rest() {
    std::string text;
    std::getline(stream_, text);
    return std::string(trim(text));
  }

 private:
  std::istringstream stream_;
};

const std::map<std::string, std::string> outcomes = {{"aplicado", "applied"},
                                                     {"anotado", "noted"},
                                                     {"repetido", "repeated"},
                                                     {"sem boleto", "unmatched"},
                                                     {"código desconhecido", "unknown_code"}};
const std::map<std::string, cnab::Event> events = {{"registrado", cnab::Event::registered},
                                                   {"rejeitado", cnab::Event::rejected},
                                                   {"baixado", cnab::Event::written_off},
                                                   {"liquidado", cnab::Event::settled}};

struct File {
  std::vector<cnab::ReturnEntry> entries;
  std::vector<std::string> outcomes;
  std::string bytes;
  std::string rows;  // of the tables after its import
};

class Player {
 public:
  Player(db::Db& db, TenantId tenant, Desk& desk) : db_(db), tenant_(tenant), desk_(desk) {}

  void play(const std::string& line) {
    Words words(line);
    const auto verb = words.next();
    if (line.starts_with("  ")) {
      tell(verb, words);
    } else if (verb == "título") {
      const auto name = words.next();
      line.find(": ") == std::string::npos ? sell(name, words) : expect_title(name, words);
    } else if (verb == "remessa") {
      send();
    } else if (verb == "retorno") {
      current_ = words.next();
      files_[current_] = {};
    } else if (verb == "importa") {
      import(words.next(), words);
    } else {
      FAIL() << "linha que ninguém entende: " << line;
    }
  }

 private:
  void sell(const std::string& name, Words& words) {
    const Money amount = words.money();
    words.next();
    titles_[name] = desk_.sell(name, amount, words.date());
  }

  void send() {
    const auto made = db_.write(tenant_, [&](db::Tx& tx) {
      return make_remittance(tx, desk_.act(), desk_.account().id, false);
    });
    ASSERT_TRUE(made && made->remittance);
  }

  void tell(const std::string& verb, Words& words) {
    auto& file = files_[current_];
    cnab::ReturnEntry entry;
    std::string code;
    if (verb == "código") code = words.next();
    const auto name = words.next();
    if (name == "nosso") {
      words.next();
      entry.our_number = stranger(words.next());
      entry.event = cnab::Event::settled;
      entry.title_value = entry.paid = words.money();
      words.next();
      entry.occurred = entry.due = words.date();
    } else {
      const auto event = code.empty() ? events.at(verb) : cnab::Event::unknown;
      const Money paid = verb == "liquidado" ? words.money() : Money();
      words.next();
      entry = desk_.told(titles_.at(name), event, words.date(), paid);
      entry.occurrence = code;
    }
    for (auto word = words.next(); word != "=>"; word = words.next()) {
      ASSERT_FALSE(word.empty()) << "falta o =>";
      (word == "tarifa" ? entry.fee : entry.interest_and_fine) = words.money();
    }
    file.entries.push_back(entry);
    file.outcomes.push_back(outcomes.at(words.rest()));
  }

  // A number in the form of this agreement's own that was never given out.
  std::string stranger(const std::string& sequence) const {
    auto account = desk_.account();
    account.next_our_number = std::stoi(sequence);
    const auto slip = boleto::make_boleto(account.bank, agreement_of(account),
                                          {sequence, "1", Money::centavos(100), {}});
    return cnab::normalise_our_number(slip.value().our_number.digits.view());
  }

  void import(const std::string& name, Words& words) {
    auto& file = files_.at(name);
    if (file.bytes.empty()) file.bytes = desk_.file(file.entries, std::stoi(name));
    const auto import = desk_.import(file.bytes, name + ".RET");
    ASSERT_TRUE(import) << import.error().message;
    // The reader warns of a code that it does not know, and of nothing else here.
    const auto strange = std::count(file.outcomes.begin(), file.outcomes.end(), "unknown_code");
    EXPECT_EQ(import->warnings.size(), static_cast<std::size_t>(strange))
        << (import->warnings.empty() ? "" : import->warnings.front());
    if (const auto word = words.next(); word == "repetido") {
      EXPECT_TRUE(import->repeated);
      EXPECT_EQ(desk_.rows(), file.rows);
      return;
    }
    EXPECT_FALSE(import->repeated);
    EXPECT_EQ(std::to_string(import->settled), words.next());
    words.next();
    EXPECT_EQ(import->settled_total, words.money());
    words.next();
    EXPECT_EQ(import->fees_total, words.money());
    words.next();
    EXPECT_EQ(std::to_string(import->problems), words.next());
    const auto lines = desk_.lines(import->id);
    ASSERT_EQ(lines.size(), file.outcomes.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      EXPECT_EQ(lines[i].outcome, file.outcomes[i]) << "linha " << i + 1;
      if (lines[i].outcome == "unmatched" || lines[i].outcome == "unknown_code") {
        EXPECT_NE(lines[i].problem, "");
      }
    }
    file.rows = desk_.rows();
  }

  void expect_title(const std::string& name, Words& words) {
    const auto record = desk_.title(titles_.at(name));
    const auto standing = receivable::project(desk_.journal(titles_.at(name)));
    const auto found = fmt::format("{}, saldo {}, recebido {}, a favor {}, boleto {}",
                                   receivable::label(record.state), plain(record.balance),
                                   plain(record.paid), plain(standing.credit),
                                   receivable::label(desk_.boleto(titles_.at(name)).state));
    EXPECT_EQ(found, words.rest()) << "título " << name;
  }

  static std::string plain(Money money) {  // without "R$ "
    const auto text = format_brl(money);
    return text.substr(text.find_first_of("0123456789"));
  }

  db::Db& db_;
  TenantId tenant_;
  Desk& desk_;
  std::map<std::string, TitleId> titles_;
  std::map<std::string, File> files_;
  std::string current_;
};

class ReturnCases : public quita::testing::EachEngine {};
QUITA_EACH_ENGINE(ReturnCases);

void play_case(db::Db& db, const Clock& clock, const std::string& name,
               const std::vector<std::string>& lines) {
  for (const auto& agreement : testing::all_agreements()) {
    SCOPED_TRACE(
        fmt::format("{}: {} {}", name, agreement.bank, cnab::format_name(agreement.format)));
    const auto tenant = TenantId::make(clock.now());
    Desk desk(db, tenant, clock);
    desk.found(account_at(agreement.bank, agreement.format));
    Player player(db, tenant, desk);
    for (const auto& line : lines) player.play(line);
    desk.expect_sound();
    if (::testing::Test::HasFailure()) return;
  }
}

TEST_P(ReturnCases, All) {
  int played = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(QUITA_SOURCE_DIR "/tests/cases/returns")) {
    if (entry.path().extension() != ".case") continue;
    std::ifstream file(entry.path());
    std::string name;
    std::vector<std::string> lines;
    const auto finish = [&] {
      if (!name.empty()) play_case(db(), clock(), name, lines), ++played;
      lines.clear();
    };
    for (std::string line; std::getline(file, line);) {
      if (const auto comment = line.find('#'); comment != std::string::npos) line.resize(comment);
      if (trim(line).empty()) continue;
      if (line.starts_with("caso: ")) {
        finish();
        name = line.substr(6);
      } else {
        lines.push_back(line);
      }
    }
    finish();
  }
  EXPECT_GT(played, 10);
}

}  // namespace
}  // namespace quita::banking
