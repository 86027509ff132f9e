#include <cstddef>
#include <cstdint>
#include <string_view>

#include "boleto/barcode.h"
#include "boleto/due_factor.h"
#include "boleto/utility_slip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace quita::boleto;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const auto& read : {parse_line(bytes), parse_barcode(bytes)}) {
    if (!read) continue;
    due_date(read->due_factor(), quita::Date(2026, 11, 22));
    if (*parse_line(read->line().formatted()) != *read) __builtin_trap();
  }
  if (const auto slip = read_utility_slip(bytes)) {
    if (read_utility_slip(slip->line())->text() != slip->text()) __builtin_trap();
  }
  return 0;
}
