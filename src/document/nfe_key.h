// The access key of an NF-e: 44 characters that say who issued what, and end in a check digit.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace quita::document {

// Manual de Orientação do Contribuinte, "chave de acesso": cUF 2, AAMM 4, CNPJ 14, model 2, series
// 3, number 9, tpEmis 1, cNF 8, digit 1. Modulus 11, weights 2 to 9 from the right; a letter of an
// alphanumeric CNPJ counts as its ASCII code − 48, as in the CNPJ's own digits. Errors, with
// `path` as field: nfe.key, nfe.key_digit.
Status check_nfe_key(std::string_view key, const std::string& path);

}  // namespace quita::document
