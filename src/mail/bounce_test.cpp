#include "mail/bounce.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace quita::mail {
namespace {

ReturnedMail only(std::string_view message) {
  const auto all = read_returned_mail(message);
  EXPECT_EQ(all.size(), 1U);
  return all.front();
}

constexpr std::string_view report = R"(Return-Path: <>
From: MAILER-DAEMON@provedor.example
To: cobranca@empresa.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

A mensagem não foi entregue.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.provedor.example

Final-Recipient: rfc822; Maria@Cliente.example
Action: failed
Status: 5.0.0
Diagnostic-Code: smtp; 550 5.1.1 <maria@cliente.example>:
    Recipient address rejected: User unknown

Final-Recipient: rfc822; joao@cliente.example
Action: delayed
Status: 4.4.1

--b
Content-Type: text/rfc822-headers

From: cobranca@empresa.example
To: maria@cliente.example
Message-ID: <msg_01h455vb4pex5vsknk084sn02q@empresa.example>

--b--
)";

TEST(ReturnedMail, AReportTellsOfEachRecipient) {
  const auto all = read_returned_mail(report);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].kind, ReturnKind::failed);
  EXPECT_EQ(all[0].recipient, "maria@cliente.example");
  EXPECT_EQ(all[0].status, "5.1.1") << "the server's own code, not the reporter's 5.0.0";
  EXPECT_EQ(all[0].reply_code, 550);
  EXPECT_TRUE(all[0].hard());
  EXPECT_EQ(all[0].words,
            "smtp; 550 5.1.1 <maria@cliente.example>: Recipient address rejected: User unknown");
  EXPECT_EQ(all[0].message_id, "msg_01h455vb4pex5vsknk084sn02q@empresa.example");
  EXPECT_EQ(all[1].kind, ReturnKind::delayed);
  EXPECT_EQ(all[1].recipient, "joao@cliente.example");
  EXPECT_FALSE(all[1].hard());
}

TEST(ReturnedMail, TheMailThatCameBackIsItsOwnPartWhateverTheNoticeSays) {
  const auto one = only(
      "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nTo: a@b.example\nMIME-Version: 1.0\n"
      "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
      "--b\nContent-Type: text/plain\n\nYou can\ndelete your own text from the attached "
      "returned message.\n\n--- Original message ---\nMessage-ID: <wrong@b.example>\n"
      "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
      "Final-Recipient: rfc822; c@d.example\nAction: failed\nStatus: 5.1.1\n"
      "--b\nContent-Type: message/rfc822\n\nMessage-ID: <right@b.example>\n\nOi\n--b--\n");
  EXPECT_EQ(one.message_id, "right@b.example");
  EXPECT_TRUE(one.hard());
}

TEST(ReturnedMail, AFullMailboxIsNoWrongAddress) {
  const auto one = only(
      "From: Mail Delivery Subsystem <mailer-daemon@correio.example>\n"
      "To: cobranca@empresa.example\nSubject: falha na entrega\n\n"
      "<jose@correio.example>: 552 5.2.2 Caixa postal cheia\n\n"
      "--- Mensagem original ---\nTo: jose@correio.example\nMessage-ID: <a@b>\n");
  EXPECT_EQ(one.kind, ReturnKind::failed);
  EXPECT_EQ(one.reason, BounceReason::mailbox_full);
  EXPECT_FALSE(one.hard());
  EXPECT_EQ(one.recipient, "jose@correio.example");
  EXPECT_EQ(one.message_id, "a@b");
}

TEST(ReturnedMail, AComplaintNamesWhoComplained) {
  const auto one = only(
      "From: fbl@correio.example\nTo: cobranca@empresa.example\nMIME-Version: 1.0\n"
      "Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n"
      "--b\nContent-Type: text/plain\n\nThis is an email abuse report.\n"
      "--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n"
      "Original-Rcpt-To: Ana@Correio.example\n\n"
      "--b\nContent-Type: message/rfc822\n\nTo: ana@correio.example\nMessage-ID: <x@y>\n\nOi\n"
      "--b--\n");
  EXPECT_EQ(one.kind, ReturnKind::complaint);
  EXPECT_EQ(one.recipient, "ana@correio.example");
  EXPECT_EQ(one.message_id, "x@y");
}

TEST(ReturnedMail, AnAbsenceNoteAndAPersonsAnswerAreNoBounces) {
  EXPECT_EQ(only("From: jose@cliente.example\nTo: cobranca@empresa.example\n"
                 "Subject: Estou em férias\nAuto-Submitted: auto-replied\n\nVolto dia 10.\n")
                .kind,
            ReturnKind::absence);
  const auto answer = only(
      "From: Jose <jose@cliente.example>\nTo: cobranca@empresa.example\n"
      "Subject: Re: seu boleto falhou?\n\nO aplicativo disse: 550 5.1.1 user unknown. Já "
      "paguei.\n");
  EXPECT_EQ(answer.kind, ReturnKind::other) << "a person may write anything";
  EXPECT_EQ(only("").kind, ReturnKind::other);
  EXPECT_EQ(only("\r\n\r\n").kind, ReturnKind::other);
}

