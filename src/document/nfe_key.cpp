#include "document/nfe_key.h"

#include <fmt/format.h>

#include "base/text.h"

namespace quita::document {

Status check_nfe_key(std::string_view key, const std::string& path) {
  constexpr std::size_t cnpj_first = 6, letters_end = 18;
  bool well_formed = key.size() == 44;
  for (std::size_t i = 0; well_formed && i < key.size(); ++i) {
    const bool digit = key[i] >= '0' && key[i] <= '9';
    const bool letter = key[i] >= 'A' && key[i] <= 'Z' && i >= cnpj_first && i < letters_end;
    well_formed = digit || letter;
  }
  if (!well_formed) {
    return invalid("nfe.key", fmt::format("“{}” não é uma chave de acesso.", prefix_utf8(key, 60)),
                   path, "NFe e os 44 caracteres da chave de acesso");
  }
  int sum = 0;
  for (std::size_t i = 0; i < 43; ++i) sum += (key[42 - i] - '0') * static_cast<int>(2 + i % 8);
  const int rest = sum % 11;
  const char digit = static_cast<char>('0' + (rest < 2 ? 0 : 11 - rest));
  if (key[43] != digit) {
    return invalid("nfe.key_digit",
                   fmt::format("O dígito verificador da chave de acesso é {}, e deveria ser {}.",
                               key[43], digit),
                   path, fmt::format("o dígito {} no fim da chave", digit));
  }
  return {};
}

}  // namespace quita::document
