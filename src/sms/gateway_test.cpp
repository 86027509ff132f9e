// Each provider in its own words: what is asked, and what its answers, reports and replies mean.
#include "sms/gateway.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "json/parse.h"

namespace quita::sms {
namespace {

using testing::HasSubstr;
using testing::Not;

const Message hello{"+5511987654321", "Olá, São João & cia", "msg_1", "https://q.example/h/status"};

http::Answer answer(int status, std::string body) {
  http::Answer one;
  one.status = status;
  one.body = std::move(body);
  return one;
}

http::Request request(const std::string& target, std::string body = "") {
  http::Request one;
  EXPECT_TRUE(http::parse_target(target, one));
  one.body = std::move(body);
  return one;
}

Account kannel_account() {
  Account account;
  account.url = "http://sms.example:13013/cgi-bin/sendsms";
  account.user = "aurora";
  account.secret = "s&nha";
  account.from = "27000";
  return account;
}

TEST(Kannel, AsksInUcs2OnlyWhatNeedsIt) {
  const auto call = request_of(kannel_account(), hello);
  EXPECT_THAT(call.url, HasSubstr("sendsms?username=aurora&password=s%26nha&to=%2B5511987654321"));
  EXPECT_THAT(call.url, HasSubstr("&charset=UTF-8&coding=2&text=Ol%C3%A1%2C%20S%C3%A3o"));
  EXPECT_THAT(call.url, HasSubstr("&from=27000&dlr-mask=27&dlr-url=https%3A%2F%2Fq.example"));
  EXPECT_THAT(call.url, HasSubstr("message%3Dmsg_1%26status%3D%25d%26words%3D%25A"));
  auto plain = hello;
  plain.text = "Ola";
  plain.report_url.clear();
  EXPECT_THAT(request_of(kannel_account(), plain).url, HasSubstr("coding=0&text=Ola"));
  EXPECT_THAT(request_of(kannel_account(), plain).url, Not(HasSubstr("dlr-")));
}

TEST(Kannel, ItsAnswers) {
  const auto account = kannel_account();
  EXPECT_EQ(read_answer(account, answer(202, "0: Accepted for delivery")).taken, Taken::yes);
  EXPECT_EQ(read_answer(account, answer(202, "3: Queued for later delivery")).taken, Taken::yes);
  EXPECT_EQ(read_answer(account, answer(503, "Temporal failure, try again later.")).taken,
            Taken::later);
  const auto refused = read_answer(account, answer(403, "Authorization failed for sendsms"));
  EXPECT_EQ(refused.taken, Taken::later) << "the account is wrong, and not the message";
  EXPECT_EQ(refused.words, "Authorization failed for sendsms");
}

TEST(Kannel, ItsReportsAndReplies) {
  const auto account = kannel_account();
  const auto report = [&](const std::string& query) {
    return read_report(account, request("/h/status?message=msg_1&" + query)).value().at(0);
  };
  EXPECT_EQ(report("status=1&words=").kind, ReportKind::delivered);
  EXPECT_EQ(report("status=8&words=ACK%2F&smsc_id=77").kind, ReportKind::taken);
  EXPECT_EQ(report("status=4&words=").kind, ReportKind::other) << "it waits: nothing to act on";
  const auto failed = report("status=2&words=stat%3AUNDELIV");
  EXPECT_EQ(failed.kind, ReportKind::undelivered);
  EXPECT_EQ(failed.words, "stat:UNDELIV");
  EXPECT_FALSE(failed.number_fails);
  EXPECT_TRUE(report("status=16&words=NACK%2F0x0000000b%2FInvalid%20Dest%20Addr").number_fails);
  EXPECT_EQ(read_report(account, request("/h/status?message=msg_1")).error().code, "sms.report");
  const auto reply = read_reply(account, request("/h/reply?from=%2B5511987654321&text=SAIR&id=9"));
  EXPECT_EQ(reply.value().at(0).from, "+5511987654321");
  EXPECT_EQ(reply.value().at(0).text, "SAIR");
}

Account twilio_account() {
  Account account;
  account.provider = Provider::twilio;
  account.user = "AC123";
  account.secret = "token";
  account.from = "+15005550006";
  return account;
}

TEST(Twilio, AsksWithBasicAndAForm) {
  const auto call = request_of(twilio_account(), hello);
  EXPECT_EQ(call.url, "https://api.twilio.com/2010-04-01/Accounts/AC123/Messages.json");
  EXPECT_EQ(call.user, "AC123");
  EXPECT_EQ(call.password, "token");
  EXPECT_THAT(call.body, HasSubstr("To=%2B5511987654321&From=%2B15005550006&Body=Ol%C3%A1"));
  EXPECT_THAT(call.body,
              HasSubstr("StatusCallback=https%3A%2F%2Fq.example%2Fh%2Fstatus%3Fmessage"));
}

TEST(Twilio, ItsAnswers) {
  const auto account = twilio_account();
  const auto good = read_answer(account, answer(201, R"({"sid":"SM9","status":"queued"})"));
  EXPECT_EQ(good.taken, Taken::yes);
  EXPECT_EQ(good.id, "SM9");
  const auto wrong = read_answer(
      account, answer(400, R"({"code":21211,"message":"Invalid 'To' Phone Number","status":400})"));
  EXPECT_EQ(wrong.taken, Taken::refused);
  EXPECT_EQ(wrong.words, "21211: Invalid 'To' Phone Number");
  EXPECT_EQ(read_answer(account, answer(429, R"({"code":20429})")).taken, Taken::later);
  EXPECT_EQ(read_answer(account, answer(401, R"({"code":20003})")).taken, Taken::later);
  EXPECT_EQ(read_answer(account, answer(502, "<html>")).taken, Taken::later);
}

TEST(Twilio, ItsReportsAndReplies) {
  const auto account = twilio_account();
  const auto report = [&](const std::string& form) {
    return read_report(account, request("/h/status?message=msg_1", form)).value().at(0);
  };
  EXPECT_EQ(report("MessageSid=SM9&MessageStatus=delivered").kind, ReportKind::delivered);
  EXPECT_EQ(report("MessageSid=SM9&MessageStatus=delivered").our_id, "msg_1");
  EXPECT_EQ(report("MessageSid=SM9&MessageStatus=queued").kind, ReportKind::other);
  const auto dead = report("MessageSid=SM9&MessageStatus=undelivered&ErrorCode=30005");
  EXPECT_EQ(dead.kind, ReportKind::undelivered);
  EXPECT_TRUE(dead.number_fails);
  EXPECT_FALSE(report("MessageStatus=failed&ErrorCode=30003").number_fails) << "switched off";
  const auto reply =
      read_reply(account, request("/h/reply", "From=%2B5511987654321&Body=parar+j%C3%A1"));
  EXPECT_EQ(reply.value().at(0).text, "parar já");
}

// The example of Twilio's page on security: token 12345, its URL, form and signature.
TEST(Twilio, SignatureAsInItsOwnExample) {
  const std::string url = "https://mycompany.com/myapp.php?foo=1&bar=2";
  const std::vector<std::pair<std::string, std::string>> form = {{"CallSid", "CA1234567890ABCDE"},
                                                                 {"Caller", "+12349013030"},
                                                                 {"Digits", "1234"},
                                                                 {"From", "+12349013030"},
                                                                 {"To", "+18005551212"}};
  const std::string signature = "0/KCTR6DLpKmkAf8muzZqo1nDgQ=";
  const bool as_written = twilio_signature_holds("12345", url, form, signature);
  auto other = form;
  other[2].second = "1235";
  EXPECT_FALSE(twilio_signature_holds("12345", url, other, signature));
  EXPECT_FALSE(twilio_signature_holds("12346", url, form, signature));
  EXPECT_FALSE(twilio_signature_holds("", url, form, signature));
  EXPECT_FALSE(twilio_signature_holds("12345", url, form, ""));
  EXPECT_TRUE(as_written);
}

TEST(Zenvia, AsksAnswersAndReports) {
  Account account;
  account.provider = Provider::zenvia;
  account.secret = "token";
  account.from = "aurora";
  const auto call = request_of(account, hello);
  EXPECT_EQ(call.url, "https://api.zenvia.com/v2/channels/sms/messages");
  EXPECT_EQ(call.headers.get("X-API-TOKEN"), "token");
  const auto body = json::parse(call.body).value();
  EXPECT_EQ(body.at("to").as_string(), "5511987654321");
  EXPECT_EQ(body.at("contents").at(0).at("text").as_string(), hello.text);
  EXPECT_EQ(read_answer(account, answer(200, R"({"id":"z1"})")).id, "z1");
  EXPECT_EQ(
      read_answer(account, answer(401, R"({"code":"AUTHENTICATION_ERROR","message":"no"})")).taken,
      Taken::later);
  EXPECT_EQ(read_answer(account, answer(400, R"({"code":"VALIDATION_ERROR"})")).taken, Taken::no);
  const auto report = [&](const std::string& code) {
    return read_report(
               account,
               request("/h/status",
                       R"({"type":"MESSAGE_STATUS","messageId":"z1","messageStatus":{"code":")" +
                           code + R"(","description":"d"}})"))
        .value()
        .at(0);
  };
  EXPECT_EQ(report("DELIVERED").kind, ReportKind::delivered);
  EXPECT_EQ(report("DELIVERED").provider_id, "z1");
  EXPECT_EQ(report("NOT_DELIVERED").kind, ReportKind::undelivered);
  EXPECT_EQ(report("SENT").kind, ReportKind::taken);
  EXPECT_EQ(report("VERIFIED").kind, ReportKind::other);
  const auto reply = read_reply(
      account,
      request("/h/reply",
              R"({"id":"m","type":"MESSAGE","message":{"from":"5511987654321","direction":"IN",)"
              R"("contents":[{"type":"text","text":"Sair"}]}})"));
  EXPECT_EQ(reply.value().at(0).text, "Sair");
  EXPECT_TRUE(read_reply(account, request("/h/reply", R"({"type":"MESSAGE_STATUS"})"))->empty());
}

