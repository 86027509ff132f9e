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

TEST(OfxRead, PrintsAccountsAndTransactions) {
  std::istringstream in(
      "OFXHEADER:100\nENCODING:USASCII\nCHARSET:1252\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS>"
      "<CURDEF>BRL<BANKACCTFROM><BANKID>0237<BRANCHID>1234<ACCTID>34545</BANKACCTFROM>"
      "<BANKTRANLIST><STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260730120000<TRNAMT>-530,86<FITID>56"
      "<MEMO>PAGTO</STMTTRN></BANKTRANLIST><LEDGERBAL><BALAMT>10,00<DTASOF>20260731</LEDGERBAL>"
      "</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>");
  std::ostringstream out;
  EXPECT_EQ(ofx_read(in, out), 0);
  const auto printed = bj::parse(out.str());
  const auto& account = printed.at("contas").at(0);
  EXPECT_EQ(account.at("banco"), bj::value("237"));
  EXPECT_EQ(account.at("banco_nome"), bj::value("Bradesco"));
  EXPECT_EQ(account.at("conta"), bj::value("34545"));
  EXPECT_EQ(account.at("saldo"), bj::value(1000));
  const auto& transaction = account.at("transacoes").at(0);
  EXPECT_EQ(transaction.at("id"), bj::value("56"));
  EXPECT_EQ(transaction.at("data"), bj::value("2026-07-30"));
  EXPECT_EQ(transaction.at("valor"), bj::value(-53086));
  EXPECT_EQ(transaction.at("tipo"), bj::value("DEBIT"));
  EXPECT_EQ(transaction.at("memo"), bj::value("PAGTO"));
}

TEST(OfxRead, ARefusedFileSaysPlaceRuleAndWhatWasExpected) {
  std::istringstream in("nome;valor\n");
  std::ostringstream out;
  EXPECT_EQ(ofx_read(in, out), 2);
  EXPECT_EQ(bj::parse(out.str()).at("erro").at("regra"), bj::value("ofx.root"));
}

bj::value printed(int (*command)(std::istream&, std::ostream&), const std::string& file,
                  int status = 0) {
  std::ifstream in(QUITA_SOURCE_DIR "/tests/data/" + file, std::ios::binary);
  std::ostringstream out;
  EXPECT_EQ(command(in, out), status) << out.str();
  return bj::parse(out.str());
}

TEST(NfseRead, PrintsWhatIsOwedNetOfRetentions) {
  const auto nfse = printed(nfse_read, "nfse/com_retencoes.xml");
  EXPECT_EQ(nfse.at("numero"), bj::value("123"));
  EXPECT_EQ(nfse.at("valor_servico"), bj::value(100000));
  EXPECT_EQ(nfse.at("retencoes").at("issqn"), bj::value(5000));
  EXPECT_EQ(nfse.at("retencoes").at("total"), bj::value(11150));
  EXPECT_EQ(nfse.at("valor"), bj::value(87850));
  EXPECT_EQ(nfse.at("tomador").at("documento"), bj::value("20745631000147"));
  EXPECT_EQ(nfse.at("emissao"), bj::value("2026-11-19"));
}

TEST(NfeRead, PrintsAnEventToo) {
  const auto event = printed(nfe_read, "nfe/cancelamento.xml");
  EXPECT_EQ(event.at("tipo"), bj::value("evento"));
  EXPECT_EQ(event.at("cancelamento"), bj::value(true));
  EXPECT_EQ(event.at("registrado"), bj::value(true));
  EXPECT_EQ(event.at("chave"), bj::value("35261148317265000144550010000104511314159267"));
  EXPECT_EQ(printed(nfe_read, "nfse/com_retencoes.xml", 2).at("erro").at("regra"),
            bj::value("nfe.root"));
}

}  // namespace
}  // namespace quita::app
