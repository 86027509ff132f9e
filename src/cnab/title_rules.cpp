#include "cnab/title_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "base/text.h"
#include "brazil/document.h"
#include "brazil/postal_code.h"
#include "brazil/state.h"
#include "cnab/digits.h"
#include "cnab/file_values.h"

namespace quita::cnab {
namespace {

using enum Finding::Severity;

std::string_view without_zeros(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of('0'), text.size()));
}

}  // namespace

void TitleRules::take(const Record& record, const Line& line) {
  record_ = &record;
  line_ = &line;
  std::vector<Finding> ignored;
  if (record.part != Part::trailer && record.part != Part::lot_trailer)
    read_covenant(RecordView(record, line, ignored), *file_.layout, covenant_);
  switch (record.part) {
    case Part::header:
      return header();
    case Part::lot_header:
      titles_ = 0;
      total_ = 0;
      return header();
    case Part::detail:
      return title();
    case Part::lot_trailer:
    case Part::trailer:
      return totals();
  }
}

void TitleRules::header() {
  require_text(Key::company_name);
  document(Key::company_document_kind, Key::company_document);
  for (const auto key : {Key::made_date, Key::file_number})
    if (has(key) && without_zeros(text(key)).empty())
      add(key, error, "cnab.required", "preenchido");
}

void TitleRules::title() {
  if (has(Key::our_number)) {
    registering_ =
        !has(Key::movement) || text(Key::movement) == file_.layout->code_of(Order::register_title);
    due_ = date(Key::due);
    amount_ = number(Key::amount);
    ++titles_;
    total_ += static_cast<std::uint64_t>(amount_);
    identity();
  }
  if (registering()) {
    if (has(Key::our_number)) dates();
    payer();
  }
  charges();
}

void TitleRules::identity() {
  const auto number = without_zeros(text(Key::our_number));
  if (number.empty()) {
    // A number that the bank gives is asked for by leaving it out; only a registered title has one.
    if (!registering()) add(Key::our_number, error, "cnab.required", "o nosso número do título");
    return;
  }
  if (has(Key::our_number_digit)) {
    const auto digit = check_digit_of(*file_.layout, covenant_, number);
    const auto said = text(Key::our_number_digit);
    if (!digit.empty() && said != digit && !(said.empty() && digit == "0"))
      add(Key::our_number_digit, error, "cnab.our_number_digit", fmt::format("\"{}\"", digit));
  }
  if (registering() && !numbers_.insert(std::hash<std::string_view>()(number)).second)
    add(Key::our_number, error, "cnab.our_number_repeated", "um nosso número por título");
}

void TitleRules::dates() {
  if (amount_ == 0) add(Key::amount, error, "cnab.amount", "mais que zero");
  if (has(Key::due) && without_zeros(text(Key::due)).empty())
    add(Key::due, error, "cnab.required", "a data de vencimento");
  require_text(Key::your_number);
  if (has(Key::issued)) {
    const auto issued = date(Key::issued);
    if (without_zeros(text(Key::issued)).empty())
      add(Key::issued, error, "cnab.required", "a data de emissão");
    else if (issued && due_ && *issued > *due_)
      add(Key::issued, error, "cnab.issued", fmt::format("até o vencimento, {}", format_br(*due_)));
  }
  if (has(Key::kind) && !file_.layout->kinds.empty() &&
      std::ranges::find(file_.layout->kinds, text(Key::kind), &KindCode::code) ==
          file_.layout->kinds.end())
    add(Key::kind, warning, "cnab.kind", "um código da tabela de espécies do banco");
}

void TitleRules::payer() {
  require_text(Key::payer_name);
  require_text(Key::payer_street);
  require_text(Key::payer_city);
  document(Key::payer_document_kind, Key::payer_document);
  if (has(Key::payer_state) && !find_state(text(Key::payer_state)))
    add(Key::payer_state, error, "cnab.state", "a sigla de um estado");
  if (has(Key::payer_postal_code) && all_digits(text(Key::payer_postal_code)) &&
      !parse_postal_code(text(Key::payer_postal_code)))
    add(Key::payer_postal_code, error, "cnab.postal_code", "um CEP que existe");
}