TEST(ReturnedMail, NumbersThatAreNoCodesAreNotTakenForThem) {
  const auto one = only(
      "Return-Path: <>\nFrom: postmaster@mx.example\nTo: a@b.example\nSubject: failure\n\n"
      "<c@d.example>: host 5.1.1.7 (v5.10.200.3, id=550-1) said nothing for 550.25 seconds\n");
  EXPECT_EQ(one.reply_code, 0);
  EXPECT_EQ(one.status, "");
}

// The collection of real bounces (sisimai's), each with what is known of it.
TEST(ReturnedMail, RealBouncesReadAsTheirIndexSays) {
  const auto folder = std::filesystem::path(QUITA_SHARED_DIR) / "data/samples/bounce";
  std::ifstream index(folder / "INDEX.json");
  if (!index) GTEST_SKIP() << "no samples at " << folder;
  const std::string text((std::istreambuf_iterator<char>(index)), {});

  const std::map<std::string, std::set<BounceReason>> ours{
      {"userunknown", {BounceReason::unknown_user}},
      {"filtered", {BounceReason::filtered, BounceReason::refused}},
      {"mailboxfull", {BounceReason::mailbox_full}},
      {"blocked", {BounceReason::refused}},
      {"toomanyconn", {BounceReason::refused}},
      {"securityerror", {BounceReason::refused}},
      {"spamdetected", {BounceReason::refused}},
      {"authfailure", {BounceReason::refused}},
      {"policyviolation", {BounceReason::refused}},
      {"rejected", {BounceReason::refused, BounceReason::unexplained}},
      {"onhold", {BounceReason::unexplained}},
      {"mailererror", {BounceReason::mail_server}},
      {"expired", {BounceReason::network}},
      {"networkerror", {BounceReason::network}},
      {"suspend", {BounceReason::disabled}},
  };
  // The index files these under "filtered", since no trace of RCPT stands in them. All six say in
  // words that the person does not exist, and none that the text was looked at: writing there again
  // is useless.
  const std::set<std::string> says_that_nobody_lives_there{
      "lhost-apachejames-01", "lhost-mailfoundry-01", "lhost-receivingses-01",
      "lhost-surfcontrol-01", "lhost-x1-01",          "lhost-x2-01"};

  int compared = 0;
  const auto samples = boost::json::parse(text);
  for (const auto& sample : samples.as_array()) {
    const std::string file(sample.at("file").as_string());
    const auto begin = file.rfind("__") + 2;
    const std::string name = file.substr(begin, file.size() - begin - 4);
    std::ifstream stream(folder / file);
    std::stringstream bytes;
    bytes << stream.rdbuf();
    const auto all = read_returned_mail(bytes.str());
    SCOPED_TRACE(name + ": " + std::string(all[0].words));
    if (!sample.as_object().contains("expected")) {
      // What they hold is not said; that mail came back is sure of each.
      EXPECT_EQ(all[0].kind, ReturnKind::failed);
      continue;
    }
    const auto& expected = sample.at("expected").as_array().at(0);
    const std::string reason(expected.at("reason").as_string());
    if (reason == "feedback" || reason == "vacation") {
      EXPECT_EQ(all[0].kind, reason == "feedback" ? ReturnKind::complaint : ReturnKind::absence);
      ++compared;
      continue;
    }
    EXPECT_EQ(all[0].kind, ReturnKind::failed);
    EXPECT_NE(all[0].recipient, "");
    const std::string status(expected.at("dsn").as_string());
    // x.0.9nn is the index's own number for a mail that brings no status.
    if (status.substr(1, 4) == ".0.9") {
      EXPECT_EQ(all[0].status, "");
    } else {
      EXPECT_EQ(all[0].status, status);
    }
    const std::string reply(expected.at("replycode").as_string());
    if (!reply.empty()) {
      EXPECT_EQ(std::to_string(all[0].reply_code), reply);
    }
    if (says_that_nobody_lives_there.contains(name)) {
      EXPECT_TRUE(all[0].hard());
    } else {
      EXPECT_TRUE(ours.at(reason).contains(all[0].reason))
          << quita::mail::name(all[0].reason) << " for " << reason;
      EXPECT_EQ(all[0].hard(), expected.at("hardbounce").as_bool());
    }
    ++compared;
  }
  EXPECT_EQ(compared, 57);
}

}  // namespace
}  // namespace quita::mail
