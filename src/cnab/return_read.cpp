#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cnab/file_values.h"
#include "cnab/reader.h"
#include "cnab/return.h"

namespace quita::cnab {
namespace {

void take_reasons(const RecordView& view, const Layout& layout, ReturnEntry& entry) {
  const auto raw = view.raw(Key::reasons);
  const auto length = static_cast<std::size_t>(layout.reason_length);
  for (std::size_t at = 0; at + length <= raw.size(); at += length) {
    const auto code = trim(raw.substr(at, length));
    if (code.empty() || std::ranges::all_of(code, [](char c) { return c == '0'; })) continue;
    entry.reasons.push_back(
        {latin1_to_utf8(code), std::string(reason_words(layout, entry.occurrence, code))});
  }
}

void take_our_number(const RecordView& view, ReturnEntry& entry) {
  auto key = Key::our_number;
  if (view.digits(key).empty() && !view.digits(Key::our_number_again).empty())
    key = Key::our_number_again;
  entry.our_number = normalise_our_number(view.text(key));
  std::string written(view.raw(key));
  if (key == Key::our_number) written += view.raw(Key::our_number_digit);
  entry.our_number_written = latin1_to_utf8(trim(written));
}

// Whatever of an entry this record carries; CNAB 240 spreads it over segments T and U.
void take_entry(const RecordView& view, const Layout& layout, ReturnEntry& entry) {
  if (view.has(Key::our_number)) {
    entry.line = view.number();
    entry.occurrence = view.text(Key::movement);
    if (const auto* known = find_occurrence(layout, entry.occurrence)) {
      entry.event = known->event;
      entry.occurrence_words = known->words;
    }
    take_our_number(view, entry);
    entry.your_number = view.text(Key::your_number);
    entry.company_use = view.text(Key::company_use);
    entry.wallet = view.has(Key::wallet) ? view.digits(Key::wallet)
                                         : wallet_of(layout, view.text(Key::wallet_code));
    if (view.has(Key::wallet) && !entry.wallet.empty())
      entry.wallet = pad_left(entry.wallet, 2, '0');
    entry.title_value = view.money(Key::amount);
    entry.due = view.date(Key::due);
    entry.fee = view.money(Key::fee);
    entry.paying_bank = view.digits(Key::paying_bank).empty() ? "" : view.text(Key::paying_bank);
    entry.paying_agency = view.digits(Key::paying_agency);
    entry.payer_document = document_of(view, Key::payer_document_kind, Key::payer_document);
    entry.payer_name = view.text(Key::payer_name);
    take_reasons(view, layout, entry);
  }
  if (view.has(Key::paid)) {
    entry.paid = view.money(Key::paid);
    entry.interest_and_fine = view.money(Key::interest) + view.money(Key::fine);
    entry.discount = view.money(Key::discount);
    entry.rebate = view.money(Key::rebate);
    entry.iof = view.money(Key::iof);
    entry.other_expenses = view.money(Key::other_expenses);
    entry.other_credits = view.money(Key::other_credits);
    entry.net_credit = view.money(Key::net_credit);
    entry.occurred = view.date(Key::occurred);
    entry.credited = view.date(Key::credited);
  }
}

// The movement's code is what decides about the money: without it nothing is certain.
void check_occurrence(const RecordView& view, const Line& line, const ReturnEntry& entry,
                      std::vector<Finding>& problems) {
  if (entry.event != Event::unknown) return;
  const auto& field = *view.record().find(Key::movement);
  const bool missing = entry.occurrence.empty();
  auto finding = field_finding(
      view.record(), field, line.text, line.number,
      missing ? Finding::Severity::error : Finding::Severity::warning,
      missing ? "cnab.field" : "cnab.unknown_occurrence",
      missing ? "o código da ocorrência" : "um código da tabela de ocorrências do banco");
  problems.push_back(std::move(finding));
}

// Segment U without its T, or T without its U: the pair is one entry, and money stands in both.
Error broken_pair(const Line& line, std::string_view found, std::string_view expected) {
  return {ErrorKind::invalid, "cnab.pair",
          fmt::format("Linha {}: segmento {} sem o segmento {} do mesmo título.", line.number,
                      found, expected),
          fmt::format("linha {}", line.number), fmt::format("o segmento {} antes deste", expected)};
}

Finding skipped(const Line& line) {
  Finding finding;
  finding.severity = Finding::Severity::warning;
  finding.line = line.number;
  finding.rule = "cnab.skipped";
  finding.message =
      fmt::format("Linha {}: registro opcional, que não traz títulos; não foi lido.", line.number);
  return finding;
}

class ReturnReader {
 public:
  explicit ReturnReader(OpenFile file) : file_(std::move(file)) {
    result_.covenant.bank = file_.identity.bank;
    result_.covenant.format = file_.identity.format;
    result_.bank_name = file_.layout->bank_name;
    result_.generic = file_.generic;
  }

