// Any bytes as a pack of proof: they are read, or refused; only what was never touched is good.
#include <cstdint>
#include <string_view>

#include "proof/pack.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  (void)quita::proof::verify_file({reinterpret_cast<const char*>(data), size});
  return 0;
}
