// Runs tests/cases/ledger/*.case: titles, what happens to them, and what must stand in the journal
// and be owed. The language is explained in tests/cases/ledger/LEIAME.md.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "base/text.h"
#include "receivable/charges.h"
#include "receivable/journal.h"
#include "receivable/settle.h"

namespace quita::receivable {
namespace {

const Instant now{1'795'435'200'000};

std::string plain(Money money) {
  std::string text = format_brl(money);
  const bool negative = money.negative();
  std::string figure;
  for (char c : text) {
    if ((c >= '0' && c <= '9') || c == ',' || c == '.') figure += c;
  }
  return (negative ? "-" : "") + figure;
}

// Amounts for people hold a no-break space, which nobody types into a case.
std::string fold_no_break(std::string text) {
  for (std::size_t at = 0; (at = text.find("\u00a0", at)) != std::string::npos;) {
    text.replace(at, 2, " ");
  }
  return text;
}

Money money_of(std::string_view text) {
  const bool negative = text.starts_with("-");
  const auto money = parse_money(negative ? text.substr(1) : text);
  if (!money) throw std::runtime_error("valor ilegível: " + std::string(text));
  return negative ? -*money : *money;
}

Date date_of(std::string_view text) {
  const auto parts = split(text, '/');
  if (parts.size() != 3) throw std::runtime_error("data ilegível: " + std::string(text));
  const auto date = make_date(std::stoi(std::string(parts[2])), std::stoi(std::string(parts[1])),
                              std::stoi(std::string(parts[0])));
  if (!date) throw std::runtime_error("data ilegível: " + std::string(text));
  return *date;
}

// The word after `name` in a line, if the line has it.
std::optional<std::string> after(const std::string& line, const std::string& name) {
  const std::size_t at = line.find(name + " ");
  if (at == std::string::npos) return std::nullopt;
  std::istringstream rest(line.substr(at + name.size() + 1));
  std::string word;
  rest >> word;
  while (!word.empty() && (word.back() == ',' || word.back() == ';' || word.back() == ':')) {
    word.pop_back();
  }
  return word;
}

std::string_view kind_word(EntryKind kind) {
  switch (kind) {
    case EntryKind::issued:
      return "emissão";
    case EntryKind::charge:
      return "encargos";
    case EntryKind::payment:
      return "pagamento";
    case EntryKind::excess:
      return "excedente";
    case EntryKind::discount:
      return "desconto";
    case EntryKind::rebate:
      return "abatimento";
    case EntryKind::waiver:
      return "dispensa";
    case EntryKind::write_off:
      return "baixa";
    case EntryKind::cancellation:
      return "cancelamento";
    case EntryKind::renegotiated:
      return "renegociação";
    case EntryKind::reversal:
      return "estorno";
    case EntryKind::correction:
      return "correção";
    case EntryKind::fee:
      return "tarifa";
    case EntryKind::due_date_changed:
      return "vencimento";
  }
  return "";
}

std::string line_of(const Entry& entry) {
  std::string line = fmt::format("{} {}", kind_word(entry.kind), plain(entry.amount));
  const char* between = ": ";
  const auto part = [&](std::string_view label, Money money) {
    if (money.zero()) return;
    line += fmt::format("{}{} {}", between, label, plain(money));
    between = ", ";
  };
  part("principal", entry.principal);
  part("multa", entry.fine);
  part("juros", entry.interest);
  part("crédito", entry.excess);
  part("tarifa", entry.fee);
  return line;
}

class Case {
 public:
  explicit Case(std::string where) : where_(std::move(where)) {
    title_.terms.interest_mode = InterestMode::none;
    title_.number = "1";
  }

  void line(const std::string& text, int number, bool indented) {
    SCOPED_TRACE(fmt::format("{}:{}: {}", where_, number, text));
    if (indented) return expect_entry(text);
    finish_action();
    const auto starts = [&](std::string_view word) { return text.starts_with(word); };
    if (starts("título ")) return open(text);
    if (starts("multa ")) {
      title_.terms.fine = parse_percent(*after(text, "multa")).value();
    } else if (starts("juros ")) {
      interest(text);
    } else if (starts("desconto ")) {
      discount(text);
    } else if (starts("abatimento na emissão ")) {
      title_.terms.rebate = money_of(*after(text, "emissão"));
    } else if (starts("taxa legal ")) {
      legal(text);
    } else if (starts("em ")) {
      expect_charges(text);
    } else if (starts("saldo ")) {
      expect_balance(text);
    } else if (starts("recusado ")) {
      ADD_FAILURE() << "nenhum fato antes desta recusa";
    } else {
      act(text);
    }
  }

  void refused(const std::string& text) {
    SCOPED_TRACE(where_ + ": " + text);
    EXPECT_EQ(error_, *after(text, "recusado")) << "o fato anterior não foi recusado assim";
    error_.clear();
  }

