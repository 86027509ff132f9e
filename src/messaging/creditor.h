// The company as a letter and a slip name it.
#pragma once

#include <cstdint>
#include <string>

#include "db/db.h"
#include "messaging/template.h"
#include "pdf/slip.h"

namespace quita::messaging {

struct LetterHead {
  Creditor creditor;
  pdf::SlipParty on_slip;
  std::string time_zone;
  std::uint32_t link_generation = 1;
};
// Of the transaction's tenant; throws db::Failure when it has no row, which is a bug.
LetterHead load_letter_head(db::Tx&);

// "CNPJ 11.222.333/0001-81", "CPF 123.456.789-09"; what is no document stays as it is.
std::string document_words(std::string_view stored);
// The digits with their punctuation only.
std::string document_formatted(std::string_view stored);

}  // namespace quita::messaging
