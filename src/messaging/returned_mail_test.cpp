// Mails that come back, on both engines: read from a real mailbox (Dovecot), and what they change.
#include "messaging/returned_mail.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "mail/smtp_sink.h"
#include "messaging/returns_mailbox.h"
#include "messaging/smtp_transport.h"
#include "messaging/testing_aurora.h"
#include "party/timeline.h"
#include "testing/dovecot_server.h"
#include "testing/postfix_server.h"

namespace quita::messaging {
namespace {

using testing::DovecotServer;
using ::testing::HasSubstr;

DovecotServer* dovecot() {
  static const auto server = DovecotServer::start();
  return server.get();
}

class Returned : public Aurora {
 protected:
  MessageId sent() {
    NewMessage message = letter(fmt::format("teste:{}", ++sent_));
    message.subject = "Seu boleto";
    return db()
        .write(tenant(),
               [&](db::Tx& tx) {
                 const auto id = enqueue(tx, message, clock().now());
                 finish(tx, *id, MessageState::sent, "250 ok", clock().now());
                 return id;
               })
        .value();
  }

  static std::string bounce(MessageId id, std::string_view words) {
    return fmt::format(
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nTo: devolucoes@aurora.com.br\n"
        "Subject: Undelivered Mail\nMIME-Version: 1.0\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nNo.\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        "Final-Recipient: rfc822; joao@exemplo.com.br\nAction: failed\n"
        "Diagnostic-Code: smtp; {}\n\n"
        "--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <{}@aurora.com.br>\n\n--b--\n",
        words, id.text());
  }
  static std::string complaint(MessageId id) {
    return fmt::format(
        "From: fbl@correio.example\nTo: devolucoes@aurora.com.br\nMIME-Version: 1.0\n"
        "Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nAbuse.\n"
        "--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n\n"
        "--b\nContent-Type: message/rfc822\n\nMessage-ID: <{}@aurora.com.br>\n\nOi\n--b--\n",
        id.text());
  }

  ReturnsTaken take(const std::string& mail) {
    return db().write(tenant(),
                      [&](db::Tx& tx) { return take_returned_mail(tx, act(), gate_, mail); });
  }
  MessageState state_of(MessageId id) {
    return db().read(tenant(), [&](db::Tx& tx) { return load_message(tx, id)->state; });
  }
  party::ContactState contact() {
    return db().read(tenant(), [&](db::Tx& tx) {
      return party::load_party(tx, customer_).value().contacts.at(0).state;
    });
  }
  std::vector<std::string> timeline() {
    std::vector<std::string> lines;
    db().read(tenant(), [&](db::Tx& tx) {
      for (const auto& event : party::party_timeline(tx, customer_, std::nullopt, 50)) {
        lines.push_back(event.text);
      }
    });
    return lines;
  }

