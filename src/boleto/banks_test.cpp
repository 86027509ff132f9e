// What is peculiar to one bank or another, beside the cases of bank_cases_test.cpp.
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "boleto/boleto.h"

namespace quita::boleto {
namespace {

// A second digit that would be 10 raises the first one (openboleto's Banese leaves it out).
TEST(Banks, TheDoubleDigitIsTakenAgainWhereItHasNoSecond) {
  const auto boleto =
      make_boleto("047", {.agency = "31", .account = "65432", .account_digit = "1", .wallet = "CS"},
                  {.our_number = "2", .amount = Money::centavos(100)});
  ASSERT_TRUE(boleto.has_value());
  EXPECT_EQ(boleto->free_field(), "3100065432100000002704738");
}

// openboleto's test writes the account 0403005 without quotes, and PHP reads that as octal: the
// shared case 070-072 is the slip of account 132613 (docs/decisions/0003).
TEST(Banks, BrbAccountIsNoOctalNumber) {
  const Order order = {
      .our_number = "758964", .amount = Money::centavos(1050), .due = Date(2013, 1, 1)};
  const auto read_as_octal =
      make_boleto("070", {.agency = "172", .account = "132613", .wallet = "1"}, order);
  EXPECT_EQ(read_as_octal->barcode.text(), "07093556500000010500001720132613175896407028");
  const auto boleto =
      make_boleto("070", {.agency = "172", .account = "0403005", .wallet = "1"}, order);
  EXPECT_EQ(boleto->free_field().substr(6, 7), "0403005");
}

TEST(Banks, SicrediNumberBeginsWithTheYearOfIssue) {
  const Agreement agreement = {
      .agency = "0156", .wallet = "1", .beneficiary = "85305", .post = "05"};
  const auto printed = [&](const char* number, std::optional<Date> due, std::optional<Date> issued,
                           const char* byte = "") {
    Agreement mine = agreement;
    mine.id_byte = byte;
    const auto boleto = make_boleto(
        "748", mine,
        {.our_number = number, .amount = Money::centavos(20'000), .due = due, .issued = issued});
    return boleto ? std::string(boleto->our_number.printed.view()) : boleto.error().code;
  };
  EXPECT_EQ(printed("8", Date(2020, 2, 19), Date(2020, 1, 2)), "20/200008-8");
  EXPECT_EQ(printed("8", Date(2020, 2, 19), Date(2019, 12, 30)), "19/200008-0");
  EXPECT_EQ(printed("19200008", Date(2020, 2, 19), {}), "19/200008-0");
  EXPECT_EQ(printed("200008", Date(2020, 2, 19), Date(2019, 12, 30)), "19/200008-0");
  EXPECT_EQ(printed("8", Date(2020, 2, 19), Date(2019, 12, 30), "3").substr(0, 9), "19/300008");
  // Not said: 60 days before the due date.
  EXPECT_EQ(printed("8", Date(2020, 2, 19), {}), "19/200008-0");
  EXPECT_EQ(printed("8", {}, {}), "boleto.input.missing");
  EXPECT_EQ(printed("1234567", Date(2020, 2, 19), {}), "boleto.our_number.length");
  EXPECT_EQ(printed("8", Date(2020, 2, 19), {}, "0"), "boleto.input.range");
}

TEST(Banks, C6WalletSaysWhoIssuesUnlessItIsSaid) {
  const auto last = [](const char* wallet, const char* layout) {
    const auto boleto =
        make_boleto("336", {.wallet = wallet, .beneficiary = "1", .emission_layout = layout},
                    {.our_number = "1", .amount = Money::centavos(100)});
    return boleto->free_field().back();
  };
  EXPECT_EQ(last("10", ""), '3');
  EXPECT_EQ(last("20", ""), '4');
  EXPECT_EQ(last("40", ""), '4');
  EXPECT_EQ(last("10", "4"), '4');
}

TEST(Banks, HsbcPrintsTheNumberTiedToAccountAndDueDate) {
  // openboleto and brcobranca agree on number, digit, 4 and the digit of the sum.
  const auto boleto = make_boleto(
      "399", {.account = "4146239", .wallet = "CNR"},
      {.our_number = "1476147", .amount = Money::centavos(338'300), .due = Date(2013, 1, 30)});
  EXPECT_EQ(boleto->our_number.printed.view(), "0000001476147541");
  const auto none = make_boleto("399", {.account = "4146239", .wallet = "CNR"},
                                {.our_number = "1", .amount = Money::centavos(1)});
  EXPECT_EQ(none.error().code, "boleto.due");
}

TEST(Banks, RefusalsNameTheInput) {
  struct Refusal {
    const char* bank;
    Agreement agreement;
    const char* our_number;
    const char* code;
    const char* field;
  };
  const Refusal refusals[] = {
      {"004",
       {.agency = "1", .account = "1", .account_digit = "X", .wallet = "21"},
       "1",
       "boleto.input.digits",
       "conta_dv"},
      {"021",
       {.agency = "1", .account = "1", .account_digit = "1", .wallet = "11", .variation = "9"},
       "1",
       "boleto.input.range",
       "variacao"},
      {"041", {.agency = "1", .account = "1", .wallet = "Z"}, "1", "boleto.wallet", "carteira"},
      {"047",
       {.agency = "1", .account = "1", .account_digit = "1", .wallet = "1"},
       "1",
       "boleto.wallet",
       "carteira"},
      {"077",
       {.agency = "1", .wallet = "112", .operation = "1"},
       "12345678901",
       "boleto.our_number.check_digit",
       "nosso_numero"},
      {"077", {.agency = "1", .wallet = "110"}, "1", "boleto.input.missing", "operacao"},
      {"097",
       {.agency = "1",
        .account = "1",
        .wallet = "18",
        .covenant = "1",
        .document = "12ABC34501DE35"},
       "1",
       "boleto.input.digits",
       "documento_beneficiario"},
      {"136",
       {.agency = "1", .account = "1234567890", .account_digit = "1", .wallet = "21"},
       "1",
       "boleto.input.length",
       "conta"},
      {"336",
       {.wallet = "20", .beneficiary = "1", .emission_layout = "5"},
       "1",
       "boleto.input.range",
       "layout_emissao"},
      {"389",
       {.agency = "1", .wallet = "01", .variation = "2", .beneficiary = "1"},
       "1",
       "boleto.input.length",
       "variacao"},
      {"399", {.account = "1", .wallet = "ABC"}, "1", "boleto.wallet", "carteira"},
      {"748",
       {.agency = "1", .wallet = "1", .beneficiary = "1"},
       "1",
       "boleto.input.missing",
       "posto"},
      {"756",
       {.agency = "1", .wallet = "1", .beneficiary = "1234567", .beneficiary_digit = "1"},
       "1",
       "boleto.input.length",
       "codigo_beneficiario"},
  };
  for (const auto& refusal : refusals) {
    const auto boleto = make_boleto(refusal.bank, refusal.agreement,
                                    {.our_number = refusal.our_number,
                                     .amount = Money::centavos(100),
                                     .due = Date(2026, 12, 10)});
    ASSERT_FALSE(boleto.has_value()) << refusal.bank << " " << refusal.code;
    EXPECT_EQ(boleto.error().code, refusal.code) << refusal.bank << boleto.error().message;
    EXPECT_EQ(boleto.error().field, refusal.field);
  }
}

TEST(Banks, TheTableIsInOrderAndEveryEntrySaysItsSource) {
  std::string_view before;
  for (const auto* bank : boleto_banks()) {
    EXPECT_LT(before, bank->code);
    before = bank->code;
    EXPECT_EQ(find_boleto_bank(bank->code), bank);
    EXPECT_FALSE(bank->name.empty());
    EXPECT_FALSE(bank->source.empty());
    EXPECT_FALSE(bank->wallets.empty());
    for (const auto& input : bank->inputs) EXPECT_GT(input.size_max, 0) << input.field;
  }
}

}  // namespace
}  // namespace quita::boleto
