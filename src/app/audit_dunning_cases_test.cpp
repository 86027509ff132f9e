// How the changing routes that are about the régua, holds, tasks and campaigns are asked.
#include "app/testing_audit.h"
#include "dunning/policy_store.h"
#include "dunning/task.h"

namespace quita::app {

void AuditWalk::add_dunning_cases(Cases& cases) {
  const std::string vip_policy =
      R"({"name":"VIP","segment":{"tags":["vip"]},"steps":[{"offset":2,"template":"atraso-3",)"
      R"("label":"x"}]})";
  cases.insert({
      {"POST /v1/policies",
       [=] {
         return Ask{"/v1/policies", vip_policy};
       }},
      {"PUT /v1/policies/{id}",
       [] {
         return Ask{"/v1/policies/" + PolicyId().text(),
                    R"({"name":"Curta","steps":[{"offset":2,"template":"atraso-3","label":"x"}]})"};
       }},
      {"DELETE /v1/policies/{id}",
       [=, this] { return Ask{"/v1/policies/" + made("/v1/policies", vip_policy)}; }},
      {"POST /v1/policies/{id}/trials",
       [] {
         return Ask{"/v1/policies/" + PolicyId().text() + "/trials",
                    R"({"steps":[{"offset":2,"template":"atraso-3","label":"x"}]})"};
       }},
      {"POST /v1/experiments",
       [=, this] {
         return Ask{"/v1/experiments", experiment(PolicyId().text())};
       }},
      {"POST /v1/experiments/{id}/end",
       [=, this] {
         const std::string of = made("/v1/policies", vip_policy);
         return Ask{"/v1/experiments/" + made("/v1/experiments", experiment(of)) + "/end",
                    R"({"winner":"none"})"};
       }},
      {"PUT /v1/policies/order",
       [=, this] {
         std::string ids;
         const auto all = json::parse(call(Method::get, {"/v1/policies"}).body).value();
         for (const auto& policy : all.at("items").as_array()) {
           if (policy.at("is_default").as_bool()) continue;
           ids += (ids.empty() ? "\"" : ",\"") + std::string(policy.at("id").as_string()) + "\"";
         }
         return Ask{"/v1/policies/order", R"({"ids":[)" + ids + "]}"};
       }},
      {"POST /v1/promises",
       [=, this] {
         return Ask{"/v1/promises", R"({"title_id":")" + title() + R"(","on":")" +
                                        format_iso(Date(2026, 11, 23) + 60) + R"("})"};
       }},
      {"PUT /v1/settings/promises",
       [] {
         return Ask{"/v1/settings/promises", R"({"portal_days_max":60})"};
       }},
      {"POST /v1/disputes",
       [=, this] {
         return Ask{"/v1/disputes", R"({"title_id":")" + title() + R"(","text":"veio quebrado"})"};
       }},
      {"POST /v1/holds/{id}/answer",
       [=, this] {
         const auto id = made("/v1/disputes", R"({"title_id":")" + title() + R"(","text":"não"})");
         return Ask{"/v1/holds/" + id + "/answer", R"({"accepted":true,"answer":"cancelado"})"};
       }},
      {"POST /v1/tasks/{id}/done",
       [=, this] {
         const auto id = db().write(tenant(), [&](db::Tx& tx) {
           dunning::NewTask task;
           task.cause = "caso:" + std::to_string(++contacts_);
           task.party = party_;
           task.label = "Ligar";
           task.due_on = Date(2026, 11, 23);
           return *dunning::open_task(tx, Act{"teste", clock().now(), Date(2026, 11, 23)}, task);
         });
         return Ask{"/v1/tasks/" + id.text() + "/done", R"({"note":"prometeu"})"};
       }},
      {"POST /v1/parties/{id}/calls",
       [=, this] {
         return Ask{of_party("/calls"), R"({"outcome":"talked","note":"vai ver o boleto"})"};
       }},
      {"POST /v1/tasks/{id}/approve",
       [=, this] {
         return Ask{"/v1/tasks/" + proposal() + "/approve", R"({"note":"conferido"})"};
       }},
      {"POST /v1/tasks/{id}/refuse",
       [=, this] {
         return Ask{"/v1/tasks/" + proposal() + "/refuse", R"({"note":"vai pagar"})"};
       }},
      {"POST /v1/campaigns",
       [=, this] {
         return Ask{"/v1/campaigns", campaign_body()};
       }},
      {"POST /v1/campaigns/{id}/launch",
       [=, this] { return Ask{"/v1/campaigns/" + drafted_campaign() + "/launch"}; }},
      {"POST /v1/campaigns/{id}/end",
       [=, this] {
         // The one that the case of launch began, whose customers no other may take.
         const auto all = json::parse(call(Method::get, {"/v1/campaigns"}).body).value();
         for (const auto& one : all.at("items").as_array()) {
           if (one.at("state").as_string() == "running")
             return Ask{"/v1/campaigns/" + std::string(one.at("id").as_string()) + "/end"};
         }
         return Ask{"/v1/campaigns"};
       }},
      {"PUT /v1/settings/discount-limits",
       [] {
         return Ask{"/v1/settings/discount-limits",
                    R"({"manager":{"charges_ppm":500000,"principal_ppm":0},)"
                    R"("owner":{"charges_ppm":1000000,"principal_ppm":200000}})"};
       }},
      {"PUT /v1/parties/{id}/profile",
       [=, this] {
         return Ask{of_party("/profile"), R"({"profile":"hardship","reason":"enchente"})"};
       }},
      {"DELETE /v1/parties/{id}/profile", [=, this] { return Ask{of_party("/profile")}; }},
      {"PUT /v1/settings/contact",
       [] {
         return Ask{"/v1/settings/contact",
                    R"({"max_per_day":1,"max_per_week":5,"email_hours":"calls"})"};
       }},
      {"POST /v1/dunning/run",
       [] {
         return Ask{"/v1/dunning/run", "{}"};
       }},
      {"POST /v1/holds",
       [=, this] {
         return Ask{"/v1/holds", R"({"party_id":")" + party_.text() + R"(","title_id":")" +
                                     title() + R"(","reason":"acordo"})"};
       }},
      {"DELETE /v1/holds/{id}", [=, this] { return Ask{"/v1/holds/" + hold()}; }},
      {"PUT /v1/settings/delay-bands",
       [] {
         return Ask{"/v1/settings/delay-bands", R"({"ends":[5,30,60]})"};
       }},
  });
}

}  // namespace quita::app
