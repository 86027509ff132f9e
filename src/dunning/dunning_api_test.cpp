// The routes of messages and of the régua, as a client meets them, on both engines.
#include "dunning/dunning_api.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dunning/testing_world.h"
#include "http/dispatcher.h"
#include "http/route.h"
#include "messaging/demo_mail.h"
#include "messaging/messaging_api.h"
#include "testing/engines.h"

namespace quita::dunning {
namespace {

using http::Method;
using ::testing::HasSubstr;

const Date today(2026, 12, 2);

class DunningApi : public testing::EachEngine {
 protected:
  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    world_ = std::make_unique<World>(db(), clock(), tenant());
    world_->at(Date(2026, 11, 1), 9 * 60);
    world_->found(true);
    party_ = world_->customer("Padaria", "SP", {"padaria@exemplo.com.br"});
    title_ = world_->title(party_, "1/1", Money::centavos(100'00), today - 31, today - 1);
    world_->at(today, 9 * 60);
    SecretKey key;
    key.bytes.fill(9);
    messaging::add_routes(
        routes_, {db(), clock(), {key, "https://quita.exemplo"}, key, {}, key, key, contact_gate_});
    add_routes(routes_, db(), clock());
    http::Gate gate;
    gate.authenticate = [this](const http::Request&) -> Result<http::Caller> {
      http::Caller caller;
      caller.tenant = tenant();
      caller.name = "Ana Souza";
      return caller;
    };
    gate.allows = [](const http::Caller&, std::string_view) { return true; };
    dispatcher_ =
        std::make_unique<http::Dispatcher>(routes_, std::vector<http::StaticSite>{}, gate);
  }

  http::Response call(Method method, const std::string& target, const std::string& body = "") {
    http::Request request;
    request.method = method;
    EXPECT_TRUE(http::parse_target(target, request));
    request.body = body;
    if (!body.empty()) request.headers.set("Content-Type", "application/json");
    return dispatcher_->handle(request);
  }
  boost::json::value get(const std::string& target) {
    const auto answer = call(Method::get, target);
    EXPECT_EQ(answer.status, 200) << target << " " << answer.body;
    return json::parse(answer.body).value();
  }
  void send_to_mailbox() {
    messaging::DemoTransport demo(db(), clock());
    ContactGate gate;
    SecretKey key;
    messaging::SenderDeps deps{db(), clock(), demo, gate, {key, "https://quita.exemplo"}, "api"};
    messaging::send_due(deps, tenant());
  }

  std::unique_ptr<World> world_;
  PartyId party_;
  TitleId title_;
  ContactGate contact_gate_;
  http::Routes routes_;
  std::unique_ptr<http::Dispatcher> dispatcher_;
};
QUITA_EACH_ENGINE(DunningApi);

TEST_P(DunningApi, ADayFromPreviewToMailbox) {
  const auto coming = get("/v1/dunning/dry-run?from=2026-12-02&days=3").at("days");
  ASSERT_EQ(coming.as_array().size(), 3U);
  EXPECT_EQ(coming.at(0).at("messages").as_int64(), 1);
  EXPECT_EQ(coming.at(1).at("messages").as_int64(), 0) << "the first day's message counts";
  EXPECT_EQ(coming.at(2).at("items").at(0).at("step").as_int64(), 3);
  EXPECT_EQ(get("/v1/dunning/dry-run").at("days").as_array().size(), 7U);
  EXPECT_EQ(call(Method::get, "/v1/dunning/dry-run?from=2026-12-01").status, 422);
  EXPECT_EQ(call(Method::get, "/v1/dunning/dry-run?days=99").status, 422);
  EXPECT_EQ(call(Method::post, "/v1/dunning/run", R"({"date":"2026-12-03"})").status, 422);
  const auto run = call(Method::post, "/v1/dunning/run", "{}");
  ASSERT_EQ(run.status, 200) << run.body;
  EXPECT_THAT(run.body, HasSubstr(R"("messages":1)"));
  send_to_mailbox();

  const auto day = get("/v1/dunning/day?date=2026-12-02");
  const auto& item = day.at("items").at(0);
  EXPECT_EQ(item.at("outbox_state").as_string(), "sent");
  EXPECT_EQ(item.at("title_number").as_string(), "1/1");
  EXPECT_EQ(item.at("amount").as_int64(), 100'00);
  EXPECT_EQ(get("/v1/titles/" + title_.text() + "/decisions").at("items").as_array().size(), 1U);
  EXPECT_EQ(get("/v1/parties/" + party_.text() + "/next-step").at("template").as_string(),
            "atraso-3");

  for (const std::string& filter :
       {std::string(), std::string("?state=sent"), "?party_id=" + party_.text(),
        "?title_id=" + title_.text() + "&state=sent"}) {
    const auto list = get("/v1/outbox" + filter);
    ASSERT_EQ(list.at("items").as_array().size(), 1U) << filter;
    EXPECT_EQ(list.at("items").at(0).at("template").as_string(), "atraso-1");
  }
  EXPECT_TRUE(get("/v1/outbox?state=failed").at("items").as_array().empty());
  EXPECT_EQ(call(Method::get, "/v1/outbox?state=other").status, 422);
  const std::string id(get("/v1/outbox").at("items").at(0).at("id").as_string());
  EXPECT_THAT(std::string(get("/v1/outbox/" + id).at("body_text").as_string()),
              HasSubstr("CNPJ 11.222.333/0001-81"));
  EXPECT_EQ(call(Method::post, "/v1/outbox/" + id + "/cancel").status, 409);
  EXPECT_EQ(call(Method::post, "/v1/outbox/" + id + "/retry").status, 409);

  const auto mails = get("/v1/demo/mailbox");
  const std::string mail(mails.at("items").at(0).at("id").as_string());
  EXPECT_THAT(std::string(get("/v1/demo/mailbox/" + mail).at("body_html").as_string()),
              HasSubstr("Ver e pagar"));
  EXPECT_EQ(call(Method::get, "/v1/demo/mailbox/" + mail + "/attachment").status, 404)
      << "a title without a boleto has no slip";
  EXPECT_THAT(call(Method::get, "/v1/titles/" + title_.text() + "/slip.pdf").body,
              HasSubstr("slip.no_boleto"));
}

TEST_P(DunningApi, AStepToComeIsToldWithItsDate) {
  const auto next = [&] {
    return std::string(
        get("/v1/parties/" + party_.text() + "/next-step").at("reason_text").as_string());
  };
  EXPECT_EQ(next(), "Passo do dia: 1 dia depois do vencimento.");
  world_->run();
  EXPECT_EQ(next(), "Próximo passo em sexta-feira, 04/12/2026: 3 dias depois do vencimento.");
  ASSERT_TRUE(world_->write([&](db::Tx& tx, const Act& act) {
    return set_hold(tx, act, {party_, std::nullopt, "negociando", today + 5});
  }));
  world_->at(today + 2, 9 * 60);
  EXPECT_EQ(next(),
            "Cobrança suspensa por alguém da equipe, até 07/12/2026. Próximo passo em terça-feira, "
            "08/12/2026: 7 dias depois do vencimento.");
}

TEST_P(DunningApi, AHoldThatEndedIsHistory) {
  ASSERT_TRUE(world_->write([&](db::Tx& tx, const Act& act) {
    return set_hold(tx, act, {party_, std::nullopt, "até amanhã", today + 1});
  }));
  const std::string of_party = "/v1/holds?party_id=" + party_.text();
  EXPECT_EQ(get(of_party).at("items").as_array().size(), 1U);
  EXPECT_TRUE(get(of_party + "&ended=true").at("items").as_array().empty());
  world_->at(today + 2, 9 * 60);
  EXPECT_TRUE(get(of_party).at("items").as_array().empty());
  EXPECT_TRUE(get("/v1/holds").at("items").as_array().empty());
  const auto ended = get(of_party + "&ended=true");
  ASSERT_EQ(ended.at("items").as_array().size(), 1U);
  EXPECT_EQ(ended.at("items").at(0).at("running").as_bool(), false);
  EXPECT_EQ(call(Method::get, "/v1/holds?ended=true").status, 422);
}

TEST_P(DunningApi, PolicyAndBudget) {
  const auto all = get("/v1/policies");
  ASSERT_EQ(all.at("items").as_array().size(), 1U);
  const auto& policy = all.at("items").at(0);
  EXPECT_TRUE(policy.at("is_default").as_bool());
  EXPECT_EQ(policy.at("steps").as_array().size(), 9U);
  EXPECT_EQ(policy.at("steps").at(1).at("words").as_string(), "5 dias antes do vencimento");
  EXPECT_EQ(all.at("profiles").as_array().size(), 6U);
  const std::string path = "/v1/policies/" + std::string(policy.at("id").as_string());
  const auto saved = call(Method::put, path,
                          R"({"name":"Curta","titles":"new","steps":[{"offset":2,"template":)"
                          R"("atraso-3","label":"x","repeat_every":7,"days":"business"}]})");
  ASSERT_EQ(saved.status, 200) << saved.body;
  EXPECT_EQ(get(path).at("version").as_int64(), 2);
  EXPECT_EQ(get(path).at("running").as_array().size(), 2U) << "older titles keep the first";
  EXPECT_EQ(get(path + "/versions").at("items").as_array().size(), 2U);
  const auto refused =
      call(Method::put, path,
           R"({"name":"Curta","steps":[{"offset":2,"template":"nada","label":"x"}]})");
  EXPECT_EQ(refused.status, 404) << refused.body;
  EXPECT_EQ(call(Method::del, path).status, 409) << "the default one stays";

  const auto made = call(Method::post, "/v1/policies",
                         R"({"name":"VIP","segment":{"tags":["vip"]},"steps":[{"offset":5,)"
                         R"("action":"task","task":"call","label":"Ligar"}]})");
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string vip(json::parse(made.body)->at("id").as_string());
  EXPECT_EQ(get("/v1/policies").at("items").at(0).at("name").as_string(), "VIP");
  EXPECT_EQ(call(Method::put, "/v1/policies/order", R"({"ids":[")" + vip + R"("]})").status, 200);
  EXPECT_EQ(call(Method::put, "/v1/policies/order", R"({"ids":[]})").status, 422);
  EXPECT_EQ(call(Method::del, "/v1/policies/" + vip).status, 204);
  const auto draft = call(Method::post, "/v1/policies/preview",
                          R"({"due_date":"2026-12-24","steps":[{"offset":1,"days":"business",)"
                          R"("template":"atraso-1","label":"x"}]})");
  EXPECT_THAT(draft.body, HasSubstr(R"("date":"2026-12-28")"));
  EXPECT_EQ(call(Method::put, "/v1/settings/contact",
                 R"({"max_per_day":9,"max_per_week":3,"email_hours":"day"})")
                .status,
            422);
  EXPECT_EQ(call(Method::put, "/v1/settings/contact",
                 R"({"max_per_day":1,"max_per_week":5,"email_hours":"any"})")
                .status,
            200);
  EXPECT_EQ(get("/v1/settings/contact").at("max_per_week").as_int64(), 5);
  EXPECT_EQ(get("/v1/settings/contact").at("quiet_days").as_int64(), 3);
  EXPECT_EQ(call(Method::put, "/v1/settings/contact",
                 R"({"max_per_day":1,"max_per_week":5,"email_hours":"any","quiet_days":31})")
                .status,
            422);
  EXPECT_EQ(call(Method::put, "/v1/settings/contact",
                 R"({"max_per_day":1,"max_per_week":5,"email_hours":"any","quiet_days":7})")
                .status,
            200);
  EXPECT_EQ(call(Method::put, "/v1/settings/contact",
                 R"({"max_per_day":1,"max_per_week":4,"email_hours":"any"})")
                .status,
            200);
  EXPECT_EQ(get("/v1/settings/contact").at("quiet_days").as_int64(), 7);  // what is not told stays
}

TEST_P(DunningApi, HoldsAndMessagesByHand) {
  const std::string body = R"({"party_id":")" + party_.text() + R"(","reason":"negociando"})";
  const auto set = call(Method::post, "/v1/holds", body);
  ASSERT_EQ(set.status, 201) << set.body;
  const std::string id(json::parse(set.body)->at("id").as_string());
  EXPECT_EQ(get("/v1/holds").at("items").as_array().size(), 1U);
  EXPECT_EQ(get("/v1/holds?party_id=" + party_.text()).at("items").as_array().size(), 1U);
  EXPECT_EQ(
      call(Method::post, "/v1/parties/" + party_.text() + "/messages", R"({"template":"emissao"})")
          .status,
      409);
  EXPECT_EQ(call(Method::del, "/v1/holds/" + id).status, 204);
  EXPECT_EQ(call(Method::del, "/v1/holds/" + id).status, 409);
  const auto sent =
      call(Method::post, "/v1/parties/" + party_.text() + "/messages", R"({"template":"emissao"})");
  EXPECT_EQ(sent.status, 201) << sent.body;
  EXPECT_EQ(
      call(Method::post, "/v1/parties/" + party_.text() + "/messages", R"({"template":"emissao"})")
          .status,
      409);
}

TEST_P(DunningApi, TemplatesSettingsAndLinks) {
  EXPECT_EQ(get("/v1/templates").at("items").as_array().size(), 12U);
  EXPECT_GT(get("/v1/templates/variables").at("items").as_array().size(), 20U);
  EXPECT_EQ(get("/v1/templates/lembrete").at("name").as_string(), "lembrete");
  EXPECT_EQ(call(Method::get, "/v1/templates/nenhum").status, 404);
  EXPECT_EQ(
      call(Method::put, "/v1/templates/lembrete", R"({"subject":"a","body":"{{{b}}}"})").status,
      422);
  EXPECT_EQ(call(Method::put, "/v1/templates/lembrete", R"({"subject":"a","body":"b"})").status,
            200);
  const auto preview =
      call(Method::post, "/v1/templates/lembrete/preview",
           R"({"subject":"Oi {{saudacao}}","body":"b","party_id":")" + party_.text() + R"("})");
  EXPECT_THAT(preview.body, HasSubstr(R"("subject":"Oi Padaria")"));
  EXPECT_THAT(preview.body, HasSubstr("1/1"));

  EXPECT_EQ(get("/v1/settings/smtp").at("has_password").as_bool(), false);
  const auto smtp = call(Method::put, "/v1/settings/smtp",
                         R"({"host":"smtp.exemplo.com.br","port":587,"security":"starttls",)"
                         R"("user":"u","password":"segredo","from_address":"a@b.com.br"})");
  ASSERT_EQ(smtp.status, 200) << smtp.body;
  EXPECT_EQ(smtp.body.find("segredo"), std::string::npos);
  EXPECT_EQ(get("/v1/settings/smtp").at("has_password").as_bool(), true);
  EXPECT_EQ(call(Method::post, "/v1/settings/smtp/test", R"({"to":"nada"})").status, 422);

  EXPECT_THAT(std::string(get("/v1/parties/" + party_.text() + "/link").at("url").as_string()),
              HasSubstr("https://quita.exemplo/p/"));
  EXPECT_EQ(
      call(Method::get, "/v1/parties/" + PartyId::make(clock().now()).text() + "/link").status,
      404);
}

TEST_P(DunningApi, PromisesAndDisputes) {
  const std::string title = title_.text();
  const auto post = [&](const std::string& path, const std::string& body) {
    return call(Method::post, path, body);
  };
  const auto promised =
      post("/v1/promises", R"({"title_id":")" + title + R"(","on":"2026-12-07"})");
  ASSERT_EQ(promised.status, 201) << promised.body;
  EXPECT_THAT(promised.body, HasSubstr(R"("amount":10000)"));
  EXPECT_THAT(promised.body, HasSubstr(R"("state":"running")"));
  EXPECT_EQ(post("/v1/promises", R"({"title_id":")" + title + R"(","on":"2026-12-08"})").status,
            409);
  const auto disputed =
      post("/v1/disputes", R"({"title_id":")" + title + R"(","text":"Veio quebrado"})");
  ASSERT_EQ(disputed.status, 201) << disputed.body;
  const std::string hold(json::parse(disputed.body)->at("id").as_string());
  EXPECT_EQ(call(Method::del, "/v1/holds/" + hold).status, 409) << "it wants an answer";
  EXPECT_EQ(get("/v1/tasks").at("items").at(0).at("kind").as_string(), "dispute");
  const auto answered = post("/v1/holds/" + hold + "/answer",
                             R"({"accepted":false,"answer":"A foto mostra a caixa inteira"})");
  ASSERT_EQ(answered.status, 200) << answered.body;
  EXPECT_TRUE(get("/v1/tasks").at("items").as_array().empty());
  world_->at(Date(2026, 12, 8), 9 * 60);
  EXPECT_EQ(get("/v1/promises").at("items").at(0).at("state").as_string(), "broken");
  EXPECT_EQ(get("/v1/promises?party_id=" + party_.text()).at("items").at(0).at("state").as_string(),
            "broken");
  EXPECT_EQ(call(Method::put, "/v1/settings/promises", R"({"portal_days_max":99})").status, 422);
  EXPECT_EQ(call(Method::put, "/v1/settings/promises", R"({"portal_days_max":5})").status, 200);
}

TEST_P(DunningApi, WhyAndProfile) {
  const std::string of_party = "/v1/parties/" + party_.text();
  EXPECT_THAT(std::string(get(of_party + "/why").at("text").as_string()),
              HasSubstr("Nenhum título tinha um passo"));
  world_->run();
  EXPECT_THAT(std::string(get(of_party + "/why").at("text").as_string()),
              HasSubstr("espera a hora de sair"));
  send_to_mailbox();
  const auto why = get(of_party + "/why?date=2026-12-02");
  EXPECT_EQ(why.at("messages").as_int64(), 1);
  EXPECT_THAT(std::string(why.at("text").as_string()), HasSubstr("Recebeu uma mensagem em"));
  EXPECT_EQ(get(of_party + "/decisions").at("items").as_array().size(), 1U);
  EXPECT_EQ(call(Method::get, of_party + "/why?date=2026-12-03").status, 422);

  EXPECT_EQ(get(of_party + "/profile").at("profile").as_string(), "new");
  EXPECT_EQ(
      call(Method::put, of_party + "/profile", R"({"profile":"hardship","reason":" "})").status,
      422);
  const auto set =
      call(Method::put, of_party + "/profile", R"({"profile":"hardship","reason":"Enchente"})");
  ASSERT_EQ(set.status, 200) << set.body;
  EXPECT_EQ(get(of_party + "/profile").at("by_hand").at("reason").as_string(), "Enchente");
  EXPECT_EQ(call(Method::del, of_party + "/profile").status, 200);
  EXPECT_EQ(get(of_party + "/profile").at("profile").as_string(), "new");
}

}  // namespace
}  // namespace quita::dunning
