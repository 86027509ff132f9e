// Pix keys and charge ids (BACEN, "Manual Operacional do DICT" and API Pix 2.9.0).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"

namespace quita::pix {

enum class KeyKind : std::uint8_t { cpf, cnpj, email, phone, random };

struct Key {
  KeyKind kind;
  // As the DICT keeps it: 11 digits; 14 characters; e-mail in small letters; +55…; EVP in small
  // letters with dashes.
  std::string text;
  bool operator==(const Key&) const = default;
};

// As people type it; the kind is told by the form. Eleven digits are a CPF when its check digits
// hold, otherwise (and when written with +55 or brackets) a telephone. Errors: pix_key.empty,
// pix_key.email, pix_key.random, pix_key.unknown, and those of cpf., cnpj. and phone.
Result<Key> parse_key(std::string_view text);
std::string_view name(KeyKind);  // Portuguese: "CPF", "e-mail", "chave aleatória"

// txid of cob, cobv and cobr: [a-zA-Z0-9]{26,35}. Error: pix_txid.format.
Status check_charge_txid(std::string_view);
// txid inside a static BR Code: [a-zA-Z0-9]{1,25}, or "***" for none. Error: pix_txid.format.
Status check_static_txid(std::string_view);

}  // namespace quita::pix
