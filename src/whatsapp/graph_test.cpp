#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "json/parse.h"
#include "whatsapp/approved_template.h"
#include "whatsapp/graph_answer.h"
#include "whatsapp/graph_error.h"
#include "whatsapp/outgoing.h"
#include "whatsapp/wa_id.h"
#include "whatsapp/webhook_signature.h"

namespace quita::whatsapp {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(Signature, IsTheDigestOfTheBytesAsTheyCame) {
  // RFC 4231, test case 2.
  constexpr auto header = "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
  EXPECT_TRUE(signed_by("Jefe", header, "what do ya want for nothing?"));
  EXPECT_EQ(signature_header("Jefe", "what do ya want for nothing?"), header);
  EXPECT_FALSE(signed_by("Jefe", header, "what do ya want for nothing? "));
  EXPECT_FALSE(signed_by("jefe", header, "what do ya want for nothing?"));
}

TEST(Signature, NothingIsSignedByAnEmptySecretOrAHalfHeader) {
  const auto header = signature_header("secret", "{}");
  EXPECT_FALSE(signed_by("", signature_header("", "{}"), "{}"));
  EXPECT_FALSE(signed_by("secret", "", "{}"));
  EXPECT_FALSE(signed_by("secret", "sha256=", "{}"));
  EXPECT_FALSE(signed_by("secret", header.substr(0, header.size() - 2), "{}"));
  EXPECT_FALSE(signed_by("secret", header.substr(7), "{}"));
  EXPECT_FALSE(signed_by("secret", "sha256=" + std::string(64, 'g'), "{}"));
}

TEST(Challenge, IsEchoedOnlyToWhoKnowsTheToken) {
  EXPECT_EQ(*answer_challenge("subscribe", "tok", "1158201444", "tok"), "1158201444");
  EXPECT_EQ(answer_challenge("subscribe", "tok", "1", "other").error().code, "whatsapp.challenge");
  EXPECT_FALSE(answer_challenge("unsubscribe", "tok", "1", "tok"));
  EXPECT_FALSE(answer_challenge("subscribe", "", "1", ""));
  EXPECT_FALSE(answer_challenge("subscribe", "tok", "<script>", "tok"));
}

TEST(GraphError, MeansSomethingForUs) {
  EXPECT_EQ(meaning_of(131026), Meaning::no_whatsapp);
  EXPECT_EQ(meaning_of(131047), Meaning::window_closed);
  EXPECT_EQ(meaning_of(131048), Meaning::limited);
  EXPECT_EQ(meaning_of(131056), Meaning::pair_limit);
  EXPECT_EQ(meaning_of(131050), Meaning::opted_out);
  EXPECT_EQ(meaning_of(130472), Meaning::not_now);
  EXPECT_EQ(meaning_of(132015), Meaning::template_);
  EXPECT_EQ(meaning_of(190), Meaning::account);
  EXPECT_EQ(meaning_of(0), Meaning::account);
  EXPECT_EQ(meaning_of(230), Meaning::account);
  EXPECT_EQ(meaning_of(131009), Meaning::message);
  // What nobody has told us of yet is no reason to give a message up.
  EXPECT_EQ(meaning_of(999999), Meaning::later);
  EXPECT_EQ(meaning_of(-1), Meaning::later);
}

TEST(GraphError, IsToldInPortugueseWithMetasCode) {
  const std::string words =
      explain({131056, "Pair rate limit hit", "Too many messages to the same number"});
  EXPECT_THAT(words, HasSubstr("mensagens demais para a mesma pessoa"));
  EXPECT_THAT(words, HasSubstr("código 131056"));
  EXPECT_THAT(words, HasSubstr("Too many messages"));
}

TEST(SendAnswer, IsAcceptedOrRefused) {
  const auto taken = read_send_answer(
      200,
      R"({"messaging_product":"whatsapp","contacts":[{"input":"5531988887777","wa_id":"553188887777"}],"messages":[{"id":"wamid.X","message_status":"accepted"}]})");
  ASSERT_TRUE(std::holds_alternative<Accepted>(taken));
  EXPECT_EQ(std::get<Accepted>(taken).id, "wamid.X");
  EXPECT_EQ(std::get<Accepted>(taken).wa_id, "553188887777");
  const auto refused = read_send_answer(
      400, R"({"error":{"message":"(#131030) not in list","code":131030,"error_data":{
    "details" : "d"}
}
})");
  ASSERT_TRUE(std::holds_alternative<GraphError>(refused));
  EXPECT_EQ(std::get<GraphError>(refused).code, 131030);
}

