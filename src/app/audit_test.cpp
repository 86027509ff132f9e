// Every changing route of the house leaves a line in the audit log: who, what, when, from where,
// before and after. A route that is new in the table fails here until somebody says how it is
// asked.
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "app/testing_audit.h"
#include "http/route.h"
#include "receivable/receivable_store.h"
#include "receivable/title_look.h"

namespace quita::app {

QUITA_EACH_ENGINE(AuditWalk);

namespace {

// Routes that change nothing of the company's, or nothing yet.
const std::map<std::string, std::string> changes_nothing = {
    {"POST /v1/password-reset", "a mail is asked for by nobody known; the new password is told"},
    {"POST /v1/totp/setup", "in force only after confirm"},
    {"POST /v1/imports/parties/preview", "a look"},
    {"POST /v1/imports/titles/preview", "a look"},
    {"POST /v1/templates/{name}/preview", "a look"},
    {"POST /v1/texts/check", "a look"},
    {"POST /v1/proof/verify", "a look"},
    {"POST /v1/policies/preview", "a look"},
    {"POST /v1/settings/sms/test", "an SMS to oneself; the settings stay"},
    {"POST /v1/templates/{name}/sms/preview", "a look"},
    {"POST /hooks/sms/{company}/{token}/status", "a provider's word; on the customer's timeline"},
    {"POST /hooks/sms/{company}/{token}/reply", "a customer's word; on his timeline"},
    {"POST /v1/settings/smtp/test", "a mail to oneself; the settings stay"},
    {"POST /v1/settings/smtp-accounts/{id}/test", "the same"},
    {"POST /v1/settings/dkim/check", "a question to the DNS"},
    {"POST /v1/settings/returns-mailbox/look", "a look; what came back is on the timelines"},
    {"POST /v1/returned-mail", "a mail server's word; on the timeline of whom it concerns"},
    {"POST /v1/campaigns/preview", "a look"},
    {"POST /v1/worklist/next", "a claim of half an hour, which colleagues see; it ends by itself"},
    {"POST /v1/parties/{id}/claim", "the same"},
    {"DELETE /v1/parties/{id}/claim", "the same"},
    {"POST /v1/demo/bank/return", "the simulated bank's file; importing it is told"},
    {"POST /v1/settings/whatsapp/look", "a look; nothing but what Meta tells"},
    {"POST /v1/settings/whatsapp/test", "a message to oneself; the settings stay"},
    {"POST /v1/webhooks/whatsapp/{tenant}", "Meta's word; on the timeline of whom it concerns"},
    {"POST /v1/demo/whatsapp/press", "what the customer does; told as his"},
    {"POST /v1/demo/whatsapp/say", "what the customer does; on his timeline"},
};

// The Portuguese words of the console.
const std::string& catalogue() {
  static const std::string text = [] {
    std::ostringstream all;
    for (const auto& file : std::filesystem::directory_iterator(
             std::filesystem::path(QUITA_SOURCE_DIR) / "web/src/i18n/pt")) {
      all << std::ifstream(file.path()).rdbuf();
    }
    return all.str();
  }();
  return text;
}

TEST_P(AuditWalk, EveryChangingRouteTellsWhoWhatWhenAndFromWhere) {
  Cases all = cases();
  for (const auto& route : api_->routes().all()) {
    if (http::safe(route.method)) continue;
    const std::string name = std::string(http::name(route.method)) + " " + route.path;
    SCOPED_TRACE(name);
    if (changes_nothing.contains(name)) continue;
    const auto found = all.find(name);
    if (found == all.end()) {
      ADD_FAILURE() << "no case asks this route: write one, and its line of the audit log";
      continue;
    }
    const Ask ask = found->second();
    all.erase(found);
    clock().advance(std::chrono::seconds(1));
    const auto before = log();
    const auto answer = call(route.method, ask);
    ASSERT_LT(answer.status, 300) << answer.body;
    const auto after = log();
    if (after.count == before.count) {
      ADD_FAILURE() << "left no line in the audit log";
      continue;
    }
    const auto& line = *after.newest;
    EXPECT_NE(catalogue().find("'audit." + line.action + "'"), std::string::npos)
        << line.action << " has no words in the console's catalogue";
    EXPECT_EQ(line.actor_name, ask.actor) << line.action;
    EXPECT_EQ(line.at, clock().now()) << line.action;
    if (line.actor_kind != "system") {
      EXPECT_EQ(line.ip, "192.0.2.7") << line.action;
      EXPECT_TRUE(line.actor_id) << line.action;
    }
    if (route.method == Method::put || route.method == Method::patch) {
      EXPECT_TRUE(line.before || line.action == "contact.create") << line.action;
      EXPECT_TRUE(line.after) << line.action;
    }
    if (name.starts_with("POST /v1/logout") || name.starts_with("POST /v1/password-reset")) {
      token_ = member(call(Method::post, {"/v1/login", login_body()}), "token");
    }
  }
  for (const auto& [name, ask] : all) ADD_FAILURE() << name << " is in no route table";
}

// Whatever a person writes and a debtor may read is held to the law where it is kept, by one
// function (conduct/conduct.h): a demand by SMS, a campaign's name beside its sum in the portal, an
// answer by WhatsApp, and a note of the journal, which his statement of account shows.
TEST_P(AuditWalk, NoRouteKeepsWordsOfCoercion) {
  const std::string threat = "Pague ou vai preso.";
  const std::string id = title();
  const auto of_title = [&](const std::string& verb, const std::string& rest) {
    return Ask{"/v1/titles/" + id + verb, "{" + rest + "\"" + threat + "\"}"};
  };
  const std::string campaign = R"({"name":")" + threat + R"(")" + campaign_body().substr(16);
  const std::vector<std::pair<Method, Ask>> asks = {
      {Method::put, {"/v1/templates/lembrete", R"({"subject":"a","body":")" + threat + R"("})"}},
      {Method::put, {"/v1/templates/lembrete", R"({"subject":")" + threat + R"(","body":"b"})"}},
      {Method::put,
       {"/v1/templates/lembrete/sms", R"({"body":"{{empresa}}: {{link}} )" + threat + R"("})"}},
      {Method::post, {of_party("/conversation"), R"({"text":")" + threat + R"("})"}},
      {Method::post, {"/v1/campaigns", campaign}},
      {Method::post, {"/v1/campaigns/preview", campaign}},
      {Method::post, of_title("/rebates", R"("amount":1000,"note":)")},
      {Method::post, of_title("/waivers", R"("all":true,"note":)")},
      {Method::post, of_title("/receipts", R"("amount":1000,"note":)")},
      {Method::post, of_title("/reversals", R"("seq":1,"note":)")},
      {Method::post, of_title("/cancel", R"("reason":)")},
      {Method::post, of_title("/write-off", R"("reason":)")},
  };
  const auto before = log().count;
  for (const auto& [method, ask] : asks) {
    SCOPED_TRACE(ask.target);
    const auto answer = call(method, ask);
    EXPECT_EQ(answer.status, 422) << answer.body;
    EXPECT_NE(answer.body.find(R"("code":"conduct.prison")"), std::string::npos) << answer.body;
    EXPECT_NE(answer.body.find("ninguém é preso por dívida civil"), std::string::npos)
        << answer.body;
  }
  EXPECT_EQ(log().count, before) << "refused, and nothing changed";
}

// A mended address is a reason to decide anew today, not in a week.
TEST_P(AuditWalk, AContactMendedIsLookedAtAgainToday) {
  const auto id = *TitleId::parse(title());
  const Date today(2026, 11, 23);
  const auto look = [&] {
    return db().read(tenant(), [&](db::Tx& tx) { return receivable::next_look(tx, id); });
  };
  const auto later = [&] {
    db().write(tenant(), [&](db::Tx& tx) {
      const PartyId payer = receivable::find_title(tx, id)->title.party;
      receivable::set_next_look(tx, id, payer, today + 7);
    });
  };
  const std::string first = contact();
  const std::vector<std::pair<Method, Ask>> changes = {
      {Method::post, {of_party("/contacts"), R"({"channel":"email","value":"n@exemplo.com.br"})"}},
      {Method::patch, {of_party("/contacts/" + first), R"({"value":"m@exemplo.com.br"})"}},
      {Method::del, {of_party("/contacts/" + first), ""}},
      {Method::patch, {of_party(""), R"({"vulnerable":true})"}},
      {Method::post,
       {"/v1/imports/parties",
        "CPF/CNPJ;Nome;E-mail\n52998224725;João da Conceição;p@exemplo.com.br\n", "text/csv"}},
      {Method::patch, {portal("/contacts"), R"({"email":"q@exemplo.com.br"})"}},
  };
  for (const auto& [method, ask] : changes) {
    later();
    const auto answer = call(method, ask);
    EXPECT_LT(answer.status, 300) << answer.body;
    EXPECT_EQ(look(), today) << ask.target << " " << ask.body;
  }
}

}  // namespace
}  // namespace quita::app
