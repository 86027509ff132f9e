// Sender and sink speak with each other over real sockets.
#include "mail/smtp.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "mail/smtp_sink.h"

namespace quita::mail {
namespace {

using Kind = SmtpOutcome::Kind;
using testing::HasSubstr;

const std::string message = "Subject: teste\r\n\r\nlinha\r\n.\r\n..dois\r\nfim\r\n";

SmtpConfig plain(const SmtpSink& sink) {
  SmtpConfig config;
  config.host = "127.0.0.1";
  config.port = sink.port();
  config.tls = Tls::none;
  config.timeout_ms = 5000;
  return config;
}

TEST(Smtp, HandsOverTheMessageByteByByte) {
  SmtpSink sink;
  SmtpSender sender(plain(sink));
  const auto outcome = sender.send("bounce@empresa.com.br", "jose@cliente.com.br", message);
  EXPECT_EQ(outcome.kind, Kind::accepted);
  EXPECT_EQ(outcome.code, 250);
  EXPECT_EQ(outcome.answer, "250 2.0.0 taken as 1");
  const auto mails = sink.mails();
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_EQ(mails[0].from, "bounce@empresa.com.br");
  EXPECT_EQ(mails[0].to, std::vector<std::string>{"jose@cliente.com.br"});
  EXPECT_EQ(mails[0].data, message);
}

TEST(Smtp, PublicOnlyRefusesThisMachineByAnyName) {
  SmtpSink sink;
  for (const char* host : {"127.0.0.1", "localhost", "::1", "::ffff:127.0.0.1", "2130706433"}) {
    SmtpConfig config = plain(sink);
    config.host = host;
    config.public_only = true;
    SmtpSender sender(config);
    const auto outcome = sender.send("a@b.co", "c@d.co", message);
    EXPECT_EQ(outcome.kind, Kind::unreachable) << host;
    EXPECT_TRUE(outcome.private_address) << host << ": " << outcome.answer;
    EXPECT_THAT(outcome.answer, HasSubstr("rede interna")) << host;
    EXPECT_FALSE(outcome.maybe_delivered);
  }
  EXPECT_EQ(sink.connections(), 0u) << "not even the greeting was read";
}

TEST(Smtp, UsesOneConnectionForManyMessages) {
  SmtpSink sink;
  SmtpSender sender(plain(sink));
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(sender.send("a@b.co", "c@d.co", message).kind, Kind::accepted);
  }
  EXPECT_EQ(sink.mails().size(), 20u);
  EXPECT_EQ(sink.connections(), 1u);
}

TEST(Smtp, TellsPermanentFromTransientRefusalAndWhere) {
  SmtpSink sink;
  SmtpSender sender(plain(sink));
  sink.fail_next("RCPT", "550 5.1.1 no such user");
  auto outcome = sender.send("a@b.co", "c@d.co", message);
  EXPECT_EQ(outcome.kind, Kind::rejected);
  EXPECT_EQ(outcome.stage, SmtpStage::recipient);
  EXPECT_EQ(outcome.code, 550);
  EXPECT_EQ(outcome.answer, "550 5.1.1 no such user");

  sink.fail_next("RCPT", "451 4.7.1 greylisted");
  outcome = sender.send("a@b.co", "c@d.co", message);
  EXPECT_EQ(outcome.kind, Kind::deferred);
  EXPECT_EQ(outcome.answer, "451 4.7.1 greylisted");

  sink.fail_next(".", "554-5.7.1 this is\r\n554 5.7.1 spam");
  outcome = sender.send("a@b.co", "c@d.co", message);
  EXPECT_EQ(outcome.kind, Kind::rejected);
  EXPECT_EQ(outcome.stage, SmtpStage::data);
  EXPECT_EQ(outcome.answer, "554-5.7.1 this is\n554 5.7.1 spam");
  EXPECT_TRUE(sink.mails().empty());

  sink.fail_next("MAIL", "452 4.3.1 full");
  EXPECT_EQ(sender.send("a@b.co", "c@d.co", message).kind, Kind::deferred);
  sink.fail_next("DATA", "421 4.3.2 closing");
  EXPECT_EQ(sender.send("a@b.co", "c@d.co", message).kind, Kind::deferred);
  sink.fail_recipient("Gone@d.co", "550 5.1.1 gone");
  EXPECT_EQ(sender.send("a@b.co", "gone@d.co", message).kind, Kind::rejected);
  EXPECT_EQ(sender.send("a@b.co", "c@d.co", message).kind, Kind::accepted);
}

TEST(Smtp, SaysWhenAMessageMayHaveArrivedAllTheSame) {
  SmtpSink sink;
  SmtpSender sender(plain(sink));
  sink.fail_next(".", "");
  const auto lost = sender.send("a@b.co", "c@d.co", message);
  EXPECT_EQ(lost.kind, Kind::unreachable);
  EXPECT_TRUE(lost.maybe_delivered);
  sink.fail_next("MAIL", "", 2);
  const auto early = sender.send("a@b.co", "c@d.co", message);
  EXPECT_EQ(early.kind, Kind::unreachable);
  EXPECT_FALSE(early.maybe_delivered);
}

TEST(Smtp, ConnectsAnewWhenTheServerClosedARestingConnection) {
  SmtpSink sink;
  SmtpSender sender(plain(sink));
  EXPECT_EQ(sender.send("a@b.co", "c@d.co", message).kind, Kind::accepted);
  sink.fail_next("MAIL", "");
  EXPECT_EQ(sender.send("a@b.co", "c@d.co", message).kind, Kind::accepted);
  EXPECT_EQ(sink.connections(), 2u);
}

TEST(Smtp, TellsThatNobodyAnswers) {
  SmtpConfig config;
  {
    SmtpSink sink;
    config = plain(sink);
  }
  const auto outcome = SmtpSender(config).send("a@b.co", "c@d.co", message);
  EXPECT_EQ(outcome.kind, Kind::unreachable);
  EXPECT_EQ(outcome.stage, SmtpStage::connect);
  EXPECT_EQ(outcome.code, 0);
  EXPECT_FALSE(outcome.answer.empty());
}

TEST(Smtp, GivesUpOnASilentServer) {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in here{};
  here.sin_family = AF_INET;
  here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof here;
  ASSERT_EQ(bind(listener, reinterpret_cast<sockaddr*>(&here), size), 0);
  ASSERT_EQ(listen(listener, 1), 0);
  getsockname(listener, reinterpret_cast<sockaddr*>(&here), &size);
  SmtpConfig config;
  config.host = "127.0.0.1";
  config.port = ntohs(here.sin_port);
  config.tls = Tls::none;
  config.timeout_ms = 200;
  EXPECT_EQ(SmtpSender(config).send("a@b.co", "c@d.co", message).kind, Kind::unreachable);
  close(listener);
}

// A stop must not wait for a minute on a server that says nothing.
TEST(Smtp, AStopEndsAConversationThatWaits) {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in here{};
  here.sin_family = AF_INET;
  here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof here;
  ASSERT_EQ(bind(listener, reinterpret_cast<sockaddr*>(&here), size), 0);
  ASSERT_EQ(listen(listener, 1), 0);
  getsockname(listener, reinterpret_cast<sockaddr*>(&here), &size);
  std::stop_source stop;
  SmtpConfig config;
  config.host = "127.0.0.1";
  config.port = ntohs(here.sin_port);
  config.tls = Tls::none;
  config.stop = stop.get_token();
  std::thread stopper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    stop.request_stop();
  });
  const auto begun = std::chrono::steady_clock::now();
  const auto outcome = SmtpSender(config).send("a@b.co", "c@d.co", message);
  stopper.join();
  EXPECT_EQ(outcome.kind, Kind::unreachable);
  EXPECT_FALSE(outcome.maybe_delivered);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
  close(listener);
}

