// The return files of ../shared with the facts of their INDEX.json: counted there from the bytes,
// by the columns that the banks' CNAB 400 have in common.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "cnab/return.h"

namespace quita::cnab {
namespace {

const std::filesystem::path folder =
    std::filesystem::path(QUITA_SHARED_DIR) / "data/samples/cnab_return";

std::string content_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream content;
  content << in.rdbuf();
  return content.str();
}

std::string ddmmyy(Date date) {
  std::string out = format_br(date);  // dd/mm/yyyy
  return out.substr(0, 2) + out.substr(3, 2) + out.substr(8, 2);
}

std::int64_t number(const boost::json::object& facts, std::string_view name) {
  const auto* value = facts.if_contains(name);
  return value ? value->to_number<std::int64_t>() : -1;
}

void expect_facts_of_400(const ReturnFile& file, const boost::json::object& facts,
                         const std::string& name) {
  EXPECT_EQ(static_cast<std::int64_t>(file.entries.size()), number(facts, "details")) << name;
  if (!facts.at("confidence").as_string().starts_with("sane")) return;  // columns of its own
  Money titles, paid, interest, fees;
  std::map<std::string, std::int64_t> occurrences;
  std::set<std::string> days, dues;
  for (const auto& entry : file.entries) {
    titles += entry.title_value;
    paid += entry.paid;
    interest += entry.interest_and_fine;
    fees += entry.fee;
    ++occurrences[entry.occurrence];
    if (entry.occurred) days.insert(ddmmyy(*entry.occurred));
    if (entry.due) dues.insert(ddmmyy(*entry.due));
  }
  EXPECT_EQ(titles.centavos(), number(facts, "sum_title_value_cents_153_165")) << name;
  EXPECT_EQ(paid.centavos(), number(facts, "sum_paid_cents_254_266")) << name;
  EXPECT_EQ(interest.centavos(), number(facts, "sum_interest_cents_267_279")) << name;
  EXPECT_EQ(fees.centavos(), number(facts, "sum_tariff_cents_176_188")) << name;
  for (const auto& member : facts.at("occurrences_109_110").as_object())
    EXPECT_EQ(occurrences[member.key()], member.value().to_number<std::int64_t>()) << name;
  for (const auto& [which, found] :
       {std::pair("occurrence_dates_111_116", days), std::pair("due_dates_147_152", dues)}) {
    std::set<std::string> expected;
    for (const auto& day : facts.at(which).as_array())
      expected.insert(std::string(day.as_string()));
    EXPECT_EQ(found, expected) << name;
  }
}

TEST(CnabSamples, EveryReturnOfTheIndexReadsWithItsFacts) {
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "../shared não está aqui";
  const auto index = boost::json::parse(content_of(folder / "INDEX.json"));
  for (const auto& one : index.as_array()) {
    const auto name = std::string(one.at("file").as_string());
    const auto& facts = one.at("facts").as_object();
    const auto read = read_return(content_of(folder / name));
    ASSERT_TRUE(read) << name << read.error().message;
    EXPECT_EQ(read->covenant.bank, std::string_view(facts.at("bank").as_string())) << name;
    EXPECT_FALSE(read->generic) << name;
    for (const auto& entry : read->entries)
      EXPECT_NE(entry.event, Event::unknown) << name << entry.occurrence;
    if (read->covenant.format == Format::cnab400) expect_facts_of_400(*read, facts, name);
  }
}

}  // namespace
}  // namespace quita::cnab
