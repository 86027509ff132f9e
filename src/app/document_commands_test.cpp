#include "app/document_commands.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <fstream>
#include <sstream>

namespace quita::app {
namespace {

namespace bj = boost::json;

TEST(NfeRead, PrintsTheInvoiceAsJson) {
  std::ifstream in(QUITA_SOURCE_DIR "/tests/data/nfe/com_duplicatas.xml", std::ios::binary);
  std::ostringstream out;
  EXPECT_EQ(nfe_read(in, out), 0);
  const auto printed = bj::parse(out.str());
  EXPECT_EQ(printed.at("chave"), bj::value("35261148317265000144550010000104511314159267"));
  EXPECT_EQ(printed.at("valor"), bj::value(189990));
  EXPECT_EQ(printed.at("emitente").at("documento"), bj::value("48317265000144"));
  EXPECT_EQ(printed.at("destinatario").at("nome"), bj::value("Mercearia São João & Filhos Ltda"));
  const auto& instalments = printed.at("duplicatas").as_array();
  ASSERT_EQ(instalments.size(), 3u);
  EXPECT_EQ(instalments[1],
            (bj::value{{"numero", "002"}, {"vencimento", "2027-01-10"}, {"valor", 63330}}));
}

TEST(NfeRead, ARefusedInvoiceSaysPlaceRuleAndWhatWasExpected) {
  std::istringstream in("<NFe><infNFe Id=\"NFe123\"/></NFe>");
  std::ostringstream out;
  EXPECT_EQ(nfe_read(in, out), 2);
  const auto error = bj::parse(out.str()).at("erro");
  EXPECT_EQ(error.at("lugar"), bj::value("NFe/infNFe/@Id"));
  EXPECT_EQ(error.at("regra"), bj::value("nfe.key"));
  EXPECT_FALSE(error.at("esperado").as_string().empty());
  EXPECT_FALSE(error.at("mensagem").as_string().empty());
}

TEST(NfeRead, AnEndlessInputIsRefusedNotSwallowed) {
  std::istringstream in(std::string(8 << 20, ' '));
  std::ostringstream out;
  EXPECT_EQ(nfe_read(in, out), 2);
  EXPECT_EQ(bj::parse(out.str()).at("erro").at("regra"), bj::value("nfe.size"));
}

}  // namespace
}  // namespace quita::app
