// SMS through a real Kannel and its fake SMSC: out of the outbox, over sendsms, to a telephone; and
// back as a report of delivery and as an answer, into our own routes.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <thread>

#include "http/dispatcher.h"
#include "http/route.h"
#include "http/server.h"
#include "messaging/messaging_api.h"
#include "messaging/sms_carrier.h"
#include "messaging/template_text.h"
#include "messaging/testing_aurora.h"
#include "party/channel_standing.h"
#include "sms/gsm7.h"
#include "testing/kannel_server.h"

namespace quita::messaging {
namespace {

using namespace std::chrono_literals;

constexpr const char* mobile = joaos_mobile;

class NoMail final : public Transport {
  Delivery send(TenantId, const Mail&) override { return {Outcome::rejected, "", ""}; }
};

class Kannel : public ::testing::Test {
 protected:
  void SetUp() override {
    scratch_ = testing::make_scratch_db(db::Engine::sqlite);
    db::Options options;
    options.durable = false;
    db_ = db::Db::open(scratch_->url(), options);
    add_routes(routes_, {*db_, clock_, links_, key_, {}, key_, key_, gate_, key_});
    http::Gate open;
    open.public_rate = {1e6, 1e6};
    dispatcher_ =
        std::make_unique<http::Dispatcher>(routes_, std::vector<http::StaticSite>(), open);
    http::ServerConfig config;
    config.port = 0;
    server_ = std::make_unique<http::Server>(config, *dispatcher_, clock_);
    links_.public_url = fmt::format("http://127.0.0.1:{}", server_->port());
    db_->write(tenant_, [&](db::Tx& tx) {
      found_aurora(tx, act());
      customer_ = add_joao(tx, act(), party::Channel::phone);
      contact_ = party::load_party(tx, customer_)->contacts.at(0).id;
      token_ = hook_token(tx, clock_.now(), key_);
    });
    kannel_ = testing::KannelServer::start(hook_address(links_.public_url, tenant_, token_) +
                                           "/reply?from=%p&text=%a&id=%I");
    if (!kannel_) GTEST_SKIP() << "Kannel is not installed";
  }

  Act act() { return {"teste", clock_.now(), Date(2026, 11, 23)}; }

  void settings(bool plain_letters) {
    db_->write(tenant_, [&](db::Tx& tx) {
      SmsSettings settings;
      settings.enabled = true;
      settings.url = kannel_->sendsms_url();
      settings.user = testing::KannelServer::user;
      settings.plain_letters = plain_letters;
      ASSERT_TRUE(
          save_sms_settings(tx, clock_.now(), settings, testing::KannelServer::password, key_));
    });
  }

  MessageId send(const std::string& cause, const std::string& text) {
    const auto id = db_->write(tenant_, [&](db::Tx& tx) {
      EXPECT_TRUE(save_text(tx, "lembrete", {Channel::sms, text, "{}", 0}, clock_.now()));
      NewMessage message;
      message.cause = cause;
      message.channel = Channel::sms;
      message.party = customer_;
      message.contact = contact_;
      message.recipient = mobile;
      message.template_name = "lembrete";
      message.business_date = Date(2026, 11, 23);
      message.not_before = clock_.now();
      return enqueue(tx, message, clock_.now()).value();
    });
    SmsCarrier carrier(*db_, clock_, key_, links_, {"", links_.public_url, "", ""}, "teste");
    SenderDeps deps{*db_, clock_, mail_, gate_, links_, "teste", {&carrier}};
    EXPECT_EQ(send_due(deps, tenant_).sent, 1);
    return id;
  }

  OutboxRow row(MessageId id) {
    return db_->read(tenant_, [&](db::Tx& tx) { return load_message(tx, id).value(); });
  }

  template <class F>
  static bool soon(F&& holds) {
    for (int tries = 0; tries < 500; ++tries) {
      if (holds()) return true;
      std::this_thread::sleep_for(20ms);
    }
    return false;
  }

