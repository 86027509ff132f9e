// How the changing routes that are about messages on every channel, and what was proven of them are asked.
#include "app/testing_audit.h"
#include "conversation/suggested.h"

namespace quita::app {

void AuditWalk::add_message_cases(Cases& cases) {
  const std::string account =
      R"({"bank":"341","name":"Outra","agency":"0810","account":"53678","account_digit":"9",)"
      R"("wallet":"112","layout":"CNAB240"})";
  cases.insert({
      {"POST /v1/agreements/{id}/break",
       [=, this] {
         return Ask{"/v1/agreements/" + signed_agreement() + "/break",
                    R"({"why":"feito por engano"})"};
       }},
      {"PUT /v1/settings/agreements",
       [] {
         return Ask{"/v1/settings/agreements",
                    R"({"interest_ppm":5000,"least":8000,"first_days":5,"break_days":15})"};
       }},
      {"PUT /v1/settings/texts",
       [] {
         return Ask{"/v1/settings/texts", R"({"tone":"firm"})"};
       }},
      {"DELETE /v1/templates/{name}", [] { return Ask{"/v1/templates/atraso-7"}; }},
      {"POST /v1/parties/{id}/proof", [=, this] { return Ask{of_party("/proof")}; }},
      {"POST /v1/parties/{id}/messages",
       [=, this] {
         message();
         clock().advance(std::chrono::hours(24));
         return Ask{of_party("/messages"), R"({"template":"emissao"})"};
       }},
      {"POST /v1/outbox/{id}/retry",
       [=, this] { return Ask{"/v1/outbox/" + message() + "/retry"}; }},
      {"POST /v1/outbox/{id}/cancel",
       [=, this] { return Ask{"/v1/outbox/" + message() + "/cancel"}; }},
      {"PUT /v1/templates/{name}",
       [] {
         return Ask{"/v1/templates/lembrete", R"({"subject":"a","body":"b"})"};
       }},
      {"PUT /v1/templates/{name}/sms",
       [] {
         return Ask{"/v1/templates/lembrete/sms", R"({"body":"{{empresa}}: {{link}}"})"};
       }},
      {"PUT /v1/settings/sms",
       [] {
         return Ask{"/v1/settings/sms",
                    R"({"enabled":true,"provider":"zenvia","from":"aurora","secret":"t"})"};
       }},
      {"POST /v1/settings/sms/new-addresses", [] { return Ask{"/v1/settings/sms/new-addresses"}; }},
      {"PUT /v1/parties/{id}/channels/{channel}",
       [=, this] {
         return Ask{of_party("/channels/sms"), R"({"opted_out":true})"};
       }},
      {"PUT /v1/settings/smtp",
       [] {
         return Ask{"/v1/settings/smtp",
                    R"({"host":"smtp.exemplo.com.br","port":587,"security":"starttls",)"
                    R"("from_address":"a@b.com.br"})"};
       }},
      {"POST /v1/settings/smtp-accounts",
       [] {
         return Ask{"/v1/settings/smtp-accounts", std::string(smtp_account)};
       }},
      {"PUT /v1/settings/smtp-accounts/{id}",
       [=, this] {
         return Ask{"/v1/settings/smtp-accounts/" + new_smtp_account(), std::string(smtp_account)};
       }},
      {"DELETE /v1/settings/smtp-accounts/{id}",
       [=, this] { return Ask{"/v1/settings/smtp-accounts/" + new_smtp_account()}; }},
      {"PUT /v1/settings/smtp-order",
       [=, this] {
         new_smtp_account();
         const auto all = json::parse(call(Method::get, {"/v1/settings/smtp-accounts"}).body);
         boost::json::array ids;
         for (const auto& account : all->at("items").as_array()) ids.push_back(account.at("id"));
         return Ask{"/v1/settings/smtp-order", json::serialize(boost::json::object{{"ids", ids}})};
       }},
      {"PUT /v1/settings/mail-trace",
       [] {
         return Ask{"/v1/settings/mail-trace", R"({"on":true})"};
       }},
      {"PUT /v1/settings/dkim",
       [] {
         return Ask{"/v1/settings/dkim", R"({"domain":"exemplo.com.br","enabled":true})"};
       }},
      {"PUT /v1/settings/whatsapp",
       [] {
         return Ask{"/v1/settings/whatsapp",
                    R"({"phone_number_id":"100000000000001",)"
                    R"("business_account_id":"200000000000001","on":true})"};
       }},
      {"POST /v1/whatsapp/templates/suggested",
       [] { return Ask{"/v1/whatsapp/templates/suggested"}; }},
      {"PUT /v1/templates/{name}/whatsapp",
       [] {
         const auto form = conversation::form_of(conversation::suggested_templates().front());
         std::string variables, buttons;
         for (const auto& each : form.variables) {
           variables += std::string(variables.empty() ? "" : ",") + R"({"name":")" + each.name +
                        R"(","value":")" + each.value + R"("})";
         }
         for (const auto& each : form.buttons) {
           buttons += std::string(buttons.empty() ? "" : ",") + R"({"index":)" +
                      std::to_string(each.index) + R"(,"action":")" + each.action + R"("})";
         }
         return Ask{"/v1/templates/lembrete/whatsapp",
                    R"({"name":")" + form.name + R"(","language":"pt_BR","variables":[)" +
                        variables + R"(],"buttons":[)" + buttons + "]}"};
       }},
      {"DELETE /v1/templates/{name}/whatsapp",
       [] { return Ask{"/v1/templates/lembrete/whatsapp"}; }},
      {"POST /v1/parties/{id}/conversation",
       [=, this] {
         const std::string number = "11987650001";
         made(of_party("/contacts"), R"({"channel":"phone","value":")" + number + R"("})");
         demo_whatsapp_->twin().says("5511987650001", "Bom dia");
         return Ask{of_party("/conversation"), R"({"text":"Bom dia!"})"};
       }},
      {"PUT /v1/settings/letters",
       [] {
         return Ask{"/v1/settings/letters", R"({"on":true})"};
       }},
      {"POST /v1/posting-lists",
       [=, this] {
         letter();
         return Ask{"/v1/posting-lists"};
       }},
      {"POST /v1/posting-lists/{id}/posted",
       [=, this] {
         return Ask{"/v1/posting-lists/" + posting_list() + "/posted", on_today()};
       }},
      {"POST /v1/posting-lists/{id}/undo",
       [=, this] { return Ask{"/v1/posting-lists/" + posting_list() + "/undo"}; }},
      {"PUT /v1/posting-lists/{id}/letters/{place}/tracking-code",
       [=, this] {
         return Ask{"/v1/posting-lists/" + posting_list() + "/letters/1/tracking-code",
                    R"({"tracking_code":"BR123456785BR"})"};
       }},
      {"POST /v1/posting-lists/{id}/tracking-codes",
       [=, this] {
         return Ask{"/v1/posting-lists/" + posting_list() + "/tracking-codes", "1;BR123456785BR",
                    "text/csv"};
       }},
      {"POST /v1/posting-lists/{id}/letters/{place}/arrived",
       [=, this] {
         return Ask{"/v1/posting-lists/" + posted_list() + "/letters/1/arrived", on_today()};
       }},
      {"POST /v1/posting-lists/{id}/letters/{place}/returned",
       [=, this] {
         const std::string list = posted_list();
         return Ask{"/v1/posting-lists/" + list + "/letters/1/returned",
                    R"({"on":")" + format_iso(local_today()) + R"(","reason":"mudou-se"})"};
       }},
      {"PUT /v1/settings/returns-mailbox",
       [] {
         return Ask{"/v1/settings/returns-mailbox",
                    R"({"host":"imap.exemplo.com.br","port":993,"security":"tls","user":"a"})"};
       }},
      {"POST /v1/late-returns/{id}/go-on",
       [=, this] { return Ask{"/v1/late-returns/" + account_ + "/go-on"}; }},
  });
}

}  // namespace quita::app
