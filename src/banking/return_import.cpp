#include "banking/return_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <span>

#include "banking/return_calendar.h"
#include "banking/return_store.h"
#include "banking/stray_credit.h"
#include "base/secret.h"
#include "base/text.h"
#include "brazil/bank_calendar.h"
#include "cnab/return.h"
#include "company/audit.h"
#include "party/timeline.h"
#include "pix/br_code.h"
#include "receivable/receivable_store.h"

namespace quita::banking {

namespace {

using receivable::InstrumentState;

std::string without_zeros(std::string_view digits) {
  const auto first = digits.find_first_not_of('0');
  return first == std::string_view::npos ? std::string() : std::string(digits.substr(first));
}

// Equal as numbers, and told by both.
bool same_number(std::string_view a, std::string_view b) {
  const auto left = without_zeros(a);
  return !left.empty() && left == without_zeros(b);
}

// Banks name the agreement in one of three ways: agency and account (with or without the digit),
// the beneficiary's code, or the covenant.
bool fits(const Account& account, const cnab::Covenant& file) {
  if (account.bank != file.bank) return false;
  const bool same_account = same_number(file.account, account.account) ||
                            same_number(file.account, account.account + account.account_digit);
  if (same_number(file.agency, account.agency) && same_account) return true;
  return same_number(file.beneficiary_code, account.beneficiary_code) ||
         same_number(file.covenant, account.covenant) ||
         same_number(file.transmission_code, account.transmission_code);
}

// Of the same account at the bank, the file names another agreement.
bool contradicts(const Account& account, const cnab::Covenant& file) {
  const auto other = [](std::string_view in_file, std::string_view of_account) {
    return !without_zeros(in_file).empty() && !without_zeros(of_account).empty() &&
           !same_number(in_file, of_account);
  };
  return other(file.covenant, account.covenant) ||
         other(file.beneficiary_code, account.beneficiary_code) ||
         other(file.transmission_code, account.transmission_code);
}

// One account at a bank may have several wallets, each an account of ours, and the bank tells of
// all of them in one file: every account that fits, without those of another agreement.
Result<std::vector<Account>> accounts_of_file(db::Tx& tx, const cnab::ReturnFile& file) {
  std::vector<Account> fitting;
  for (auto& account : accounts(tx)) {
    if (fits(account, file.covenant)) fitting.push_back(std::move(account));
  }
  if (fitting.empty()) {
    return fail(ErrorKind::conflict, "return.account",
                fmt::format("o arquivo é do banco {}, agência {}, conta {}, e nenhuma conta da "
                            "empresa é essa",
                            file.covenant.bank, file.covenant.agency, file.covenant.account),
                "cabeçalho", "confira a conta em Banco › Contas, ou se o arquivo é desta empresa");
  }
  std::vector<Account> agreed;
  for (const auto& account : fitting) {
    if (!contradicts(account, file.covenant)) agreed.push_back(account);
  }
  return agreed.empty() ? fitting : agreed;
}

std::string words_of(const std::vector<cnab::Reason>& reasons) {
  std::string words;
  for (const auto& reason : reasons) {
    if (!words.empty()) words += "; ";
    words += reason.words.empty() ? "motivo " + reason.code : reason.words;
  }
  return words;
}

void add_problem(StoredLine& line, std::string_view problem) {
  if (!line.problem.empty()) line.problem += " ";
  line.problem += problem;
}

// Applies the entries of one file, in order, and remembers what became of each.
class Importer {
 public:
  Importer(db::Tx& tx, const Act& act, std::span<const Account> accounts,
           const receivable::OnSettled& on_settled)
      : tx_(tx), act_(act), accounts_(accounts), on_settled_(on_settled) {}

  Result<StoredLine> apply(const cnab::ReturnEntry& entry) {
    StoredLine line;
    line.entry = &entry;
    line.reasons = words_of(entry.reasons);
    const auto found = boletos_of(entry);
    const auto* boleto = found.size() == 1 ? &found.front() : nullptr;
    if (boleto) line.title = boleto->title;
    if (entry.event == cnab::Event::unknown) {
      line.outcome = LineOutcome::unknown_code;
      line.problem =
          fmt::format("o código {} não está na tabela do banco {}", entry.occurrence, bank());
    } else if (!boleto) {
      line.outcome = LineOutcome::unmatched;
      line.problem = found.empty()
                         ? "nenhum boleto desta conta tem este nosso número"
                         : "duas carteiras têm este nosso número, e o arquivo não diz qual delas";
      if (cnab::is_settlement(entry.event) && entry.paid.positive())
        line.likely_party = likely_payer(tx_, entry);
    } else if (cnab::is_settlement(entry.event)) {
      TRY_STATUS(settle(entry, *boleto, line));
    } else {
      TRY_STATUS(follow(entry, *boleto, line));
    }
    if (boleto) keep_pix(entry.pix, *boleto, line);
    return line;
  }

