// Any bytes are either statements whose texts are UTF-8 and whose amounts are bounded, or refused
// with a full error.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "document/ofx.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace quita;
  const auto ofx = document::read_ofx({reinterpret_cast<const char*>(data), size});
  if (!ofx) {
    const auto& error = ofx.error();
    if (error.code.empty() || error.message.empty() || error.field.empty()) std::abort();
    if (!valid_utf8(error.message) || error.hint.empty()) std::abort();
    return 0;
  }
  for (const auto& statement : ofx->statements) {
    if (statement.account.empty() || !valid_utf8(statement.account)) std::abort();
    for (const auto& transaction : statement.transactions) {
      if (!valid_utf8(transaction.memo) || !valid_utf8(transaction.id)) std::abort();
      const auto centavos = transaction.amount.centavos();
      if (centavos > Money::outside_max || centavos < -Money::outside_max) std::abort();
      if (transaction.occurrence < 1 || transaction.line < 1) std::abort();
    }
  }
  for (const auto& warning : ofx->warnings) {
    if (warning.code.empty() || !valid_utf8(warning.message)) std::abort();
  }
  return 0;
}
