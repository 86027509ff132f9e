// What the tests of this room share; in no program.
#pragma once

#include <gtest/gtest.h>

#include "boleto/boleto.h"

namespace quita::boleto {

// One slip of a test's table: what goes in by the names of the field, and what must come out.
struct Case {
  const char* name;
  const char* bank;
  Agreement agreement;
  const char* our_number;
  const char* your_number;
  std::int64_t centavos;
  Date due;
  const char* barcode;
  const char* line;
  const char* printed;                // nosso número; nullptr where no source prints it
  const char* beneficiary = nullptr;  // agency and beneficiary, likewise
};

inline Order order_of(const Case& c) {
  return {c.our_number, c.your_number, Money::centavos(c.centavos), c.due};
}

inline void expect_case(const Case& c) {
  SCOPED_TRACE(c.name);
  const auto boleto = make_boleto(c.bank, c.agreement, order_of(c));
  ASSERT_TRUE(boleto.has_value()) << boleto.error().message;
  EXPECT_EQ(boleto->barcode.text(), c.barcode);
  EXPECT_EQ(boleto->line().formatted(), c.line);
  if (c.printed != nullptr) {
    EXPECT_EQ(boleto->our_number.printed.view(), c.printed);
  }
  if (c.beneficiary != nullptr) {
    EXPECT_EQ(boleto->beneficiary.view(), c.beneficiary);
  }
}

}  // namespace quita::boleto
