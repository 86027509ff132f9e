// Slips of the banks that one public program alone makes. Each case is worked by hand from that
// program's rule, or is what its own test expects; the comment says which, and how the digit comes.
#include <gtest/gtest.h>

#include "boleto/boleto.h"
#include "boleto/testing.h"

namespace quita::boleto {
namespace {

TEST(BankOfOneSource, ComesOutAsWorkedByHand) {
  const Case cases[] = {
      // Agency and digit | last 7 of the number | 10/12/26 | zeros
      {"Banco da Amazônia, registered",
       "003",
       {.agency = "007", .agency_digit = "3", .wallet = "001"},
       "12345678901",
       "",
       150075,
       Date(2026, 12, 10),
       "00393165600001500750073567890110122600000000",
       "00390.07356 67890.110124 26000.000005 3 16560000150075",
       "12345678901",
       "007-3"},
      // Agency and digit | covenant | number of 16 | 8
      {"Banco da Amazônia, not registered",
       "003",
       {.agency = "007",
        .agency_digit = "3",
        .account = "12345",
        .account_digit = "6",
        .wallet = "CNR",
        .covenant = "1254"},
       "1254000012345600",
       "",
       5000,
       Date(2026, 12, 10),
       "00396165600000050000073125412540000123456008",
       "00390.07315 25412.540004 01234.560082 6 16560000005000",
       "1254000012345600",
       "007-3 / 12345-6"},
      // Digit of 00 and 00000098765: 5·2 + 6·3 + 7·4 + 8·5 + 9·6 = 150; 150 mod 11 = 7; the digit
      // is 4
      {"Alfa, a wallet that stays out of the digit",
       "025",
       {.agency = "12", .account = "34567", .account_digit = "8", .wallet = "11"},
       "98765",
       "",
       99900,
       Date(2026, 12, 10),
       "02591165600000999000012110000098765403456780",
       "02590.01212 10000.098763 54034.567807 1 16560000099900",
       "0000098765-4",
       "0012/00345678"},
      // Digit of 51 and 00000098765: 5·2 + 6·3 + 7·4 + 8·5 + 9·6 + 1·7 + 5·2 = 167; 167 mod 11 =
      // 2; the digit is 9
      {"Alfa, a wallet within the digit",
       "025",
       {.agency = "12", .account = "34567", .account_digit = "8", .wallet = "51"},
       "98765",
       "",
       99900,
       Date(2026, 12, 10),
       "02591165600000999000012510000098765903456780",
       "02590.01253 10000.098763 59034.567806 1 16560000099900",
       "0000098765-9",
       nullptr},
      // Digit of 0001009: 9·2 + 1·5 = 23; 23 mod 11 = 1; 10 is X
      {"Credisan, the digit X",
       "089",
       {.agency = "4277",
        .account = "6498",
        .account_digit = "0",
        .wallet = "1",
        .variation = "02"},
       "1009",
       "",
       30000,
       Date(2026, 12, 10),
       "08996165600000300001427702000649800001009001",
       "08991.42772 02000.649802 00010.090017 6 16560000030000",
       "01 / 0001009-X",
       "4277/6498-0"},
      // Digit of 21 and 0000013951: 1·2 + 5·3 + 9·4 + 3·5 + 1·6 + 1·6 + 2·7 = 94; 94 mod 11 = 6;
      // the digit is 5
      {"Unicred of Rio Grande do Sul",
       "091",
       {.agency = "3302", .account = "2259", .account_digit = "7", .wallet = "21"},
       "13951",
       "",
       1050,
       Date(2026, 12, 10),
       "09197165600000010503302000002259700000139515",
       "09193.30209 00002.259703 00001.395151 7 16560000001050",
       "21/0000013951-5",
       "3302 / 000002259-7"},
      // Digit of 09 and 00000010008: 8·2 + 1·6 + 9·7 = 85; 85 mod 11 = 8; the digit is 3
      {"Uniprime Central",
       "099",
       {.agency = "12",
        .agency_digit = "4",
        .account = "47744",
        .account_digit = "3",
        .wallet = "09"},
       "10008",
       "",
       150075,
       Date(2026, 12, 10),
       "09996165600001500750012090000001000800477440",
       "09990.01209 90000.001009 08004.774405 6 16560000150075",
       "09/00000010008-3",
       "0012-4 / 0047744-3"},
      // Digit of 09 and 00000010008: 8·2 + 1·6 + 9·7 = 85; 85 mod 11 = 8; the digit is 3
      {"Bocom BBM, a slip of Bradesco",
       "107",
       {.agency = "12",
        .agency_digit = "4",
        .account = "47744",
        .account_digit = "3",
        .wallet = "09"},
       "10008",
       "",
       150075,
       Date(2026, 12, 10),
       "23799165600001500750012090000001000800477440",
       "23790.01205 90000.001009 08004.774405 9 16560000150075",
       "09/00000010008-3",
       "0012-4 / 0047744-3"},
      // Digit of 09 and 00000098765: 5·2 + 6·3 + 7·4 + 8·5 + 9·6 + 9·7 = 213; 213 mod 11 = 4; the
      // digit is 7
      {"BMP Money Plus",
       "274",
       {.agency = "1", .account = "1234567", .account_digit = "8", .wallet = "09"},
       "98765",
       "",
       150075,
       Date(2026, 12, 10),
       "27494165600001500750001090000009876512345670",
       "27490.00101 90000.009879 65123.456702 4 16560000150075",
       "09/00000098765-7",
       "0001 / 1234567-8"},
      // Digit of 09 and 00000000100: 1·4 + 9·7 = 67; 67 mod 11 = 1; 10 is P
      {"QI Tech, the digit P",
       "329",
       {.agency = "1", .account = "1234567", .wallet = "09"},
       "100",
       "",
       150075,
       Date(2026, 12, 10),
       "32998165600001500750001090000000010012345670",
       "32990.00103 90000.000019 00123.456709 8 16560000150075",
       "09/00000000100-P",
       "0001 / 1234567"},
      // Digit of 09 and 00000000555: 5·2 + 5·3 + 5·4 + 9·7 = 108; 108 mod 11 = 9; the digit is 2
      {"UY3",
       "457",
       {.agency = "1", .account = "77", .wallet = "09"},
       "555",
       "",
       150075,
       Date(2026, 12, 10),
       "45795165600001500750001090000000055500000770",
       "45790.00102 90000.000050 55000.007702 5 16560000150075",
       "09/00000000555-2",
       "0001 / 0000077"},
      // Digit of 19 and 00000000123: 3·2 + 2·3 + 1·4 + 9·7 + 1·2 = 81; 81 mod 11 = 4; the digit is
      // 7
      {"Ouribank",
       "712",
       {.agency = "1", .account = "1002003", .account_digit = "4", .wallet = "19"},
       "123",
       "",
       150075,
       Date(2026, 12, 10),
       "71292165600001500750001190000000012310020030",
       "71290.00118 90000.000019 23100.200304 2 16560000150075",
       "19/00000000123-7",
       "0001 / 1002003-4"},
      // Digit of 01 and 0000004567: 7·2 + 6·3 + 5·4 + 4·5 + 1·6 = 78; 78 mod 11 = 1; the digit is
      // P
      {"Pefisa, printed by the company",
       "174",
       {.agency = "1", .wallet = "01", .beneficiary = "1234567"},
       "4567",
       "",
       42000,
       Date(2026, 12, 10),
       "17499165600000420000000012345670000004567014",
       "17490.00004 12345.670009 00045.670148 9 16560000042000",
       "0010000004567 P",
       "0001 / 000001234567"},
      // The same, and the bank prints
      {"Pefisa, printed by the bank",
       "174",
       {.wallet = "01", .beneficiary = "1234567", .emission_layout = "3"},
       "4567",
       "",
       42000,
       Date(2026, 12, 10),
       "17491165600000420000000012345670000004567013",
       "17490.00004 12345.670009 00045.670130 1 16560000042000",
       "0010000004567 P",
       "000001234567"},
      // Digit of 0000000345: 5·2 + 6·3 + 7·4 + 8·5 + 9·6 = 150; 150 mod 11 = 7; the digit is 4
      {"BS2",
       "218",
       {.agency = "1", .wallet = "21", .beneficiary = "654321"},
       "98765",
       "",
       10000,
       Date(2026, 12, 10),
       "21895165600000100000010000654321000009876548",
       "21890.01007 00654.321009 00098.765480 5 16560000010000",
       "00000987654",
       "0001/654321"},
      // Digit of 0000000023: 3·2 + 2·3 = 12; 12 mod 11 = 1; the digit is 0
      {"BS2, a remainder of 1",
       "218",
       {.agency = "1", .wallet = "21", .beneficiary = "654321"},
       "23",
       "",
       10000,
       Date(2026, 12, 10),
       "21896165600000100000010000654321000000002308",
       "21890.01007 00654.321009 00000.023085 6 16560000010000",
       "00000000230",
       nullptr},
      // Digit of 00000100200: 2·4 + 1·7 = 15; 15 mod 11 = 4; the digit is 7
      {"Vórtx",
       "310",
       {.agency = "1", .account = "45678", .account_digit = "9", .wallet = "1"},
       "100200",
       "",
       77700,
       Date(2026, 12, 10),
       "31098165600000777000001000045678900000100200",
       "31090.00103 00045.678901 00001.002005 8 16560000077700",
       "00000100200-7",
       "0001/45678-9"},
      // Digit, modulus 10 of 0012345900000000678: 7 + 7 + 3 + 9 + 1 + 4 + 6 + 2 + 2 = 41; the
      // digit is 9
      {"Sulcredi",
       "322",
       {.agency = "3400", .account = "51", .wallet = "01", .covenant = "12345"},
       "678",
       "",
       25000,
       Date(2026, 12, 10),
       "32297165600000250000100000123459000000006789",
       "32290.10008 00123.459000 00000.067892 7 16560000025000",
       "0012345900000000678-9",
       "3400/51"},
      // Digit, modulus 10 of 0000000003020, 0501 and 6703255: 1 + 5 + 4 + 3 + 7 + 3 + 1 + 5 + 4 +
      // 6 = 39; the digit is 1
      {"Sudameris, boletonet's example",
       "347",
       {.agency = "0501", .account = "6703255", .wallet = "198"},
       "0003020",
       "",
       164200,
       Date(2009, 12, 10),
       "34791444700001642000501670325510000000003020",
       "34790.50167 70325.510009 00000.030205 1 44470000164200",
       "0000000003020",
       "0501/6703255/1"},
      // Zeros | root of the CNPJ | number | wallet
      {"Cora",
       "403",
       {.agency = "1", .wallet = "01", .document = "37880206000163"},
       "1234567",
       "",
       9900,
       Date(2026, 12, 10),
       "40397165600000099000000037880206000123456701",
       "40390.00007 37880.206000 01234.567012 7 16560000009900",
       "378802060001234567",
       "0001"},
      // The field of TestCLBancoRuralCobrancaRegistrada
      {"Rural, registered: bopepo's test",
       "453",
       {.agency = "133", .account = "6789", .account_digit = "1", .wallet = "0"},
       "12345671",
       "",
       5000,
       Date(2009, 12, 10),
       "45391444700000050000133000006789112345671000",
       "45390.13302 00006.789119 23456.710005 1 44470000005000",
       "1234567-1",
       "133/6789-1"},
      // The field of TestCLBancoRuralCobrancaNaoRegistrada
      {"Rural, not registered: bopepo's test",
       "453",
       {.agency = "133", .wallet = "9", .client = "123"},
       "123456789012345",
       "",
       5000,
       Date(2009, 12, 10),
       "45391444700000050009133123123456789012345000",
       "45399.13311 23123.456784 90123.450000 1 44470000005000",
       "123456789012345",
       "133/123"},
      // 111 | eleven zeros | number | wallet
      {"Asaas",
       "461",
       {.agency = "1", .account = "123456", .account_digit = "7", .wallet = "01"},
       "87654321",
       "",
       4990,
       Date(2026, 12, 10),
       "46195165600000049901110000000000008765432101",
       "46191.11000 00000.000000 87654.321014 5 16560000004990",
       "087654321",
       "0001 / 123456-7"},
      // Digit, modulus 10 of 0001, 110 and the number: 9 + 7 + 7 + 3 + 5 + 8 + 3 + 4 + 1 + 1 + 2 +
      // 1 = 51; the digit is 9
      {"Ser Finance, the number of boletonet's test",
       "530",
       {.agency = "0001", .account = "0079502", .wallet = "110"},
       "1234567890",
       "",
       77788,
       Date(2026, 12, 10),
       "53097165600000777880001110123456789000795020",
       "53090.00114 10123.456781 90007.950208 7 16560000077788",
       "110/1234567890-9",
       "0001 / 0079502"},
      // Digit, modulus 10 of 0001, 121 and 0000098765: 1 + 6 + 5 + 8 + 9 + 2 + 2 + 2 + 1 = 36; the
      // digit is 4
      {"Industrial do Brasil",
       "604",
       {.agency = "1", .agency_digit = "9", .wallet = "121", .operation = "7654321"},
       "98765",
       "",
       99900,
       Date(2026, 12, 10),
       "60496165600000999000001121765432100000987654",
       "60490.00117 21765.432105 00009.876541 6 16560000099900",
       "00019/121/0000098765-4",
       "0001-9 / 7654321"},
      // Digit, modulus 10 of 0001, 121 and 0096928179: 9 + 7 + 2 + 8 + 4 + 9 + 3 + 9 + 2 + 2 + 2 +
      // 1 = 58; the digit is 2
      {"Rendimento, the number of laravel-boleto's example",
       "633",
       {.agency = "0001", .wallet = "121", .operation = "5447390"},
       "96928179",
       "",
       1275000,
       Date(2026, 12, 10),
       "63394165600012750000001121544739000969281792",
       "63390.00116 21544.739002 09692.817928 4 16560001275000",
       "121/0096928179-2",
       "0001 / 5447390"},
      // The field of BancoSemearTeste, and its number's digit
      {"Semear, boletonet's test",
       "743",
       {.agency = "001", .account = "1099681", .account_digit = "8", .wallet = "02"},
       "35148373401",
       "",
       25151,
       Date(2017, 12, 4),
       "74395736300000251510001023514837340110996818",
       "74390.00105 23514.837345 01109.968188 5 73630000025151",
       "35148373401-6",
       "0001 / 1099681-8"},
  };
  for (const auto& c : cases) {
    expect_case(c);
    // What a reader makes of the line are the fields that were written.
    const auto read = parse_line(c.line);
    ASSERT_TRUE(read.has_value()) << c.name;
    EXPECT_EQ(read->text(), c.barcode) << c.name;
    EXPECT_EQ(read->bank(), find_boleto_bank(c.bank)->barcode_code()) << c.name;
    EXPECT_EQ(read->centavos(), c.centavos) << c.name;
  }
}

// Slips that these banks made, as public programs quote them in their tests and manuals: with the
// line, or with the barcode that the bank's own service answered.
TEST(BankOfOneSource, SlipsOfTheBanksOwnMakingComeOutEqual) {
  const Case cases[] = {
      {"Pefisa",
       "174",
       {.wallet = "36", .beneficiary = "267"},
       "101",
       "",
       130000,
       Date(2018, 11, 30),
       "17496772400001300000000000002670000000101364",
       "17490.00004 00002.670008 00001.013648 6 77240000130000",
       nullptr},
      {"BMP Money Plus",
       "274",
       {.agency = "1", .account = "707015", .wallet = "01"},
       "1160",
       "",
       2820,
       Date(2024, 4, 29),
       "27492970100000028200001010000000116007070150",
       "27490.00101 10000.000116 60070.701507 2 97010000002820",
       nullptr},
      // The last six places of the CNPJ are in no barcode.
      {"Cora, R$ 400,00",
       "403",
       {.agency = "1", .wallet = "01", .document = "45588698000000"},
       "169804521",
       "",
       40000,
       Date(2026, 4, 10),
       "40391141200000400000000045588698016980452101",
       "40390.00007 45588.698014 69804.521016 1 14120000040000",
       nullptr},
      {"Cora, R$ 350,00",
       "403",
       {.agency = "1", .wallet = "01", .document = "90485367000000"},
       "221321",
       "",
       35000,
       Date(2026, 9, 24),
       "40399157900000350000000090485367000022132101",
       "40390.00007 90485.367008 00221.321011 9 15790000035000",
       nullptr},
      {"Asaas, R$ 89,90",
       "461",
       {.agency = "1", .account = "1", .wallet = "01"},
       "12832971",
       "",
       8990,
       Date(2026, 8, 8),
       "46192153200000089901110000000000001283297101",
       "46191.11000 00000.000000 12832.971019 2 15320000008990",
       nullptr},
      {"Asaas, R$ 256,31",
       "461",
       {.agency = "1", .account = "1", .wallet = "01"},
       "10286661",
       "",
       25631,
       Date(2024, 10, 20),
       "46198987500000256311110000000000001028666101",
       "46191.11000 00000.000000 10286.661011 8 98750000025631",
       nullptr},
      {"Asaas, a number of nine digits",
       "461",
       {.agency = "1", .account = "1", .wallet = "01"},
       "444860678",
       "",
       1200000,
       Date(2026, 5, 25),
       "46195145700012000001110000000000044486067801",
       "46191.11000 00000.000042 44860.678018 5 14570001200000",
       nullptr},
      // The number's digit stands in the barcode. Modulus 10 of 0001, 112 and 0059231970: 7 + 9 + 1
      // + 6 + 2 + 9 + 5 + 4 + 1 + 2 + 1 = 47; the digit is 3
      {"Rendimento",
       "633",
       {.agency = "1", .wallet = "112", .operation = "2524986"},
       "59231970",
       "",
       53708,
       Date(2026, 3, 21),
       "63391139200000537080001112252498600592319703",
       "63390.00116 12252.498600 05923.197031 1 13920000053708",
       "112/0059231970-3"},
  };
  for (const auto& c : cases) expect_case(c);
}

// ACBr and boletonet fill a short number up from opposite sides (docs/decisions/0003): it must be
// whole. The due date is part of the other wallet's field.
TEST(BankOfOneSource, BancoDaAmazoniaGuessesNoNumberAndNoDate) {
  const Agreement unregistered = {
      .agency = "7", .agency_digit = "3", .wallet = "CNR", .covenant = "1254"};
  const auto short_number = make_boleto(
      "003", unregistered,
      {.our_number = "1254000012", .amount = Money::centavos(1), .due = Date(2026, 12, 10)});
  ASSERT_FALSE(short_number.has_value());
  EXPECT_EQ(short_number.error().code, "boleto.our_number.length");
  EXPECT_EQ(short_number.error().field, "nosso_numero");
  const auto undated = make_boleto("003", {.agency = "7", .agency_digit = "3", .wallet = "001"},
                                   {.our_number = "1", .amount = Money::centavos(1), .due = {}});
  ASSERT_FALSE(undated.has_value());
  EXPECT_EQ(undated.error().code, "boleto.due");
}

// The slip of Bocom BBM is its correspondent's: no reader may take it for one of bank 107.
TEST(BankOfOneSource, BocomBbmMakesTheSlipOfBradesco) {
  const Agreement agreement = {.agency = "12", .account = "47744", .wallet = "09"};
  const Order order = {
      .our_number = "10008", .amount = Money::centavos(100), .due = Date(2026, 12, 10)};
  const auto bocom = make_boleto("107", agreement, order);
  const auto bradesco = make_boleto("237", agreement, order);
  ASSERT_TRUE(bocom.has_value() && bradesco.has_value());
  EXPECT_EQ(bocom->barcode, bradesco->barcode);
}

TEST(BankOfOneSource, RefusalsNameTheInput) {
  struct Refusal {
    const char* bank;
    Agreement agreement;
    const char* our_number;
    const char* code;
    const char* field;
  };
  const Refusal refusals[] = {
      {"025",
       {.agency = "1", .account = "1234567", .account_digit = "1", .wallet = "11"},
       "1",
       "boleto.input.length",
       "conta"},
      {"218",
       {.agency = "1", .wallet = "21", .beneficiary = "1"},
       "12345678901",
       "boleto.our_number.length",
       "nosso_numero"},
      // A CNPJ with letters has no place in a barcode of digits.
      {"403",
       {.agency = "1", .wallet = "01", .document = "12ABC34501DE35"},
       "1",
       "boleto.input.digits",
       "documento_beneficiario"},
      {"453", {.agency = "1", .wallet = "4"}, "1", "boleto.wallet", "carteira"},
      {"453", {.agency = "1", .wallet = "9"}, "1", "boleto.input.missing", "codigo_cliente"},
      {"633", {.agency = "1", .wallet = "121"}, "1", "boleto.input.missing", "operacao"},
      {"743",
       {.agency = "1", .account = "1", .wallet = "02"},
       "1",
       "boleto.input.missing",
       "conta_dv"},
  };
  for (const auto& refusal : refusals) {
    const auto boleto = make_boleto(refusal.bank, refusal.agreement,
                                    {.our_number = refusal.our_number,
                                     .amount = Money::centavos(100),
                                     .due = Date(2026, 12, 10)});
    ASSERT_FALSE(boleto.has_value()) << refusal.bank << " " << refusal.code;
    EXPECT_EQ(boleto.error().code, refusal.code) << refusal.bank << boleto.error().message;
    EXPECT_EQ(boleto.error().field, refusal.field);
  }
}

}  // namespace
}  // namespace quita::boleto
