#include "cnab/record.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cnab/digits.h"

namespace quita::cnab {
namespace {

bool all_of(std::string_view text, char c) {
  return std::ranges::all_of(text, [c](char other) { return other == c; });
}

// Names and addresses are shortened to their field, as every bank's manual allows; identifiers and
// numbers never are.
bool may_be_shortened(Key key) {
  switch (key) {
    case Key::company_name:
    case Key::payer_name:
    case Key::payer_street:
    case Key::payer_district:
    case Key::payer_city:
      return true;
    default:
      return false;
  }
}

bool is_document(Key key) { return key == Key::payer_document || key == Key::company_document; }

}  // namespace

Finding field_finding(const Record& record, const Field& field, std::string_view line, int number,
                      Finding::Severity severity, std::string_view rule,
                      std::string_view expected) {
  Finding finding;
  finding.severity = severity;
  finding.line = number;
  finding.first_column = field.first;
  finding.last_column = field.last;
  finding.field = key_label(field.key);
  finding.rule = rule;
  finding.found = latin1_to_utf8(columns(field, line));
  finding.expected = expected;
  finding.source = record.source;
  finding.message =
      fmt::format("Linha {} ({}), colunas {} a {}, {}: \"{}\"; esperado {}.", number, record.name,
                  field.first, field.last, finding.field, finding.found, expected);
  return finding;
}

std::optional<Date> parse_field_date(const Field& field, std::string_view columns) {
  if (field.type != Type::ymd8 || columns.size() != 8) return parse_cnab_date(columns);
  std::string digits(columns.substr(6, 2));
  digits += columns.substr(4, 2);
  digits += columns.substr(0, 4);
  return parse_cnab_date(digits);
}

std::string_view RecordView::raw(Key key) const {
  const auto* field = record_->find(key);
  return field ? columns(*field, line_) : std::string_view();
}

std::string RecordView::text(Key key) const {
  const auto blank = trim(raw(key));
  return latin1_to_utf8(blank);
}

std::string RecordView::digits(Key key) const {
  const auto trimmed = trim(raw(key));
  const auto first = trimmed.find_first_not_of('0');
  return first == std::string_view::npos ? std::string() : latin1_to_utf8(trimmed.substr(first));
}

std::int64_t RecordView::number(const Field& field) const {
  const auto text = columns(field, line_);
  std::int64_t value = 0;
  const auto digits = text.substr(std::min(text.find_first_not_of('0'), text.size()));
  if (digits.size() <= 15 && parse_digits(digits.data(), digits.size(), value) &&
      value <= Money::outside_max * 100)
    return value;
  if (all_of(text, ' ')) return 0;
  if (all_digits(digits)) {
    report(field, "cnab.field", Finding::Severity::error, "um valor possível");
    return 0;
  }
  const bool zeros = stood_ >= field.last && all_of(trim(text), '0');
  report(field, "cnab.field", zeros ? Finding::Severity::warning : Finding::Severity::error,
         fmt::format("{} dígitos", field.length()));
  return 0;
}

std::optional<Date> RecordView::date(const Field& field) const {
  const auto text = columns(field, line_);
  const auto date = parse_field_date(field, text);
  if (date || all_of(text, ' ') || all_of(text, '0')) return date;
  report(field, "cnab.date", Finding::Severity::warning,
         field.length() == 6 ? "uma data DDMMAA" : "uma data DDMMAAAA");
  return std::nullopt;
}

void RecordView::report(const Field& field, std::string_view rule, Finding::Severity severity,
                        std::string_view expected) const {
  problems_->push_back(field_finding(*record_, field, line_, number_, severity, rule, expected));
}

void RecordWriter::problem(std::string code, std::string_view place, std::string_view path,
                           std::string message, std::string hint) {
  // The agreement's data stand in every record; one telling is enough.
  const bool of_file = path.starts_with("convenio.") || path.starts_with("arquivo.");
  std::string where(of_file ? std::string_view() : place);
  if (!where.empty() && !path.empty()) where += '.';
  where += path;
  if (of_file && !told_.insert(code + where).second) return;
  problems_.push_back(
      {ErrorKind::invalid, std::move(code), std::move(message), std::move(where), std::move(hint)});
}

void RecordWriter::write(const Record& record, std::string_view place, const ValueOf& value_of) {
  ++records_;
  line_.assign(static_cast<std::size_t>(layout_->width()), ' ');
  for (const auto& field : record.fields) {
    switch (field.key) {
      case Key::blanks:
        break;
      case Key::zeros:
        std::fill_n(line_.begin() + field.first - 1, field.length(), '0');
        break;
      case Key::constant:
      case Key::version:
        put(field, std::string(field.fixed), place);
        break;
      default:
        put(field, value_of(field.key), place);
    }
  }
  out_ += line_;
  out_ += "\r\n";
}

void RecordWriter::put(const Field& field, const Value& value, std::string_view place) {
  if (field.type == Type::alpha) {
    if (const auto* text = std::get_if<std::string>(&value)) return put_text(field, *text, place);
    if (const auto* number = std::get_if<std::int64_t>(&value))
      return put_text(field, std::to_string(*number), place);
    return;
  }
  std::string digits;
  if (const auto* text = std::get_if<std::string>(&value)) {
    digits = *text;
  } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
    digits = std::to_string(*number);
  } else if (const auto* date = std::get_if<Date>(&value)) {
    const auto year = field.type == Type::date6 ? date->year() % 100 : date->year();
    digits = field.type == Type::ymd8
                 ? fmt::format("{:04}{:02}{:02}", year, date->month(), date->day())
                 : fmt::format("{:02}{:02}{:0{}}", date->day(), date->month(), year,
                               field.type == Type::date6 ? 2 : 4);
    if (field.type == Type::date6 && (date->year() < 1970 || date->year() > 2069))
      problem("cnab.range", place, key_path(field.key),
              fmt::format("{}: {} não cabe em DDMMAA, que vai de 1970 a 2069.",
                          key_label(field.key), format_br(*date)));
  }
  put_number(field, std::move(digits), place);
}

