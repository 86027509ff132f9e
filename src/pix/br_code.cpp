#include "pix/br_code.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "brazil/postal_code.h"
#include "pix/pix_key.h"

namespace quita::pix {

namespace {

constexpr std::string_view pix_gui = "br.gov.bcb.pix";
constexpr std::size_t value_size_max = 99;
constexpr std::size_t location_size_max = 77;

constexpr std::array<std::uint16_t, 256> crc_table = [] {
  std::array<std::uint16_t, 256> table{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    unsigned crc = byte << 8;
    for (int bit = 0; bit < 8; ++bit) crc = crc & 0x8000 ? crc << 1 ^ 0x1021 : crc << 1;
    table[byte] = static_cast<std::uint16_t>(crc);
  }
  return table;
}();

void put(std::string& out, std::string_view tag, std::string_view value) {
  out += tag;
  out += static_cast<char>('0' + value.size() / 10);
  out += static_cast<char>('0' + value.size() % 10);
  out += value;
}

// What fits a merchant's line: ASCII, single blanks, cut to `size_max`.
std::string line_of(std::string_view text, std::size_t size_max) {
  std::string line;
  for (const char c : fold_ascii(text)) {
    if (c < ' ' || c > '~') continue;
    if (c == ' ' && (line.empty() || line.back() == ' ')) continue;
    line += c;
  }
  line.resize(std::min(line.size(), size_max));
  return std::string(trim(line));
}

struct Merchant {
  std::string name, city, postal_code;
};

Result<Merchant> merchant_of(std::string_view name, std::string_view city,
                             std::string_view postal_code) {
  Merchant merchant{line_of(name, merchant_name_max), line_of(city, merchant_city_max), {}};
  if (merchant.name.empty()) {
    return invalid("br_code.name", "nome: falta o nome de quem recebe", "nome",
                   "de 1 a 25 caracteres");
  }
  if (merchant.city.empty()) {
    return invalid("br_code.city", "cidade: falta a cidade de quem recebe", "cidade",
                   "de 1 a 15 caracteres");
  }
  if (!postal_code.empty()) {
    const auto code = parse_postal_code(postal_code);
    if (!code) return invalid("br_code.postal_code", code.error().message, "cep", "oito dígitos");
    merchant.postal_code = code->digits();
  }
  return merchant;
}

// "pix.banco.com.br/qr/v2/…": a host and a path, and no scheme.
Status check_location(std::string_view location, std::string_view field) {
  const auto slash = location.find('/');
  const bool printable =
      std::all_of(location.begin(), location.end(), [](char c) { return c > ' ' && c <= '~'; });
  if (!printable || location.size() > location_size_max || slash == std::string_view::npos ||
      slash == 0 || location.find("://") != std::string_view::npos ||
      location.substr(0, slash).find('.') == std::string_view::npos) {
    return invalid(
        "br_code.location",
        fmt::format("{}: \"{}\" não é o endereço de uma cobrança", field, location.substr(0, 80)),
        std::string(field),
        "servidor e caminho, sem https://, com até 77 caracteres, como "
        "pix.banco.com.br/qr/v2/…");
  }
  return {};
}

std::string account_with_location(std::string_view location) {
  std::string account;
  put(account, "00", pix_gui);
  put(account, "25", location);
  return account;
}

// From the account on, what static and dynamic codes have in common.
Result<std::string> close(std::string code, const std::optional<Money>& amount,
                          const Merchant& merchant, std::string_view txid,
                          std::string_view recurrence) {
  put(code, "52", "0000");
  put(code, "53", "986");
  if (amount) put(code, "54", format_decimal(*amount));
  put(code, "58", "BR");
  put(code, "59", merchant.name);
  put(code, "60", merchant.city);
  if (!merchant.postal_code.empty()) put(code, "61", merchant.postal_code);
  std::string additional;
  put(additional, "05", txid);
  put(code, "62", additional);
  if (!recurrence.empty()) put(code, "80", account_with_location(recurrence));
  code += "6304";
  code += fmt::format("{:04X}", crc16(code));
  if (code.size() > br_code_size_max) {
    return invalid("br_code.length",
                   fmt::format("O código Pix ficou com {} caracteres", code.size()), {},
                   "no máximo 512 caracteres");
  }
  return code;
}

}  // namespace

std::uint16_t crc16(std::string_view bytes) {
  std::uint16_t crc = 0xFFFF;
  for (const char c : bytes) {
    const auto index = static_cast<std::uint8_t>(crc >> 8) ^ static_cast<std::uint8_t>(c);
    crc = static_cast<std::uint16_t>(crc << 8 ^ crc_table[index]);
  }
  return crc;
}

Result<std::string> make_br_code(const StaticCode& wanted) {
  auto key = parse_key(wanted.key);
  if (!key) {
    key.error().field = "chave";
    return tl::make_unexpected(std::move(key).error());
  }
  TRY_STATUS(check_static_txid(wanted.txid));
  if (wanted.amount &&
      (!wanted.amount->positive() || wanted.amount->centavos() > Money::outside_max)) {
    return invalid(
        "br_code.amount",
        fmt::format("valor: {} não pode ser cobrado por Pix", format_brl(*wanted.amount)), "valor",
        "de R$ 0,01 a R$ 9.999.999.999,99, ou nenhum valor");
  }
  const auto merchant =
      TRY(merchant_of(wanted.merchant_name, wanted.merchant_city, wanted.postal_code));
  std::string account;
  put(account, "00", pix_gui);
  put(account, "01", key->text);
  const std::string description = line_of(wanted.description, wanted.description.size());
  if (!description.empty()) {
    const std::size_t room = value_size_max - account.size();
    if (description.size() + 4 > room) {
      return invalid("br_code.description",
                     fmt::format("descricao: tem {} caracteres, e não cabe ao lado da chave",
                                 description.size()),
                     "descricao", fmt::format("no máximo {} caracteres", room > 4 ? room - 4 : 0));
    }
    put(account, "02", description);
  }
  std::string code;
  put(code, "00", "01");
  put(code, "26", account);
  return close(std::move(code), wanted.amount, merchant, wanted.txid, {});
}

Result<std::string> make_br_code(const DynamicCode& wanted) {
  TRY_STATUS(check_location(wanted.location, "url"));
  if (!wanted.recurrence.empty()) {
    TRY_STATUS(check_location(wanted.recurrence, "url_recorrencia"));
  }
  const auto merchant =
      TRY(merchant_of(wanted.merchant_name, wanted.merchant_city, wanted.postal_code));
  std::string code;
  put(code, "00", "01");
  if (wanted.single_use) put(code, "01", "12");
  put(code, "26", account_with_location(wanted.location));
  return close(std::move(code), std::nullopt, merchant, "***", wanted.recurrence);
}

}  // namespace quita::pix
