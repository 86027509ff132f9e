#include "mail/imap.h"

#include <gtest/gtest.h>

#include "testing/dovecot_server.h"

namespace quita::mail {
namespace {

using testing::DovecotServer;

DovecotServer* dovecot() {
  static const auto server = DovecotServer::start();
  return server.get();
}

ImapConfig config_of(const DovecotServer& server) {
  ImapConfig config;
  config.host = "127.0.0.1";
  config.port = server.tls_port();
  config.user = DovecotServer::user;
  config.password = DovecotServer::password;
  config.ca_file = server.ca_file();
  config.timeout_ms = 10'000;
  return config;
}

#define NEEDS_DOVECOT \
  if (dovecot() == nullptr) GTEST_SKIP() << "Dovecot is not installed"

TEST(Imap, MailsAreReadOnceByTheirNumbers) {
  NEEDS_DOVECOT;
  ImapMailbox mailbox(config_of(*dovecot()));
  const auto before = mailbox.state();
  ASSERT_TRUE(before) << before.error().message;
  const auto last = before->uid_next - 1;
  EXPECT_TRUE(mailbox.uids_after(last).value().empty()) << "9:* finds the last mail even so";
  dovecot()->deliver(
      "Subject: um\r\n\r\nlinha com * asterisco\r\n* 1 FETCH (UID 9)\r\nA002 OK\r\n");
  dovecot()->deliver("Subject: dois\n\n" + std::string(200'000, 'x') + "\n");
  ImapMailbox later(config_of(*dovecot()));
  const auto uids = later.uids_after(last).value();
  ASSERT_EQ(uids.size(), 2U);
  EXPECT_EQ(later.fetch(uids[0]).value(),
            "Subject: um\r\n\r\nlinha com * asterisco\r\n* 1 FETCH (UID 9)\r\nA002 OK\r\n");
  EXPECT_GT(later.fetch(uids[1]).value().size(), 200'000U);
  EXPECT_EQ(later.uids_after(uids[0]).value(), std::vector<std::uint32_t>{uids[1]});
  const auto after = later.state();
  EXPECT_EQ(after->uid_validity, before->uid_validity);
  EXPECT_EQ(after->uid_next, uids[1] + 1);
}

TEST(Imap, WhatIsForPeopleStaysUnread) {
  NEEDS_DOVECOT;
  ImapMailbox mailbox(config_of(*dovecot()));
  const auto last = mailbox.state().value().uid_next - 1;
  dovecot()->deliver("Subject: pergunta\r\n\r\nPosso pagar na segunda?\r\n");
  const auto uid = mailbox.uids_after(last).value().at(0);
  const int before = dovecot()->read_mails();
  ASSERT_TRUE(mailbox.fetch(uid));
  EXPECT_EQ(dovecot()->read_mails(), before + 1);
  ASSERT_TRUE(mailbox.mark_unread(uid));
  EXPECT_EQ(dovecot()->read_mails(), before);
}

TEST(Imap, StartTlsWorksToo) {
  NEEDS_DOVECOT;
  auto config = config_of(*dovecot());
  config.port = dovecot()->port();
  config.tls = Tls::starttls_required;
  EXPECT_TRUE(ImapMailbox(config).state());
}

std::string code_of(const ImapConfig& config) {
  const auto state = ImapMailbox(config).state();
  return state ? "" : state.error().code;
}

TEST(Imap, PublicOnlyRefusesThisMachine) {
  ImapConfig config;
  config.host = "127.0.0.1";
  config.user = "ana";
  config.timeout_ms = 5'000;
  config.port = 1;
  EXPECT_EQ(code_of(config), "imap.unreachable");
  config.public_only = true;
  EXPECT_EQ(code_of(config), "imap.private_address");
}

TEST(Imap, FailuresAreToldApart) {
  NEEDS_DOVECOT;
  auto config = config_of(*dovecot());
  config.password = "outra";
  EXPECT_EQ(code_of(config), "imap.login");
  config = config_of(*dovecot());
  config.folder = "Nenhuma";
  EXPECT_EQ(code_of(config), "imap.folder");
  config = config_of(*dovecot());
  config.ca_file.clear();
  EXPECT_EQ(code_of(config), "imap.tls") << "a certificate that nobody vouches for";
  config = config_of(*dovecot());
  config.port = 1;
  EXPECT_EQ(code_of(config), "imap.unreachable");

  config = config_of(*dovecot());
  config.mail_bytes_max = 1000;
  ImapMailbox mailbox(config);
  const auto last = mailbox.state().value().uid_next - 1;
  dovecot()->deliver("Subject: grande\n\n" + std::string(5000, 'x') + "\n");
  const auto mail = mailbox.fetch(mailbox.uids_after(last).value().at(0));
  ASSERT_FALSE(mail);
  EXPECT_EQ(mail.error().code, "imap.size");
  const auto gone = mailbox.fetch(1'000'000);
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.error().code, "imap.gone");
}

TEST(Imap, SettingsAreChecked) {
  const auto code = [](ImapConfig config) { return check(config).error().code; };
  ImapConfig good;
  good.host = "imap.empresa.com.br";
  good.user = "devolucoes";
  EXPECT_TRUE(check(good));
  auto bad = good;
  bad.host = "imap empresa";
  EXPECT_EQ(code(bad), "imap.host");
  bad = good;
  bad.user = "a\r\nb";
  EXPECT_EQ(code(bad), "imap.user");
  bad = good;
  bad.folder = "INBOX\"";
  EXPECT_EQ(code(bad), "imap.folder");
  bad = good;
  bad.tls = Tls::none;
  EXPECT_EQ(code(bad), "imap.plain_password");
}

}  // namespace
}  // namespace quita::mail
