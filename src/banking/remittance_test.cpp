#include "cnab/remittance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "banking/bank_order.h"
#include "banking/testing_desk.h"
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
      if (carries_number) {
        EXPECT_EQ(read->stamp.number, 1);
      }
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

// Off by default: a key is the company's own Pix, until the agreement with the bank says more.
TEST_P(Remittances, CarryThePixKeyOfAHybridAccountOnly) {
  auto account = account_at("033", cnab::Format::cnab240);
  account.pix_key = "11222333000181";
  for (const bool hybrid : {false, true}) {
    account.hybrid = hybrid;
    Desk desk(db(), hybrid ? tenant() : other_tenant(), clock());
    desk.found(account);
    desk.sell("1");
    db().write(hybrid ? tenant() : other_tenant(), [&](db::Tx& tx) {
      const auto made = make_remittance(tx, desk.act(), desk.account().id, false);
      ASSERT_TRUE(made) << made.error().message;
      ASSERT_TRUE(made->remittance);
      const auto content = remittance_content(tx, made->remittance->id);
      const auto file = cnab::read_remittance(content);
      ASSERT_TRUE(file) << file.error().message;
      ASSERT_EQ(file->items[0].pix.has_value(), hybrid);
      if (hybrid) {
        EXPECT_EQ(file->items[0].pix->key.text, "11222333000181");
      }
    });
  }
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

// A slip that the bank registered stays payable there until we say otherwise.
TEST_P(Remittances, WriteOffWhatWasClosedOutsideTheBankOnce) {
  for (const auto& agreement : testing::all_agreements()) {
    SCOPED_TRACE(fmt::format("{} {}", agreement.bank, cnab::format_name(agreement.format)));
    const auto tenant = TenantId::make(clock().now());
    Desk desk(db(), tenant, clock());
    desk.found(account_at(agreement.bank, agreement.format));
    const Money amount = Money::centavos(100'000);
    const Date today(2026, 12, 10);
    const auto by_hand = desk.sell("1"), cancelled = desk.sell("2"), by_bank = desk.sell("3"),
               open = desk.sell("4"), reversed = desk.sell("5"), moved = desk.sell("6");
    ASSERT_TRUE(make(desk, tenant)->remittance);
    ASSERT_TRUE(desk.import(desk.file({desk.told(by_hand, cnab::Event::registered, today),
                                       desk.told(by_bank, cnab::Event::settled, today, amount)})));
    const auto receive = [&](TitleId id, const char* cause) {
      receivable::Payment payment;
      payment.amount = amount;
      payment.on = today;
      payment.cause = {"receipt", cause};
      db().write(tenant, [&](db::Tx& tx) {
        ASSERT_TRUE(receivable::receive_payment(tx, desk.act(), id, payment, {}));
      });
    };
    receive(by_hand, "r1");
    receive(reversed, "r2");
    const auto old_slip = desk.boleto(moved);
    db().write(tenant, [&](db::Tx& tx) {
      ASSERT_TRUE(receivable::cancel_title(tx, desk.act(), cancelled, {"user", "c"}, "engano"));
      ASSERT_TRUE(receivable::reverse_entry(tx, desk.act(), reversed, 2, {"user", "v"}, "engano"));
      ASSERT_TRUE(
          receivable::patch_title(tx, desk.act(), moved, {Date(2027, 1, 11), {}}, {"user", "d"}));
    });

    const auto made = make(desk, tenant);
    ASSERT_TRUE(made) << made.error().message;
    for (const auto& problem : made->problems) {
      ADD_FAILURE() << problem.error.field << " " << problem.error.message;
    }
    ASSERT_TRUE(made->remittance);
    EXPECT_EQ(made->remittance->total, amount) << "of the new slip only";
    std::vector<std::string> written_off, registered;
    db().read(tenant, [&](db::Tx& tx) {
      const auto read = cnab::read_remittance(remittance_content(tx, made->remittance->id));
      ASSERT_TRUE(read) << read.error().message;
      for (const auto& item : read->items) {
        (item.order == cnab::Order::write_off ? written_off : registered)
            .push_back(cnab::normalise_our_number(item.our_number));
      }
    });
    const auto number = [&](TitleId id) {
      return cnab::normalise_our_number(desk.boleto(id).our_number);
    };
    EXPECT_THAT(written_off,
                ::testing::UnorderedElementsAre(number(by_hand), number(cancelled),
                                                cnab::normalise_our_number(old_slip.our_number)));
    EXPECT_THAT(registered, ::testing::ElementsAre(number(moved)));
    EXPECT_EQ(desk.boleto(open).write_off, receivable::WriteOff::none);
    EXPECT_EQ(desk.boleto(reversed).state, InstrumentState::sent);
    EXPECT_EQ(make(desk, tenant).error().code, "remittance.nothing") << "asked once";

    ASSERT_TRUE(desk.import(desk.file({desk.told(by_hand, cnab::Event::written_off, today)}, 2)));
    EXPECT_EQ(desk.boleto(by_hand).state, InstrumentState::written_off);
    EXPECT_EQ(make(desk, tenant).error().code, "remittance.nothing");
    desk.expect_sound();
  }
}

// Protest and listing are asked once, of titles that are owed, and stopped when they are not.
TEST_P(Remittances, CarryTheOrdersToProtestAndToListAndTheirEnd) {
  int protesting = 0, listing = 0;
  for (const auto& agreement : testing::all_agreements()) {
    SCOPED_TRACE(fmt::format("{} {}", agreement.bank, cnab::format_name(agreement.format)));
    const auto tenant = TenantId::make(clock().now());
    Desk desk(db(), tenant, clock());
    desk.found(account_at(agreement.bank, agreement.format));
    const Date today(2026, 12, 20);
    const auto late = desk.sell("1"), paid = desk.sell("2"), new_one = desk.sell("3");
    ASSERT_TRUE(make(desk, tenant)->remittance);
    ASSERT_TRUE(desk.import(desk.file({desk.told(late, cnab::Event::registered, today),
                                       desk.told(paid, cnab::Event::registered, today)})));
    const auto ask = [&](TitleId title, BankOrderKind kind) {
      return db().write(tenant, [&](db::Tx& tx) { return ask_bank(tx, desk.act(), title, kind); });
    };
    // What the next remittance says of those two, in this order.
    const auto sent = [&] {
      std::string said;
      const auto made = make(desk, tenant);
      if (!made) return made.error().code;
      for (const auto& problem : made->problems) ADD_FAILURE() << problem.error.message;
      db().read(tenant, [&](db::Tx& tx) {
        const auto read = cnab::read_remittance(remittance_content(tx, made->remittance->id));
        ASSERT_TRUE(read) << read.error().message;
        for (const auto& item : read->items)
          said += (said.empty() ? "" : " ") + std::string(cnab::order_name(item.order));
      });
      return said;
    };
    EXPECT_EQ(ask(new_one, BankOrderKind::protest).error().code, "bank_order.not_registered");
    const auto first = ask(late, BankOrderKind::protest);
    if (!first) {
      EXPECT_EQ(first.error().code, "bank_order.not_in_layout");
    } else {
      ++protesting;
      EXPECT_EQ(ask(late, BankOrderKind::protest)->id, first->id) << "asked again";
      ASSERT_TRUE(ask(paid, BankOrderKind::protest));
      EXPECT_EQ(sent(), "protestar protestar");
      EXPECT_EQ(sent(), "remittance.nothing") << "asked once";
    }
    const bool lists = ask(paid, BankOrderKind::list_negative).has_value();
    if (lists) {
      ++listing;
      EXPECT_EQ(sent(), "negativar");
    }
    receivable::Payment payment;
    payment.amount = Money::centavos(200'000);
    payment.on = today;
    payment.cause = {"receipt", "r"};
    db().write(tenant, [&](db::Tx& tx) {
      ASSERT_TRUE(receivable::receive_payment(tx, desk.act(), paid, payment, {}));
    });
    EXPECT_EQ(ask(paid, BankOrderKind::protest).error().code, "bank_order.title");
    if (lists) {
      EXPECT_EQ(sent(), "sustar_negativacao") << "the listing's end comes first";
    }
    if (first) {
      EXPECT_THAT(sent(), ::testing::AnyOf("sustar_protesto_e_baixar", "baixar"));
    }
    desk.expect_sound();
  }
  EXPECT_GE(protesting, 9);
  EXPECT_GE(listing, 1);
}

// Inter's file knows no order to write off: it holds up no other boleto, and a person sees it.
TEST_P(Remittances, ABankWithoutTheOrderIsAskedByAPerson) {
  Desk desk(db(), tenant(), clock());
  desk.found(account_at("077", cnab::Format::cnab400));
  const auto cancelled = desk.sell("1");
  const auto first = make(desk, tenant());
  ASSERT_TRUE(first) << first.error().message;
  ASSERT_TRUE(first->remittance) << first->problems.at(0).error.message;
  db().write(tenant(), [&](db::Tx& tx) {
    ASSERT_TRUE(receivable::cancel_title(tx, desk.act(), cancelled, {"user", "c"}, "engano"));
  });
  EXPECT_EQ(make(desk, tenant()).error().code, "remittance.nothing");
  EXPECT_EQ(desk.boleto(cancelled).write_off, receivable::WriteOff::due);
  desk.sell("2");
  const auto next = make(desk, tenant());
  ASSERT_TRUE(next && next->remittance);
  EXPECT_EQ(next->remittance->titles, 1);
}

// Reversed after the bank was told to write the slip off: the title gets another slip.
TEST_P(Remittances, ATitleOwedAgainHasASlipAgain) {
  Desk desk(db(), tenant(), clock());
  desk.found(account_at("341", cnab::Format::cnab240));
  const auto title = desk.sell("1");
  const auto first = desk.boleto(title);
  ASSERT_TRUE(make(desk, tenant()));
  db().write(tenant(), [&](db::Tx& tx) {
    ASSERT_TRUE(receivable::cancel_title(tx, desk.act(), title, {"user", "c"}, "engano"));
  });
  ASSERT_TRUE(make(desk, tenant()));
  db().write(tenant(), [&](db::Tx& tx) {
    ASSERT_TRUE(receivable::reverse_entry(tx, desk.act(), title, 2, {"user", "v"}, "era devido"));
  });
  const auto second = desk.boleto(title);
  EXPECT_NE(second.our_number, first.our_number);
  EXPECT_EQ(second.state, InstrumentState::created);
  const auto made = make(desk, tenant());
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->remittance->titles, 1);
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
