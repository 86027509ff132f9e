#include <cstddef>
#include <cstdint>
#include <string_view>

#include "cnab/check.h"
#include "cnab/remittance.h"
#include "cnab/return.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto returned = quita::cnab::read_return(bytes);
  const auto remittance = quita::cnab::read_remittance(bytes);
  const auto report = quita::cnab::check(bytes);
  // What is refused must say where and what was expected.
  if (!returned && (returned.error().field.empty() || returned.error().hint.empty()))
    __builtin_trap();
  if (!remittance && (remittance.error().field.empty() || remittance.error().hint.empty()))
    __builtin_trap();
  // A file is one of both, and what can be read can be checked.
  if (returned && remittance) __builtin_trap();
  if ((returned || remittance) && !report) __builtin_trap();
  return 0;
}