TEST(SendAnswer, WhatIsNoAnswerIsTriedAgain) {
  for (const char* body : {"", "<html>502</html>", "[]", "{}", R"({"messages":[]})"}) {
    const auto answer = read_send_answer(502, body);
    ASSERT_TRUE(std::holds_alternative<GraphError>(answer)) << body;
    EXPECT_EQ(meaning_of(std::get<GraphError>(answer).code), Meaning::later);
  }
}

TEST(NumberAnswer, TellsQualityAndLimit) {
  const auto answer = read_number_answer(
      200,
      R"({"display_phone_number":"+55 11 3000-0000","verified_name":"Aurora","quality_rating":"GREEN","whatsapp_business_manager_messaging_limit":"TIER_2K","id":"701"})");
  ASSERT_TRUE(std::holds_alternative<NumberFacts>(answer));
  EXPECT_EQ(std::get<NumberFacts>(answer).quality, "GREEN");
  EXPECT_EQ(people_a_day("TIER_250"), 250);
  EXPECT_EQ(people_a_day("TIER_2K"), 2000);
  EXPECT_EQ(people_a_day("TIER_100K"), 100000);
  EXPECT_EQ(people_a_day("TIER_UNLIMITED"), std::nullopt);
  EXPECT_EQ(people_a_day(""), std::nullopt);
  EXPECT_EQ(people_a_day("TIER_2KK"), std::nullopt);
}

TEST(TemplatePage, IsReadWithVariablesAndButtons) {
  const auto answer = read_template_page(
      200,
      R"({"data":[{"id":"1","name":"quita_atraso","language":"pt_BR","status":"APPROVED","category":"UTILITY","quality_score":{"score":"GREEN"},"rejected_reason":"NONE","parameter_format":"POSITIONAL","components":[{"type":"HEADER","format":"DOCUMENT"},{"type":"BODY","text":"Olá, {{1}}. O título {{2}} de {{1}}."},{"type":"FOOTER","text":"Para não receber, responda SAIR"},{"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"2ª via"},{"type":"URL","text":"Pagar","url":"https://a.b/p/{{1}}"},{"type":"URL","text":"Site","url":"https://a.b/"}]}]}],"paging":{"cursors":{"before":"b","after":"c"},"next":"https://graph"}})");
  ASSERT_TRUE(std::holds_alternative<TemplatePage>(answer));
  const TemplatePage& page = std::get<TemplatePage>(answer);
  EXPECT_EQ(page.after, "c");
  const ApprovedTemplate& form = page.templates.at(0);
  EXPECT_EQ(form.quality, "GREEN");
  EXPECT_EQ(form.reason, "");
  EXPECT_EQ(form.header_format, "DOCUMENT");
  EXPECT_THAT(form.variables, ElementsAre("1", "2"));
  ASSERT_EQ(form.buttons.size(), 3u);
  EXPECT_TRUE(form.buttons[0].takes_value());
  EXPECT_TRUE(form.buttons[1].takes_value());
  EXPECT_FALSE(form.buttons[2].takes_value());
  EXPECT_EQ(filled(form.body, {{"1", "Maria"}, {"2", "1234/1"}}),
            "Olá, Maria. O título 1234/1 de Maria.");
  EXPECT_EQ(filled("{{x}} e {{ 1 }} e {{", {{"1", "a"}}), "{{x}} e a e {{");
}

