#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>
#include <string_view>

#include "cnab/check.h"
#include "cnab/explain.h"
#include "cnab/remittance.h"
#include "cnab/return.h"

namespace {

class Collecting : public quita::cnab::ReturnVisitor {
 public:
  quita::Status title(const quita::cnab::ReturnEntry& entry) override {
    if (at >= expected->entries.size() || !(entry == expected->entries[at])) __builtin_trap();
    ++at;
    return {};
  }
  const quita::cnab::ReturnFile* expected = nullptr;
  std::size_t at = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto returned = quita::cnab::read_return(bytes);
  const auto remittance = quita::cnab::read_remittance(bytes);
  const auto report = quita::cnab::check(bytes);
  std::ostringstream words;
  const auto explained = quita::cnab::explain(bytes, words);
  // What is refused must say where and what was expected.
  if (!returned && (returned.error().field.empty() || returned.error().hint.empty()))
    __builtin_trap();
  if (!remittance && (remittance.error().field.empty() || remittance.error().hint.empty()))
    __builtin_trap();
  // A file is one of both, and what can be read can be checked and explained.
  if (returned && remittance) __builtin_trap();
  if ((returned || remittance) && !report) __builtin_trap();
  if (report.has_value() != explained.has_value()) __builtin_trap();
  // A title read into an entry that is used again is the title that is kept.
  if (returned) {
    std::istringstream in{std::string(bytes)};
    Collecting collecting;
    collecting.expected = &*returned;
    if (!quita::cnab::visit_return(in, collecting)) __builtin_trap();
    if (collecting.at != returned->entries.size()) __builtin_trap();
  }
  // What was read, whoever wrote it, is written again or refused; what is written can be read.
  if (remittance) {
    const auto written =
        quita::cnab::write_remittance(remittance->covenant, remittance->stamp, remittance->items);
    if (written && !quita::cnab::read_remittance(*written)) __builtin_trap();
  }
  if (returned) {
    const auto written = quita::cnab::write_return(returned->covenant, {}, returned->entries);
    if (written && !quita::cnab::read_return(*written)) __builtin_trap();
  }
  return 0;
}