TEST(Smtp, LogsIn) {
  SmtpSinkConfig sink_config;
  sink_config.user = "ana";
  sink_config.password = "segredo";
  SmtpSink sink(sink_config);
  auto config = plain(sink);
  config.user = "ana";
  config.password = "segredo";
  EXPECT_EQ(SmtpSender(config).send("a@b.co", "c@d.co", message).kind, Kind::accepted);
  EXPECT_EQ(sink.mails().at(0).user, "ana");

  config.password = "errado";
  const auto denied = SmtpSender(config).send("a@b.co", "c@d.co", message);
  EXPECT_EQ(denied.kind, Kind::not_admitted);
  EXPECT_EQ(denied.stage, SmtpStage::login);
  EXPECT_THAT(denied.answer, HasSubstr("535"));
  config.user.clear();
  EXPECT_EQ(SmtpSender(config).send("a@b.co", "c@d.co", message).code, 530);
}

TEST(Smtp, EncryptsWithStarttls) {
  SmtpSinkConfig sink_config;
  sink_config.starttls = true;
  sink_config.user = "ana";
  sink_config.password = "segredo";
  SmtpSink sink(sink_config);
  const auto ca_file = testing::TempDir() + "quita_smtp_ca.pem";
  std::ofstream(ca_file) << sink.certificate_pem();
  auto config = plain(sink);
  config.host = "localhost";
  config.tls = Tls::starttls_required;
  config.ca_file = ca_file;
  config.user = "ana";
  config.password = "segredo";
  SmtpSender sender(config);
  const auto outcome = sender.send("a@b.co", "c@d.co", message);
  EXPECT_EQ(outcome.kind, Kind::accepted) << outcome.answer;
  EXPECT_EQ(sender.send("a@b.co", "c@d.co", message).kind, Kind::accepted);
  EXPECT_EQ(sink.connections(), 1u);
  EXPECT_TRUE(sink.mails().at(0).encrypted);
  EXPECT_EQ(sink.mails().at(0).data, message);
}