  void finish_action() {
    EXPECT_TRUE(error_.empty()) << where_ << ": recusado sem que o caso o diga: " << error_;
    error_.clear();
    if (listing_) {
      EXPECT_EQ(next_, pending_.size())
          << where_ << ": lançamento não esperado: "
          << (next_ < pending_.size() ? line_of(pending_[next_]) : "");
    }
    pending_.clear();
    listing_ = false;
    next_ = 0;
  }

 private:
  void open(const std::string& text) {
    title_.amount = money_of(*after(text, "título"));
    title_.due_date = date_of(*after(text, "vencimento"));
    const auto issued = after(text, "emissão");
    title_.issue_date = issued ? date_of(*issued) : title_.due_date - 30;
  }
  void interest(const std::string& text) {
    if (text.find("taxa legal") != std::string::npos) {
      title_.terms.interest_mode = InterestMode::legal;
    } else if (text.find("por dia") != std::string::npos) {
      title_.terms.interest_mode = InterestMode::daily;
      title_.terms.interest_daily = money_of(*after(text, "juros"));
    } else {
      title_.terms.interest_mode = InterestMode::monthly;
      title_.terms.interest = parse_percent(*after(text, "juros")).value();
    }
  }
  void discount(const std::string& text) {
    Discount discount;
    const std::string value = *after(text, "desconto");
    discount.until = date_of(*after(text, "até"));
    if (value.ends_with("%")) {
      discount.mode = DiscountMode::percent;
      discount.rate = parse_percent(value).value();
    } else {
      discount.amount = money_of(value);
    }
    title_.terms.discounts.push_back(discount);
  }
  void legal(const std::string& text) {
    const std::string month = *after(text, "legal");
    const std::string rate = *after(text, month);
    const auto parts = split(month, '/');
    std::string digits;
    for (char c : rate) {
      if (c >= '0' && c <= '9') digits += c;
    }
    known_.push_back({std::stoi(std::string(parts[1])),
                      static_cast<unsigned>(std::stoi(std::string(parts[0]))), std::stoll(digits)});
    rates_ = LegalRates(known_);
  }

  void begin() {
    if (!journal_.empty()) return;
    const auto status = check_title(title_);
    ASSERT_TRUE(status) << (status ? "" : status.error().message);
    journal_ = opening_entries(title_, {"import", "nota"}, "teste", now);
  }

  Decision decision(const std::string& text, Date on) {
    const auto cause = after(text, "causa");
    return {{"teste", cause ? *cause : fmt::format("{}", ++causes_)}, "teste", "", on, now};
  }

  void act(const std::string& text) {
    begin();
    const std::optional<std::string> on_text = after(text, "em");
    if (!on_text) {
      ADD_FAILURE() << "linha não entendida: " << text;
      return;
    }
    const Date on = date_of(*on_text);
    Result<std::vector<Entry>> entries = std::vector<Entry>();
    std::optional<Date> due;
    if (text.starts_with("pagamento ")) {
      Payment payment;
      payment.amount = money_of(*after(text, "pagamento"));
      payment.on = on;
      payment.cause = decision(text, on).cause;
      if (const auto bank = after(text, "banco cobrou")) payment.bank_charges = money_of(*bank);
      if (const auto fee = after(text, "tarifa")) payment.fee = money_of(*fee);
      payment.waive_charges = text.find("dispensando encargos") != std::string::npos;
      auto settled = settle(title_, journal_, payment, now, rates_);
      if (settled) {
        EXPECT_EQ(settled->before, project(journal_));
        entries = settled->entries;
      } else {
        entries = tl::make_unexpected(settled.error());
      }
    } else if (text.starts_with("abatimento ")) {
      entries =
          grant_rebate(title_, journal_, money_of(*after(text, "abatimento")), decision(text, on));
    } else if (text.starts_with("dispensa ")) {
      std::optional<Money> amount;
      if (!text.starts_with("dispensa em")) amount = money_of(*after(text, "dispensa"));
      entries = waive(title_, journal_, amount, decision(text, on), rates_);
    } else if (text.starts_with("estorno ")) {
      entries =
          reverse(title_, journal_, std::stoi(*after(text, "lançamento")), decision(text, on));
    } else if (text.starts_with("cancelamento ")) {
      entries = cancel(title_, journal_, decision(text, on));
    } else if (text.starts_with("baixa ")) {
      entries = write_off(title_, journal_, decision(text, on));
    } else if (text.starts_with("renegociação ")) {
      const Money whole = charges_on(title_, journal_, on, rates_).total;
      const bool named = !text.starts_with("renegociação em");
      entries = renegotiate(title_, journal_,
                            {named ? money_of(*after(text, "renegociação")) : whole, Money()},
                            decision(text, on), rates_);
    } else if (text.starts_with("novo vencimento ")) {
      due = date_of(*after(text, "vencimento"));
      entries = change_due_date(title_, journal_, *due, decision(text, on));
    } else {
      ADD_FAILURE() << "linha não entendida: " << text;
      return;
    }
    if (!entries) {
      error_ = entries.error().code;
      EXPECT_FALSE(entries.error().message.empty());
      return;
    }
    if (due) title_.due_date = *due;
    pending_ = *entries;
    journal_.insert(journal_.end(), pending_.begin(), pending_.end());
    for (std::size_t i = 0; i < journal_.size(); ++i) {
      EXPECT_EQ(journal_[i].seq, static_cast<int>(i) + 1);
    }
  }

