#include "app/bank_commands.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <sstream>

#include "boleto/boleto.h"

namespace quita {
namespace {

TEST(BankCommands, ListPrintsEveryBankOnALineOfItsOwn) {
  std::stringstream out;
  ASSERT_EQ(bank_list(out), 0);
  std::size_t lines = 0;
  bool sicredi = false;
  for (std::string line; std::getline(out, line); ++lines) {
    const auto bank = boost::json::parse(line).as_object();
    EXPECT_EQ(std::string_view(bank.at("banco").as_string()), boleto::boleto_banks()[lines]->code);
    EXPECT_FALSE(bank.at("fontes").as_string().empty());
    if (bank.at("banco") != "748") continue;
    sicredi = true;
    EXPECT_EQ(bank.at("certeza").as_string(), "conferido por casos");
    EXPECT_EQ(bank.at("arquivos").at("pagamentos_240").at("formas").as_array().size(), 7U);
    bool post = false;
    for (const auto& input : bank.at("entradas").as_array()) {
      post = post || input.at("nome").as_string() == "posto";
    }
    EXPECT_TRUE(post);
  }
  EXPECT_EQ(lines, boleto::boleto_banks().size());
  EXPECT_TRUE(sicredi);
}

}  // namespace
}  // namespace quita
