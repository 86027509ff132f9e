#include "boleto/bank_input.h"

#include <fmt/format.h>

#include "base/text.h"

namespace quita::boleto {

Status refuse_digits(std::string_view value, std::size_t digits_max, std::string_view field) {
  if (value.empty()) {
    return invalid("boleto.input.missing", fmt::format("{}: falta informar", field),
                   std::string(field), fmt::format("de 1 a {} dígitos", digits_max));
  }
  if (!all_digits(value)) {
    return invalid(
        "boleto.input.digits",
        fmt::format("{}: \"{}\" tem algo que não é dígito", field, prefix_utf8(value, 40)),
        std::string(field), fmt::format("de 1 a {} dígitos", digits_max));
  }
  return invalid("boleto.input.length",
                 fmt::format("{}: \"{}\" tem {} dígitos, e cabem no máximo {}", field,
                             prefix_utf8(value, 40), value.size(), digits_max),
                 std::string(field), fmt::format("de 1 a {} dígitos", digits_max));
}

Status check_our_number(std::string_view value, std::size_t digits_max) {
  auto status = check_digits(value, digits_max, "nosso_numero");
  if (!status) {
    auto& code = status.error().code;
    code = "boleto.our_number." + code.substr(code.rfind('.') + 1);
  }
  return status;
}

Status check_exact_digits(std::string_view value, std::size_t size, std::string_view field) {
  TRY_STATUS(check_digits(value, size, field));
  if (value.size() == size) return {};
  return invalid(
      "boleto.input.length",
      fmt::format("{}: \"{}\" tem {} dígitos, e deve ter {}", field, value, value.size(), size),
      std::string(field), fmt::format("{} dígitos", size));
}

Status check_wallet(std::string_view wallet, std::size_t size, std::string_view example) {
  if (wallet.size() == size && all_digits(wallet)) return {};
  return invalid(
      "boleto.wallet",
      fmt::format("carteira: \"{}\" não é uma carteira deste banco", prefix_utf8(wallet, 40)),
      "carteira", fmt::format("{} dígitos, como {}", size, example));
}

}  // namespace quita::boleto
