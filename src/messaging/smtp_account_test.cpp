// Several accounts of one company, on both engines and over real SMTP: which letter takes which,
// what becomes of it when one is down, has sent what it may, is paused or goes.
#include "messaging/smtp_account.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "mail/smtp_sink.h"
#include "messaging/smtp_transport.h"
#include "messaging/template_store.h"
#include "messaging/testing_aurora.h"

namespace quita::messaging {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class SmtpAccounts : public Aurora {
 protected:
  void SetUp() override {
    Aurora::SetUp();
    if (IsSkipped()) return;
    transport_ = std::make_unique<SmtpTransport>(db(), clock(), key_, key_);
    db().write(tenant(), [&](db::Tx& tx) { install_default_templates(tx, clock().now()); });
  }
  void TearDown() override {
    transport_.reset();
    Aurora::TearDown();
  }

  static SmtpAccount account(const std::string& name, std::uint16_t port) {
    SmtpAccount account;
    account.name = name;
    account.server.host = "127.0.0.1";
    account.server.port = port;
    account.server.security = Security::none;
    account.server.from_address = name + "@aurora.com.br";
    return account;
  }
  SmtpAccountId save(const SmtpAccount& account) {
    return db().write(tenant(), [&](db::Tx& tx) {
      const auto saved = save_smtp_account(tx, clock().now(), account, std::nullopt, {key_, key_});
      EXPECT_TRUE(saved) << (saved ? "" : saved.error().message);
      return saved.value();
    });
  }
  std::vector<SmtpAccount> accounts() {
    return db().read(tenant(), [](db::Tx& tx) { return load_smtp_accounts(tx); });
  }
  MessageId queue(const std::string& cause) {
    return Aurora::queue(letter(cause + std::to_string(++messages_), "agradecimento"));
  }
  SendReport send() {
    SenderDeps deps{db(), clock(), *transport_, gate_, {key_, "https://quita.exemplo"}, "teste"};
    return send_due(deps, tenant());
  }

