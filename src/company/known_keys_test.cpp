#include "company/known_keys.h"

#include <gtest/gtest.h>

namespace quita::company {
namespace {

http::Caller caller_named(const char* name) {
  http::Caller caller;
  caller.name = name;
  return caller;
}

TEST(KnownKeys, CountForLessThanASecond) {
  KnownKeys keys;
  const Instant now{1'795'435'200'000};
  keys.keep("hash", caller_named("ERP"), now);
  EXPECT_EQ(keys.find("hash", now + std::chrono::milliseconds(999))->name, "ERP");
  EXPECT_FALSE(keys.find("hash", now + std::chrono::milliseconds(1000)));
  EXPECT_FALSE(keys.find("hash", now - std::chrono::milliseconds(1)))
      << "a clock that was set back";
  EXPECT_FALSE(keys.find("another", now));
}

TEST(KnownKeys, AreForgottenWhenOneIsRevoked) {
  KnownKeys keys;
  const Instant now{1'795'435'200'000};
  keys.keep("hash", caller_named("ERP"), now);
  keys.forget_all();
  EXPECT_FALSE(keys.find("hash", now));
}

}  // namespace
}  // namespace quita::company
