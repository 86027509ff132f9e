#include "boleto/utility_slip.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t block_size = 11;
constexpr std::size_t check_digit_at = 3;

// The identifier in position 3 says what the value is and which sum makes the check digits:
// 6 and 7 modulus 10, 8 and 9 modulus 11.
bool uses_mod10(char value_kind) { return value_kind == '6' || value_kind == '7'; }

char digit_of(std::string_view digits, char value_kind) {
  if (uses_mod10(value_kind)) return static_cast<char>('0' + mod10(digits));
  const int value = mod11(digits);
  return static_cast<char>(value > 9 ? '0' : '0' + value);
}

}  // namespace

std::string_view UtilitySlip::segment_name() const {
  switch (segment()) {
    case '1':
      return "Prefeituras";
    case '2':
      return "Saneamento";
    case '3':
      return "Energia elétrica e gás";
    case '4':
      return "Telecomunicações";
    case '5':
      return "Órgãos governamentais";
    case '6':
      return "Carnês e assemelhados";
    case '7':
      return "Multas de trânsito";
    default:
      return "Uso exclusivo do banco";
  }
}

std::optional<std::int64_t> UtilitySlip::centavos() const {
  if (digits[2] != '6' && digits[2] != '8') return std::nullopt;
  std::int64_t value = 0;
  for (const char c : text().substr(4, 11)) value = value * 10 + (c - '0');
  return value;
}

std::string_view UtilitySlip::company() const {
  return segment() == '6' ? text().substr(15, 8) : text().substr(15, 4);
}

std::string UtilitySlip::line() const {
  std::string line;
  for (std::size_t start = 0; start < digits.size(); start += block_size) {
    const auto block = text().substr(start, block_size);
    line += block;
    line += digit_of(block, digits[2]);
  }
  return line;
}

Result<UtilitySlip> read_utility_slip(std::string_view text) {
  std::string bare;
  for (std::size_t i = 0; i < text.size() && bare.size() <= 48; ++i) {
    const char c = text[i];
    if (c == '.' || c == '-' || c == ' ' || c == '\t') continue;
    if (c < '0' || c > '9') {
      return invalid("utility.character",
                     fmt::format("Conta de arrecadação: a posição {} não é um dígito", i + 1),
                     fmt::format("posição {}", i + 1), "só dígitos, pontos, traços e espaços");
    }
    bare += c;
  }
  if (bare.size() != 44 && bare.size() != 48) {
    return invalid("utility.length",
                   fmt::format("Conta de arrecadação: tem {} dígitos", bare.size()), {},
                   "44 dígitos (código de barras) ou 48 (linha digitável)");
  }
  const char value_kind = bare[2];
  if (bare[0] != '8') {
    return invalid("utility.product", "Conta de arrecadação: não começa com 8", "posição 1", "8");
  }
  if (bare[1] == '0' || bare[1] == '8') {
    return invalid("utility.segment",
                   fmt::format("Conta de arrecadação: o segmento {} não existe", bare[1]),
                   "posição 2", "de 1 a 7, ou 9");
  }
  if (value_kind < '6' || value_kind > '9') {
    return invalid(
        "utility.value_kind",
        fmt::format("Conta de arrecadação: o identificador de valor {} não existe", value_kind),
        "posição 3", "6, 7, 8 ou 9");
  }
  UtilitySlip slip;
  char* out = slip.digits.data();
  const std::size_t stride = bare.size() == 48 ? block_size + 1 : block_size;
  for (std::size_t block = 0; block < 4; ++block) {
    const auto part = std::string_view(bare).substr(block * stride, block_size);
    out = std::copy(part.begin(), part.end(), out);
    if (stride == block_size) continue;
    const char found = bare[block * stride + block_size];
    const char expected = digit_of(part, value_kind);
    if (found != expected) {
      return invalid(
          "utility.block_check_digit",
          fmt::format("Conta de arrecadação: o {}º bloco ({}-{}) deveria terminar em {}; "
                      "algum dígito deste bloco foi trocado",
                      block + 1, part, found, expected),
          fmt::format("bloco {}", block + 1), std::string(1, expected));
    }
  }
  std::string others(slip.text());
  others.erase(check_digit_at, 1);
  const char expected = digit_of(others, value_kind);
  if (slip.digits[check_digit_at] != expected) {
    return invalid("utility.check_digit",
                   fmt::format("Conta de arrecadação: o dígito verificador geral é {}, mas deveria "
                               "ser {}",
                               slip.digits[check_digit_at], expected),
                   "posição 4", std::string(1, expected));
  }
  return slip;
}

}  // namespace quita::boleto
