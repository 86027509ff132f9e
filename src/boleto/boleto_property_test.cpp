// What holds for every bank of the table.
#include <gtest/gtest.h>

#include <string>

#include "boleto/boleto.h"
#include "boleto/due_factor.h"

namespace quita::boleto {
namespace {

// Values that fit the inputs of every bank; each takes those that it knows.
Agreement agreement_for(const BoletoBank& bank) {
  Agreement agreement = {.agency = "123",
                         .agency_digit = "1",
                         .account = "12345",
                         .account_digit = "4",
                         .variation = bank.code == "389" || bank.code == "756" ? "01" : "4",
                         .covenant = bank.code == "001" ? "1234567" : "12345",
                         .beneficiary = "12345",
                         .client = "12345",
                         .operation = "12",
                         .post = "05",
                         .portfolio = "621",
                         .document = "12345678912"};
  if (bank.code == "001" || bank.code == "104") agreement.beneficiary.clear();
  if (bank.code == "104") agreement.covenant = "123456";
  if (bank.code == "003") agreement.covenant = "1254";
  if (bank.code == "322") agreement.account = "51";
  if (bank.code == "403") agreement.document = "37880206000163";
  if (bank.code == "409") agreement.beneficiary_digit = "7";
  if (bank.code == "453") agreement.client = "123";
  return agreement;
}

// A number that every wallet takes; Banco da Amazônia's unregistered one wants it whole.
std::string_view number_for(std::string_view wallet) {
  return wallet == "CNR" ? "1254000012345600" : "1234";
}

TEST(Boleto, EveryEntryOfTheTableMakesSlipsForAnyDueDate) {
  for (const auto* bank : boleto_banks()) {
    for (const auto& wallet : bank->wallets) {
      Agreement mine = agreement_for(*bank);
      mine.wallet = wallet.code;
      const auto number = bank->code == "003" ? number_for(wallet.code) : "1234";
      for (Date due = due_date_min; due <= Date(2070, 12, 31); due = due + 37) {
        const auto boleto = make_boleto(
            *bank, mine,
            {.our_number = number, .your_number = "77", .amount = Money::centavos(1), .due = due});
        ASSERT_TRUE(boleto.has_value())
            << bank->code << " " << wallet.code << ": " << boleto.error().message;
        ASSERT_FALSE(boleto->our_number.printed.empty()) << bank->code;
        ASSERT_FALSE(boleto->beneficiary.empty()) << bank->code;
        const auto read = parse_line(boleto->line().formatted());
        ASSERT_TRUE(read.has_value());
        ASSERT_EQ(read->bank(), bank->barcode_code());
        ASSERT_EQ(due_date(read->due_factor(), due), due);
        ASSERT_EQ(read->centavos(), 1);
        ASSERT_EQ(read->free_field(), boleto->free_field());
        if (due.day() != 1) continue;
        // What the bank registered makes the same slip again, as printing it anew does.
        const auto again = make_boleto(*bank, mine,
                                       {.our_number = boleto->our_number.digits.view(),
                                        .your_number = "77",
                                        .amount = Money::centavos(1),
                                        .due = due});
        ASSERT_TRUE(again.has_value()) << bank->code << ": " << again.error().message;
        ASSERT_EQ(again->barcode, boleto->barcode) << bank->code;
        ASSERT_EQ(again->our_number.printed, boleto->our_number.printed) << bank->code;
      }
    }
  }
}

// Any text in any input gets a slip or a refusal: nothing runs past a field.
TEST(Boleto, AnyInputIsAnsweredOrRefused) {
  const std::string values[] = {"",
                                "0",
                                "7",
                                "12",
                                "123",
                                "1234",
                                "12345",
                                "X",
                                "12345678",
                                "123456789012",
                                "1234567890123456789012345",
                                "é",
                                " 1",
                                "-1",
                                "99999999999"};
  std::uint64_t state = 1;
  const auto pick = [&](std::size_t count) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>(state >> 33) % count;
  };
  int made = 0;
  for (const auto* bank : boleto_banks()) {
    for (int i = 0; i < 3000; ++i) {
      Agreement agreement = agreement_for(*bank);
      agreement.wallet = bank->wallets[pick(bank->wallets.size())].code;
      agreement.*bank->inputs[pick(bank->inputs.size())].member = values[pick(std::size(values))];
      agreement.*bank->inputs[pick(bank->inputs.size())].member = values[pick(std::size(values))];
      Order order = {.our_number = "1234",
                     .your_number = "77",
                     .amount = Money::centavos(1),
                     .due = Date(2026, 12, 10)};
      if (i % 3 == 0) order.our_number = values[pick(std::size(values))];
      const auto boleto = make_boleto(*bank, agreement, order);
      if (!boleto) {
        EXPECT_TRUE(boleto.error().code.starts_with("boleto.")) << boleto.error().code;
        EXPECT_FALSE(boleto.error().field.empty());
        continue;
      }
      ++made;
      ASSERT_TRUE(parse_barcode(boleto->barcode.text()).has_value()) << bank->code;
    }
  }
  EXPECT_GT(made, 10'000);
}

}  // namespace
}  // namespace quita::boleto
