#include "document/ofx.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "document/ofx_amount.h"

namespace quita::document {
namespace {

constexpr std::string_view header =
    "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\n"
    "COMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n";

std::string statement(std::string_view account, std::string_view transactions) {
  return "<STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS><CURDEF>BRL"
         "<BANKACCTFROM><BANKID>0341<ACCTID>" +
         std::string(account) +
         "<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST><DTSTART>20261101<DTEND>20261130\n" +
         std::string(transactions) +
         "</BANKTRANLIST><LEDGERBAL><BALAMT>1.234,56<DTASOF>20261130</LEDGERBAL></STMTRS>"
         "</STMTTRNRS>";
}

std::string file(std::string_view statements) {
  return std::string(header) + "<OFX><BANKMSGSRSV1>" + std::string(statements) +
         "</BANKMSGSRSV1></OFX>";
}

std::string transaction(std::string_view amount, std::string_view id, std::string_view memo) {
  return "<STMTTRN>\n<TRNTYPE>CREDIT\n<DTPOSTED>20261110120000[-3:BRT]\n<TRNAMT>" +
         std::string(amount) + "\n<FITID>" + std::string(id) + "\n<MEMO>" + std::string(memo) +
         "\n</STMTTRN>\n";
}

Ofx read(const std::string& bytes) {
  auto ofx = read_ofx(bytes);
  EXPECT_TRUE(ofx) << (ofx ? "" : ofx.error().message + " " + ofx.error().field);
  return ofx ? *std::move(ofx) : Ofx();
}

std::vector<std::string> codes(const Ofx& ofx) {
  std::vector<std::string> found;
  for (const auto& warning : ofx.warnings) found.push_back(warning.code);
  return found;
}

Error refusal(const std::string& bytes) {
  const auto ofx = read_ofx(bytes);
  EXPECT_FALSE(ofx);
  return ofx ? Error() : ofx.error();
}

TEST(Ofx, UnclosedLeavesAndCommaDecimals) {
  const auto ofx = read(file(statement("12345-6", transaction("1.234,56", "A1", "PIX RECEBIDO"))));
  ASSERT_EQ(ofx.statements.size(), 1u);
  const auto& found = ofx.statements[0];
  EXPECT_EQ(found.bank, "341");
  EXPECT_EQ(found.bank_written, "0341");
  EXPECT_EQ(found.account, "12345-6");
  EXPECT_EQ(found.currency, "BRL");
  EXPECT_EQ(found.balance, Money::centavos(123456));
  EXPECT_EQ(found.balance_on, Date(2026, 11, 30));
  EXPECT_EQ(found.from, Date(2026, 11, 1));
  ASSERT_EQ(found.transactions.size(), 1u);
  EXPECT_EQ(found.transactions[0].amount, Money::centavos(123456));
  EXPECT_EQ(found.transactions[0].date, Date(2026, 11, 10));
  EXPECT_EQ(found.transactions[0].kind, "CREDIT");
  EXPECT_EQ(found.transactions[0].memo, "PIX RECEBIDO");
  EXPECT_EQ(found.transactions[0].line, 12);
  EXPECT_TRUE(ofx.warnings.empty());
}

TEST(Ofx, Xml2IsReadAsSgmlIs) {
  const auto ofx = read(R"(<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<!-- gerado pelo banco -->
<OFX xmlns="http://ofx.net/types/2003/04"><SIGNONMSGSRSV1><SONRS><FI><ORG>Banco Exemplo</ORG><FID>260</FID></FI></SONRS></SIGNONMSGSRSV1>
<CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>BRL</CURDEF>
<CCACCTFROM><ACCTID>5555</ACCTID></CCACCTFROM>
<BANKTRANLIST><STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20260105000000[-3:GMT]</DTPOSTED>
<TRNAMT>-10.50</TRNAMT><FITID>7</FITID><NAME>Loja &amp; Cia</NAME><MEMO/></STMTTRN>
<STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20260106</DTPOSTED><TRNAMT>-3</TRNAMT><FITID>8</FITID>
<MEMO><![CDATA[Pão & <café>]]></MEMO></STMTTRN></BANKTRANLIST>
</CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>)");
  ASSERT_EQ(ofx.statements.size(), 1u);
  const auto& found = ofx.statements[0];
  EXPECT_EQ(ofx.institution, "Banco Exemplo");
  EXPECT_EQ(found.account_kind, "CREDITCARD");
  EXPECT_FALSE(found.balance);
  ASSERT_EQ(found.transactions.size(), 2u);
  EXPECT_EQ(found.transactions[0].memo, "Loja & Cia");
  EXPECT_EQ(found.transactions[0].amount, Money::centavos(-1050));
  EXPECT_EQ(found.transactions[1].memo, "Pão & <café>");
  EXPECT_EQ(found.transactions[1].amount, Money::centavos(-300));
  EXPECT_TRUE(ofx.warnings.empty());
}

TEST(Ofx, AHeaderThatLiesAboutTheEncodingIsNotBelieved) {
  const auto utf8 = read(file(statement("1", transaction("1,00", "A", "TÍTULO COBRANÇA"))));
  EXPECT_EQ(utf8.encoding, OfxEncoding::utf8);
  EXPECT_EQ(utf8.statements[0].transactions[0].memo, "TÍTULO COBRANÇA");
  EXPECT_EQ(codes(utf8), std::vector<std::string>{"ofx.encoding_claim"});

  const auto latin1 = read(file(statement("1", transaction("1,00", "A",
                                                           "COBRAN\xC7"
                                                           "A \x96 JOS\xC9"))));
  EXPECT_EQ(latin1.encoding, OfxEncoding::windows1252);
  EXPECT_EQ(latin1.statements[0].transactions[0].memo, "COBRANÇA – JOSÉ");
  EXPECT_TRUE(latin1.warnings.empty());

  auto claims_utf8 = file(statement("1", transaction("1,00", "A", "JOS\xC9")));
  claims_utf8.replace(claims_utf8.find("USASCII"), 7, "UTF-8");
  const auto lie = read(claims_utf8);
  EXPECT_EQ(lie.statements[0].transactions[0].memo, "JOSÉ");
  EXPECT_EQ(codes(lie), std::vector<std::string>{"ofx.encoding_claim"});
}

TEST(Ofx, ALetterCutInTwoByTheFieldsWidthSpoilsNothingElse) {
  const auto ofx = read(file(statement(
      "1", transaction("1,00", "A", "COBRANÇA JOS\xC3") + transaction("2,00", "B", "PÃO"))));
  EXPECT_EQ(ofx.statements[0].transactions[0].memo, "COBRANÇA JOS");
  EXPECT_EQ(ofx.statements[0].transactions[1].memo, "PÃO");
}

TEST(Ofx, Utf16WithAndWithoutMark) {
  const auto narrow = file(statement("1", transaction("1,00", "A", "PIX")));
  std::string wide;
  for (const char c : narrow) wide += {c, '\0'};
  EXPECT_EQ(read(wide).statements[0].transactions[0].memo, "PIX");
  EXPECT_EQ(read("\xFF\xFE" + wide).encoding, OfxEncoding::utf16);
  EXPECT_EQ(refusal("\xFF\xFE" + wide + "x").code, "ofx.encoding");
}

TEST(Ofx, SeveralStatementsInOneFile) {
  const auto ofx = read(file(statement("1", transaction("1,00", "A", "x")) +
                             statement("2", transaction("2,00", "A", "y"))));
  ASSERT_EQ(ofx.statements.size(), 2u);
  EXPECT_EQ(ofx.statements[0].account, "1");
  EXPECT_EQ(ofx.statements[1].account, "2");
  EXPECT_EQ(ofx.statements[1].transactions[0].amount, Money::centavos(200));
  EXPECT_TRUE(ofx.warnings.empty());  // the same FITID in another account is no repetition
}

TEST(Ofx, ARepeatedFitidLosesNoTransaction) {
  const auto ofx =
      read(file(statement("1", transaction("1,00", "A", "x") + transaction("1,00", "A", "x") +
                                   transaction("5,00", "A", "y"))));
  const auto& found = ofx.statements[0].transactions;
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].occurrence, 1);
  EXPECT_EQ(found[1].occurrence, 2);
  EXPECT_EQ(found[2].occurrence, 3);
  EXPECT_EQ(codes(ofx), (std::vector<std::string>{"ofx.repeated_id", "ofx.repeated_id"}));
}

