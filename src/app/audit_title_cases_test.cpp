// How the changing routes that are about titles and the bank are asked.
#include <fstream>
#include <sstream>

#include "app/testing_audit.h"

namespace quita::app {

namespace {

std::string file_of(const std::string& path) {
  std::ifstream in(std::string(QUITA_SOURCE_DIR) + "/tests/data/" + path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

}  // namespace

void AuditWalk::add_title_cases(Cases& cases) {
  const std::string account =
      R"({"bank":"341","name":"Outra","agency":"0810","account":"53678","account_digit":"9",)"
      R"("wallet":"112","layout":"CNAB240"})";
  const std::string titles_csv =
      "CPF/CNPJ;Nome;Título;Vencimento;Valor\n52998224725;João da Conceição;T1;10/12/2026;10,00\n";
  cases.insert({
      {"POST /v1/titles",
       [=, this] {
         return Ask{"/v1/titles", R"({"party_id":")" + party_.text() +
                                      R"(","number":"77","due_date":"2026-12-10","amount":5000})"};
       }},
      {"PATCH /v1/titles/{id}",
       [=, this] {
         return Ask{title_path(""), R"({"due_date":"2026-12-20"})"};
       }},
      {"POST /v1/titles/{id}/receipts",
       [=, this] {
         return Ask{title_path("/receipts"), R"({"amount":50000})"};
       }},
      {"POST /v1/titles/{id}/rebates",
       [=, this] {
         return Ask{title_path("/rebates"), R"({"amount":1000,"note":"avaria"})"};
       }},
      {"POST /v1/titles/{id}/waivers",
       [=, this] {
         return Ask{title_path("/waivers"), R"({"all":true,"note":"acordo"})"};
       }},
      {"POST /v1/titles/{id}/reversals",
       [=, this] {
         const auto path = title_path("");
         member(call(Method::post, {path + "/rebates", R"({"amount":1000})"}), "id");
         return Ask{path + "/reversals", R"({"seq":2,"note":"engano"})"};
       }},
      {"POST /v1/titles/{id}/cancel",
       [=, this] {
         return Ask{title_path("/cancel"), R"({"reason":"engano"})"};
       }},
      {"POST /v1/titles/{id}/write-off",
       [=, this] {
         return Ask{title_path("/write-off"), R"({"reason":"perda"})"};
       }},
      {"POST /v1/imports/nfe",
       [] {
         return Ask{"/v1/imports/nfe", file_of("nfe/com_duplicatas.xml"), "application/xml"};
       }},
      {"POST /v1/imports/titles",
       [=] {
         return Ask{"/v1/imports/titles", titles_csv, "text/csv"};
       }},
      {"PUT /v1/settings/terms",
       [] {
         return Ask{"/v1/settings/terms", R"({"fine_ppm":20000,"interest_mode":"none"})"};
       }},
      {"PUT /v1/settings/legal-rates",
       [] {
         return Ask{"/v1/settings/legal-rates",
                    R"({"items":[{"year":2026,"month":12,"micro_percent":500000}]})"};
       }},
      {"POST /v1/titles/{id}/pending-pix",
       [=, this] {
         return Ask{title_path("/pending-pix"), R"({"reference":"E123"})"};
       }},
      {"POST /v1/accounts",
       [=] {
         return Ask{"/v1/accounts", account};
       }},
      {"PUT /v1/accounts/{id}",
       [=, this] {
         return Ask{"/v1/accounts/" + account_, account};
       }},
      {"POST /v1/bank-orders",
       [=, this] {
         return Ask{"/v1/bank-orders", protest()};
       }},
      {"DELETE /v1/bank-orders/{id}",
       [=, this] { return Ask{"/v1/bank-orders/" + made("/v1/bank-orders", protest())}; }},
      {"POST /v1/remittances",
       [=, this] {
         title();
         return Ask{"/v1/remittances", R"({"account_id":")" + account_ + R"("})"};
       }},
      {"POST /v1/returns",
       [=, this] {
         const auto file = call(
             Method::post, {"/v1/demo/bank/return", R"({"title_ids":[")" + title() + R"("]})"});
         EXPECT_EQ(file.status, 200) << file.body;
         return Ask{"/v1/returns?name=CB.RET", file.body, "application/octet-stream"};
       }},
      {"POST /v1/demo/bank/pay",
       [=, this] {
         Ask ask{"/v1/demo/bank/pay", R"({"title_id":")" + title() + R"("})"};
         ask.actor = "banco simulado";
         return ask;
       }},
  });
}

}  // namespace quita::app
