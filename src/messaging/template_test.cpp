#include "messaging/template.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "messaging/markup.h"

namespace quita::messaging {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Creditor creditor() {
  return {"Aurora",
          "Distribuidora Aurora Ltda",
          "CNPJ 11.222.333/0001-81",
          "Rua das Flores, 100, São Paulo/SP, CEP 01310-100",
          "(11) 3333-4444",
          "financeiro@aurora.com.br"};
}

LetterFacts facts() { return sample_facts(creditor(), Date(2026, 11, 22)); }

TEST(Template, DefaultsAreValidAndRenderWithoutARest) {
  for (const Template& each : default_templates()) {
    SCOPED_TRACE(each.name);
    EXPECT_TRUE(check_template(each.subject, each.body));
    for (const std::size_t titles : {0U, 1U, 2U}) {
      auto some = facts();
      some.titles.resize(titles);
      const auto letter = render(each.subject, each.body, some);
      ASSERT_TRUE(letter);
      for (const std::string& part : {letter->subject, letter->html, letter->text}) {
        EXPECT_THAT(part, Not(HasSubstr("{{")));
        EXPECT_THAT(part, Not(HasSubstr("}}")));
        EXPECT_THAT(part, Not(HasSubstr("**")));
        EXPECT_EQ(part.find('\x01'), std::string::npos);
      }
    }
  }
}

// CDC 42-A: name, address and CPF/CNPJ of the creditor on every demand, whatever the template says.
TEST(Template, CreditorCannotBeTakenAway) {
  const auto letter = render("Assunto", "Oi", facts());
  ASSERT_TRUE(letter);
  for (const std::string& part : {letter->html, letter->text}) {
    EXPECT_THAT(part, HasSubstr("Distribuidora Aurora Ltda"));
    EXPECT_THAT(part, HasSubstr("CNPJ 11.222.333/0001-81"));
    EXPECT_THAT(part, HasSubstr("Rua das Flores, 100"));
    EXPECT_THAT(part, HasSubstr("1234/1")) << "the titles stand in it even when not placed";
    EXPECT_THAT(part, HasSubstr("https://exemplo.com.br/p/exemplo"));
    EXPECT_THAT(part, HasSubstr("https://exemplo.com.br/p/exemplo/sair"));
  }
}

TEST(Template, SumsWhatIsOwedToday) {
  const auto letter = render("{{quantidade}}: {{total}}", "Oi", facts());
  EXPECT_EQ(letter->subject, "2: " + format_brl(Money::centavos(1'808'93)));
  EXPECT_THAT(letter->text, HasSubstr("Total hoje: " + format_brl(Money::centavos(1'808'93))));
}

TEST(Template, RepeatsForEachTitle) {
  const auto letter =
      render("a", "{{#titulos}}\n- {{numero}} {{situacao}} {{valor}}\n{{/titulos}}", facts());
  EXPECT_THAT(letter->text, HasSubstr("- 1234/1 venceu há 7 dias " +
                                      format_brl(Money::centavos(1'299'90)) + "\n- 1240/1"));
  EXPECT_THAT(letter->html, HasSubstr("<li"));
}

TEST(Template, AValueIsOnlyEverText) {
  auto evil = facts();
  evil.customer_name =
      "<script>alert(1)</script> **forte** [clique](https://mal.example) \x01tabela\r\nBcc: x@y";
  const auto letter = render("Para {{cliente}}", "- {{cliente}}\n\n{{cliente}}", evil);
  ASSERT_TRUE(letter);
  EXPECT_THAT(letter->html, Not(HasSubstr("<script>")));
  EXPECT_THAT(letter->html, Not(HasSubstr("href=\"https://mal.example")));
  EXPECT_THAT(letter->html, HasSubstr("**forte**"));
  EXPECT_EQ(letter->subject.find_first_of("\r\n\x01"), std::string::npos);
  EXPECT_THAT(letter->text, HasSubstr("[clique](https://mal.example)"));
}

TEST(Template, RefusesWithThePlace) {
  const auto code = [](std::string_view body) {
    const auto status = check_template("Assunto", body);
    return status ? std::string("ok") : status.error().code;
  };
  EXPECT_EQ(code("{{{cliente}}}"), "template.unescaped");
  EXPECT_EQ(code("{{& cliente}}"), "template.unescaped");
  EXPECT_EQ(code("{{=<% %>=}}"), "template.delimiter");
  EXPECT_EQ(code("{{>outro}}"), "template.partial");
  EXPECT_EQ(code("{{cliente"), "template.unclosed");
  EXPECT_EQ(code("{{#varios}}a"), "template.unclosed");
  EXPECT_EQ(code("a{{/varios}}"), "template.unclosed");
  EXPECT_EQ(code("{{#varios}}{{#um_so}}{{/varios}}{{/um_so}}"), "template.unclosed");
  EXPECT_EQ(code("{{clente}}"), "template.variable");
  EXPECT_EQ(code("{{}}"), "template.variable");
  EXPECT_EQ(code("{{valor}}"), "template.variable") << "only within {{#titulos}}";
  EXPECT_EQ(code("{{#titulos}}{{valor}}{{/titulos}}"), "ok");
  EXPECT_EQ(code("{{varios}}"), "template.section");
  EXPECT_EQ(code("{{#cliente}}a{{/cliente}}"), "template.section");
  EXPECT_EQ(code("veja {{tabela}}"), "template.block");
  EXPECT_EQ(code("{{! um comentário }}Oi {{ cliente }}"), "ok");
  EXPECT_EQ(code(" "), "template.empty");
  EXPECT_EQ(code(std::string(20'001, 'a')), "template.too_long");
  EXPECT_EQ(check_template("a\nb", "c").error().code, "template.line_break");
  EXPECT_EQ(check_template("{{pix}}", "c").error().code, "template.block");

  const auto status = check_template("Assunto", "Olá\n\nlinha {{clente}}");
  EXPECT_EQ(status.error().field, "body");
  EXPECT_THAT(status.error().message, HasSubstr("linha 3"));
  EXPECT_THAT(status.error().message, HasSubstr("“clente”"));
}

TEST(Template, TellsDatesInWords) {
  const Date today(2026, 11, 22);
  EXPECT_EQ(due_words(today + 5, today), "vence em 5 dias");
  EXPECT_EQ(due_words(today + 1, today), "vence amanhã");
  EXPECT_EQ(due_words(today, today), "vence hoje");
  EXPECT_EQ(due_words(today - 1, today), "venceu ontem");
  EXPECT_EQ(due_words(today - 7, today), "venceu há 7 dias");
}

TEST(Markup, ReadsWhatItKnowsAndKeepsTheRest) {
  const auto blocks = parse_markup("um **dois** [três](https://x.y)\nquatro\n\n- a\n- b\n\nfim");
  ASSERT_EQ(blocks.size(), 3U);
  ASSERT_EQ(blocks[0].lines.size(), 2U);
  EXPECT_TRUE(blocks[0].lines[0][1].bold);
  EXPECT_EQ(blocks[0].lines[0][3].address, "https://x.y");
  EXPECT_EQ(blocks[1].kind, Block::Kind::list);
  EXPECT_EQ(blocks[1].lines.size(), 2U);
  for (const char* odd : {"[", "[a](", "[a](b)", "**", "\\", "[a](javascript:alert(1))", "- "}) {
    for (const Block& block : parse_markup(odd)) {
      for (const Line& line : block.lines) {
        for (const Inline& part : line) EXPECT_EQ(part.address, "") << odd;
      }
    }
  }
}

}  // namespace
}  // namespace quita::messaging
