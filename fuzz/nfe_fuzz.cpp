// Any bytes are either an invoice whose receivables are payable, or refused with a full error.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "document/nfe.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace quita;
  const auto nfe = document::read_nfe({reinterpret_cast<const char*>(data), size});
  if (!nfe) {
    const auto& error = nfe.error();
    if (error.code.empty() || error.message.empty() || error.field.empty()) std::abort();
    if (!valid_utf8(error.message) || !valid_utf8(error.field)) std::abort();
    return 0;
  }
  if (nfe->key.size() != 44 || !valid_utf8(nfe->recipient.name)) std::abort();
  for (const auto& receivable : document::receivables_of(*nfe)) {
    if (!receivable.value.positive() || receivable.number.empty()) std::abort();
  }
  if (document::description_of(*nfe).empty()) std::abort();
  static_cast<void>(document::collectable(*nfe));
  return 0;
}
