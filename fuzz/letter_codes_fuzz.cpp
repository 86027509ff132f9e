// A file of tracking codes from anybody: read or refused by line, and what is read is a code.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "brazil/tracking_code.h"
#include "post/tracking_codes.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto codes = quita::post::read_letter_codes({reinterpret_cast<const char*>(data), size});
  if (!codes) {
    if (codes.error().field.empty() || codes.error().message.empty()) std::abort();
    return 0;
  }
  for (const auto& each : *codes) {
    if (each.line < 1 || each.place < 1) std::abort();
    const auto again = quita::parse_tracking_code(each.code);
    if (!again || *again != each.code) std::abort();
  }
  return 0;
}
