#include "cnab/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <istream>
#include <ostream>

#include "base/text.h"
#include "brazil/document.h"
#include "cnab/code_book.h"
#include "cnab/digits.h"
#include "cnab/reader.h"
#include "cnab/record.h"
#include "cnab/service_layouts.h"

namespace quita::cnab {
namespace {

bool all_of(std::string_view text, char c) {
  return std::ranges::all_of(text, [c](char other) { return other == c; });
}

// One record's fields in words.
class Words {
 public:
  Words(const Layout& layout, Direction direction, const Record& record, std::string_view line)
      : layout_(layout), direction_(direction), record_(record), line_(line) {}

  std::string of(const Field& field) const {
    const auto text = columns(field, line_);
    switch (field.key) {
      case Key::constant:
        return text == padded(field) ? "constante" : fmt::format("deveria ser \"{}\"", field.fixed);
      case Key::version:
        return text == padded(field) ? "" : fmt::format("costuma ser \"{}\"", field.fixed);
      case Key::blanks:
        return all_of(text, ' ') ? "" : reserved("deveria estar em branco");
      case Key::zeros:
        return all_of(text, '0') || all_of(text, ' ') ? "" : reserved("deveria ter zeros");
      case Key::bank:
        return std::string(bank_name(text));
      case Key::file_code:
        return text == "1" ? "remessa" : text == "2" ? "retorno" : "";
      case Key::operation:
        return text == "R" ? "remessa" : text == "T" ? "retorno" : "";
      case Key::company_document_kind:
      case Key::payer_document_kind:
        return document_kind(trim(text));
      case Key::company_document:
        return document(Key::company_document_kind, text);
      case Key::payer_document:
        return document(Key::payer_document_kind, text);
      case Key::movement:
        return movement(trim(text));
      case Key::reasons:
        return reasons(text);
      case Key::pix_refusal:
        return pix_refusal(trim(text));
      case Key::kind:
        return name_of(layout_.kinds, text);
      case Key::payee_document_kind:
      case Key::drawer_document_kind:
      case Key::guarantor_document_kind:
        return document_kind(trim(text));
      case Key::payee_document:
        return document(Key::payee_document_kind, text);
      case Key::drawer_document:
        return document(Key::drawer_document_kind, text);
      case Key::guarantor_document:
        return document(Key::guarantor_document_kind, text);
      case Key::service_code:
      case Key::payment_form:
        return lot_words(field.key, text);
      case Key::pay_order:
        return layout_.service != Service::payments ? ""
               : text == "00"                       ? "inclusão, liberado"
               : text == "09"                       ? "inclusão, bloqueado"
               : text == "99"                       ? "exclusão"
                                                    : "";
      case Key::entry_category:
        return std::string(category_words(text));
      case Key::entry_sign:
      case Key::opening_sign:
      case Key::closing_sign:
        return text == "D" ? "débito" : text == "C" ? "crédito" : "";
      case Key::wallet_code:
        return name_of(layout_.wallets, text);
      case Key::payer_postal_code:
        return all_digits(text) && text.size() == 8 && !all_of(text, '0')
                   ? fmt::format("{}-{}", text.substr(0, 5), text.substr(5))
                   : "";
      default:
        return direction_ == Direction::remittance ? of_order(field, text) : of_type(field, text);
    }
  }

 private:
  static std::string padded(const Field& field) {
    std::string text(field.fixed);
    text.resize(static_cast<std::size_t>(field.length()), ' ');
    return text;
  }

  // Banks use in their returns what they tell companies to leave alone.
  std::string reserved(std::string_view rule) const {
    return direction_ == Direction::remittance ? fmt::format("reservado: {}", rule)
                                               : "usado pelo banco, sem nome no layout";
  }