  void expect_entry(const std::string& text) {
    listing_ = true;
    if (text == "nada") {
      EXPECT_TRUE(pending_.empty());
      return;
    }
    if (next_ >= pending_.size()) {
      ADD_FAILURE() << "falta o lançamento";
      return;
    }
    EXPECT_EQ(line_of(pending_[next_++]), text);
  }

  void expect_charges(const std::string& text) {
    begin();
    const Charges charges = charges_on(title_, journal_, date_of(*after(text, "em")), rates_);
    const auto check = [&](const std::string& name, Money found) {
      if (const auto expected = after(text, name)) {
        EXPECT_EQ(plain(found), *expected) << name;
      }
    };
    check("principal", charges.principal);
    check("abatimento", charges.rebate);
    check("desconto", charges.discount);
    check("multa", charges.fine);
    check("juros", charges.interest);
    check("total", charges.total);
    if (const auto days = after(text, "atraso")) {
      EXPECT_EQ(std::to_string(charges.days_late), *days);
    }
    if (const auto free = after(text, "sem encargos até")) {
      EXPECT_EQ(format_br(charges.effective_due_date), *free);
    }
    Money sum;
    for (const ChargeLine& part : charges.explanation) sum += part.amount;
    EXPECT_EQ(sum, charges.total) << "a explicação não soma o total";
    const std::size_t quote = text.find('"');
    if (quote != std::string::npos) {
      const std::string label = text.substr(quote + 1, text.rfind('"') - quote - 1);
      std::string all;
      for (const ChargeLine& part : charges.explanation) all += fold_no_break(part.label) + "\n";
      EXPECT_NE(all.find(label), std::string::npos) << all;
    }
  }

  void expect_balance(const std::string& text) {
    begin();
    const auto on = after(text, "no fim de");
    const Standing standing = on ? project_on(journal_, date_of(*on)) : project(journal_);
    EXPECT_EQ(plain(standing.balance), *after(text, "saldo"));
    EXPECT_NE(text.find(label(standing.state)), std::string::npos)
        << "está " << label(standing.state);
    if (const auto credit = after(text, "crédito")) {
      EXPECT_EQ(plain(standing.credit), *credit);
    }
    if (const auto paid = after(text, "recebido")) {
      EXPECT_EQ(plain(standing.paid), *paid);
    }
    EXPECT_EQ(standing.issued + standing.charges - standing.reductions - standing.paid,
              standing.balance);
  }

  std::string where_;
  Title title_;
  LegalRates rates_ = LegalRates::published();
  std::vector<LegalRate> known_;
  std::vector<Entry> journal_, pending_;
  std::size_t next_ = 0;
  bool listing_ = false;
  std::string error_;
  int causes_ = 0;
};

class LedgerCases : public ::testing::TestWithParam<std::string> {};

TEST_P(LedgerCases, EachCase) {
  std::ifstream file(GetParam());
  ASSERT_TRUE(file);
  std::optional<Case> run;
  std::string raw;
  int number = 0;
  while (std::getline(file, raw)) {
    ++number;
    const std::string text(trim(raw));
    if (text.empty() || text.starts_with("#")) continue;
    if (text.starts_with("caso: ")) {
      if (run) run->finish_action();
      run.emplace(text.substr(6));
    } else if (!run) {
      FAIL() << "linha " << number << " antes do primeiro caso";
    } else if (text.starts_with("recusado ")) {
      run->refused(text);
    } else {
      run->line(text, number, raw.starts_with(" "));
    }
  }
  ASSERT_TRUE(run);
  run->finish_action();
}

std::vector<std::string> case_files() {
  std::vector<std::string> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(QUITA_SOURCE_DIR "/tests/cases/ledger")) {
    if (entry.path().extension() == ".case") files.push_back(entry.path().string());
  }
  return files;
}

INSTANTIATE_TEST_SUITE_P(Files, LedgerCases, ::testing::ValuesIn(case_files()),
                         [](const auto& info) {
                           std::string name = std::filesystem::path(info.param).stem().string();
                           for (char& c : name) {
                             if (c == '-') c = '_';
                           }
                           return name;
                         });

}  // namespace
}  // namespace quita::receivable
