#include "banking/account.h"

#include <gtest/gtest.h>

#include "banking/testing_desk.h"
#include "company/audit.h"
#include "testing/engines.h"

namespace quita::banking {
namespace {

using testing::account_at;
using testing::Desk;

class Accounts : public quita::testing::EachEngine {
 protected:
  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    desk_ = std::make_unique<Desk>(db(), tenant(), clock());
    desk_->found(account_at("341", cnab::Format::cnab400));
  }
  Result<Account> add(const Account& account) {
    return db().write(tenant(), [&](db::Tx& tx) { return add_account(tx, desk_->act(), account); });
  }
  Result<Account> change(const Account& account) {
    return db().write(tenant(),
                      [&](db::Tx& tx) { return change_account(tx, desk_->act(), account); });
  }
  Error refusal(const Account& account) {
    const auto added = add(account);
    return added ? Error{} : added.error();
  }
  std::vector<Account> all() {
    return db().read(tenant(), [](db::Tx& tx) { return accounts(tx); });
  }
  std::unique_ptr<Desk> desk_;
};
QUITA_EACH_ENGINE(Accounts);

TEST_P(Accounts, TheFirstIsStandardAndANewStandardReplacesIt) {
  EXPECT_TRUE(desk_->account().standard);
  auto second = account_at("237", cnab::Format::cnab240);
  second.name = "Bradesco";
  const auto added = add(second);
  ASSERT_TRUE(added);
  EXPECT_FALSE(added->standard);
  auto changed = *added;
  changed.standard = true;
  ASSERT_TRUE(change(changed));
  const auto now = all();
  ASSERT_EQ(now.size(), 2u);
  EXPECT_EQ(now[0].bank, "237");
  EXPECT_TRUE(now[0].standard);
  EXPECT_FALSE(now[1].standard);
}

TEST_P(Accounts, NumbersNeverGoBack) {
  desk_->sell("1");
  desk_->sell("2");
  auto account = all().front();
  EXPECT_EQ(account.next_our_number, 3);
  account.next_our_number = 2;
  const auto back = change(account);
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code, "account.number_back");
  EXPECT_EQ(back.error().field, "next_our_number");
  account.next_our_number = 1000;
  ASSERT_TRUE(change(account));
  EXPECT_EQ(desk_->boleto(desk_->sell("3")).our_number, "00001000");
}

TEST_P(Accounts, ABadAgreementIsRefusedByItsName) {
  auto account = account_at("341", cnab::Format::cnab400);
  account.wallet = "A9";
  EXPECT_EQ(refusal(account).code, "boleto.wallet");
  account = account_at("341", cnab::Format::cnab400);
  account.agency = "12A4";
  EXPECT_EQ(refusal(account).field, "agency");
  account = account_at("341", cnab::Format::cnab400);
  account.bank = "999";
  EXPECT_EQ(refusal(account).code, "boleto.bank");
  account = account_at("341", cnab::Format::cnab400);
  account.name.clear();
  EXPECT_EQ(refusal(account).code, "account.name");
  account = account_at("341", cnab::Format::cnab400);
  account.pix_key = "nenhuma chave";
  EXPECT_EQ(refusal(account).field, "pix_key");
  account = account_at("341", cnab::Format::cnab444);
  EXPECT_EQ(refusal(account).field, "layout");
  EXPECT_EQ(all().size(), 1u);
}

// A slip would do without these; the remittance would not.
TEST_P(Accounts, WhatTheRemittanceLacksIsRefusedWhenSaving) {
  auto account = account_at("237", cnab::Format::cnab240);
  account.covenant.clear();
  account.beneficiary_code.clear();
  EXPECT_EQ(refusal(account).code, "cnab.required");
  EXPECT_EQ(refusal(account).field, "covenant");
  account.covenant = "4567890";
  EXPECT_TRUE(add(account));
}

// Banks that ask for more than agency, account and convênio: kept, and their slips come out.
TEST_P(Accounts, HybridSlipsNeedAKeyThatTheRemittanceCarries) {
  auto santander = account_at("033", cnab::Format::cnab400);
  santander.hybrid = true;
  EXPECT_EQ(refusal(santander).code, "account.hybrid");
  EXPECT_EQ(refusal(santander).field, "pix_key");
  santander.pix_key = "11222333000181";
  const auto added = add(santander);
  ASSERT_TRUE(added) << added.error().message;
  EXPECT_TRUE(all().back().hybrid);
  auto changed = *added;
  changed.hybrid = false;
  ASSERT_TRUE(change(changed));
  EXPECT_FALSE(all().back().hybrid);

  auto caixa = account_at("104", cnab::Format::cnab400);
  caixa.hybrid = true;
  caixa.pix_key = "11222333000181";
  EXPECT_EQ(refusal(caixa).code, "cnab.not_in_layout");
  EXPECT_EQ(refusal(caixa).field, "hybrid");
}

TEST_P(Accounts, InputsOfSomeBanksAreKeptAndMakeSlips) {
  auto sicredi = account_at("341", cnab::Format::cnab400);
  sicredi.bank = "748";
  sicredi.agency = "0100";
  sicredi.account = "12345";
  sicredi.wallet = "1";
  sicredi.beneficiary_code = "12345";
  EXPECT_EQ(refusal(sicredi).field, "post");
  sicredi.post = "02";
  sicredi.id_byte = "3";
  sicredi.standard = true;
  const auto added = add(sicredi);
  ASSERT_TRUE(added) << added.error().message;
  EXPECT_EQ(all().front().post, "02");
  EXPECT_EQ(desk_->boleto(desk_->sell("1")).our_number.substr(2, 1), "3");

  auto credisis = sicredi;
  credisis.bank = "097";
  credisis.wallet = "18";
  credisis.covenant = "100000";
  EXPECT_EQ(refusal(credisis).field, "beneficiary_document");
  credisis.beneficiary_document = "11222333000181";
  EXPECT_TRUE(add(credisis));
  auto citi = sicredi;
  citi.bank = "745";
  citi.wallet = "3";
  citi.covenant = "0123456789";
  citi.portfolio = "113";
  EXPECT_EQ(refusal(citi).field, "client_code");  // which its files want
  citi.client_code = "17777751042700080112";
  const auto city = add(citi);
  EXPECT_TRUE(city) << city.error().field << city.error().message;
}

TEST_P(Accounts, BelongToOneCompanyAndLeaveATrace) {
  EXPECT_TRUE(db().read(other_tenant(), [](db::Tx& tx) { return accounts(tx); }).empty());
  auto account = all().front();
  account.name = "Itaú principal";
  ASSERT_TRUE(change(account));
  db().read(tenant(), [&](db::Tx& tx) {
    const auto trail = company::read_audit(tx, std::nullopt, account.id.uuid, 10);
    ASSERT_EQ(trail.size(), 2u);
    EXPECT_EQ(trail[0].action, "account.update");
    EXPECT_NE(trail[0].before->find("Cobrança"), std::string::npos);
    EXPECT_NE(trail[0].after->find("Itaú principal"), std::string::npos);
    EXPECT_EQ(trail[1].action, "account.create");
  });
}

}  // namespace
}  // namespace quita::banking
