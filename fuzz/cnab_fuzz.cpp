#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>
#include <string_view>

#include "cnab/check.h"
#include "cnab/dda.h"
#include "cnab/explain.h"
#include "cnab/payment.h"
#include "cnab/remittance.h"
#include "cnab/return.h"
#include "cnab/statement.h"

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
  const auto payments = quita::cnab::read_payments(bytes);
  const auto statements = quita::cnab::read_statements(bytes);
  const auto dda = quita::cnab::read_dda(bytes);
  const auto report = quita::cnab::check(bytes);
  std::ostringstream words;
  const auto explained = quita::cnab::explain(bytes, words);
  // What is refused must say where and what was expected.
  if (!returned && (returned.error().field.empty() || returned.error().hint.empty()))
    __builtin_trap();
  if (!remittance && (remittance.error().field.empty() || remittance.error().hint.empty()))
    __builtin_trap();
  if (!payments && (payments.error().field.empty() || payments.error().hint.empty()))
    __builtin_trap();
  if (!statements && (statements.error().field.empty() || statements.error().hint.empty()))
    __builtin_trap();
  if (!dda && (dda.error().field.empty() || dda.error().hint.empty())) __builtin_trap();
  // A file is one of them, and what can be read can be checked and explained.
  const int read = returned.has_value() + remittance.has_value() + payments.has_value() +
                   statements.has_value() + dda.has_value();
  if (read > 1) __builtin_trap();
  if (read == 1 && !report) __builtin_trap();
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
  if (payments) {
    const auto written = quita::cnab::write_payment_return(payments->covenant, payments->stamp,
                                                           payments->entries);
    if (written && !quita::cnab::read_payments(*written)) __builtin_trap();
  }
  if (returned) {
    const auto written = quita::cnab::write_return(returned->covenant, {}, returned->entries);
    if (written && !quita::cnab::read_return(*written)) __builtin_trap();
  }
  return 0;
}
