#include "desk/call_script.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "desk/script_facts.h"
#include "dunning/dispute.h"
#include "dunning/testing_world.h"
#include "testing/engines.h"

namespace quita::desk {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr Date monday(2026, 11, 23);

ScriptFacts sample_facts() {
  ScriptFacts facts;
  facts.creditor = {"Aurora",
                    "Distribuidora Aurora Ltda",
                    "CNPJ 11.222.333/0001-81",
                    "Rua das Flores, 100, São Paulo/SP",
                    "(11) 3000-0000",
                    ""};
  facts.caller = "Ana Souza";
  facts.customer_name = "Maria da Silva";
  facts.person = true;
  facts.document = "123.456.789-09";
  facts.today = monday;
  facts.minute = 9 * 60;
  facts.titles = {
      {"1234/1", "Venda", monday - 7, true, 7, Money::centavos(100'000), Money::centavos(102'233)}};
  facts.promise_days_max = 90;
  return facts;
}

const ScriptSection& section(const std::vector<ScriptSection>& script, std::string_view id) {
  for (const auto& each : script) {
    if (each.id == id) return each;
  }
  ADD_FAILURE() << "no section " << id;
  return script.front();
}
std::string text_of(const ScriptSection& section) {
  std::string text;
  for (const auto& line : section.lines) text += line + "\n";
  return text;
}
std::size_t place_of(const std::vector<ScriptSection>& script, std::string_view id) {
  return static_cast<std::size_t>(&section(script, id) - script.data());
}

// CDC 42: who answers may be anybody.
TEST(CallScript, NothingOfTheDebtIsSaidBeforeItIsSureWhoAnswers) {
  const auto script = call_script(sample_facts());
  const std::size_t identity = place_of(script, "identity");
  ASSERT_LT(identity, place_of(script, "subject"));
  for (std::size_t i = 0; i < identity; ++i) {
    if (script[i].kind != ScriptKind::say) continue;
    // What is to be said aloud; the lines that forbid speak of it, of course.
    EXPECT_THAT(script[i].lines.front(), Not(HasSubstr("1234/1"))) << script[i].id;
    EXPECT_THAT(script[i].lines.front(), Not(HasSubstr("título"))) << script[i].id;
    EXPECT_THAT(script[i].lines.front(), Not(HasSubstr("R$"))) << script[i].id;
  }
}

TEST(CallScript, TheCheckOfIdentityNeverGivesTheDocumentAway) {
  const auto check = identity_check(sample_facts());
  EXPECT_THAT(check.question, Not(HasSubstr("123")));
  EXPECT_THAT(check.expected, HasSubstr("123"));
  for (const auto& each : call_script(sample_facts())) {
    EXPECT_THAT(text_of(each), Not(HasSubstr("456.789")));
  }
}

// CDC 42-A.
TEST(CallScript, NamesTheCreditorWithAddressAndDocument) {
  const std::string text = text_of(section(call_script(sample_facts()), "subject"));
  EXPECT_THAT(text, HasSubstr("Distribuidora Aurora Ltda"));
  EXPECT_THAT(text, HasSubstr("CNPJ 11.222.333/0001-81"));
  EXPECT_THAT(text, HasSubstr("Rua das Flores, 100"));
  EXPECT_THAT(text, HasSubstr(format_brl(Money::centavos(100'000)) + ", com encargos " +
                              format_brl(Money::centavos(102'233)) + " hoje"));
  EXPECT_THAT(text, HasSubstr("venceu há 7 dias"));
}

TEST(CallScript, ManyTitlesAreSummed) {
  auto facts = sample_facts();
  for (int i = 2; i <= 8; ++i) {
    auto title = facts.titles.front();
    title.number = std::to_string(i);
    facts.titles.push_back(title);
  }
  const std::string text = text_of(section(call_script(facts), "subject"));
  EXPECT_THAT(text, HasSubstr("e mais 3"));
  EXPECT_THAT(text, HasSubstr("Total hoje: " + format_brl(Money::centavos(817'864))));
}

TEST(CallScript, GreetsByTheCustomersHour) {
  EXPECT_EQ(greeting(11 * 60 + 59), "Bom dia");
  EXPECT_EQ(greeting(12 * 60), "Boa tarde");
  EXPECT_EQ(greeting(18 * 60), "Boa noite");
}

TEST(CallScript, WhoOwesNothingIsNotCollectedFrom) {
  auto facts = sample_facts();
  facts.titles.clear();
  const auto script = call_script(facts);
  ASSERT_EQ(script.size(), 1u);
  EXPECT_EQ(script.front().id, "nothing");
}

class ScriptFactsTest : public testing::EachEngine {
 protected:
  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    world_ = std::make_unique<dunning::World>(db(), clock(), tenant());
    world_->at(Date(2026, 11, 1), 9 * 60);
    world_->found();
  }
  dunning::World& world() { return *world_; }
  ScriptFacts facts_of(PartyId party) {
    auto facts = world().write(
        [&](db::Tx& tx, const Act&) { return script_facts(tx, world().act("Ana Souza"), party); });
    EXPECT_TRUE(facts.has_value());
    return *facts;
  }
  PartyId late_customer(const std::string& state) {
    const PartyId party = world().customer("Padaria", state, {"padaria@exemplo.com.br"});
    world().title(party, "1/1", Money::centavos(100'00), Date(2026, 11, 1), monday - 7);
    world().title(party, "1/2", Money::centavos(100'00), Date(2026, 11, 1), monday + 20);
    return party;
  }

 private:
  std::unique_ptr<dunning::World> world_;
};
QUITA_EACH_ENGINE(ScriptFactsTest);

TEST_P(ScriptFactsTest, TellsOfWhatIsLateByTheCustomersClock) {
  const PartyId party = late_customer("AM");
  world().at(monday, 12 * 60 + 30);  // half past eleven in Manaus
  const auto facts = facts_of(party);
  ASSERT_EQ(facts.titles.size(), 1u);
  EXPECT_EQ(facts.titles.front().number, "1/1");
  EXPECT_EQ(facts.caller, "Ana Souza");
  EXPECT_EQ(greeting(facts.minute), "Bom dia");
}

TEST_P(ScriptFactsTest, WhatIsDisputedIsNotSpokenOf) {
  const PartyId party = late_customer("SP");
  const TitleId other =
      world().title(party, "2/1", Money::centavos(50'00), Date(2026, 11, 1), monday - 3);
  world().at(monday, 9 * 60);
  world().write([&](db::Tx& tx, const Act& act) {
    EXPECT_TRUE(dunning::open_dispute(tx, act, party, other, "não comprei"));
  });
  const auto facts = facts_of(party);
  ASSERT_EQ(facts.titles.size(), 1u);
  EXPECT_EQ(facts.titles.front().number, "1/1");
}

}  // namespace
}  // namespace quita::desk