TEST(Ofx, TransactionsThatAreNeverClosedAreStillTold) {
  const auto ofx = read(file(
      statement("1",
                "<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261102<TRNAMT>-1,00<FITID>1<MEMO>um\n"
                "<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261103<TRNAMT>-2,00<FITID>2<MEMO>dois\n")));
  const auto& found = ofx.statements[0];
  ASSERT_EQ(found.transactions.size(), 2u);
  EXPECT_EQ(found.transactions[0].memo, "um");
  EXPECT_EQ(found.transactions[1].amount, Money::centavos(-200));
  EXPECT_EQ(found.balance, Money::centavos(123456));
  EXPECT_EQ(codes(ofx), std::vector<std::string>{"ofx.unclosed"});
}

TEST(Ofx, AnotherAccountInsideATransferIsNotTheStatementsOwn) {
  const auto ofx = read(file(statement(
      "1",
      "<STMTTRN><TRNTYPE>XFER<DTPOSTED>20261102<TRNAMT>-1,00<FITID>1<BANKACCTTO><BANKID>237"
      "<ACCTID>999<ACCTTYPE>CHECKING</BANKACCTTO><MEMO>TED A < B & C</STMTTRN>")));
  EXPECT_EQ(ofx.statements[0].account, "1");
  EXPECT_EQ(ofx.statements[0].bank, "341");
  EXPECT_EQ(ofx.statements[0].transactions[0].memo, "TED A < B & C");
}

TEST(Ofx, ASignThatContradictsTheTypeIsToldAndKept) {
  const auto ofx = read(file(statement("1", transaction("-1,00", "A", "ESTORNO"))));
  EXPECT_EQ(ofx.statements[0].transactions[0].amount, Money::centavos(-100));
  EXPECT_EQ(codes(ofx), std::vector<std::string>{"ofx.sign"});
}

