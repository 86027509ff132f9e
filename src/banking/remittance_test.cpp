#include "banking/remittance.h"

#include <gtest/gtest.h>

#include "banking/testing_desk.h"
#include "cnab/remittance.h"
#include "testing/engines.h"

namespace quita::banking {
namespace {

using receivable::InstrumentState;
using testing::account_at;
using testing::Desk;

class Remittances : public quita::testing::EachEngine {
 protected:
  Result<MadeRemittance> make(Desk& desk, TenantId tenant, bool without_problems = false) {
    return db().write(tenant, [&](db::Tx& tx) {
      return make_remittance(tx, desk.act(), desk.account().id, without_problems);
    });
  }
};
QUITA_EACH_ENGINE(Remittances);

TEST_P(Remittances, OfEachBankAndLayoutCarryTheTitles) {
  for (const auto& agreement : testing::all_agreements()) {
    SCOPED_TRACE(fmt::format("{} {}", agreement.bank, cnab::format_name(agreement.format)));
    const auto tenant = TenantId::make(clock().now());
    Desk desk(db(), tenant, clock());
    desk.found(account_at(agreement.bank, agreement.format));
    const TitleId titles[] = {desk.sell("1001/1"),
                              desk.sell("1001/2", Money::centavos(33'333), Date(2027, 1, 11))};
    const auto made = make(desk, tenant);
    ASSERT_TRUE(made) << made.error().field << " " << made.error().message;
    for (const auto& problem : made->problems) {
      ADD_FAILURE() << problem.error.field << " " << problem.error.message;
    }
    ASSERT_TRUE(made->remittance);
    EXPECT_EQ(made->remittance->number, 1);
    EXPECT_EQ(made->remittance->titles, 2);
    EXPECT_EQ(made->remittance->total, Money::centavos(133'333));
    const std::string numbers[] = {desk.boleto(titles[0]).our_number,
                                   desk.boleto(titles[1]).our_number};
    db().read(tenant, [&](db::Tx& tx) {
      const auto bytes = remittance_content(tx, made->remittance->id);
      const auto read = cnab::read_remittance(bytes);
      ASSERT_TRUE(read) << read.error().message;
      // Some CNAB 400 have no running number.
      const bool carries_number = read->stamp.number != 0;
      EXPECT_TRUE(carries_number || agreement.format == cnab::Format::cnab400);
      EXPECT_TRUE(read->warnings.empty());
      EXPECT_EQ(read->covenant.bank, agreement.bank);
      if (carries_number) EXPECT_EQ(read->stamp.number, 1);
      ASSERT_EQ(read->items.size(), 2u);
      for (int i = 0; i < 2; ++i) {
        const auto record = *receivable::find_title(tx, titles[i]);
        const auto& item = read->items[static_cast<std::size_t>(i)];
        EXPECT_EQ(item.order, cnab::Order::register_title);
        EXPECT_EQ(cnab::normalise_our_number(item.our_number),
                  cnab::normalise_our_number(numbers[i]));
        EXPECT_EQ(item.your_number, record.title.number);
        EXPECT_EQ(item.due, record.title.due_date);
        EXPECT_EQ(item.amount, record.title.amount);
        EXPECT_EQ(item.payer.document, "52998224725");
        EXPECT_NE(item.fine.kind, cnab::FineTerm::Kind::none);
        EXPECT_NE(item.interest.kind, cnab::InterestTerm::Kind::none);
      }
    });
    EXPECT_EQ(desk.boleto(titles[0]).state, InstrumentState::sent);
    EXPECT_EQ(desk.boleto(titles[1]).state, InstrumentState::sent);
    const auto again = make(desk, tenant);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, "remittance.nothing");
    desk.sell("1001/3");
    EXPECT_EQ(make(desk, tenant)->remittance->number, 2);
  }
}

TEST_P(Remittances, WithAProblemNothingIsDoneAndAllAreListed) {
  Desk desk(db(), tenant(), clock());
  desk.found(account_at("341", cnab::Format::cnab400));
  const auto good = desk.sell("1");
  // CNAB 400 has room for one discount.
  auto wanted = desk.sale("2", Money::centavos(50'000), Date(2026, 12, 28));
  wanted.terms->discounts = {
      {Date(2026, 12, 10), receivable::DiscountMode::fixed, Money::centavos(1'000), {}},
      {Date(2026, 12, 20), receivable::DiscountMode::fixed, Money::centavos(500), {}}};
  const auto bad = desk.sell(wanted);
  const auto refused = make(desk, tenant());
  ASSERT_TRUE(refused) << refused.error().message;
  EXPECT_FALSE(refused->remittance);
  ASSERT_EQ(refused->problems.size(), 1u);
  EXPECT_EQ(refused->problems[0].title, bad);
  EXPECT_EQ(refused->problems[0].number, "2");
  EXPECT_EQ(refused->problems[0].payer, "João da Conceição");
  EXPECT_FALSE(refused->problems[0].error.message.empty());
  EXPECT_EQ(desk.boleto(good).state, InstrumentState::created);
  db().read(tenant(), [&](db::Tx& tx) {
    EXPECT_TRUE(remittances(tx, 10).empty());
    EXPECT_EQ(find_account(tx, desk.account().id)->next_remittance, 1);
  });

  const auto rest = make(desk, tenant(), true);
  ASSERT_TRUE(rest);
  ASSERT_TRUE(rest->remittance);
  EXPECT_EQ(rest->remittance->titles, 1);
  ASSERT_EQ(rest->problems.size(), 1u);
  EXPECT_EQ(desk.boleto(good).state, InstrumentState::sent);
  EXPECT_EQ(desk.boleto(bad).state, InstrumentState::created);
  db().read(tenant(), [&](db::Tx& tx) {
    const auto items = remittance_items(tx, rest->remittance->id);
    ASSERT_EQ(items.size(), 1u);
    EXPECT_EQ(items[0].title, good);
    EXPECT_EQ(items[0].state, "sent");
  });
}

TEST_P(Remittances, WhatIsPaidOrCancelledDoesNotGo) {
  Desk desk(db(), tenant(), clock());
  desk.found(account_at("237", cnab::Format::cnab400));
  const auto cancelled = desk.sell("1");
  db().write(tenant(), [&](db::Tx& tx) {
    ASSERT_TRUE(receivable::cancel_title(tx, desk.act(), cancelled, {"user", "c1"}, "engano"));
  });
  EXPECT_EQ(make(desk, tenant()).error().code, "remittance.nothing");
}

TEST_P(Remittances, AreOneCompanys) {
  Desk desk(db(), tenant(), clock());
  desk.found(account_at("001", cnab::Format::cnab240));
  desk.sell("1");
  const auto made = make(desk, tenant());
  ASSERT_TRUE(made && made->remittance);
  Desk other(db(), other_tenant(), clock());
  other.found(account_at("001", cnab::Format::cnab240));
  EXPECT_EQ(db().write(other_tenant(),
                       [&](db::Tx& tx) {
                         return make_remittance(tx, other.act(), desk.account().id, false);
                       })
                .error()
                .code,
            "account.not_found");
  db().read(other_tenant(), [&](db::Tx& tx) {
    EXPECT_EQ(find_remittance(tx, made->remittance->id).error().code, "remittance.not_found");
    EXPECT_EQ(remittance_content(tx, made->remittance->id), "");
  });
}

}  // namespace
}  // namespace quita::banking
