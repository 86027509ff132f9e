// The sandbox's provider of SMS, asked by our own adapters over HTTP.
#include "sandbox/simulated_sms.h"

#include <gtest/gtest.h>

#include "http/client.h"
#include "sms/gateway.h"

namespace quita::sandbox {
namespace {

using namespace std::chrono_literals;

// Where reports arrive.
class Hook final : public http::Handler {
 public:
  std::size_t body_bytes_max(const http::Request&) const override { return 10'000; }
  http::Response handle(const http::Request& request) override {
    const std::lock_guard lock(mutex_);
    calls_.push_back(request);
    return http::Response::empty();
  }
  std::vector<http::Request> wait_for(std::size_t count) {
    for (int tries = 0; tries < 500; ++tries) {
      {
        const std::lock_guard lock(mutex_);
        if (calls_.size() >= count) return calls_;
      }
      std::this_thread::sleep_for(10ms);
    }
    return {};
  }

 private:
  std::mutex mutex_;
  std::vector<http::Request> calls_;
};

class SimulatedSmsTest : public ::testing::Test {
 protected:
  static http::ServerConfig any_port() {
    http::ServerConfig config;
    config.port = 0;
    return config;
  }
  sms::Message message(const std::string& to) const {
    return {to, "Olá, São João", "msg_1",
            "http://127.0.0.1:" + std::to_string(server.port()) + "/status"};
  }
  sms::Account kannel() const {
    sms::Account account;
    account.url = provider.kannel_url();
    return account;
  }
  sms::Account twilio() const {
    sms::Account account;
    account.provider = sms::Provider::twilio;
    account.url = provider.twilio_url();
    account.user = "AC1";
    account.secret = SimulatedSms::twilio_token;
    account.from = "+15005550006";
    return account;
  }
  sms::Verdict send(const sms::Account& account, const std::string& to) {
    const auto answer = client.send(sms::request_of(account, message(to)));
    EXPECT_TRUE(answer);
    return sms::read_answer(account, *answer);
  }

  ManualClock clock{Instant{1795352709123}};
  Hook hook;
  http::Server server{any_port(), hook, clock};
  SimulatedSms provider{clock, 10ms};
  http::Client client;
};

TEST_F(SimulatedSmsTest, SpeaksKannel) {
  EXPECT_EQ(send(kannel(), "+5511987654321").taken, sms::Taken::yes);
  ASSERT_EQ(provider.taken().size(), 1U);
  EXPECT_EQ(provider.taken()[0].text, "Olá, São João");
  const auto calls = hook.wait_for(2);
  ASSERT_EQ(calls.size(), 2U);
  const auto first = sms::read_report(kannel(), calls[0]).value().at(0);
  EXPECT_EQ(first.kind, sms::ReportKind::taken);
  EXPECT_EQ(first.our_id, "msg_1");
  EXPECT_EQ(sms::read_report(kannel(), calls[1]).value().at(0).kind, sms::ReportKind::delivered);
}

TEST_F(SimulatedSmsTest, SomeNumbersAreOffAndSomeAreNobodys) {
  send(kannel(), "+5511987650000");
  auto calls = hook.wait_for(2);
  ASSERT_EQ(calls.size(), 2U);
  const auto off = sms::read_report(kannel(), calls[1]).value().at(0);
  EXPECT_EQ(off.kind, sms::ReportKind::undelivered);
  EXPECT_FALSE(off.number_fails);
  send(kannel(), "+5511987651111");
  calls = hook.wait_for(3);
  ASSERT_EQ(calls.size(), 3U);
  EXPECT_TRUE(sms::read_report(kannel(), calls[2]).value().at(0).number_fails);
}

TEST_F(SimulatedSmsTest, SpeaksTwilioAndSignsWhatItTells) {
  const auto verdict = send(twilio(), "+5511987654321");
  EXPECT_EQ(verdict.taken, sms::Taken::yes);
  EXPECT_TRUE(verdict.id.starts_with("SM"));
  EXPECT_EQ(send(twilio(), "+5511987651111").taken, sms::Taken::refused);
  const auto calls = hook.wait_for(2);
  ASSERT_EQ(calls.size(), 2U);
  for (const auto& call : calls) {
    EXPECT_TRUE(sms::twilio_signature_holds(
        SimulatedSms::twilio_token, message("").report_url + "?message=msg_1",
        sms::read_form(call.body).value(), call.headers.get("X-Twilio-Signature").value_or("")));
  }
  EXPECT_EQ(sms::read_report(twilio(), calls[1]).value().at(0).kind, sms::ReportKind::delivered);
}

}  // namespace
}  // namespace quita::sandbox
