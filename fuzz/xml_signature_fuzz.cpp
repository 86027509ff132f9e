// Any bytes are either a verified signature or refused with a full error; the two XML readers
// behind it agree to stop.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "document/xml_signature.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace quita;
  const auto verified = document::verify_xml_signature({reinterpret_cast<const char*>(data), size});
  if (verified) {
    if (verified->signed_id.empty() || !valid_utf8(verified->signer)) std::abort();
    return 0;
  }
  const auto& error = verified.error();
  if (error.code.empty() || error.message.empty() || error.field.empty() || error.hint.empty()) {
    std::abort();
  }
  return 0;
}