 private:
  const std::string& bank() const { return accounts_.front().bank; }

  // The boletos of that number; where two wallets have it, the one that the entry names.
  std::vector<receivable::Instrument> boletos_of(const cnab::ReturnEntry& entry) {
    std::vector<receivable::Instrument> found, of_wallet;
    for (const auto& account : accounts_) {
      auto boleto =
          receivable::find_boleto(tx_, account.id, registered_number(account, entry.our_number));
      if (!boleto) continue;
      if (same_number(entry.wallet, account.wallet)) of_wallet.push_back(*boleto);
      found.push_back(*std::move(boleto));
    }
    return found.size() > 1 && of_wallet.size() == 1 ? of_wallet : found;
  }

  // What happened, told the same way by every file that tells it; the count parts two equal
  // settlements within one file.
  receivable::Cause cause_of(const cnab::ReturnEntry& entry, const receivable::Instrument& boleto) {
    auto key =
        fmt::format("{}:{}:{}:{}:{}", boleto.account.text(), entry.our_number, entry.occurrence,
                    entry.occurred ? format_iso(*entry.occurred) : "-", entry.paid.centavos());
    const int nth = ++told_[key];
    if (nth > 1) key += fmt::format(":{}", nth);
    return {"return_line", key};
  }

  Status settle(const cnab::ReturnEntry& entry, const receivable::Instrument& boleto,
                StoredLine& line) {
    if (!entry.paid.positive()) {
      line.outcome = LineOutcome::noted;
      line.problem = "liquidação sem valor pago: nada foi lançado";
      return {};
    }
    receivable::Payment payment;
    payment.amount = entry.paid;
    payment.on = entry.occurred ? *entry.occurred : entry.credited.value_or(act_.today);
    payment.bank_charges = entry.interest_and_fine;
    payment.fee = entry.fee;
    payment.cause = cause_of(entry, boleto);
    payment.actor = act_.actor;
    payment.note =
        fmt::format("{} pelo banco {}",
                    entry.occurrence_words.empty() ? "Liquidação" : entry.occurrence_words, bank());
    const auto settled =
        TRY(receivable::receive_payment(tx_, act_, boleto.title, payment, on_settled_));
    if (settled.settlement.outcome == receivable::Outcome::repeated) {
      line.outcome = LineOutcome::repeated;
      return {};
    }
    receivable::set_instrument_state(tx_, boleto.id, InstrumentState::settled, "");
    line.outcome = LineOutcome::applied;
    line.settled = true;
    line.fee = entry.fee;
    for (const auto& remark : settled.settlement.remarks) add_problem(line, remark);
    line.needs_person = settled.settlement.outcome == receivable::Outcome::unexpected;
    return {};
  }

  Status follow(const cnab::ReturnEntry& entry, const receivable::Instrument& boleto,
                StoredLine& line) {
    switch (entry.event) {
      case cnab::Event::registered:
        become(boleto, InstrumentState::registered, line);
        break;
      case cnab::Event::rejected:
        become(boleto, InstrumentState::rejected, line);
        line.needs_person = line.outcome == LineOutcome::applied;
        break;
      case cnab::Event::written_off:
      case cnab::Event::protested:
        become(boleto, InstrumentState::written_off, line);
        break;
      case cnab::Event::payment_bounced:
        line.outcome = LineOutcome::noted;
        line.needs_person = true;
        line.problem = "o banco devolveu este pagamento: confira e, se for o caso, estorne";
        break;
      default:
        line.outcome = LineOutcome::noted;
    }
    if (entry.fee.positive()) TRY_STATUS(charge_fee(entry, boleto, line));
    return {};
  }

  // The Pix code that the bank made of a hybrid slip: its own text, or the one that leads to the
  // location it gave. A key alone names no charge of the bank, and no code is made of it.
  Result<std::string> bank_code(const cnab::ReturnedPix& pix,
                                const receivable::Instrument& boleto) {
    if (!pix.br_code.empty()) {
      TRY(pix::read_br_code(pix.br_code));
      return pix.br_code;
    }
    const auto account = TRY(receivable::load_issuing_account(tx_, boleto.account));
    pix::DynamicCode code;
    code.location = pix.location;
    code.merchant_name = account.merchant_name;
    code.merchant_city = account.merchant_city;
    return pix::make_br_code(code);
  }

  void keep_pix(const cnab::ReturnedPix& pix, const receivable::Instrument& boleto,
                StoredLine& line) {
    if (!pix.refusal.code.empty())
      add_problem(line, fmt::format("o banco não fez o código Pix: {}",
                                    pix.refusal.words.empty() ? "motivo " + pix.refusal.code
                                                              : pix.refusal.words));
    if (pix.br_code.empty() && pix.location.empty()) return;
    const auto code = bank_code(pix, boleto);
    if (!code) {
      add_problem(line, fmt::format("o código Pix que o banco devolveu não serve: {}",
                                    code.error().message));
      return;
    }
    if (*code == boleto.br_code) return;
    receivable::set_bank_pix(tx_, boleto.id, *code);
    if (line.outcome == LineOutcome::noted || line.outcome == LineOutcome::repeated)
      line.outcome = LineOutcome::applied;
  }