  Result<ReturnFile> run() && {
    auto& warnings = file_.text.warnings;
    for (const auto& line : file_.text.lines) {
      const auto [record, optional] = classify(file_, line);
      if (!record && !optional) return tl::make_unexpected(unknown_record(file_, line));
      if (!record) {
        warnings.add(skipped(line));
        continue;
      }
      const RecordView view(*record, line, problems_);
      if (record->part == Part::detail) {
        TRY_STATUS(detail(view, line));
      } else if (record->part == Part::header || record->part == Part::lot_header) {
        if (record->part == Part::header && std::exchange(headed_, true))
          return tl::make_unexpected(unknown_record(file_, line));
        header(view, line);
      }
    }
    if (waiting_for_u_) missing_u();
    TRY_STATUS(sort_problems(problems_, warnings));
    check_structure(file_, Finding::Severity::warning, warnings);
    if (file_.generic) warnings.add(generic_notice());
    result_.warnings = warnings.take();
    return std::move(result_);
  }

 private:
  void header(const RecordView& view, const Line& line) {
    read_covenant(view, *file_.layout, result_.covenant);
    if (const auto made = view.date(Key::made_date); made && !result_.made) result_.made = made;
    if (view.has(Key::file_number) && result_.number == 0)
      result_.number = static_cast<int>(view.number(Key::file_number));
    if (file_.generic && view.record().part == Part::header)
      result_.bank_name = latin1_to_utf8(trim(std::string_view(line.text).substr(102, 30)));
  }

  Status detail(const RecordView& view, const Line& line) {
    const bool first = view.has(Key::our_number);
    const bool whole = first && view.has(Key::paid);
    if (!first) {  // segment U
      if (!waiting_for_u_) return tl::make_unexpected(broken_pair(line, "U", "T"));
      waiting_for_u_ = false;
      take_entry(view, *file_.layout, result_.entries.back());
      return {};
    }
    if (waiting_for_u_) missing_u();
    auto& entry = result_.entries.emplace_back();
    take_entry(view, *file_.layout, entry);
    check_occurrence(view, line, entry, problems_);
    waiting_for_u_ = !whole;
    return {};
  }

  // Dates and paid value stand in segment U: a settlement without it is refused, anything else is
  // readable and said so.
  void missing_u() {
    const auto& entry = result_.entries.back();
    Finding finding;
    finding.severity =
        is_settlement(entry.event) ? Finding::Severity::error : Finding::Severity::warning;
    finding.line = entry.line;
    finding.rule = "cnab.pair";
    finding.expected = "o segmento U logo depois do T";
    finding.message =
        fmt::format("Linha {}: segmento T sem o segmento U do mesmo título.", entry.line);
    problems_.push_back(std::move(finding));
    waiting_for_u_ = false;
  }

  Finding generic_notice() const {
    Finding finding;
    finding.severity = Finding::Severity::warning;
    finding.line = 1;
    finding.first_column = 1;
    finding.last_column = 3;
    finding.rule = "cnab.generic";
    finding.found = file_.identity.bank;
    finding.message = fmt::format(
        "Linha 1: o banco {} não tem layout próprio aqui; lido pelas posições comuns da FEBRABAN. "
        "Confira os valores antes de usá-los.",
        file_.identity.bank);
    finding.source = file_.layout->records(Direction::returned).front().source;
    return finding;
  }

  OpenFile file_;
  ReturnFile result_;
  std::vector<Finding> problems_;
  bool waiting_for_u_ = false;
  bool headed_ = false;
};

}  // namespace

Result<ReturnFile> read_return(std::string_view bytes) {
  auto file = TRY(open_file(bytes, Direction::returned));
  return ReturnReader(std::move(file)).run();
}

}  // namespace quita::cnab
