// read(write(x)) == x, for random valid inputs in every bank's layout: a new bank is covered by
// standing in the table. A failure is shrunk to the smallest order or entry that shows it.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>

#include "brazil/state.h"
#include "cnab/check.h"
#include "cnab/remittance.h"
#include "cnab/return.h"
#include "cnab/testing.h"

namespace quita::cnab {
namespace {

using testing::as_carried;
using testing::carries_in_detail;
using testing::covenant_of;
using testing::width_of;

const FileStamp stamp{7, {Date(2026, 11, 22), 14 * 60 + 5}};

class Random {
 public:
  int below(int limit) { return *rc::gen::inRange(0, limit); }
  bool yes() { return below(2) == 1; }
  std::string digits(std::size_t count) {
    std::string out(1, static_cast<char>('1' + below(9)));
    while (out.size() < count) out += static_cast<char>('0' + below(10));
    return out;
  }
  // Capitals and inner blanks, as the files carry them.
  std::string words(std::size_t count) {
    std::string out;
    while (out.size() < count)
      out += !out.empty() && out.back() != ' ' && out.size() + 1 < count && below(6) == 0
                 ? ' '
                 : static_cast<char>('A' + below(26));
    return out;
  }
  Money money(int below_centavos) { return Money::centavos(1 + below(below_centavos)); }
  Rate rate() { return Rate::ppm((1 + below(999)) * 100); }
};

bool can_rebate(const Layout& layout) {
  return carries_in_detail(layout.remittance, Key::rebate) ||
         carries_in_detail(layout.remittance, Key::rebate_or_fine);
}

RemittanceItem random_item(Random& random, const Layout& layout) {
  const auto& charges = layout.charges;
  RemittanceItem item;
  item.our_number =
      random.digits(static_cast<std::size_t>(1 + random.below(layout.our_number_length)));
  const auto words = [&](int least, Key key, std::size_t otherwise) {
    const auto most = static_cast<int>(width_of(layout.remittance, key, otherwise));
    return random.words(static_cast<std::size_t>(least + random.below(most + 1 - least)));
  };
  const auto* your_number =
      find_record(layout.remittance, Part::detail, Key::your_number)->find(Key::your_number);
  item.your_number = your_number->type == Type::num
                         ? "1" + random.digits(static_cast<std::size_t>(random.below(10)))
                         : random.words(static_cast<std::size_t>(1 + random.below(10)));
  item.company_use = random.words(static_cast<std::size_t>(random.below(26)));
  if (const auto count = static_cast<int>(layout.kinds.size()))
    item.kind = layout.kinds[static_cast<std::size_t>(random.below(count))].kind;
  item.accepted = random.yes() && find_record(layout.remittance, Part::detail, Key::accepted);
  item.issued = Date(2026, 1, 1) + random.below(300);
  item.due = item.issued + 40 + random.below(2'000);
  item.amount = Money::centavos(100'000 + random.below(900'000'000));
  if (random.yes() && can_rebate(layout)) item.rebate = random.money(99'999);
  if (random.yes() && (charges.monthly || charges.per_day)) {
    item.interest = charges.monthly && (random.yes() || !charges.per_day)
                        ? InterestTerm{InterestTerm::Kind::percent_month, {}, random.rate()}
                        : InterestTerm{InterestTerm::Kind::per_day, random.money(9'999), {}};
  }
  if (charges.fine_percent && random.yes())
    item.fine = {FineTerm::Kind::percent,
                 {},
                 charges.fine_decimals < 2 ? Rate::percent(1 + random.below(9)) : random.rate()};
  else if (charges.fine_amount && random.yes())
    item.fine = {FineTerm::Kind::amount, random.money(99'999), {}};
  if (carries_in_detail(layout.remittance, Key::rebate_or_fine) && item.rebate.positive())
    item.fine = {};
  const auto discounts = random.below(static_cast<int>(charges.discounts) + 1);
  for (int i = 0; i < discounts; ++i) {
    const auto until = item.due - 30 + i * 10;
    item.discounts.push_back(
        charges.discount_percent && random.yes()
            ? DiscountTerm{DiscountTerm::Kind::percent, until, {}, random.rate()}
            : DiscountTerm{DiscountTerm::Kind::amount, until, random.money(99'999), {}});
  }
  if (random.yes() && carries_in_detail(layout.remittance, Key::protest_days))
    item.protest_days = 1 + random.below(98);
  if (charges.write_off && (random.yes() || charges.write_off_required))
    item.write_off_days = 1 + random.below(99);
  if (random.yes() && carries_in_detail(layout.remittance, Key::pix_key)) {
    item.pix = PixTerm{*pix::parse_key("123e4567-e89b-12d3-a456-426655440000"), ""};
    if (random.yes() && carries_in_detail(layout.remittance, Key::pix_txid))
      item.pix->txid = random.digits(static_cast<std::size_t>(1 + random.below(35)));
  }
  if (random.yes() && carries_in_detail(layout.remittance, Key::invoice_key))
    item.invoice_key = random.digits(44);
  item.payer.name = words(1, Key::payer_name, 30);
  item.payer.document = testing::with_check_digits(random.digits(random.yes() ? 9 : 12));
  item.payer.street = words(1, Key::payer_street, 40);
  item.payer.postal_code = random.digits(8);
  item.payer.city = words(1, Key::payer_city, 15);
  const auto all_states = states();
  item.payer.state =
      all_states[static_cast<std::size_t>(random.below(static_cast<int>(all_states.size())))].code;
  item.payer.district = words(0, Key::payer_district, 12);
  return item;
}

ReturnEntry random_entry(Random& random, const Layout& layout) {
  const auto carries = [&](Key key) {
    return find_record(layout.returned, Part::detail, key) != nullptr;
  };
  ReturnEntry entry;
  const auto& occurrence = layout.occurrences[static_cast<std::size_t>(
      random.below(static_cast<int>(layout.occurrences.size())))];
  entry.occurrence = occurrence.code;
  entry.occurrence_words = occurrence.words;
  entry.event = occurrence.event;
  entry.our_number = std::to_string(1 + random.below(9'999'999));
  entry.your_number = "DOC" + std::to_string(random.below(1'000'000));
  entry.company_use = random.below(2) ? "USO " + std::to_string(random.below(1'000'000)) : "";
  entry.wallet = covenant_of(layout.bank, layout.format).wallet;
  const auto money = [&] {
    return Money::centavos(random.below(2) ? random.below(900'000'000) : 0);
  };
  entry.title_value = money();
  entry.paid = money();
  entry.interest_and_fine = money();
  entry.discount = money();
  entry.rebate = money();
  entry.iof = money();
  entry.fee = Money::centavos(random.below(99'999));
  if (carries(Key::other_expenses)) entry.other_expenses = money();
  if (carries(Key::other_credits)) entry.other_credits = money();
  if (carries(Key::net_credit)) entry.net_credit = money();
  const auto date = [&] {
    return random.below(4) ? std::optional<Date>(Date(2024, 1, 1) + random.below(4'000))
                           : std::nullopt;
  };
  entry.due = date();
  entry.occurred = date();
  entry.credited = date();
  entry.paying_bank = random.below(2) ? "237" : "";
  entry.paying_agency = random.below(2) ? std::to_string(1 + random.below(9'999)) : "";
  if (carries(Key::pix_location) && random.yes()) {
    entry.pix.txid = random.digits(static_cast<std::size_t>(1 + random.below(35)));
    if (random.yes())
      entry.pix.location = "qr.banco.com.br/v2/cobv/" + random.words(9);
    else
      entry.pix.key = "123e4567-e89b-12d3-a456-426655440000";
  }
  if (carries(Key::pix_code) && random.yes()) {
    if (random.yes())
      entry.pix.br_code = "00020101021226" + random.digits(300);
    else
      entry.pix.refusal = {"004", "Chave sem cadastro no DICT"};
  }
  if (carries(Key::payer_document)) entry.payer_document = random.below(2) ? "12345678909" : "";
  if (carries(Key::payer_name)) entry.payer_name = random.below(2) ? "MARIA DE SOUZA" : "";
  return as_carried(layout, entry);
}

class CnabProperty : public ::testing::TestWithParam<const Layout*> {
 protected:
  const Layout& layout() const { return *GetParam(); }
  Covenant covenant() const { return covenant_of(layout().bank, layout().format); }
};

TEST_P(CnabProperty, ReadingWhatWasWrittenGivesTheSameOrders) {
  if (layout().remittance.empty()) GTEST_SKIP() << "only returns of this bank are known";
  EXPECT_TRUE(rc::check("remittance", [this] {
    Random random;
    std::vector<RemittanceItem> items;
    std::set<std::string> numbers;
    for (int i = 1 + random.below(3); i > 0; --i) {
      auto item = random_item(random, layout());
      if (numbers.insert(item.our_number).second) items.push_back(std::move(item));
    }
    const auto file = write_remittance(covenant(), stamp, items);
    if (!file) RC_FAIL(file.error().front().message);
    const auto read = read_remittance(*file);
    if (!read) RC_FAIL(read.error().message);
    RC_ASSERT(read->warnings.empty());
    RC_ASSERT(read->items.size() == items.size());
    for (std::size_t i = 0; i < items.size(); ++i)
      RC_ASSERT(read->items[i] == as_carried(layout(), items[i]));
    const auto report = check(*file);
    if (!report->findings.empty()) RC_FAIL(report->findings.front().message);
    RC_ASSERT(report->titles == static_cast<int>(items.size()));
  }));
}

TEST_P(CnabProperty, ReadingAReturnGivesWhatTheBankWrote) {
  if (layout().returned.empty()) GTEST_SKIP() << "only remittances of this bank are known";
  EXPECT_TRUE(rc::check("return", [this] {
    Random random;
    std::vector<ReturnEntry> entries;
    for (int i = 1 + random.below(3); i > 0; --i) entries.push_back(random_entry(random, layout()));
    const auto file = write_return(covenant(), stamp, entries);
    if (!file) RC_FAIL(file.error().front().message);
    const auto read = read_return(*file);
    if (!read) RC_FAIL(read.error().message);
    RC_ASSERT(read->warnings.empty());
    RC_ASSERT(read->entries.size() == entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
      auto back = read->entries[i];
      RC_ASSERT(back.line > 0);
      back.line = 0;
      back.our_number_written.clear();
      RC_ASSERT(back == entries[i]);
    }
    const auto report = check(*file);
    if (!report->findings.empty()) RC_FAIL(report->findings.front().message);
  }));
}

INSTANTIATE_TEST_SUITE_P(EveryLayout, CnabProperty,
                         ::testing::ValuesIn(all_layouts().begin(), all_layouts().end()),
                         [](const ::testing::TestParamInfo<const Layout*>& info) {
                           return fmt::format("{}_{}", format_name(info.param->format),
                                              info.param->bank);
                         });

}  // namespace
}  // namespace quita::cnab