Account generic_account() {
  Account account;
  account.provider = Provider::generic;
  account.url = "https://api.example/send?key={user}";
  account.user = "a b";
  account.secret = "t0ken";
  account.from = "Aurora";
  account.form.body = R"({"to":"{to}","msg":"{text}","ref":"{id}","cb":"{report_url}"})";
  account.form.headers = {{"Authorization", "Bearer {secret}"}};
  account.form.answer_id = "/data/0/id";
  account.form.report_id = "/id";
  account.form.report_status = "/status";
  account.form.delivered = "delivered, DELIVRD";
  account.form.undelivered = "failed,expired";
  return account;
}

TEST(Generic, FillsEachPlaceInItsOwnWay) {
  auto message = hello;
  message.text = "diz \"{secret}\"\n";
  const auto call = request_of(generic_account(), message);
  EXPECT_EQ(call.url, "https://api.example/send?key=a%20b");
  EXPECT_EQ(call.headers.get("Authorization"), "Bearer t0ken");
  EXPECT_EQ(call.body, R"({"to":"5511987654321","msg":"diz \"{secret}\"\n","ref":"msg_1",)"
                       R"("cb":"https://q.example/h/status?message=msg_1"})")
      << "no value is looked at again";
}

TEST(Generic, FindsIdAndStatusWhereItWasTold) {
  const auto account = generic_account();
  EXPECT_EQ(read_answer(account, answer(200, R"({"data":[{"id":77}]})")).id, "77");
  EXPECT_EQ(read_answer(account, answer(200, "ok")).taken, Taken::yes);
  const auto report = [&](const std::string& body) {
    return read_report(account, request("/h/status?message=msg_1", body));
  };
  EXPECT_EQ(report(R"({"id":77,"status":"delivrd"})").value().at(0).kind, ReportKind::delivered);
  EXPECT_EQ(report(R"({"id":77,"status":"expired"})").value().at(0).kind, ReportKind::undelivered);
  EXPECT_EQ(report(R"({"id":77,"status":"thinking"})").value().at(0).kind, ReportKind::other);
  EXPECT_EQ(report("{").error().code, "sms.report");
}

}  // namespace
}  // namespace quita::sms