  int messages_ = 0;
  std::unique_ptr<SmtpTransport> transport_;
};
QUITA_EACH_ENGINE(SmtpAccounts);

TEST_P(SmtpAccounts, APrivateNetworkIsNotLookedIntoWhereOnlyTheInternetIsAllowed) {
  mail::SmtpSink inner;
  SmtpHouse house;
  house.public_only = true;
  const SmtpAccount named = account("geral", inner.port());
  const auto tried =
      send_test_mail(named.server, "", house, "joao@exemplo.com.br", "Aurora", clock().now());
  ASSERT_FALSE(tried);
  EXPECT_EQ(tried.error().code, "smtp.private_address");
  save(named);
  transport_ = std::make_unique<SmtpTransport>(db(), clock(), key_, key_, house);
  const auto id = queue("a");
  send();
  EXPECT_EQ(row(id).state, MessageState::queued);
  EXPECT_EQ(inner.connections(), 0U);
  EXPECT_TRUE(send_test_mail(named.server, "", {}, "joao@exemplo.com.br", "Aurora", clock().now()));
}

TEST_P(SmtpAccounts, EachPurposeHasItsAccountAndTheRestTakesTheFirst) {
  mail::SmtpSink general, demands, campaigns;
  save(account("geral", general.port()));
  SmtpAccount regua = account("regua", demands.port());
  regua.purposes = {Purpose::demand};
  save(regua);
  SmtpAccount campaign = account("campanha", campaigns.port());
  campaign.purposes = {Purpose::campaign};
  save(campaign);
  const MessageId demand = queue("dunning:x:");
  queue("thanks:");
  queue("manual:campaign:1:");
  EXPECT_EQ(send().sent, 3);
  EXPECT_THAT(demands.mails(), SizeIs(1));
  EXPECT_THAT(campaigns.mails(), SizeIs(1));
  ASSERT_THAT(general.mails(), SizeIs(1));
  EXPECT_THAT(general.mails()[0].data, HasSubstr("geral@aurora.com.br"));
  EXPECT_THAT(demands.mails()[0].data, HasSubstr("regua@aurora.com.br"));
  EXPECT_THAT(row(demand).answer, HasSubstr("regua: 250"));
}

TEST_P(SmtpAccounts, WhatIsDownIsPassedOverAndCostsItsLettersNoAttempt) {
  std::uint16_t gone = 0;
  {
    mail::SmtpSink closed;
    gone = closed.port();
  }
  mail::SmtpSink second;
  save(account("primeira", gone));
  save(account("segunda", second.port()));
  std::vector<MessageId> ids;
  for (int i = 0; i < 12; ++i) ids.push_back(queue("thanks:"));
  EXPECT_EQ(send().sent, 12) << "the letter that finds it out goes by the next at once";
  EXPECT_THAT(second.mails(), SizeIs(12));
  for (const MessageId& id : ids) EXPECT_EQ(row(id).attempts, 1);
  EXPECT_THAT(accounts()[0].trouble, HasSubstr("não respondeu"));
  EXPECT_EQ(accounts()[1].trouble, "");
}

TEST_P(SmtpAccounts, OneThatIsDownForItsPurposeHoldsUpNoOther) {
  std::uint16_t gone = 0;
  {
    mail::SmtpSink closed;
    gone = closed.port();
  }
  mail::SmtpSink works;
  SmtpAccount demands = account("regua", gone);
  demands.purposes = {Purpose::demand};
  save(demands);
  SmtpAccount rest = account("resto", works.port());
  rest.purposes = {Purpose::transactional};
  save(rest);
  std::vector<MessageId> held;
  for (int i = 0; i < 6; ++i) held.push_back(queue("dunning:x:"));
  for (int i = 0; i < 6; ++i) queue("thanks:");
  EXPECT_EQ(send().sent, 6);
  EXPECT_THAT(works.mails(), SizeIs(6));
  int attempts = 0;
  for (const MessageId& id : held) {
    EXPECT_EQ(row(id).state, MessageState::queued);
    EXPECT_GT(row(id).not_before, clock().now()) << "it is not asked for again and again";
    attempts += row(id).attempts;
  }
  EXPECT_LE(attempts, 4) << "one for each hand that found it out";
}

TEST_P(SmtpAccounts, APaceHoldsForAllProcessesTogether) {
  mail::SmtpSink sink;
  SmtpAccount slow = account("lenta", sink.port());
  slow.per_minute = 5;
  slow.per_hour = 7;
  save(slow);
  for (int i = 0; i < 12; ++i) queue("thanks:");
  clock().set(Instant{clock().now().ms / 3'600'000 * 3'600'000});
  const Instant begin = clock().now();
  for (int i = 0; i < 3; ++i) {
    transport_ = std::make_unique<SmtpTransport>(db(), clock(), key_, key_);  // another process
    send();
  }
  EXPECT_THAT(sink.mails(), SizeIs(5));
  clock().set(begin + std::chrono::minutes(1));
  send();
  EXPECT_THAT(sink.mails(), SizeIs(7)) << "the hour's";
  clock().set(begin + std::chrono::minutes(30));
  send();
  EXPECT_THAT(sink.mails(), SizeIs(7));
  clock().set(begin + std::chrono::hours(1));
  send();
  EXPECT_THAT(sink.mails(), SizeIs(12));
}

TEST_P(SmtpAccounts, WhatOnesAccountMayNotSendYetWaitsForIt) {
  mail::SmtpSink campaigns, general;
  SmtpAccount campaign = account("campanha", campaigns.port());
  campaign.purposes = {Purpose::campaign};
  campaign.per_minute = 2;
  save(campaign);
  save(account("geral", general.port()));
  for (int i = 0; i < 5; ++i) queue("manual:campaign:1:");
  send();
  EXPECT_THAT(campaigns.mails(), SizeIs(2));
  EXPECT_THAT(general.mails(), IsEmpty()) << "a campaign does not spoil the other's name";
}

TEST_P(SmtpAccounts, APausedOneTakesNothingAndIsGoneOnWith) {
  mail::SmtpSink sink;
  SmtpAccount only = account("unica", sink.port());
  only.paused = true;
  only.id = save(only);
  const MessageId id = queue("thanks:");
  send();
  EXPECT_THAT(row(id).answer, HasSubstr("em pausa"));
  EXPECT_EQ(row(id).attempts, 0);
  only.paused = false;
  save(only);
  clock().advance(std::chrono::minutes(6));
  EXPECT_EQ(send().sent, 1);
}

TEST_P(SmtpAccounts, TheLastIsNotDeletedWhileLettersWait) {
  mail::SmtpSink sink;
  const SmtpAccountId first = save(account("um", sink.port()));
  const SmtpAccountId second = save(account("dois", sink.port()));
  queue("thanks:");
  const auto drop = [&](SmtpAccountId id) {
    return db().write(tenant(), [&](db::Tx& tx) { return delete_smtp_account(tx, id); });
  };
  EXPECT_TRUE(drop(first)) << "the other carries them";
  EXPECT_EQ(drop(second).error().code, "smtp.account_needed");
  EXPECT_EQ(drop(first).error().code, "smtp.account_unknown");
  EXPECT_EQ(send().sent, 1);
  EXPECT_TRUE(drop(second));
  EXPECT_THAT(accounts(), IsEmpty());
}

TEST_P(SmtpAccounts, AreOrderedCheckedAndSealed) {
  const SmtpAccountId one = save(account("um", 25)), two = save(account("dois", 25));
  db().write(tenant(), [&](db::Tx& tx) {
    ASSERT_TRUE(order_smtp_accounts(tx, {two, one}));
    EXPECT_EQ(order_smtp_accounts(tx, {two}).error().code, "smtp.account_order");
    EXPECT_EQ(order_smtp_accounts(tx, {two, two}).error().code, "smtp.account_order");
  });
  EXPECT_EQ(accounts()[0].name, "dois");
  EXPECT_EQ(db().read(tenant(), [](db::Tx& tx) { return load_smtp_settings(tx); }).from_address,
            "dois@aurora.com.br")
      << "the first is the default one";
  const auto refused = [&](const SmtpAccount& wrong) {
    return db().write(tenant(), [&](db::Tx& tx) {
      return save_smtp_account(tx, clock().now(), wrong, std::nullopt, {key_, key_}).error().code;
    });
  };
  SmtpAccount wrong = account("", 25);
  wrong.name = " ";
  EXPECT_EQ(refused(wrong), "smtp.account_name");
  wrong = account("tres", 25);
  wrong.per_hour = -1;
  EXPECT_EQ(refused(wrong), "smtp.pace");
  wrong = account("tres", 25);
  wrong.connections = 0;
  EXPECT_EQ(refused(wrong), "smtp.connections");
  wrong = account("tres", 25);
  wrong.id = SmtpAccountId::make(clock().now());
  EXPECT_EQ(refused(wrong), "smtp.account_unknown");
  db().write(tenant(), [&](db::Tx& tx) {
    SmtpAccount changed = load_smtp_accounts(tx)[1];
    changed.dkim = {"aurora.com.br", "um", true};
    ASSERT_TRUE(save_smtp_account(tx, clock().now(), changed, "segredo", {key_, key_}));
    EXPECT_EQ(account_password(tx, one, key_), "segredo");
    changed.server.host = "outro.exemplo.com.br";
    const auto moved = save_smtp_account(tx, clock().now(), changed, std::nullopt, {key_, key_});
    EXPECT_EQ(moved.error().code, "smtp.password")
        << "a password is for the server it was given for";
    EXPECT_TRUE(save_smtp_account(tx, clock().now(), changed, "outra", {key_, key_}));
    EXPECT_TRUE(save_smtp_account(tx, clock().now(), changed, std::nullopt, {key_, key_}));
    EXPECT_EQ(account_password(tx, one, key_), "outra");
    EXPECT_THAT(account_dkim_key(tx, one, key_), HasSubstr("PRIVATE KEY"));
    EXPECT_EQ(account_dkim_key(tx, two, key_), "") << "each has its own";
    tx.each(
        "SELECT password FROM smtp_account WHERE tenant_id = $1 AND password IS NOT NULL",
        [](db::Row& row) { EXPECT_THAT(row.blob(0), Not(HasSubstr("segredo"))); }, tx.tenant());
  });
  for (int i = 2; i < 10; ++i) save(account("n" + std::to_string(i), 25));
  EXPECT_EQ(refused(account("onze", 25)), "smtp.account_limit");
}

}  // namespace
}  // namespace quita::messaging