  // A fee without a payment; told again, it is the same fee.
  Status charge_fee(const cnab::ReturnEntry& entry, const receivable::Instrument& boleto,
                    StoredLine& line) {
    const auto before = receivable::find_title(tx_, boleto.title)->entries;
    const auto after = TRY(receivable::record_fee(tx_, act_, boleto.title, entry.fee,
                                                  entry.occurred.value_or(act_.today),
                                                  cause_of(entry, boleto), entry.occurrence_words));
    if (after.entries > before) {
      line.outcome = LineOutcome::applied;
      line.fee = entry.fee;
    }
    return {};
  }

  // What the bank says of a slip, each thing once: a file that comes late must not bring back to
  // life what another one ended, and a settled slip stays settled.
  void become(const receivable::Instrument& boleto, InstrumentState state, StoredLine& line) {
    const auto now = boleto.state;
    if (now == state) {
      line.outcome = LineOutcome::repeated;
      return;
    }
    if (now == InstrumentState::settled || now == InstrumentState::written_off) return;
    receivable::set_instrument_state(tx_, boleto.id, state, line.reasons);
    line.outcome = LineOutcome::applied;
    if (state != InstrumentState::written_off) tell(boleto, state, line.reasons);
  }

  void tell(const receivable::Instrument& boleto, InstrumentState state, std::string_view reasons) {
    const auto record = receivable::find_title(tx_, boleto.title);
    const auto kind = fmt::format("title.{}", receivable::name(state));
    const auto cause = fmt::format("{}:{}", kind, boleto.id.text());
    party::record_event(
        tx_, act_.now, act_.actor,
        {kind, record->title.party, boleto.title, cause, reason_json(bank(), reasons)});
  }

  db::Tx& tx_;
  const Act& act_;
  const std::span<const Account> accounts_;
  const receivable::OnSettled& on_settled_;
  std::map<std::string, int> told_;
};

std::vector<std::string> warning_texts(const cnab::ReturnFile& file) {
  std::vector<std::string> texts;
  for (const auto& warning : file.warnings) {
    texts.push_back(warning.line > 0 ? fmt::format("linha {}: {}", warning.line, warning.message)
                                     : warning.message);
  }
  return texts;
}

}  // namespace

std::string_view name(LineOutcome outcome) {
  switch (outcome) {
    case LineOutcome::applied:
      return "applied";
    case LineOutcome::noted:
      return "noted";
    case LineOutcome::repeated:
      return "repeated";
    case LineOutcome::unmatched:
      return "unmatched";
    case LineOutcome::unknown_code:
      return "unknown_code";
  }
  return "noted";
}

Result<ReturnImport> import_return(db::Tx& tx, const Act& act, std::string_view file_name,
                                   std::string_view bytes,
                                   const receivable::OnSettled& on_settled) {
  const auto digest = sha256(bytes);
  if (auto before = find_return_by_digest(tx, digest)) {
    before->repeated = true;
    return *std::move(before);
  }
  const auto file = TRY(cnab::read_return(bytes));
  const auto accounts = TRY(accounts_of_file(tx, file));

  ReturnImport import;
  import.id = ReturnFileId::make(act.now);
  import.name = std::string(prefix_utf8(file_name, 120));
  import.bank = file.covenant.bank;
  import.layout = std::string(cnab::format_name(file.covenant.format));
  import.imported_at = act.now;
  import.imported_by = act.actor;
  import.lines = static_cast<int>(file.entries.size());
  import.warnings = warning_texts(file);
  insert_return(tx, import, accounts.front().id, digest, bytes, covered_day(file, act.today));

  Importer importer(tx, act, accounts, on_settled);
  std::vector<StoredLine> lines;
  for (const auto& entry : file.entries) {
    auto line = importer.apply(entry);
    if (!line) {
      return tl::make_unexpected(std::move(line).error().at(fmt::format("linha {}", entry.line)));
    }
    if (line->settled) {
      ++import.settled;
      import.settled_total += entry.paid;
    }
    import.fees_total += line->fee;
    if (line->needs_person || line->outcome == LineOutcome::unmatched ||
        line->outcome == LineOutcome::unknown_code) {
      ++import.problems;
    }
    lines.push_back(*std::move(line));
  }
  finish_return(tx, import, lines, add_business_days(act.today, stray_wait_days));
  company::audit(tx, actor_of(act), "return.import", {"return", import.id.uuid}, {},
                 summary_json(import));
  return import;
}

}  // namespace quita::banking
