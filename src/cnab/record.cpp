#include "cnab/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

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
    case Key::payee_name:
      return true;
    default:
      return false;
  }
}

// Small and capital letters are not the same there.
bool keeps_case(Key key) {
  return key == Key::pix_key || key == Key::pix_txid || key == Key::pix_location ||
         key == Key::pix_code;
}

bool is_document(Key key) {
  return key == Key::payer_document || key == Key::company_document || key == Key::payee_document;
}

// ASCII capitals and blanks for control characters, which would break the line; what is beyond
// ASCII has its high bit set.
constexpr auto capitals = [] {
  std::array<char, 128> table{};
  for (std::size_t c = 0; c < table.size(); ++c)
    table[c] = c < ' ' || c > '~' ? ' ' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  return table;
}();

void fold_upper(std::string_view text, std::string& into) {
  into.clear();
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      into += capitals[byte];
      ++at;
      continue;
    }
    auto end = at;
    while (end < text.size() && static_cast<unsigned char>(text[end]) >= 0x80) ++end;
    for (const char c : fold_ascii(text.substr(at, end - at)))
      into += capitals[static_cast<unsigned char>(c) & 0x7F];
    at = end;
  }
}

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

void RecordWriter::problem(std::string code, Place place, std::string_view path,
                           std::string message, std::string hint) {
  // The agreement's data stand in every record; one telling is enough.
  const bool of_file = path.starts_with("convenio.") || path.starts_with("arquivo.");
  std::string where;
  if (!of_file && !place.list.empty()) where = fmt::format("{}.{}", place.list, place.index);
  if (!where.empty() && !path.empty()) where += '.';
  where += path;
  if (of_file && !told_.insert(code + where).second) return;
  problems_.push_back(
      {ErrorKind::invalid, std::move(code), std::move(message), std::move(where), std::move(hint)});
}

RecordForm RecordWriter::make_form(const Record& record, const ValueOf& value_of) {
  RecordForm form{&record, std::string(static_cast<std::size_t>(record.width()), ' '), {}};
  for (const auto& field : record.fields) {
    char* at = form.line.data() + field.first - 1;
    if (field.key == Key::zeros || field.type != Type::alpha) std::fill_n(at, field.length(), '0');
    switch (field.key) {
      case Key::blanks:
        std::fill_n(at, field.length(), ' ');
        break;
      case Key::zeros:
        break;
      case Key::constant:
      case Key::version:
        put(field, field.fixed, at, {});
        break;
      default:
        put(field, value_of(field.key), at, {});
        form.open.push_back(&field);
    }
  }
  return form;
}

void RecordWriter::put(const Field& field, const Value& value, char* at, Place place) {
  const bool alpha = field.type == Type::alpha;
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    const auto length = static_cast<std::size_t>(field.length());
    if (!alpha && *number >= 0 && write_digits(at, length, static_cast<std::uint64_t>(*number)))
      return;
    const auto digits = std::to_string(*number);
    return alpha ? put_text(field, digits, at, place) : put_digits(field, digits, at, place);
  }
  if (const auto* date = std::get_if<Date>(&value)) {
    if (!alpha) put_date(field, *date, at, place);
    return;
  }
  std::string_view text;
  if (const auto* view = std::get_if<std::string_view>(&value))
    text = *view;
  else if (const auto* owned = std::get_if<std::string>(&value))
    text = *owned;
  else
    return;
  return alpha ? put_text(field, text, at, place) : put_digits(field, text, at, place);
}

void RecordWriter::put_date(const Field& field, Date date, char* at, Place place) {
  const auto ymd = date.ymd();
  const auto year = static_cast<int>(ymd.year());
  const auto day = static_cast<unsigned>(ymd.day());
  const auto month = static_cast<unsigned>(ymd.month());
  if (field.type == Type::date6 && (year < 1970 || year > 2069))
    problem("cnab.range", place, key_path(field.key),
            fmt::format("{}: {} não cabe em DDMMAA, que vai de 1970 a 2069.", key_label(field.key),
                        format_br(date)));
  const auto unsigned_year = static_cast<unsigned>(year);
  const auto length = static_cast<std::size_t>(field.length());
  if (field.type == Type::ymd8)
    write_digits(at, length, (unsigned_year * 100 + month) * 100 + day);
  else if (field.type == Type::date6)
    write_digits(at, length, (day * 100 + month) * 100 + unsigned_year % 100);
  else
    write_digits(at, length, (day * 100 + month) * 10'000 + unsigned_year);
}

void RecordWriter::put_digits(const Field& field, std::string_view digits, char* at, Place place) {
  const auto length = static_cast<std::size_t>(field.length());
  std::fill_n(at, length, '0');
  digits = digits.substr(std::min(digits.find_first_not_of('0'), digits.size()));
  if (!std::ranges::all_of(digits, is_digit)) {
    if (is_document(field.key))
      return problem(
          "cnab.alphanumeric_cnpj", place, key_path(field.key),
          fmt::format("{}: {} tem letras, e o layout {} do {} só aceita dígitos nas colunas {} a "
                      "{}.",
                      key_label(field.key), digits, format_name(layout_->format),
                      layout_->bank_name, field.first, field.last),
          "Registre este título pela API do banco ou peça ao banco um layout que aceite CNPJ "
          "alfanumérico.");
    return problem("cnab.digits", place, key_path(field.key),
                   fmt::format("{}: \"{}\"; esperados só dígitos.", key_label(field.key), digits));
  }
  if (digits.size() > length)
    return problem("cnab.length", place, key_path(field.key),
                   fmt::format("{}: {} não cabe nas {} colunas ({} a {}) do layout {} do {}.",
                               key_label(field.key), digits, length, field.first, field.last,
                               format_name(layout_->format), layout_->bank_name));
  std::ranges::copy(digits, at + length - digits.size());
}

void RecordWriter::put_text(const Field& field, std::string_view text, char* at, Place place) {
  // Caixa's field of agency and code means its leading blanks.
  if (keeps_case(field.key))
    folded_ = trim(text);
  else
    fold_upper(field.key == Key::agency_beneficiary ? text : trim(text), folded_);
  const auto length = static_cast<std::size_t>(field.length());
  if (folded_.size() > length && !may_be_shortened(field.key))
    problem("cnab.length", place, key_path(field.key),
            fmt::format("{}: \"{}\" tem {} caracteres, e o campo (colunas {} a {}) tem {}.",
                        key_label(field.key), folded_, folded_.size(), field.first, field.last,
                        length));
  const auto written = std::min(folded_.size(), length);
  std::memcpy(at, folded_.data(), written);
  std::memset(at + written, ' ', length - written);
}

tl::expected<std::string, std::vector<Error>> RecordWriter::take() && {
  if (!problems_.empty()) return tl::make_unexpected(std::move(problems_));
  return std::move(out_);
}

}  // namespace quita::cnab