  std::unique_ptr<testing::ScratchDb> scratch_;
  std::unique_ptr<db::Db> db_;
  ManualClock clock_{Instant{1795352709123}};
  TenantId tenant_ = TenantId::make(Instant{1});
  SecretKey key_ = [] {
    SecretKey key;
    key.bytes.fill(3);
    return key;
  }();
  LinkMaker links_{key_, ""};
  OpenGate gate_;
  NoMail mail_;
  http::Routes routes_;
  std::unique_ptr<http::Dispatcher> dispatcher_;
  std::unique_ptr<http::Server> server_;
  PartyId customer_;
  ContactId contact_;
  std::string token_;
  std::unique_ptr<testing::KannelServer> kannel_;
};

TEST_F(Kannel, CarriesTextsWholeAndTellsOfTheirDelivery) {
  settings(true);
  const auto plain = send("manual:1", "{{empresa}}: título de João, é hoje. {{link}}");
  ASSERT_TRUE(soon([&] { return kannel_->texts().size() == 1; }));
  EXPECT_EQ(kannel_->texts()[0].to, mobile);
  EXPECT_EQ(kannel_->texts()[0].text, row(plain).text);
  EXPECT_NE(row(plain).text.find("Aurora: titulo de Joao, é hoje."), std::string::npos);
  EXPECT_FALSE(kannel_->texts()[0].ucs2);
  EXPECT_TRUE(soon([&] { return row(plain).delivered_at.has_value(); }))
      << "the report of Kannel's fake SMSC came through our own route";

  settings(false);
  const auto accents = send("manual:2", "{{empresa}}: título de João — amanhã. {{link}}");
  ASSERT_TRUE(soon([&] { return kannel_->texts().size() == 2; }));
  EXPECT_TRUE(kannel_->texts()[1].ucs2);
  EXPECT_EQ(kannel_->texts()[1].text, row(accents).text);

  std::string long_text = "{{empresa}}: ";
  for (int i = 0; i < 60; ++i) long_text += "amanhã ";
  const auto many = send("manual:3", long_text);
  ASSERT_TRUE(soon([&] { return kannel_->texts().size() == 3; }));
  EXPECT_EQ(kannel_->texts()[2].text, row(many).text) << "whole, whatever its parts";
  EXPECT_EQ(kannel_->texts()[2].segments, row(many).segments) << "our arithmetic is Kannel's";
  EXPECT_GT(row(many).segments, 5);
  EXPECT_TRUE(soon([&] { return row(many).delivered_at.has_value(); }));
}

TEST_F(Kannel, SegmentsOfPlainLettersAreAsWeCountThem) {
  settings(true);
  int count = 0;
  for (const int letters : {160, 161, 306, 307}) {
    const std::string text =
        "{{empresa}}: " + std::string(static_cast<std::size_t>(letters) - 8, 'a');
    const auto id = send("manual:" + std::to_string(letters), text);
    ++count;
    ASSERT_TRUE(soon([&] { return kannel_->texts().size() == static_cast<std::size_t>(count); }));
    EXPECT_EQ(sms::segments_of(row(id).text).units, letters);
    EXPECT_EQ(kannel_->texts().back().segments, row(id).segments) << letters;
  }
}

TEST_F(Kannel, AnAnswerOfLeavingComesBack) {
  settings(true);
  kannel_->answer(mobile, "SAIR");
  EXPECT_TRUE(soon([&] {
    const auto standings =
        db_->read(tenant_, [&](db::Tx& tx) { return party::channel_standings(tx, customer_); });
    return standings.size() == 1 && standings[0].state == party::ContactState::opted_out;
  }));
}

TEST_F(Kannel, AWrongPasswordLeavesTheMessageInTheQueue) {
  settings(true);
  db_->write(tenant_, [&](db::Tx& tx) {
    SmsSettings settings = load_sms_settings(tx);
    ASSERT_TRUE(save_sms_settings(tx, clock_.now(), settings, "errada", key_));
  });
  const auto id = db_->write(tenant_, [&](db::Tx& tx) {
    NewMessage message;
    message.cause = "manual:1";
    message.channel = Channel::sms;
    message.party = customer_;
    message.contact = contact_;
    message.recipient = mobile;
    message.template_name = "lembrete";
    message.business_date = Date(2026, 11, 23);
    message.not_before = clock_.now();
    return enqueue(tx, message, clock_.now()).value();
  });
  SmsCarrier carrier(*db_, clock_, key_, links_, {"", links_.public_url, "", ""}, "teste");
  SenderDeps deps{*db_, clock_, mail_, gate_, links_, "teste", {&carrier}};
  EXPECT_EQ(send_due(deps, tenant_).postponed, 1);
  EXPECT_EQ(row(id).state, MessageState::queued);
  EXPECT_NE(row(id).answer.find("Authorization failed"), std::string::npos) << row(id).answer;
}

}  // namespace
}  // namespace quita::messaging
