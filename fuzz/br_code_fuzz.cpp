#include <cstddef>
#include <cstdint>
#include <string_view>

#include "pix/br_code.h"
#include "pix/pix_key.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto code = quita::pix::read_br_code(bytes);
  // What is refused must say where and what was expected.
  if (!code && (code.error().field.empty() || code.error().hint.empty())) __builtin_trap();
  if (const auto key = quita::pix::parse_key(bytes)) {
    if (quita::pix::parse_key(key->text) != *key) __builtin_trap();
  }
  return 0;
}