  // What only a remittance says: charges and instructions, each with its code.
  std::string of_order(const Field& field, std::string_view text) const {
    const auto& charges = layout_.charges;
    switch (field.key) {
      case Key::accepted:
        return text == charges.accepted       ? "com aceite"
               : text == charges.not_accepted ? "sem aceite"
                                              : "";
      case Key::interest_code:
        return text == charges.per_day_code                      ? "valor por dia"
               : charges.monthly && text == charges.monthly_code ? "percentual ao mês"
               : text == charges.no_interest                     ? "sem juros"
                                                                 : "";
      case Key::fine_code:
        return charges.fine_amount && text == charges.fine_amount_code     ? "valor fixo"
               : charges.fine_percent && text == charges.fine_percent_code ? "percentual"
               : text == charges.no_fine                                   ? "sem multa"
                                                                           : "";
      case Key::discount_code:
      case Key::discount2_code:
      case Key::discount3_code:
        return text == charges.no_discount            ? "sem desconto"
               : text == charges.discount_amount_code ? "valor fixo até a data"
               : charges.discount_percent && text == charges.discount_percent_code
                   ? "percentual até a data"
                   : "";
      case Key::protest_code:
        return text == charges.protest      ? "protestar"
               : text == charges.no_protest ? "não protestar"
                                            : "";
      case Key::interest:
        return is(Key::interest_code, charges.monthly_code) && charges.monthly
                   ? rate(text, charges.monthly_decimals)
                   : of_type(field, text);
      case Key::interest_rate:
        return rate(text, charges.monthly_decimals);
      case Key::fine:
        return is(Key::fine_code, charges.fine_percent_code) && charges.fine_percent
                   ? rate(text, charges.fine_decimals)
                   : of_type(field, text);
      case Key::fine_rate:
        return rate(text, charges.fine_decimals);
      case Key::discount:
        return discount(Key::discount_code, field, text);
      case Key::discount2:
        return discount(Key::discount2_code, field, text);
      case Key::discount3:
        return discount(Key::discount3_code, field, text);
      case Key::discount_rate:
        return rate(text, 2);
      default:
        return of_type(field, text);
    }
  }

  std::string of_type(const Field& field, std::string_view text) const {
    std::int64_t number = 0;
    const bool digits = text.size() <= 18 && parse_digits(text.data(), text.size(), number);
    switch (field.type) {
      case Type::money:
        return digits ? format_brl(Money::centavos(number)) : wrong(text, "um valor");
      case Type::date6:
      case Type::date8:
      case Type::ymd8: {
        if (all_of(text, '0') || all_of(text, ' ')) return "não informada";
        const auto date = parse_field_date(field, text);
        return date ? format_br(*date) : "não é uma data";
      }
      case Type::time6:
        return digits
                   ? fmt::format("{}:{}:{}", text.substr(0, 2), text.substr(2, 2), text.substr(4))
                   : wrong(text, "uma hora");
      case Type::num:
        return all_digits(text) || all_of(text, ' ') ? "" : wrong(text, "um número");
      case Type::alpha:
        return all_of(text, ' ') ? "em branco" : "";
    }
    return {};
  }

  static std::string wrong(std::string_view text, std::string_view what) {
    return all_of(text, ' ') ? "em branco" : fmt::format("não é {}", what);
  }

  static std::string rate(std::string_view text, int decimals) {
    std::int64_t number = 0;
    if (text.size() > 15 || !parse_digits(text.data(), text.size(), number))
      return "não é uma taxa";
    for (int i = decimals; i < 4; ++i) number *= 10;
    for (int i = 4; i < decimals; ++i) number /= 10;
    return format_percent(Rate::ppm(number));
  }

  bool is(Key code, std::string_view wanted) const {
    const auto* field = record_.find(code);
    return field && trim(columns(*field, line_)) == wanted;
  }

  std::string discount(Key code, const Field& field, std::string_view text) const {
    const bool percent =
        layout_.charges.discount_percent && is(code, layout_.charges.discount_percent_code);
    return percent ? rate(text, 2) : of_type(field, text);
  }

  static std::string document_kind(std::string_view code) {
    if (code.ends_with('1')) return "CPF";
    if (code.ends_with('2')) return "CNPJ";
    return {};
  }

  std::string document(Key kind_key, std::string_view text) const {
    auto digits = trim(text);
    digits = digits.substr(std::min(digits.find_first_not_of('0'), digits.size()));
    if (digits.empty()) return "não informado";
    const auto* kind = record_.find(kind_key);
    const auto code = kind ? trim(columns(*kind, line_)) : std::string_view();
    const auto parsed = parse_document(pad_left(digits, code.ends_with('1') ? 11 : 14, '0'));
    return parsed ? parsed->formatted() : "dígitos verificadores não conferem";
  }

  std::string movement(std::string_view code) const {
    if (direction_ == Direction::returned) {
      const auto* known = code_book(layout_).find(code);
      return known ? std::string(known->occurrence->words)
                   : "código fora da tabela de ocorrências do banco";
    }
    const auto found = std::ranges::find(layout_.orders, code);
    if (code.empty() || found == layout_.orders.end()) return "ordem que não conhecemos";
    return std::string(order_name(static_cast<Order>(found - layout_.orders.begin())));
  }