TEST(Outgoing, ATemplateHasItsPartsInTheirPlaces) {
  TemplateMessage message;
  message.to = "5511987654321";
  message.name = "quita_atraso";
  message.header = DocumentRef{"77", "boleto-1.pdf"};
  message.variables = {{"1", "Maria"}, {"2", "R$ 10,00"}};
  message.buttons = {{0, ButtonKind::quick_reply, "quita:slip"}, {1, ButtonKind::url, "tok"}};
  message.tracker = "msg_1";
  const auto body = write_template_message(message);
  ASSERT_TRUE(body.has_value());
  EXPECT_EQ(
      *body,
      R"({"messaging_product":"whatsapp","recipient_type":"individual","to":"5511987654321","type":"template","biz_opaque_callback_data":"msg_1","template":{"name":"quita_atraso","language":{"code":"pt_BR"},"components":[{"type":"header","parameters":[{"type":"document","document":{"id":"77","filename":"boleto-1.pdf"}}]},{"type":"body","parameters":[{"type":"text","text":"Maria"},{"type":"text","text":"R$ 10,00"}]},{"type":"button","sub_type":"quick_reply","index":"0","parameters":[{"type":"payload","payload":"quita:slip"}]},{"type":"button","sub_type":"url","index":"1","parameters":[{"type":"text","text":"tok"}]}]}})");
}

TEST(Outgoing, NamedVariablesCarryTheirNames) {
  TemplateMessage message;
  message.name = "n";
  message.named = true;
  message.variables = {{"cliente", "Maria"}};
  EXPECT_THAT(*write_template_message(message), HasSubstr(R"("parameter_name":"cliente")"));
}

TEST(Outgoing, AVariableIsOneLineAndNeverEmpty) {
  EXPECT_EQ(variable_value(" a\n\nb\t c     d "), "a b c d");
  EXPECT_EQ(length_utf8(variable_value(std::string(2000, 'x'))), variable_max);
  TemplateMessage message;
  message.name = "quita_atraso";
  message.variables = {{"1", " \n "}};
  const auto body = write_template_message(message);
  ASSERT_FALSE(body.has_value());
  EXPECT_EQ(body.error().code, "whatsapp.variable_empty");
}

TEST(Outgoing, AnswersQuoteWhatTheyAnswer) {
  const std::string text = write_text("55", std::string(5000, 'a'), "wamid.Q", "");
  const auto value = json::parse(text);
  ASSERT_TRUE(value.has_value());
  EXPECT_EQ(value->at("context").at("message_id").as_string(), "wamid.Q");
  EXPECT_EQ(value->at("text").at("body").as_string().size(), text_max);
  EXPECT_THAT(text, Not(HasSubstr("biz_opaque")));
  EXPECT_THAT(write_document("55", {"9", "a.pdf"}, "Segue", "", "msg_2"),
              HasSubstr(R"("document":{"id":"9","filename":"a.pdf","caption":"Segue"})"));
}

TEST(Outgoing, AnUploadIsMultipart) {
  EXPECT_EQ(write_media_upload("%PDF", "a.pdf", "application/pdf", "B"),
            "--B\r\nContent-Disposition: form-data; name=\"messaging_product\"\r\n\r\nwhatsapp\r\n"
            "--B\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\napplication/pdf\r\n"
            "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n"
            "Content-Type: application/pdf\r\n\r\n%PDF\r\n--B--\r\n");
}

TEST(WaId, OldMobilesGetTheirNineBack) {
  EXPECT_EQ(phone_of("553188887777"), "+5531988887777");
  EXPECT_EQ(phone_of("5531988887777"), "+5531988887777");
  EXPECT_EQ(phone_of("551130004444"), "+551130004444");
  EXPECT_EQ(phone_of("16505551234"), std::nullopt);
  EXPECT_EQ(phone_of("<number>"), std::nullopt);
  EXPECT_EQ(phone_of(""), std::nullopt);
  EXPECT_EQ(wa_id_of(*parse_phone("(11) 98765-4321")), "5511987654321");
}

}  // namespace
}  // namespace quita::whatsapp
