// Any bytes as a text: findings stay within it, and the search ends.
#include <cstdint>
#include <cstdlib>

#include "conduct/conduct.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const auto& finding : quita::conduct::check_conduct(text)) {
    if (finding.offset + finding.length > size || finding.length == 0 || finding.line < 1) abort();
  }
  return 0;
}