  int sent_ = 0;
};

QUITA_EACH_ENGINE(Returned);

TEST_P(Returned, AWrongAddressIsMarkedAndTheMessageDidNotArrive) {
  const MessageId id = sent();
  const auto mail = bounce(id, "550 5.1.1 User unknown");
  EXPECT_EQ(take(mail).taken, 1);
  EXPECT_EQ(state_of(id), MessageState::failed);
  EXPECT_EQ(contact(), party::ContactState::bounced);
  EXPECT_THAT(gate_.failed, ::testing::ElementsAre(std::pair("joao@exemplo.com.br", true)));
  EXPECT_THAT(timeline(),
              ::testing::Contains(HasSubstr("\"Seu boleto\" voltou de joao@exemplo.com.br: o "
                                            "endereço não existe: smtp; 550 5.1.1")));
  const auto before = timeline();
  EXPECT_EQ(take(mail).taken, 1) << "the same return again is known, and changes nothing";
  EXPECT_EQ(timeline(), before);
  EXPECT_EQ(gate_.failed.size(), 1U);
}

TEST_P(Returned, AFullMailboxIsTriedAgainUntilTheThirdTime) {
  for (int i = 1; i <= 3; ++i) {
    EXPECT_EQ(contact(), party::ContactState::unknown);
    take(bounce(sent(), "552 5.2.2 Mailbox full"));
  }
  EXPECT_EQ(contact(), party::ContactState::bounced);
  EXPECT_THAT(gate_.failed, ::testing::ElementsAre(std::pair("joao@exemplo.com.br", false),
                                                   std::pair("joao@exemplo.com.br", false),
                                                   std::pair("joao@exemplo.com.br", true)));
}

TEST_P(Returned, OneThatArrivedBetweenBeginsTheCountAnew) {
  for (int i = 1; i <= 2; ++i) take(bounce(sent(), "552 5.2.2 Mailbox full"));
  sent();
  for (int i = 1; i <= 2; ++i) take(bounce(sent(), "552 5.2.2 Mailbox full"));
  EXPECT_EQ(contact(), party::ContactState::unknown);
}

// Our own server's bad day is not the customer's wrong address.
TEST_P(Returned, OneThatIsReadBeforeItsMessageWasMarkedCounts) {
  const MessageId id = sent();
  db().write(tenant(), [&](db::Tx& tx) {
    tx.execute(
        "UPDATE outbox SET state = 'sending', attempts = 1, claimed_by = 'w' WHERE tenant_id = $1 "
        "AND id = $2",
        tx.tenant(), id);
  });
  EXPECT_EQ(take(bounce(id, "550 5.1.1 User unknown")).taken, 1);
  EXPECT_EQ(state_of(id), MessageState::failed);
  EXPECT_EQ(contact(), party::ContactState::bounced);
}

TEST_P(Returned, WhatNeverLeftIsNoReturn) {
  for (int i = 1; i <= 2; ++i) {
    const MessageId id = sent();
    db().write(tenant(), [&](db::Tx& tx) {
      finish(tx, id, MessageState::failed, "O servidor de e-mail não nos aceita: 535",
             clock().now());
    });
  }
  take(bounce(sent(), "552 5.2.2 Mailbox full"));
  EXPECT_EQ(contact(), party::ContactState::unknown);
}

TEST_P(Returned, WhoComplainsGetsNoMore) {
  const MessageId id = sent();
  EXPECT_EQ(take(complaint(id)).taken, 1);
  EXPECT_EQ(contact(), party::ContactState::opted_out);
  EXPECT_EQ(state_of(id), MessageState::sent) << "it did arrive";
}

TEST_P(Returned, StrangersChangeNothing) {
  sent();
  EXPECT_EQ(take(bounce(MessageId::make(clock().now()), "550 5.1.1 User unknown")).unmatched, 1);
  EXPECT_TRUE(take("From: joao@exemplo.com.br\nSubject: oi\n\nJá paguei!\n").for_people);
  EXPECT_FALSE(
      take("From: joao@exemplo.com.br\nAuto-Submitted: auto-replied\n\nFérias.\n").for_people);
  EXPECT_EQ(contact(), party::ContactState::unknown);
  EXPECT_TRUE(gate_.failed.empty());
}

TEST_P(Returned, TheMailboxIsReadOnceAndPeoplesMailStaysUnread) {
  if (dovecot() == nullptr) GTEST_SKIP() << "Dovecot is not installed";
  ReturnsMailbox mailbox;
  mailbox.host = "127.0.0.1";
  mailbox.port = dovecot()->tls_port();
  mailbox.user = DovecotServer::user;
  mailbox.address = "devolucoes@aurora.com.br";
  db().write(tenant(), [&](db::Tx& tx) {
    ASSERT_TRUE(save_returns_mailbox(tx, clock().now(), mailbox, DovecotServer::password, key_));
  });
  SmtpHouse house;
  house.ca_file = dovecot()->ca_file();
  const MailboxDeps deps{db(), clock(), gate_, key_, house};
  ASSERT_EQ(look_into_mailbox(deps, tenant())->error, "");
  const auto begin = look_into_mailbox(deps, tenant())->taken;
  const int read_before = dovecot()->read_mails();

  const MessageId id = sent();
  dovecot()->deliver(bounce(id, "550 5.1.1 User unknown"));
  dovecot()->deliver("From: joao@exemplo.com.br\nSubject: Re: Seu boleto\n\nJá paguei!\n");
  const auto state = look_into_mailbox(deps, tenant());
  EXPECT_EQ(state->error, "");
  EXPECT_EQ(state->taken, begin + 1);
  EXPECT_EQ(state_of(id), MessageState::failed);
  EXPECT_EQ(dovecot()->read_mails(), read_before + 1) << "João's answer is still news for people";
  EXPECT_EQ(look_into_mailbox(deps, tenant())->taken, begin + 1);

  // Every company's, when its look is due.
  bool asked = false;
  look_into_mailboxes(deps, [&] { return asked = true; });
  EXPECT_TRUE(asked);

  db().write(tenant(), [&](db::Tx& tx) {
    ASSERT_TRUE(save_returns_mailbox(tx, clock().now(), mailbox, "errada", key_));
  });
  EXPECT_THAT(look_into_mailbox(deps, tenant())->error, HasSubstr("recusou usuário ou senha"));
  db().write(tenant(), [&](db::Tx& tx) {
    ASSERT_TRUE(save_returns_mailbox(tx, clock().now(), {}, std::nullopt, key_));
  });
  EXPECT_FALSE(look_into_mailbox(deps, tenant()));
}

// The whole way with a server that is not ours: Postfix takes the mail, finds nobody there, and
// writes to the mailbox that Dovecot serves.
TEST_P(Returned, ARealServersBounceFindsItsMessage) {
  if (dovecot() == nullptr) GTEST_SKIP() << "Dovecot is not installed";
  static const auto postfix = testing::PostfixServer::start(dovecot()->maildir());
  if (postfix == nullptr)
    GTEST_SKIP() << "Postfix is neither unpacked (./test does it) nor installed, or these tests "
                    "are not root's";
  SmtpSettings smtp;
  smtp.host = "127.0.0.1";
  smtp.port = postfix->port();
  smtp.security = Security::none;
  smtp.from_address = "financeiro@aurora.test";
  ReturnsMailbox mailbox;
  mailbox.host = "127.0.0.1";
  mailbox.port = dovecot()->tls_port();
  mailbox.user = DovecotServer::user;
  mailbox.address = "devolucoes@aurora.test";
  db().write(tenant(), [&](db::Tx& tx) {
    ASSERT_TRUE(save_smtp_settings(tx, clock().now(), smtp, "", key_));
    ASSERT_TRUE(save_returns_mailbox(tx, clock().now(), mailbox, DovecotServer::password, key_));
  });
  const MessageId id = sent();
  SmtpTransport transport(db(), clock(), key_, key_);
  Mail letter;
  letter.from_address = smtp.from_address;
  letter.to_address = "joao@exemplo.test";
  letter.subject = letter.text = "Seu boleto";
  letter.message_id = id.text() + "@aurora.test";
  ASSERT_EQ(transport.send(tenant(), letter).outcome, Outcome::taken);
  SmtpHouse house;
  house.ca_file = dovecot()->ca_file();
  const MailboxDeps deps{db(), clock(), gate_, key_, house};
  for (int tries = 0; tries < 100 && state_of(id) == MessageState::sent; ++tries) {
    ASSERT_EQ(look_into_mailbox(deps, tenant())->error, "");
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  EXPECT_EQ(state_of(id), MessageState::failed);
  EXPECT_EQ(contact(), party::ContactState::bounced);
}

TEST_P(Returned, MailsLeaveWithTheAddressTheyComeBackTo) {
  mail::SmtpSink sink;
  SmtpSettings smtp;
  smtp.host = "127.0.0.1";
  smtp.port = sink.port();
  smtp.security = Security::none;
  smtp.from_address = "financeiro@aurora.com.br";
  ReturnsMailbox mailbox;
  mailbox.host = "imap.aurora.com.br";
  mailbox.user = "devolucoes";
  mailbox.address = "devolucoes@aurora.com.br";
  db().write(tenant(), [&](db::Tx& tx) {
    ASSERT_TRUE(save_smtp_settings(tx, clock().now(), smtp, "", key_));
    ASSERT_TRUE(save_returns_mailbox(tx, clock().now(), mailbox, "x", key_));
  });
  SmtpTransport transport(db(), clock(), key_, key_);
  Mail letter;
  letter.from_address = smtp.from_address;
  letter.to_address = "joao@exemplo.com.br";
  letter.subject = letter.text = "Oi";
  letter.message_id = "a@b";
  EXPECT_EQ(transport.send(tenant(), letter).outcome, Outcome::taken);
  ASSERT_EQ(sink.mails().size(), 1U);
  EXPECT_EQ(sink.mails()[0].from, "devolucoes@aurora.com.br");
  EXPECT_THAT(sink.mails()[0].data, HasSubstr("From: <financeiro@aurora.com.br>"));
}

}  // namespace
}  // namespace quita::messaging