void RecordWriter::put_number(const Field& field, std::string digits, std::string_view place) {
  const auto first = digits.find_first_not_of('0');
  digits.erase(0, first == std::string::npos ? digits.size() : first);
  if (!std::ranges::all_of(digits, is_digit)) {
    if (is_document(field.key))
      problem("cnab.alphanumeric_cnpj", place, key_path(field.key),
              fmt::format("{}: {} tem letras, e o layout {} do {} só aceita dígitos nas colunas {} "
                          "a {}.",
                          key_label(field.key), digits, format_name(layout_->format),
                          layout_->bank_name, field.first, field.last),
              "Registre este título pela API do banco ou peça ao banco um layout que aceite CNPJ "
              "alfanumérico.");
    else
      problem("cnab.digits", place, key_path(field.key),
              fmt::format("{}: \"{}\"; esperados só dígitos.", key_label(field.key), digits));
    digits.clear();
  }
  const auto length = static_cast<std::size_t>(field.length());
  if (digits.size() > length) {
    problem("cnab.length", place, key_path(field.key),
            fmt::format("{}: {} não cabe nas {} colunas ({} a {}) do layout {} do {}.",
                        key_label(field.key), digits, length, field.first, field.last,
                        format_name(layout_->format), layout_->bank_name));
    digits.clear();
  }
  std::fill_n(line_.begin() + field.first - 1, length, '0');
  std::ranges::copy(digits, line_.begin() + field.last - static_cast<long>(digits.size()));
}

void RecordWriter::put_text(const Field& field, std::string_view text, std::string_view place) {
  // Caixa's field of agency and code means its leading blanks.
  auto ascii = upper_ascii(fold_ascii(field.key == Key::agency_beneficiary ? text : trim(text)));
  // A control character would break the line; fold_ascii leaves it to us.
  std::ranges::replace_if(
      ascii, [](char c) { return c < ' ' || c > '~'; }, ' ');
  const auto length = static_cast<std::size_t>(field.length());
  if (ascii.size() > length) {
    if (!may_be_shortened(field.key))
      problem(
          "cnab.length", place, key_path(field.key),
          fmt::format("{}: \"{}\" tem {} caracteres, e o campo (colunas {} a {}) tem {}.",
                      key_label(field.key), ascii, ascii.size(), field.first, field.last, length));
    ascii.resize(length);
  }
  std::ranges::copy(ascii, line_.begin() + field.first - 1);
}

tl::expected<std::string, std::vector<Error>> RecordWriter::take() && {
  if (!problems_.empty()) return tl::make_unexpected(std::move(problems_));
  return std::move(out_);
}

}  // namespace quita::cnab
