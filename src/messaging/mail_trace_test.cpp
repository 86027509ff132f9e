// A letter tells that it was opened: whose address it is, where its links lead, who counts as a
// person, and what the régua makes of it; on both engines.
#include "messaging/mail_trace.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "messaging/delivery_fact.h"
#include "messaging/template_store.h"
#include "messaging/testing_aurora.h"

namespace quita::messaging {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view firefox =
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.1.0";

TEST(MailTrace, AnAddressIsSignedAndOnlyOurs) {
  SecretKey key, other;
  key.bytes.fill(1);
  other.bytes.fill(2);
  const TraceMark mark{TenantId::make(Instant{1}), MessageId::make(Instant{2}), 7};
  const std::string token = sign_trace(key, mark);
  const auto read = verify_trace(key, token);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->tenant, mark.tenant);
  EXPECT_EQ(read->message, mark.message);
  EXPECT_EQ(read->link, 7);
  EXPECT_FALSE(verify_trace(other, token));
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string bent = token;
    bent[i] = bent[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(verify_trace(key, bent)) << i;
  }
  for (const char* wrong : {"", "x", "////", "AAAA"}) EXPECT_FALSE(verify_trace(key, wrong));
  EXPECT_FALSE(verify_trace(key, std::string(100'000, 'A')));
}

TEST(MailTrace, KnowsMachinesByWhatTheySay) {
  const auto machine = [](std::string_view agent, bool prefetch = false, int seconds = 600) {
    return by_machine({agent, prefetch, std::chrono::seconds(seconds)});
  };
  EXPECT_FALSE(machine(firefox));
  EXPECT_FALSE(machine("Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17928)"));
  EXPECT_TRUE(
      machine("Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com "
              "GoogleImageProxy)"));
  EXPECT_TRUE(machine("YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html"));
  EXPECT_TRUE(machine("Mozilla/5.0")) << "Apple's Mail Privacy Protection";
  EXPECT_TRUE(machine(""));
  EXPECT_TRUE(machine("Googlebot/2.1"));
  EXPECT_TRUE(machine(firefox, true));
  EXPECT_TRUE(machine(firefox, false, 1)) << "a filter looks while the letter is still arriving";
}

class Keeps final : public Transport {
 public:
  Delivery send(TenantId, const Mail& mail) override {
    mails.push_back(mail);
    return {Outcome::taken, "250 Ok"};
  }
  std::vector<Mail> mails;
};

class MailTraceOf : public Aurora {
 protected:
  void SetUp() override {
    Aurora::SetUp();
    if (IsSkipped()) return;
    db().write(tenant(), [&](db::Tx& tx) {
      receivable::NewTitle title = owed();
      title.issue_boleto = false;
      title_ = receivable::create_title(tx, act(), title).value().record.title.id;
      install_default_templates(tx, clock().now());
      const auto text = load_template(tx, "atraso-7").value();
      ASSERT_TRUE(save_template(tx, "atraso-7", text.subject,
                                text.body + "\n\n[Nossa loja](https://aurora.exemplo/a?b=1&c=2)",
                                clock().now()));
      save_mail_trace(tx, clock().now(), true);
    });
  }

  // Sent ten minutes ago, with an SMS to follow unless it is read within six hours.
  MessageId send() {
    NewMessage message = letter("manual:" + std::to_string(++messages_));
    message.titles = {title_};
    message.fallback = {{Channel::sms}, 6, Proof::read};
    const MessageId id = queue(message);
    SenderDeps deps{db(), clock(), carrier_, gate_, {key_, "https://quita.exemplo"}, "teste"};
    EXPECT_EQ(send_due(deps, tenant()).sent, 1);
    clock().advance(std::chrono::minutes(10));
    return id;
  }
  bool visit(const TraceMark& mark, std::string_view agent) {
    return db().write(
        tenant(), [&](db::Tx& tx) { return record_trace(tx, act(), gate_, mark, agent, false); });
  }
  std::vector<std::string> told() {
    return db().read(tenant(), [&](db::Tx& tx) {
      return tx.all(
          "SELECT kind FROM event WHERE tenant_id = $1 AND party_id = $2 AND kind LIKE "
          "'message.%' ORDER BY id",
          [](db::Row& row) { return row.text(0); }, tx.tenant(), customer_);
    });
  }

  Keeps carrier_;
  TitleId title_;
  int messages_ = 0;
};
QUITA_EACH_ENGINE(MailTraceOf);

TEST_P(MailTraceOf, LinksLeadThroughUsAndTheWayOutDoesNot) {
  const MessageId id = send();
  const Mail& mail = carrier_.mails.front();
  EXPECT_THAT(mail.html, HasSubstr("https://quita.exemplo/o/"));
  EXPECT_THAT(mail.html, HasSubstr("Registramos se esta mensagem foi aberta"));
  EXPECT_THAT(mail.html, Not(HasSubstr("aurora.exemplo")));
  EXPECT_THAT(mail.html, HasSubstr("#nao-receber\"")) << "to say no needs no detour";
  EXPECT_THAT(mail.text, HasSubstr("https://quita.exemplo/p/")) << "the plain text is as it was";
  const auto targets = db().read(tenant(), [&](db::Tx& tx) {
    std::vector<std::string> found;
    for (std::uint8_t n = 1; n <= 3; ++n) {
      if (auto target = find_target(tx, {tenant(), id, n})) found.push_back(*target);
    }
    return found;
  });
  EXPECT_THAT(targets, ElementsAre(HasSubstr("https://quita.exemplo/p/"),
                                   "https://aurora.exemplo/a?b=1&c=2"));
}

TEST_P(MailTraceOf, APersonsOpeningArrivesAndEndsTheWaiting) {
  const MessageId id = send();
  ASSERT_TRUE(row(id).fallback_at);
  EXPECT_TRUE(visit({tenant(), id, 0}, firefox));
  EXPECT_FALSE(row(id).fallback_at);
  EXPECT_TRUE(row(id).delivered_at);
  EXPECT_FALSE(row(id).read_at) << "an image does not know whether anybody read";
  const Instant first = clock().now();
  clock().advance(std::chrono::hours(1));
  EXPECT_TRUE(visit({tenant(), id, 0}, firefox));
  const auto traces = db().read(tenant(), [&](db::Tx& tx) { return traces_of(tx, id); });
  ASSERT_EQ(traces.size(), 1U);
  EXPECT_EQ(traces[0].times, 2);
  EXPECT_EQ(traces[0].first_at, first);
  EXPECT_EQ(traces[0].last_at, clock().now());
  EXPECT_FALSE(traces[0].clicked || traces[0].machine);
  EXPECT_THAT(told(), ElementsAre("message.sent", "message.opened", "message.delivered"));
}

TEST_P(MailTraceOf, AMachinesOpeningIsToldAndProvesNothing) {
  const MessageId id = send();
  EXPECT_TRUE(visit({tenant(), id, 0}, "Mozilla/5.0"));
  EXPECT_TRUE(row(id).fallback_at) << "the next channel still has its turn";
  EXPECT_FALSE(row(id).delivered_at);
  EXPECT_THAT(told(), ElementsAre("message.sent", "message.fetched"));
  EXPECT_TRUE(visit({tenant(), id, 2}, firefox));
  EXPECT_FALSE(row(id).fallback_at);
  const auto traces = db().read(tenant(), [&](db::Tx& tx) { return traces_of(tx, id); });
  ASSERT_EQ(traces.size(), 2U);
  EXPECT_TRUE(traces[0].machine);
  EXPECT_TRUE(traces[1].clicked);
}

TEST_P(MailTraceOf, WhoDoesNotWantToKnowIsToldNothing) {
  const MessageId traced = send();
  db().write(tenant(), [&](db::Tx& tx) { save_mail_trace(tx, clock().now(), false); });
  EXPECT_FALSE(visit({tenant(), traced, 0}, firefox));
  EXPECT_TRUE(db().read(tenant(), [&](db::Tx& tx) { return traces_of(tx, traced); }).empty());
  EXPECT_TRUE(db().read(tenant(), [&](db::Tx& tx) {
    return find_target(tx, {tenant(), traced, 1}).has_value();
  })) << "the links of letters that are out go on leading where they led";
  send();
  EXPECT_THAT(carrier_.mails.back().html, Not(HasSubstr("/o/")));
  EXPECT_THAT(carrier_.mails.back().html, HasSubstr("https://aurora.exemplo/a?b=1&amp;c=2"));
}

TEST_P(MailTraceOf, AnotherCompanysOrAnUnknownMessageTellsNothing) {
  const MessageId id = send();
  EXPECT_FALSE(visit({tenant(), MessageId::make(clock().now()), 0}, firefox));
  EXPECT_FALSE(db().read(TenantId::make(clock().now()), [&](db::Tx& tx) {
    return find_target(tx, {tx.tenant(), id, 1}).has_value();
  }));
}

// Nobody knew whether it had left; now it is known.
TEST_P(MailTraceOf, AnOpeningSettlesWhatWasUnsure) {
  const MessageId id = send();
  db().write(tenant(), [&](db::Tx& tx) {
    tx.execute("UPDATE outbox SET state = 'unsure' WHERE tenant_id = $1 AND id = $2", tx.tenant(),
               id);
  });
  EXPECT_TRUE(visit({tenant(), id, 0}, "Mozilla/5.0"));
  EXPECT_EQ(row(id).state, MessageState::sent);
}

}  // namespace
}  // namespace quita::messaging
