// How the changing routes that are about customers, their credit, and whose queue they stand in are asked.
#include "app/testing_audit.h"

namespace quita::app {

void AuditWalk::add_party_cases(Cases& cases) {
  const std::string parties_csv = "CPF/CNPJ;Nome\n11444777000161;Construtora Aurora\n";
  cases.insert({
      {"POST /v1/parties",
       [] {
         return Ask{"/v1/parties", R"({"document":"11222333000181","name":"Aurora"})"};
       }},
      {"PATCH /v1/parties/{id}",
       [=, this] {
         return Ask{of_party(""), R"({"trade_name":"Casa do João"})"};
       }},
      {"POST /v1/parties/{id}/contacts",
       [=, this] {
         return Ask{of_party("/contacts"), R"({"channel":"phone","value":"11 98765-4321"})"};
       }},
      {"PATCH /v1/parties/{id}/contacts/{contact_id}",
       [=, this] {
         return Ask{of_party("/contacts/" + contact()), R"({"state":"bounced"})"};
       }},
      {"DELETE /v1/parties/{id}/contacts/{contact_id}",
       [=, this] { return Ask{of_party("/contacts/" + contact())}; }},
      {"POST /v1/parties/{id}/notes",
       [=, this] {
         return Ask{of_party("/notes"), R"({"text":"ligou"})"};
       }},
      {"PUT /v1/parties/{id}/tags",
       [=, this] {
         return Ask{of_party("/tags"), R"({"tags":["vip"]})"};
       }},
      {"POST /v1/imports/parties",
       [=] {
         return Ask{"/v1/imports/parties", parties_csv, "text/csv"};
       }},
      {"PUT /v1/queues",
       [=, this] {
         return Ask{"/v1/queues", R"({"items":[{"users":[")" + user_.text() +
                                      R"("],"letter_from":"A","letter_to":"M"}]})"};
       }},
      {"POST /v1/queues/assign",
       [=, this] {
         return Ask{"/v1/queues/assign", R"({"party_ids":[")" + party_.text() +
                                             R"("],"user_id":")" + user_.text() + R"("})"};
       }},
      {"PUT /v1/parties/{id}/credit",
       [=, this] {
         return Ask{of_party("/credit"),
                    R"({"limit":50000000,"score":700,"note":"cliente antigo"})"};
       }},
      {"POST /v1/parties/{id}/credit/block",
       [=, this] {
         return Ask{of_party("/credit/block"), R"({"reason":"cheque devolvido"})"};
       }},
      {"POST /v1/parties/{id}/credit/unblock",
       [=, this] {
         call(Method::post, {of_party("/credit/block"), R"({"reason":"engano"})"});
         return Ask{of_party("/credit/unblock"), R"({})"};
       }},
      {"POST /v1/credit-reservations",
       [=, this] {
         return Ask{"/v1/credit-reservations", order()};
       }},
      {"POST /v1/credit-reservations/{id}/invoice",
       [=, this] {
         return Ask{
             "/v1/credit-reservations/" + made("/v1/credit-reservations", order()) + "/invoice",
             R"({"titles":[")" + title() + R"("]})"};
       }},
      {"POST /v1/credit-reservations/{id}/release",
       [=, this] {
         return Ask{
             "/v1/credit-reservations/" + made("/v1/credit-reservations", order()) + "/release",
             R"({"reason":"o cliente desistiu"})"};
       }},
      {"PUT /v1/parties/{id}/contacts/{contact_id}/legal-basis",
       [=, this] {
         return Ask{of_party("/contacts/" + contact() + "/legal-basis"),
                    R"({"basis":"none","consent":"unasked","how":"é de um vizinho"})"};
       }},
      {"DELETE /v1/parties/{id}/stray-credits",
       [=, this] {
         stray_credit();
         return Ask{of_party("/stray-credits")};
       }},
  });
}

}  // namespace quita::app
