#include "cnab/file_values.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "boleto/check_digit.h"

namespace quita::cnab {
namespace {

// Banks say "convênio", "código do cedente" or "código da empresa" for one thing; whichever the
// company filled in is taken.
const std::string& covenant_number(const Covenant& covenant) {
  return covenant.covenant.empty() ? covenant.beneficiary_code : covenant.covenant;
}

// Nine digits, the last two of them the double digit of the others; some agreements give them after
// the agency, older ones without the digits.
std::string banrisul_beneficiary(std::string_view code) {
  if (code.size() == 11 || code.size() == 13) code.remove_prefix(4);
  if (code.size() != 7 || !all_digits(code)) return std::string(code);
  const auto digits = boleto::double_digit(code);
  return std::string(code) + digits[0] + digits[1];
}

std::string beneficiary(const Layout& layout, const Covenant& covenant) {
  const auto& code =
      covenant.beneficiary_code.empty() ? covenant.covenant : covenant.beneficiary_code;
  // Caixa, CNAB 240: 7 digits, or 6 and a zero.
  if (layout.bank == "104" && layout.format == Format::cnab240 && code.size() == 6)
    return code + "0";
  if (layout.bank == "041") return banrisul_beneficiary(code);
  return code;
}

}  // namespace

std::int64_t document_kind(std::string_view document) {
  return document.size() == 11 ? 1 : document.size() == 14 ? 2 : 0;
}

std::string document_of(const RecordView& view, Key kind, Key document) {
  const auto digits = view.digits(document);
  if (digits.empty()) return {};
  const bool person =
      view.digits(kind) == "1" || (view.digits(kind).empty() && digits.size() <= 11);
  return pad_left(digits, person ? 11 : 14, '0');
}

std::string wallet_code(const Layout& layout, std::string_view wallet) {
  for (const auto& entry : layout.wallets)
    if (entry.kind == wallet) return std::string(entry.code);
  return std::string(wallet);
}

std::string wallet_of(const Layout& layout, std::string_view code) {
  for (const auto& entry : layout.wallets)
    if (entry.code == code) return std::string(entry.kind);
  return std::string(code);
}

Value file_value(const Layout& layout, const Covenant& covenant, const FileStamp& stamp,
                 Direction direction, const Totals& totals, Key key) {
  switch (key) {
    case Key::bank:
      return std::string(layout.bank);
    case Key::file_code:
      return std::int64_t{direction == Direction::remittance ? 1 : 2};
    case Key::operation:
      return std::string(direction == Direction::remittance ? "R" : "T");
    case Key::lot:
      return std::int64_t{1};
    case Key::file_number:
      return std::int64_t{stamp.number};
    case Key::file_number_short:
      return std::int64_t{stamp.number % 1'000};
    case Key::made_date:
      return stamp.made.date;
    case Key::made_time:
      return std::int64_t{stamp.made.minute / 60 * 10'000 + stamp.made.minute % 60 * 100};
    case Key::company_document_kind:
      return document_kind(covenant.company_document);
    case Key::company_document:
      return covenant.company_document;
    case Key::company_name:
      return covenant.company_name;
    case Key::agency:
      return covenant.agency;
    case Key::agency_digit:
      return covenant.agency_digit;
    case Key::account:
      return covenant.account;
    case Key::account_digit:
      return covenant.account_digit;
    case Key::account_complement:
      return covenant.account.empty()
                 ? std::string()
                 : covenant.account.substr(covenant.account.size() - 1) + covenant.account_digit;
    case Key::account_with_digit:
      return covenant.account + covenant.account_digit;
    case Key::wallet:
      return covenant.wallet;
    case Key::wallet_code:
      return wallet_code(layout, covenant.wallet);
    case Key::variation:
      return covenant.variation.empty() ? std::string(layout.standard_variation)
                                        : covenant.variation;
    case Key::covenant:
      return covenant_number(covenant);
    case Key::beneficiary_code:
      return beneficiary(layout, covenant);
    case Key::beneficiary_short: {
      const auto code = beneficiary(layout, covenant);
      return code.size() == 7 && covenant.beneficiary_code.size() != 7 ? code.substr(0, 6)
                                                                       : std::string();
    }
    case Key::agency_beneficiary: {
      const auto code = beneficiary(layout, covenant);
      return code.size() > 6 ? std::string("   ") + code
                             : pad_left(covenant.agency, 4, '0') + pad_left(code, 6, '0');
    }
    case Key::transmission_code:
      return covenant.transmission_code;
    case Key::post:
      return covenant.post;
    case Key::client_code:
      return covenant.client_code;
    case Key::operation_code:
      return covenant.operation;
    case Key::lot_records:
      return std::int64_t{totals.lot_records};
    case Key::file_lots:
      return std::int64_t{1};
    case Key::file_records:
      return std::int64_t{totals.file_records};
    case Key::title_count:
      return std::int64_t{totals.titles};
    case Key::title_total:
      return totals.value.centavos();
    default:
      return {};
  }
}

void check_covenant(RecordWriter& writer, const Layout& layout, Direction direction,
                    const Covenant& covenant, const FileStamp& stamp) {
  const auto carried = [&](Key key) {
    for (const auto& record : layout.records(direction))
      if (record.has(key)) return true;
    return false;
  };
  const auto require = [&](Key key, bool given) {
    if (carried(key) && !given)
      writer.problem("cnab.required", {}, key_path(key),
                     fmt::format("Falta {}, que o layout {} do {} exige.", key_label(key),
                                 format_name(layout.format), layout.bank_name));
  };
  const auto documented = document_kind(covenant.company_document) != 0;
  require(Key::company_document, !covenant.company_document.empty());
  if (!covenant.company_document.empty() && !documented)
    writer.problem("cnab.length", {}, key_path(Key::company_document),
                   fmt::format("CPF/CNPJ da empresa: \"{}\"; esperados 11 ou 14 caracteres.",
                               covenant.company_document));
  require(Key::company_name, !trim(covenant.company_name).empty());
  require(Key::agency, !covenant.agency.empty());
  require(Key::account, !covenant.account.empty());
  require(Key::account_with_digit, !covenant.account.empty());
  require(Key::variation, !covenant.variation.empty() || !layout.standard_variation.empty());
  require(Key::wallet, !covenant.wallet.empty());
  require(Key::wallet_code, !covenant.wallet.empty());
  require(Key::covenant, !covenant_number(covenant).empty());
  require(Key::beneficiary_code, !beneficiary(layout, covenant).empty());
  require(Key::transmission_code, !covenant.transmission_code.empty());
  require(Key::post, !covenant.post.empty());
  require(Key::client_code, !covenant.client_code.empty());
  require(Key::operation_code, !covenant.operation.empty());
  if (stamp.number < 0)
    writer.problem("cnab.range", {}, key_path(Key::file_number),
                   fmt::format("Número do arquivo {}; esperado 0 ou mais.", stamp.number));
  if (stamp.made.minute < 0 || stamp.made.minute >= 24 * 60)
    writer.problem("cnab.range", {}, key_path(Key::made_time),
                   fmt::format("Minuto {} do dia; esperado de 0 a 1439.", stamp.made.minute));
}

void read_covenant(const RecordView& view, const Layout& layout, Covenant& covenant) {
  const auto take = [&](Key key, std::string& into) {
    if (into.empty() && view.has(key)) into = view.text(key);
  };
  // A number that the company knows by its digits, not by the width of the field.
  const auto take_digits = [&](Key key, std::string& into, std::size_t width = 0) {
    if (into.empty() && !view.digits(key).empty()) into = pad_left(view.digits(key), width, '0');
  };
  if (covenant.company_document.empty() && view.has(Key::company_document))
    covenant.company_document =
        document_of(view, Key::company_document_kind, Key::company_document);
  take(Key::company_name, covenant.company_name);
  take(Key::agency_digit, covenant.agency_digit);
  take(Key::account_digit, covenant.account_digit);
  take(Key::variation, covenant.variation);
  take(Key::transmission_code, covenant.transmission_code);
  take(Key::post, covenant.post);
  take_digits(Key::client_code, covenant.client_code);
  take_digits(Key::operation_code, covenant.operation);
  if (const auto* agency = view.record().find(Key::agency))
    take_digits(Key::agency, covenant.agency,
                std::min<std::size_t>(4, static_cast<std::size_t>(agency->length())));
  take_digits(Key::account, covenant.account);
  take_digits(Key::account_with_digit, covenant.account);
  take_digits(Key::covenant, covenant.covenant);
  take_digits(Key::wallet, covenant.wallet, 2);
  if (covenant.wallet.empty() && view.has(Key::wallet_code))
    covenant.wallet = wallet_of(layout, view.text(Key::wallet_code));
  if (view.has(Key::beneficiary_short) && !view.digits(Key::beneficiary_short).empty())
    covenant.beneficiary_code = view.text(Key::beneficiary_short);
  else
    take_digits(Key::beneficiary_code, covenant.beneficiary_code);
}

}  // namespace quita::cnab