  std::string reasons(std::string_view text) const {
    const auto& book = code_book(layout_);
    const auto* field = record_.find(Key::movement);
    const auto occurrence = field ? trim(columns(*field, line_)) : std::string_view();
    const auto length = static_cast<std::size_t>(layout_.reason_length);
    std::string out;
    for (std::size_t at = 0; at + length <= text.size(); at += length) {
      const auto code = trim(text.substr(at, length));
      if (code.empty() || all_of(code, '0')) continue;
      const auto words = book.reason_words(book.find(occurrence), occurrence, code);
      if (!out.empty()) out += "; ";
      out += fmt::format("{}: {}", latin1_to_utf8(code),
                         words.empty() ? "motivo fora da tabela" : words);
    }
    return out;
  }

  std::string pix_refusal(std::string_view code) const {
    if (code.empty() || all_of(code, '0')) return "sem recusa";
    const auto known = std::ranges::find(layout_.pix_refusals, code, &ReasonWords::code);
    return std::string(known == layout_.pix_refusals.end() ? "motivo fora da tabela"
                                                           : known->words);
  }

  // FEBRABAN's notes G025 and G029; Itaú's note 5 has forms of its own.
  std::string lot_words(Key key, std::string_view text) const {
    if (key == Key::service_code)
      return text == "20"   ? "pagamento a fornecedor"
             : text == "22" ? "pagamento de contas e tributos"
             : text == "30" ? "pagamento de salários"
             : text == "98" ? "pagamentos diversos"
                            : "";
    return text == "01"                            ? "crédito em conta corrente"
           : text == "05"                          ? "crédito em poupança"
           : text == "11" && layout_.bank != "341" ? "contas e tributos com código de barras"
           : text == "13" && layout_.bank == "341" ? "concessionárias"
           : text == "30"                          ? "boletos do próprio banco"
           : text == "31"                          ? "boletos de outros bancos"
           : text == "40"                          ? "extrato de conta corrente"
           : text == "41"                          ? "TED para outro titular"
           : text == "43"                          ? "TED para o mesmo titular"
           : text == "45"                          ? "Pix por chave"
           : text == "47"                          ? "Pix por QR Code"
                                                   : "";
  }

  static std::string name_of(std::span<const KindCode> codes, std::string_view text) {
    const auto code = trim(text);
    for (const auto& entry : codes)
      if (entry.code == code) return std::string(entry.kind);
    return {};
  }

  const Layout& layout_;
  Direction direction_;
  const Record& record_;
  std::string_view line_;
};

void explain_line(const OpenFile& file, const Record& record, const Line& line, std::ostream& out) {
  out << fmt::format("\nLinha {}: {} ({})\n", line.number, record.name, record.source);
  for (const auto& field : record.fields) {
    const auto words =
        field_in_words(*file.layout, file.identity.direction, record, field, line.text);
    auto text = fmt::format("  {:>3}-{:<3} {:<34} \"{}\"", field.first, field.last,
                            key_label(field.key), latin1_to_utf8(columns(field, line.text)));
    if (!words.empty()) text += "  " + words;
    out << text << '\n';
  }
}

Status explain_lines(LineReader& lines, std::ostream& out) {
  const auto file = TRY(open_file(lines, std::nullopt, std::nullopt));
  const Classifier classify(file);
  StructureCheck structure(file, Finding::Severity::warning, lines.warnings());
  const bool collected = file.identity.service == Service::collection;
  out << fmt::format(
      "{} {}{} do banco {} ({})\n",
      file.identity.direction == Direction::remittance ? "Remessa" : "Retorno",
      format_name(file.identity.format),
      collected ? std::string() : fmt::format(" de {}", service_name(file.identity.service)),
      file.identity.bank,
      file.generic ? "pelas posições comuns da FEBRABAN" : file.layout->bank_name);
  for (Line line; lines.next(line);) {
    const auto [record, optional] = classify(line);
    structure.take(record, line);
    if (record)
      explain_line(file, *record, line, out);
    else
      out << fmt::format("\nLinha {}: {}\n  \"{}\"\n", line.number,
                         optional ? "registro opcional, que não traz títulos"
                                  : "registro que o layout não conhece",
                         latin1_to_utf8(line.text));
  }
  structure.finish();
  const auto warnings = lines.warnings().take();
  if (!warnings.empty()) out << "\nAvisos:\n";
  for (const auto& warning : warnings) out << "  " << warning.message << '\n';
  return {};
}

}  // namespace

std::string field_in_words(const Layout& layout, Direction direction, const Record& record,
                           const Field& field, std::string_view line) {
  return Words(layout, direction, record, line).of(field);
}

Status explain(std::istream& in, std::ostream& out) {
  LineReader lines(in);
  return explain_lines(lines, out);
}

Status explain(std::string_view bytes, std::ostream& out) {
  LineReader lines(bytes);
  return explain_lines(lines, out);
}

}  // namespace quita::cnab
