// SMS over a real HTTP conversation with a gateway of Kannel's kind, on both engines: what leaves,
// what comes of each answer, and what the provider's reports and people's replies change.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <mutex>

#include "http/server.h"
#include "messaging/delivery_fact.h"
#include "messaging/library.h"
#include "messaging/portal_link.h"
#include "messaging/short_link.h"
#include "messaging/sms_carrier.h"
#include "messaging/sms_hooks.h"
#include "messaging/template_text.h"
#include "messaging/testing_aurora.h"
#include "party/channel_standing.h"
#include "party/conversation.h"
#include "sms/gsm7.h"

namespace quita::messaging {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* mobile = joaos_mobile;

// Answers as it is told to, and keeps what it was asked.
class Gateway final : public http::Handler {
 public:
  std::size_t body_bytes_max(const http::Request&) const override { return 10'000; }
  http::Response handle(const http::Request& request) override {
    const std::lock_guard lock(mutex);
    asked.push_back(request);
    auto response = http::Response::text(words, status);
    return response;
  }
  std::mutex mutex;
  int status = 202;
  std::string words = "0: Accepted for delivery";
  std::vector<http::Request> asked;
};

class NoMail final : public Transport {
  Delivery send(TenantId, const Mail&) override { return {Outcome::rejected, "", ""}; }
};

class Sms : public Aurora {
 protected:
  Sms() : Aurora(party::Channel::phone) {}
  void SetUp() override {
    Aurora::SetUp();
    if (IsSkipped()) return;
    http::ServerConfig config;
    config.port = 0;
    server_ = std::make_unique<http::Server>(config, gateway, clock());
    db().write(tenant(), [&](db::Tx& tx) {
      contact_ = party::load_party(tx, customer_)->contacts.at(0).id;
      receivable::NewTitle title = owed();
      title.issue_boleto = false;
      title_ = receivable::create_title(tx, act(), title)->record.title.id;
    });
    save([](SmsSettings&) {});
  }

