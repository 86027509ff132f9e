#include "conduct/conduct.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace quita::conduct {
namespace {

using ::testing::HasSubstr;

std::string told(std::string_view text) {
  std::string words;
  for (const ConductFinding& finding : check_conduct(text)) {
    words += std::string(words.empty() ? "" : ", ") + std::string(rule_word(finding.rule)) +
             (finding.severity == Severity::soft ? "?" : "");
  }
  return words;
}

TEST(Conduct, RefusesWhatTheLawForbids) {
  const std::pair<const char*, const char*> cases[] = {
      {"Pague ou vai para a cadeia.", "prison"},
      {"Quem não paga pode ser preso.", "prison"},
      {"Faremos um boletim de ocorrência por estelionato.", "threat, threat"},
      {"Você vai se arrepender.", "threat"},
      {"Sabemos onde você mora.", "threat"},
      {"Você vai sofrer as consequências.", "threat"},
      {"Não seja caloteiro.", "shame"},
      {"Seu nome está sujo? Nome sujo não compra.", "shame"},
      {"Isto vai sujar o seu nome.", "shame"},
      {"Evite maiores constrangimentos.", "shame"},
      {"Vamos ligar para o seu chefe.", "third_party"},
      {"Avisaremos a sua família e os seus vizinhos.", "third_party"},
      {"Iremos cobrar você no seu trabalho.", "third_party"},
      {"Seu CPF será bloqueado.", "false_consequence"},
      {"Vamos bloquear o seu celular.", "false_consequence"},
      {"Você pode perder a sua casa.", "false_consequence"},
      {"Um oficial de justiça irá até você com o mandado.", "court_simulation, court_simulation"},
      {"NOTIFICAÇÃO JUDICIAL", "court_simulation"},
      {"Haverá penhora de bens.", "court_simulation"},
      {"Última chance de pagar com desconto!", "false_urgency"},
      {"Esta é a sua última oportunidade.", "false_urgency"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(told(text), expected) << text;
}

TEST(Conduct, WarnsOfWhatMustBeTrue) {
  const std::pair<const char*, const char*> cases[] = {
      {"Seu nome pode ir para o SPC e a Serasa.", "lawful_consequence?, lawful_consequence?"},
      {"O título será negativado.", "lawful_consequence?"},
      {"O título poderá ser protestado em cartório.", "lawful_consequence?, lawful_consequence?"},
      {"Tomaremos as medidas judiciais.", "lawful_consequence?"},
      {"Sob pena de medidas cabíveis.", "pressure?, pressure?"},
      {"Pague em 24 horas.", "pressure?"},
      {"Responda com urgência.", "pressure?"},
      {"Prezado devedor,", "pressure?"},
      {"ENTRE EM CONTATO CONOSCO HOJE", "shouting?"},
      {"Pague já!!", "shouting?"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(told(text), expected) << text;
}

TEST(Conduct, SeesThroughDisguise) {
  for (const char* text :
       {"PRISÃO", "prisao", "Pris\u00e3o", "Prisa\u0303o", "pri.são", "pri-são", "p r i s ã o",
        "P.R.I.S.Ã.O", "pris@o", "pr1são", "priiisão", "pri\u200bsão", "pri\u00adsão", "pri**são**",
        "\u0440risão", "\uff50\uff52\uff49\uff53\uff41\uff4f", "_prisão_", "prisãooo!"}) {
    EXPECT_EQ(told(text), "prison") << text;
  }
  EXPECT_EQ(told("n0me suj0"), "shame");
  EXPECT_EQ(told("nome\nsujo"), "") << "a line's end parts what two lines say";
  EXPECT_EQ(told("últ1ma ch@nce"), "false_urgency");
}

TEST(Conduct, LetsInnocentWordsPass) {
  for (const char* text : {"A impressora, o presente e o apresentador chegaram.",
                           "Atendemos a cadeia de suprimentos.",
                           "O processo de compra é simples; o processo no site leva um minuto.",
                           "A confirmação por Pix é imediata.",
                           "O saldo devedor é de R$ 10,00.",
                           "Entregamos em Juiz de Fora.",
                           "Doces: pé de moleque e cocada.",
                           "Pessoa jurídica ou física.",
                           "Evite fraudes: confira o nome do beneficiário.",
                           "Siga-nos nas redes sociais.",
                           "Sua resposta negativa foi anotada.",
                           "Comunicamos às famílias que a mensalidade venceu.",
                           "Vence no último dia útil do mês.",
                           "Esta é a última parcela.",
                           "Seu título está sujeito aos encargos combinados em nome de Ana.",
                           "A baixa é feita em 24 horas.",
                           "Preste atenção ao CNPJ da LTDA.",
                           "Ligue para o nosso financeiro.",
                           "Posto Policarpo e Penhor Ltda.",
                           "O boleto registrado no banco protege você de golpes.",
                           "Boa Vista, RR",
                           "Olá! Tudo bem?",
                           "{{cliente}}, o título {{numero}} {{situacao}}."}) {
    EXPECT_EQ(told(text), "") << text;
  }
}

// What a variable says is the customer's, not the author's; and it parts the words around it.
TEST(Conduct, LeavesVariablesAlone) {
  EXPECT_EQ(told("{{prisao}}"), "");
  EXPECT_EQ(told("nome {{cliente}} sujo"), "");
  EXPECT_EQ(told("{{#varios}}última{{/varios}} chance"), "false_urgency")
      << "a section is no value: its words stand where they stand";
}

TEST(Conduct, TellsPlaceRuleAndLaw) {
  const std::string text = "Olá,\n\nesta é a sua última chance.";
  const auto findings = check_conduct(text);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].line, 3);
  EXPECT_EQ(findings[0].excerpt, "última chance");
  EXPECT_EQ(text.substr(findings[0].offset, findings[0].length), "última chance");
  const auto refused = refuse_coercion(text, "body");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "conduct.false_urgency");
  EXPECT_EQ(refused.error().field, "body");
  EXPECT_THAT(refused.error().message, HasSubstr("Linha 3: “última chance”"));
  EXPECT_THAT(refused.error().message, HasSubstr("CDC"));
  EXPECT_FALSE(refused.error().hint.empty());
  EXPECT_TRUE(refuse_coercion("Será protestado.", "body")) << "a soft finding refuses nothing";
}

// Each line of the table is found by its own words: none is dead.
TEST(Conduct, EveryPatternOfTheTableIsAlive) {
  std::set<std::string_view> rules;
  for (const ConductWords& words : conduct_words()) {
    rules.insert(rule_word(words.rule));
    std::string_view rest = words.patterns;
    while (!rest.empty()) {
      const std::string_view pattern = rest.substr(0, rest.find(';'));
      rest.remove_prefix(std::min(rest.size(), pattern.size() + 1));
      std::string example;
      std::string_view parts = pattern;
      while (!parts.empty()) {
        const std::string_view part = parts.substr(0, parts.find(' '));
        parts.remove_prefix(std::min(parts.size(), part.size() + 1));
        std::string word(part.substr(0, part.find('|')));
        if (word == "...") word = "muito";
        if (word.ends_with('*')) word.pop_back();
        if (!word.empty()) example += (example.empty() ? "" : " ") + word;
      }
      const auto findings = check_conduct(example);
      EXPECT_FALSE(findings.empty()) << example;
    }
  }
  EXPECT_EQ(rules.size(), 9U) << "all but shouting, which no word makes";
}

}  // namespace
}  // namespace quita::conduct
