// Several lots in one file, and files put together wrongly.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "cnab/check.h"
#include "cnab/remittance.h"
#include "cnab/return.h"
#include "cnab/testing.h"

namespace quita::cnab {
namespace {

using testing::covenant_of;
using testing::lines_of;

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const auto& line : lines) out += line + "\r\n";
  return out;
}

// The same lot twice, the second numbered as one.
std::string with_two_lots(std::string_view file) {
  const auto lines = lines_of(file);
  std::vector<std::string> out(lines.begin(), lines.end() - 1);
  for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
    out.push_back(lines[i]);
    out.back().replace(3, 4, "0002");
  }
  out.push_back(lines.back());
  out.back().replace(17, 6, "000002");
  out.back().replace(23, 6, fmt::format("{:06}", out.size()));
  return joined(out);
}

std::string told(const std::vector<Finding>& findings) {
  std::string out;
  for (const auto& finding : findings) out += finding.rule + ": " + finding.message + "\n";
  return out;
}

class CnabLots : public ::testing::TestWithParam<const Layout*> {
 protected:
  Covenant covenant() const { return covenant_of(GetParam()->bank, GetParam()->format); }
  std::string returned() const {
    ReturnEntry entry;
    entry.event = Event::settled;
    entry.our_number = "223352";
    entry.paid = entry.title_value = Money::centavos(129'990);
    const ReturnEntry entries[] = {entry, entry};
    return write_return(covenant(), {}, entries).value();
  }
};

TEST_P(CnabLots, EveryLotOfAReturnIsRead) {
  const auto file = with_two_lots(returned());
  const auto read = read_return(file);
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->entries.size(), 4U);
  EXPECT_TRUE(read->warnings.empty()) << told(read->warnings);
  for (const auto& entry : read->entries) EXPECT_EQ(entry.paid.centavos(), 129'990);
  EXPECT_TRUE(check(file)->findings.empty()) << told(check(file)->findings);
}

TEST_P(CnabLots, ALotsOwnWrongCountIsSaidWithItsLine) {
  auto lines = lines_of(with_two_lots(returned()));
  lines[6].replace(17, 6, "000099");  // trailer of the first lot, after its header and two pairs
  const auto read = read_return(joined(lines));
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->warnings.size(), 1U) << told(read->warnings);
  EXPECT_EQ(read->warnings[0].rule, "cnab.trailer_count");
  EXPECT_EQ(read->warnings[0].line, 7);
  EXPECT_EQ(read->warnings[0].expected, "6");
}

TEST_P(CnabLots, EveryLotOfARemittanceIsRead) {
  if (GetParam()->remittance.empty()) GTEST_SKIP() << "only returns of this bank are known";
  auto item = testing::registration(*GetParam());
  if (!GetParam()->kinds.empty()) item.kind = GetParam()->kinds.front().kind;
  item.write_off_days = 30;
  const auto fitted = fit_to_layout(covenant(), item);
  const auto written = write_remittance(covenant(), {}, {&fitted, 1});
  ASSERT_TRUE(written) << written.error().front().message;
  const auto read = read_remittance(with_two_lots(*written));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->items.size(), 2U);
  EXPECT_TRUE(read->warnings.empty()) << told(read->warnings);
}

// A trailer in the middle: what follows it is read, and said.
TEST_P(CnabLots, LinesAfterTheTrailerAreSaid) {
  auto lines = lines_of(returned());
  const auto again = lines;
  lines.insert(lines.end(), again.begin() + 1, again.end());
  const auto read = read_return(joined(lines));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->entries.size(), 4U);
  EXPECT_NE(told(read->warnings).find("cnab.after_trailer"), std::string::npos);
}

// Two files in one are not read as one.
TEST_P(CnabLots, ASecondHeaderIsRefused) {
  const auto read = read_return(returned() + returned());
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "cnab.record");
}

std::vector<const Layout*> returns_in_lots() {
  std::vector<const Layout*> all;
  for (const auto* layout : all_layouts())
    if (layout->format == Format::cnab240 && !layout->returned.empty()) all.push_back(layout);
  return all;
}
INSTANTIATE_TEST_SUITE_P(EveryLayout, CnabLots, ::testing::ValuesIn(returns_in_lots()),
                         [](const ::testing::TestParamInfo<const Layout*>& info) {
                           return std::string(info.param->bank);
                         });

}  // namespace
}  // namespace quita::cnab