  template <class F>
  void save(F&& change) {
    db().write(tenant(), [&](db::Tx& tx) {
      SmsSettings settings;
      settings.enabled = true;
      settings.url = fmt::format("http://127.0.0.1:{}/cgi-bin/sendsms", server_->port());
      settings.user = "aurora";
      settings.price_per_thousand = Money::centavos(65'00);
      change(settings);
      const auto saved = save_sms_settings(tx, clock().now(), settings, "senha", key_);
      ASSERT_TRUE(saved) << saved.error().message;
      token_ = hook_token(tx, clock().now(), key_);
    });
  }

  MessageId queue(const std::string& cause, const std::string& template_name = "atraso-7") {
    NewMessage message = letter(cause, template_name);
    message.channel = Channel::sms;
    message.contact = contact_;
    message.recipient = mobile;
    message.titles = {title_};
    return Aurora::queue(message);
  }

  SendReport send(std::stop_token stop = {}) {
    if (!carrier_) {
      carrier_ = std::make_unique<SmsCarrier>(db(), clock(), key_, links_,
                                              SmsHouse{"", "https://q.exemplo", "", ""}, "teste",
                                              std::move(stop));
    }
    SenderDeps deps{db(), clock(), mail_, gate_, links_, "teste", {carrier_.get()}};
    return send_due(deps, tenant());
  }

  http::Request called(const std::string& target, std::string body = "") {
    http::Request request;
    EXPECT_TRUE(http::parse_target(target, request));
    request.body = std::move(body);
    return request;
  }
  Status report(const std::string& query) {
    return db().write(tenant(), [&](db::Tx& tx) {
      return take_sms_report(tx, act(), gate_, key_, called("/hooks/sms/x/y/status?" + query));
    });
  }
  Status reply(const std::string& text) {
    return db().write(tenant(), [&](db::Tx& tx) {
      return take_sms_reply(tx, act(), key_,
                            called("/r?from=" + http::percent_encode(mobile) +
                                   "&text=" + http::percent_encode(text)));
    });
  }
  std::vector<party::ChannelStanding> standings() {
    return db().read(tenant(), [&](db::Tx& tx) { return party::channel_standings(tx, customer_); });
  }

  LinkMaker links_{key_, "https://q.exemplo"};
  Gateway gateway;
  NoMail mail_;
  std::unique_ptr<http::Server> server_;
  std::unique_ptr<SmsCarrier> carrier_;
  ContactId contact_;
  TitleId title_;
  std::string token_;
};
QUITA_EACH_ENGINE(Sms);

TEST_P(Sms, LeavesShortPlainAndWithItsPrice) {
  const auto id = queue("manual:1");
  EXPECT_EQ(send().sent, 1);
  ASSERT_EQ(gateway.asked.size(), 1U);
  const auto& request = gateway.asked[0];
  EXPECT_EQ(request.query_value("to"), mobile);
  EXPECT_EQ(request.query_value("coding"), "0");
  const std::string text(request.query_value("text").value());
  EXPECT_THAT(text, HasSubstr("Aurora: o titulo 1234/1 venceu ha 7 dias."));
  EXPECT_THAT(text, HasSubstr("https://q.exemplo/s/"));
  EXPECT_EQ(sms::segments_of(text).count, 1);
  EXPECT_THAT(std::string(request.query_value("dlr-url").value()),
              HasSubstr("https://q.exemplo/hooks/sms/" + tenant().text() + "/" + token_ +
                        "/status?message=" + id.text() + "&status=%d"));
  const auto sent = row(id);
  EXPECT_EQ(sent.state, MessageState::sent);
  EXPECT_EQ(sent.text, text);
  EXPECT_EQ(sent.segments, 1);
  EXPECT_EQ(sent.price_per_thousand, Money::centavos(65'00));
  EXPECT_FALSE(sent.delivered_at) << "taken is not delivered";
}

// The gateway of the test stands on this machine: what one company may look at must not be
// another's network. The twin of a demo company stands there too, and is the operator's own.
TEST_P(Sms, APrivateNetworkIsNotLookedIntoWhereOnlyTheInternetIsAllowed) {
  SmsHouse house{"", "https://q.exemplo", "", "", true};
  carrier_ = std::make_unique<SmsCarrier>(db(), clock(), key_, links_, house, "teste");
  const auto id = queue("a");
  send();
  EXPECT_TRUE(gateway.asked.empty());
  EXPECT_EQ(row(id).state, MessageState::queued) << "it waits; the number is not to blame";
  EXPECT_THAT(row(id).answer, HasSubstr("rede interna"));
  carrier_.reset();

  db().write(tenant(), [&](db::Tx& tx) {
    tx.execute("DELETE FROM setting WHERE tenant_id = $1 AND name LIKE 'sms%'", tx.tenant());
    tx.execute("UPDATE tenant SET demo = 1 WHERE id = $1", tx.tenant());
  });
  house.demo_gateway = fmt::format("http://127.0.0.1:{}/cgi-bin/sendsms", server_->port());
  carrier_ = std::make_unique<SmsCarrier>(db(), clock(), key_, links_, house, "teste");
  clock().advance(std::chrono::hours(2));
  send();
  EXPECT_EQ(gateway.asked.size(), 1U);
}

TEST_P(Sms, TheShortLinkLeadsToTheSignedOneAndNobodyGuessesAnother) {
  queue("manual:1");
  send();
  const std::string text(gateway.asked.at(0).query_value("text").value());
  const auto at = text.find("/s/") + 3;
  const std::string code = text.substr(at, text.find(' ', at) - at);
  const auto address = resolve_short_link(db(), links_, code);
  ASSERT_TRUE(address) << address.error().message;
  const auto token = address->substr(address->rfind('/') + 1);
  const auto link = verify_portal_link(key_, token, Date(2026, 11, 23));
  ASSERT_TRUE(link);
  EXPECT_EQ(link->party, customer_);
  EXPECT_EQ(link->tenant, tenant());
  for (std::string wrong :
       {code.substr(1), code + "0", std::string(16, '0'), std::string("'; --")}) {
    EXPECT_EQ(resolve_short_link(db(), links_, wrong).error().code, "link.invalid");
  }
}

TEST_P(Sms, AccentsLeaveAsTheyAreWhereThatIsWanted) {
  save([](SmsSettings& settings) { settings.plain_letters = false; });
  const auto id = queue("manual:1");
  send();
  EXPECT_EQ(gateway.asked.at(0).query_value("coding"), "2");
  EXPECT_THAT(row(id).text, HasSubstr("título"));
  EXPECT_GT(row(id).segments, 1) << "70 letters a segment";
}

TEST_P(Sms, KeepsThePaceAndLeavesTheRestForTheNextSecond) {
  save([](SmsSettings& settings) { settings.messages_per_second = 2; });
  for (int i = 0; i < 5; ++i) queue("manual:" + std::to_string(i));
  EXPECT_EQ(send().sent, 2);
  EXPECT_EQ(send().sent, 0) << "the clock stands still";
  clock().advance(std::chrono::seconds(1));
  EXPECT_EQ(send().sent, 2);
  clock().advance(std::chrono::seconds(1));
  EXPECT_EQ(send().sent, 1);
}

TEST_P(Sms, OneProcessAtATimeSendsForACompany) {
  queue("manual:1");
  SmsCarrier other(db(), clock(), key_, links_, {"", "https://q.exemplo", "", ""}, "outro");
  SenderDeps theirs{db(), clock(), mail_, gate_, links_, "outro", {&other}};
  EXPECT_EQ(send_due(theirs, tenant()).sent, 1);
  queue("manual:2");
  EXPECT_EQ(send().sent, 0) << "the other one has the lease";
  clock().advance(std::chrono::minutes(2));
  EXPECT_EQ(send().sent, 1) << "which it did not renew";
}

TEST_P(Sms, AProviderThatIsUnwellRestsAndTheOthersWaitUntried) {
  gateway.status = 503;
  gateway.words = "Temporal failure, try again later.";
  const auto first = queue("manual:1");
  const auto second = queue("manual:2");
  EXPECT_EQ(send().postponed, 1);
  EXPECT_EQ(gateway.asked.size(), 1U);
  EXPECT_EQ(row(first).attempts, 1);
  EXPECT_EQ(row(second).attempts, 0) << "no attempt of it was lost";
  gateway.status = 202;
  clock().advance(std::chrono::seconds(31));
  send();
  EXPECT_EQ(row(second).state, MessageState::sent);
}

TEST_P(Sms, NobodyThereIsTriedAgainLater) {
  const auto id = queue("manual:1");
  server_.reset();
  EXPECT_EQ(send().postponed, 1);
  EXPECT_EQ(row(id).state, MessageState::queued);
  EXPECT_THAT(row(id).answer, HasSubstr("não respondeu"));
}

TEST_P(Sms, AReportIsAppliedOnceAndInAnyOrder) {
  const auto id = queue("manual:1");
  send();
  const std::string message = "message=" + id.text();
  ASSERT_TRUE(report(message + "&status=1&words=stat%3ADELIVRD"));
  ASSERT_TRUE(report(message + "&status=1&words=stat%3ADELIVRD"));
  ASSERT_TRUE(report(message + "&status=8&words=ACK%2F")) << "late, and known";
  ASSERT_TRUE(report(message + "&status=2&words=stat%3AUNDELIV")) << "the first final word holds";
  const auto delivered = row(id);
  EXPECT_EQ(delivered.state, MessageState::sent);
  EXPECT_TRUE(delivered.delivered_at);
  EXPECT_TRUE(gate_.failed.empty());
  const auto facts = db().read(tenant(), [&](db::Tx& tx) { return facts_of(tx, id); });
  EXPECT_EQ(facts.size(), 2U) << "delivered, and what came after it";
  ASSERT_EQ(standings().size(), 1U);
  EXPECT_EQ(standings()[0].state, party::ContactState::works);
}

TEST_P(Sms, AReportThatOvertakesTheAnswerProvesThatItLeft) {
  const auto id = queue("manual:1");
  db().write(tenant(), [&](db::Tx& tx) {
    tx.execute("UPDATE outbox SET state = 'sending', attempts = 1 WHERE tenant_id = $1 AND id = $2",
               tx.tenant(), id);
  });
  ASSERT_TRUE(report("message=" + id.text() + "&status=1&words="));
  EXPECT_EQ(row(id).state, MessageState::sent);
  EXPECT_TRUE(row(id).delivered_at);
}

TEST_P(Sms, ADeadNumberIsMarkedForSmsAlone) {
  const auto id = queue("manual:1");
  send();
  ASSERT_TRUE(report("message=" + id.text() + "&status=16&words=NACK%2F0x0000000b%2FInvalid"));
  EXPECT_EQ(row(id).state, MessageState::failed);
  EXPECT_THAT(row(id).answer, HasSubstr("Não foi entregue: NACK"));
  ASSERT_EQ(gate_.failed.size(), 1U);
  EXPECT_TRUE(gate_.failed[0].second) << "another address may be tried at once";
  ASSERT_EQ(standings().size(), 1U);
  EXPECT_EQ(standings()[0].contact, contact_);
  EXPECT_EQ(standings()[0].state, party::ContactState::bounced);
}

TEST_P(Sms, WhatNeverLeftIsNotReported) {
  const auto id = queue("manual:1");
  ASSERT_TRUE(report("message=" + id.text() + "&status=1&words="));
  EXPECT_EQ(row(id).state, MessageState::queued);
  EXPECT_FALSE(row(id).delivered_at);
  EXPECT_EQ(report("message=msg_x&status=1").error().code, "hook.message");
  EXPECT_EQ(report("status=1").error().code, "sms.report");
}

TEST_P(Sms, OnlyTheTokenOpensTheHook) {
  const auto check = [&](const std::string& token) {
    return db().read(tenant(), [&](db::Tx& tx) {
      return check_hook(tx, key_, token, "https://q.exemplo", called("/hooks/sms/a/b/status"));
    });
  };
  EXPECT_TRUE(check(token_));
  EXPECT_EQ(check("").error().code, "hook.unknown");
  EXPECT_EQ(check(token_ + "x").error().code, "hook.unknown");
  db().write(tenant(), [&](db::Tx& tx) { renew_hook_token(tx, clock().now(), key_); });
  EXPECT_EQ(check(token_).error().code, "hook.unknown") << "the old address has ended";
}

TEST_P(Sms, TwilioMustSignAsWell) {
  save([](SmsSettings& settings) {
    settings.provider = sms::Provider::twilio;
    settings.url.clear();
    settings.from = "+15005550006";
  });
  auto request = called("/hooks/sms/c/t/status?message=msg_1", "MessageStatus=delivered");
  const auto check = [&] {
    return db().read(tenant(), [&](db::Tx& tx) {
      return check_hook(tx, key_, token_, "https://q.exemplo", request);
    });
  };
  EXPECT_FALSE(check()) << "no signature";
  request.headers.add("X-Twilio-Signature", "AAAA");
  EXPECT_FALSE(check());
  // HMAC-SHA1 with the Auth Token "senha" over address and form.
  request.headers.set("X-Twilio-Signature", "HLqSlWcXeVdQmS5pLe0CVueXfoI=");
  EXPECT_TRUE(check());
  request.body = "MessageStatus=failed";
  EXPECT_FALSE(check());
}

TEST_P(Sms, AWordOfLeavingIsAnOptOutOfSmsAndAnyOtherAConversation) {
  ASSERT_TRUE(reply("já paguei, confiram"));
  EXPECT_TRUE(standings().empty());
  EXPECT_TRUE(
      db().read(tenant(), [&](db::Tx& tx) { return party::last_conversation(tx, customer_); }));
  ASSERT_TRUE(reply("Cancelar o boleto que mandaram errado"));
  EXPECT_TRUE(standings().empty()) << "that is for a person";
  ASSERT_TRUE(reply("Sair!"));
  ASSERT_EQ(standings().size(), 1U);
  EXPECT_FALSE(standings()[0].contact) << "himself, whatever number he has";
  EXPECT_EQ(standings()[0].channel, "sms");
  EXPECT_EQ(standings()[0].state, party::ContactState::opted_out);
}

TEST_P(Sms, WhatWasWrittenFromANumberThatTwoShareProvesNothingOfEither) {
  const auto received = [&] {
    return db().read(tenant(), [](db::Tx& tx) {
      return tx.one(
          "SELECT COUNT(*) FROM event WHERE tenant_id = $1 AND kind = 'message.received'",
          [](db::Row& row) { return row.integer(0); }, tx.tenant());
    });
  };
  ASSERT_TRUE(reply("já paguei"));
  EXPECT_EQ(received(), 1);
  db().write(tenant(), [&](db::Tx& tx) {
    party::Draft wife;
    wife.document = "11144477735";
    wife.name = "Bia Souza";
    wife.contacts.push_back({party::Channel::phone, mobile, "billing"});
    ASSERT_TRUE(party::create_party(tx, act(), wife));
  });
  ASSERT_TRUE(reply("não fui eu"));
  EXPECT_EQ(received(), 1);
}

TEST(ShortText, OursFitOneSegmentAndNameTheCreditor) {
  Creditor creditor;
  creditor.trade_name = "Distribuidora Aurora";
  LetterFacts facts = sample_facts(creditor, Date(2026, 11, 23));
  facts.titles.resize(1);
  facts.portal_url = "https://cobranca.empresa.com.br/s/8fKq2LmX0aBcD3eF";
  for (const Template& form : default_templates()) {
    const auto body = library_text(form.name, Channel::sms, {});
    if (!body) continue;
    const auto text = render_short(body->body, facts);
    ASSERT_TRUE(text) << form.name << " " << text.error().message;
    EXPECT_THAT(*text, HasSubstr("Distribuidora Aurora: "));
    EXPECT_EQ(sms::segments_of(sms::plain_letters(*text)).count, 1) << form.name << ": " << *text;
  }
}

TEST(ShortText, MustNameTheCreditorAndHoldNoBlocks) {
  EXPECT_TRUE(check_short_text("{{empresa}}: {{numero}} {{link}}"));
  EXPECT_EQ(check_short_text("{{numero}}").error().code, "template.creditor");
  EXPECT_EQ(check_short_text(" ").error().code, "template.empty");
  EXPECT_EQ(check_short_text("{{empresa}} {{tabela}}").error().code, "template.block");
  EXPECT_EQ(check_short_text("{{empresa}} {{nada}}").error().code, "template.variable");
  EXPECT_EQ(check_short_text("{{empresa}}" + std::string(1'000, 'a')).error().code,
            "template.too_long");
}

}  // namespace
}  // namespace quita::messaging