void TitleRules::charges() {
  const auto& codes = file_.layout->charges;
  charge({Key::interest_code, Key::interest, Key::interest_rate, codes.no_interest,
          codes.per_day_code, codes.monthly_code});
  charge({Key::fine_code, Key::fine, Key::fine_rate, codes.no_fine, codes.fine_amount_code,
          codes.fine_percent_code});
  charge({Key::discount_code, Key::discount, Key::discount_rate, codes.no_discount,
          codes.discount_amount_code, codes.discount_percent_code});
  for (const auto& [code, value] : {std::pair(Key::discount2_code, Key::discount2),
                                    std::pair(Key::discount3_code, Key::discount3)})
    charge({code, value, value, codes.no_discount, codes.discount_amount_code,
            codes.discount_percent_code});
  discount(Key::discount_date, Key::discount, Key::discount_code);
  discount(Key::discount2_date, Key::discount2, Key::discount2_code);
  discount(Key::discount3_date, Key::discount3, Key::discount3_code);
}

// The code says which kind of charge the value is: neither stands alone. Some banks know no code
// for "none" but leave the value out: then there is nothing to compare.
void TitleRules::charge(const Charge& charge) {
  if (!has(charge.code) || !has(charge.value)) return;
  const auto code = text(charge.code);
  const bool says_value = code == charge.of_amount || code == charge.of_rate;
  const bool says_none = code == charge.none || without_zeros(code).empty();
  const bool valued = number(charge.value) != 0 || number(charge.rate) != 0;
  if (says_none && !says_value && valued)
    add(charge.value, error, "cnab.charge", fmt::format("zeros, porque o código é \"{}\"", code));
  if (says_value && !says_none && !valued)
    add(charge.value, error, "cnab.charge",
        fmt::format("um valor, porque o código é \"{}\"", code));
}

void TitleRules::discount(Key date_key, Key value_key, Key code_key) {
  if (!has(date_key) || !has(value_key) || number(value_key) == 0) return;
  const auto until = date(date_key);
  if (!until) {
    if (without_zeros(text(date_key)).empty())
      add(date_key, error, "cnab.discount", "a data até a qual o desconto vale");
  } else if (due_ && *until > *due_) {
    add(date_key, error, "cnab.discount", fmt::format("até o vencimento, {}", format_br(*due_)));
  }
  const bool percent = file_.layout->charges.discount_percent && has(code_key) &&
                       text(code_key) == file_.layout->charges.discount_percent_code;
  if (!percent && amount_ > 0 && number(value_key) >= amount_)
    add(value_key, error, "cnab.discount", "menos que o valor do título");
}

void TitleRules::totals() {
  const auto compare = [this](Key key, std::int64_t expected) {
    if (!has(key) || text(key).empty() || number(key) == expected) return;
    add(key, error, "cnab.total", std::to_string(expected));
  };
  compare(Key::title_count, titles_);
  compare(Key::title_total, static_cast<std::int64_t>(total_));
}

void TitleRules::document(Key kind_key, Key document_key) {
  if (!has(document_key)) return;
  const auto digits = without_zeros(text(document_key));
  const auto kind = without_zeros(text(kind_key));
  if (digits.empty()) return add(document_key, error, "cnab.required", "CPF ou CNPJ");
  if (!all_digits(digits)) return;
  const bool person = kind == "1";
  if (has(kind_key) && !person && kind != "2")
    return add(kind_key, error, "cnab.document", "1 (CPF) ou 2 (CNPJ)");
  const std::size_t length = person ? 11 : 14;
  const auto padded = pad_left(digits, length, '0');
  if (padded.size() != length || !parse_document(padded))
    add(document_key, error, "cnab.document",
        person ? "um CPF cujos dígitos conferem" : "um CNPJ cujos dígitos conferem");
}

void TitleRules::require_text(Key key) {
  const auto* field = record_->find(key);
  if (!field) return;
  // A field of digits that nobody filled in is zeros.
  const auto filled = field->type == Type::num ? without_zeros(text(key)) : text(key);
  if (filled.empty()) add(key, error, "cnab.required", "preenchido");
}

std::string_view TitleRules::text(Key key) const {
  const auto* field = record_->find(key);
  return field ? trim(columns(*field, line_->text)) : std::string_view();
}

std::int64_t TitleRules::number(Key key) const {
  const auto digits = without_zeros(text(key));
  std::int64_t value = 0;
  return digits.size() <= 15 && parse_digits(digits.data(), digits.size(), value) ? value : 0;
}

std::optional<Date> TitleRules::date(Key key) const {
  const auto* field = record_->find(key);
  return field ? parse_field_date(*field, columns(*field, line_->text)) : std::nullopt;
}

void TitleRules::add(Key key, Finding::Severity severity, std::string_view rule,
                     std::string_view expected) {
  const auto* field = record_->find(key);
  findings_.add(rule, [&] {
    return field_finding(*record_, *field, line_->text, line_->number, severity, rule, expected);
  });
}

}  // namespace quita::cnab