TEST(Ofx, BanksByTheirIspb) {
  auto bytes = file(statement("1", ""));
  bytes.replace(bytes.find("0341"), 4, "60701190");
  EXPECT_EQ(read(bytes).statements[0].bank, "341");
}

TEST(Ofx, RefusalsNameTheirLine) {
  const auto amount = refusal(file(statement("1", transaction("12x", "A", "m"))));
  EXPECT_EQ(amount.code, "ofx.amount");
  EXPECT_EQ(amount.field, "linha 15");
  auto bytes = file(statement("1", transaction("1,00", "A", "m")));
  bytes.replace(bytes.find("20261110"), 8, "20261310");
  EXPECT_EQ(refusal(bytes).code, "ofx.date");
  EXPECT_EQ(refusal(file(statement("", ""))).code, "ofx.missing");
  EXPECT_EQ(refusal(file(statement("1", "<STMTTRN><DTPOSTED>20261110</STMTTRN>"))).code,
            "ofx.missing");
  EXPECT_EQ(refusal(file(statement("1", "<STMTTRN><TRNAMT>1</STMTTRN>"))).code, "ofx.missing");
  EXPECT_EQ(refusal("<OFX></OFX>").code, "ofx.no_statement");
  EXPECT_EQ(refusal("").code, "ofx.root");
  EXPECT_EQ(refusal("data;valor\n").code, "ofx.root");
  EXPECT_EQ(refusal(std::string(ofx_bytes_max + 1, ' ')).code, "ofx.size");
}

TEST(OfxAmount, ReadsWhatIsCertainAndRefusesWhatIsNot) {
  const std::pair<const char*, std::int64_t> certain[] = {{"-530,86", -53086},
                                                          {"60.39", 6039},
                                                          {"+60.39", 6039},
                                                          {"1.234,56", 123456},
                                                          {"1,234.56", 123456},
                                                          {"1.234.567,8", 123456780},
                                                          {"1.234.567", 123456700},
                                                          {"1234", 123400},
                                                          {"-.50", -50},
                                                          {",5", 50},
                                                          {"530,", 53000},
                                                          {"0.000", 0},
                                                          {"- 530,86", -53086},
                                                          {"530,86-", -53086},
                                                          {"148.4000", 14840},
                                                          {"1234.500", 123450},
                                                          {"0,00", 0},
                                                          {"9999999999,99", Money::outside_max}};
  for (const auto& [text, centavos] : certain) {
    const auto amount = parse_ofx_amount(text);
    ASSERT_TRUE(amount) << text << ": " << amount.error().message;
    EXPECT_EQ(amount->centavos(), centavos) << text;
  }
  for (const char* text : {"", "-", ".", "1.234", "1,234", "12.34.56", "1.23,45", "1.2345", "1e5",
                           "R$ 1", "--1", "10000000000,00", "1,2,3", "1.234,567", "1 000"}) {
    const auto amount = parse_ofx_amount(text);
    EXPECT_FALSE(amount) << text;
    EXPECT_EQ(amount ? "" : amount.error().code, "ofx.amount");
  }
}

// What the samples' index says of each file.
TEST(Ofx, SampleFilesReadAsTheirIndexSays) {
  const std::filesystem::path folder = QUITA_SHARED_DIR "/data/samples/ofx";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "sem as amostras em " << folder;
  const auto bytes_of = [](const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return std::move(bytes).str();
  };
  const auto centavos = [](std::string_view text) {
    return parse_ofx_amount(text).value_or(Money::centavos(-1)).centavos();
  };
  const auto index = boost::json::parse(bytes_of(folder / "INDEX.json"));
  for (const auto& entry : index.as_array()) {
    const std::string name(entry.at("file").as_string());
    const auto& facts = entry.at("facts");
    const auto ofx = read(bytes_of(folder / name));
    ASSERT_EQ(static_cast<std::int64_t>(ofx.statements.size()), facts.at("statements").as_int64());
    const auto& found = ofx.statements[0];
    EXPECT_EQ(found.bank_written, facts.at("bankid").at(0).as_string()) << name;
    EXPECT_EQ(static_cast<std::int64_t>(found.transactions.size()),
              facts.at("transactions").as_int64());
    std::int64_t credits = 0, debits = 0;
    for (const auto& transaction : found.transactions) {
      (transaction.amount.negative() ? debits : credits) += transaction.amount.centavos();
      EXPECT_FALSE(transaction.memo.empty()) << name << " linha " << transaction.line;
    }
    EXPECT_EQ(credits, centavos(std::string_view(facts.at("sum_credits").as_string()))) << name;
    EXPECT_EQ(debits, centavos(std::string_view(facts.at("sum_debits").as_string()))) << name;
    EXPECT_EQ(found.balance->centavos(),
              centavos(std::string_view(facts.at("ledger_balance").at(0).as_string())))
        << name;
  }
}

}  // namespace
}  // namespace quita::document
