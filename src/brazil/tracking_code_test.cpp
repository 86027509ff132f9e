#include "brazil/tracking_code.h"

#include <gtest/gtest.h>

namespace quita {
namespace {

TEST(TrackingCode, IsReadAsPeopleTypeIt) {
  EXPECT_EQ(*parse_tracking_code("BR123456785BR"), "BR123456785BR");
  // The example of UPU S10: serial 47312482 has the check digit 9.
  EXPECT_EQ(*parse_tracking_code(" rb 47312482 9 us "), "RB473124829US");
}

TEST(TrackingCode, AWrongDigitIsNamed) {
  const auto code = parse_tracking_code("BR123456786BR");
  ASSERT_FALSE(code.has_value());
  EXPECT_EQ(code.error().code, "tracking_code.check_digit");
  EXPECT_NE(code.error().message.find("deveria ser 5"), std::string::npos);
}

TEST(TrackingCode, WhatHasAnotherFormIsRefused) {
  for (const char* text : {"", "BR12345678BR", "B1123456785BR", "BR12345678ABR", "BR1234567850BR",
                           "BR123456785Ç"}) {
    const auto code = parse_tracking_code(text);
    ASSERT_FALSE(code.has_value()) << text;
    EXPECT_EQ(code.error().code, "tracking_code.format");
  }
}

}  // namespace
}  // namespace quita
