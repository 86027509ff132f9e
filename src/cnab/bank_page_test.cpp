#include "cnab/bank_page.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace quita::cnab {
namespace {

// To renew it: quita bank page > docs/banks.md
TEST(BankPage, TheFileIsWhatTheTableSays) {
  std::ifstream file(std::filesystem::path(QUITA_SOURCE_DIR) / "docs/banks.md");
  ASSERT_TRUE(file) << "docs/banks.md is missing";
  std::ostringstream text;
  text << file.rdbuf();
  EXPECT_EQ(text.str(), bank_page());
}

}  // namespace
}  // namespace quita::cnab