TEST(Smtp, EncryptsFromTheFirstByteWithSmtps) {
  SmtpSinkConfig sink_config;
  sink_config.implicit_tls = true;
  SmtpSink sink(sink_config);
  const auto ca_file = testing::TempDir() + "quita_smtps_ca.pem";
  std::ofstream(ca_file) << sink.certificate_pem();
  auto config = plain(sink);
  config.tls = Tls::implicit;
  config.ca_file = ca_file;
  EXPECT_EQ(SmtpSender(config).send("a@b.co", "c@d.co", message).kind, Kind::accepted);
  EXPECT_TRUE(sink.mails().at(0).encrypted);
}

TEST(Smtp, TrustsNoCertificateUnasked) {
  SmtpSinkConfig sink_config;
  sink_config.starttls = true;
  SmtpSink sink(sink_config);
  auto config = plain(sink);
  config.tls = Tls::starttls_required;
  EXPECT_EQ(SmtpSender(config).send("a@b.co", "c@d.co", message).kind, Kind::not_admitted);
  EXPECT_TRUE(sink.mails().empty());
}

TEST(Smtp, SendsNothingInTheClearWhenTlsIsRequired) {
  SmtpSink sink;
  auto config = plain(sink);
  config.tls = Tls::starttls_required;
  EXPECT_EQ(SmtpSender(config).send("a@b.co", "c@d.co", message).kind, Kind::not_admitted);
  config.tls = Tls::starttls_optional;
  EXPECT_EQ(SmtpSender(config).send("a@b.co", "c@d.co", message).kind, Kind::accepted);
}

TEST(Smtp, TellsARefusingServerFromARefusedRecipient) {
  SmtpSink sink;
  sink.fail_next("CONNECT", "554 5.7.1 your address is blocked");
  EXPECT_EQ(SmtpSender(plain(sink)).send("a@b.co", "c@d.co", message).kind, Kind::not_admitted);
  sink.fail_next("CONNECT", "421 4.7.0 too busy");
  EXPECT_EQ(SmtpSender(plain(sink)).send("a@b.co", "c@d.co", message).kind, Kind::deferred);
}

TEST(Smtp, RefusesAddressesThatWouldSmuggleCommands) {
  SmtpSink sink;
  SmtpSender sender(plain(sink));
  const auto outcome = sender.send("a@b.co", "c@d.co>\r\nRCPT TO:<x@y.z", message);
  EXPECT_EQ(outcome.kind, Kind::rejected);
  EXPECT_EQ(outcome.stage, SmtpStage::recipient);
  EXPECT_EQ(sink.connections(), 0u);
}

TEST(Smtp, ChecksItsConfiguration) {
  SmtpConfig config;
  config.host = "smtp.empresa.com.br";
  EXPECT_TRUE(check(config));
  config.user = "ana";
  config.tls = Tls::starttls_optional;
  EXPECT_EQ(check(config).error().code, "smtp.plain_password");
  config.tls = Tls::implicit;
  EXPECT_TRUE(check(config));
  config.host = "a b";
  EXPECT_EQ(check(config).error().code, "smtp.host");
  config.host = "a";
  config.helo_name = "x\r\ny";
  EXPECT_EQ(check(config).error().code, "smtp.helo");
  EXPECT_THROW(SmtpSender{config}, std::invalid_argument);
}

TEST(SmtpSink, GivesEachMessageToItsTaker) {
  std::vector<ReceivedMail> taken;
  SmtpSinkConfig sink_config;
  sink_config.on_mail = [&](ReceivedMail mail) { taken.push_back(std::move(mail)); };
  {
    SmtpSink sink(sink_config);
    EXPECT_EQ(SmtpSender(plain(sink)).send("a@b.co", "c@d.co", message).kind, Kind::accepted);
    EXPECT_TRUE(sink.mails().empty());
  }
  ASSERT_EQ(taken.size(), 1u);
  EXPECT_EQ(taken[0].to.at(0), "c@d.co");
}

TEST(SmtpSink, RefusesTooLargeMessagesAndServesManyAtOnce) {
  SmtpSinkConfig sink_config;
  sink_config.message_bytes_max = 10'000;
  SmtpSink sink(sink_config);
  const auto large = "Subject: x\r\n\r\n" + std::string(20'000, 'x') + "\r\n";
  EXPECT_EQ(SmtpSender(plain(sink)).send("a@b.co", "c@d.co", large).kind, Kind::rejected);
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      SmtpSender sender(plain(sink));
      for (int n = 0; n < 10; ++n) sender.send("a@b.co", "c@d.co", message);
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(sink.mails().size(), 80u);
}

}  // namespace
}  // namespace quita::mail
