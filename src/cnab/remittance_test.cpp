#include "cnab/remittance.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "brazil/state.h"
#include "cnab/check.h"
#include "cnab/layout.h"
#include "cnab/testing.h"

namespace quita::cnab {
namespace {

using testing::as_carried;
using testing::carries_in_detail;
using testing::columns;
using testing::covenant_of;
using testing::formats;
using testing::lines_of;
using testing::registration;
using testing::width_of;

const FileStamp stamp{7, {Date(2026, 11, 22), 14 * 60 + 5}};

std::string told(const std::vector<Error>& errors) {
  std::string out;
  for (const auto& error : errors)
    out += error.code + " " + error.field + ": " + error.message + "\n";
  return out;
}

std::string told(const std::vector<Finding>& findings) {
  std::string out;
  for (const auto& finding : findings) out += finding.rule + ": " + finding.message + "\n";
  return out;
}

std::string write(const Covenant& covenant, const std::vector<RemittanceItem>& items) {
  const auto file = write_remittance(covenant, stamp, items);
  if (!file) {
    ADD_FAILURE() << told(file.error());
    return {};
  }
  return *file;
}

std::vector<Error> problems(const Covenant& covenant, const RemittanceItem& item) {
  const auto file = write_remittance(covenant, stamp, std::vector{item});
  return file ? std::vector<Error>() : file.error();
}

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const auto& line : lines) out += line + "\r\n";
  return out;
}

bool has_problem(const std::vector<Error>& errors, std::string_view code, std::string_view field) {
  for (const auto& error : errors)
    if (error.code == code && error.field == field) return true;
  return false;
}

std::vector<const Layout*> writable_layouts() {
  std::vector<const Layout*> out;
  for (const auto* layout : all_layouts())
    if (!layout->remittance.empty()) out.push_back(layout);
  return out;
}

std::size_t width_of(const Layout& layout, std::string_view line) {
  return static_cast<std::size_t>(find_record(layout.remittance, line)->width());
}

bool can_rebate(const Layout& layout) {
  return carries_in_detail(layout.remittance, Key::rebate) ||
         carries_in_detail(layout.remittance, Key::rebate_or_fine);
}

// Terms of the kinds that nearly every layout carries, as this one does.
RemittanceItem plain_terms(std::string_view bank, Format format) {
  const auto& layout = *find_layout(bank, format);
  const auto& charges = layout.charges;
  auto item = registration(layout);
  item.interest = charges.per_day
                      ? InterestTerm{InterestTerm::Kind::per_day, Money::centavos(43), {}}
                      : InterestTerm{InterestTerm::Kind::percent_month, {}, Rate::percent(1)};
  item.discounts = {{DiscountTerm::Kind::amount, Date(2026, 12, 1), Money::centavos(5'000), {}}};
  if (can_rebate(layout)) item.rebate = Money::centavos(1'000);
  if (carries_in_detail(layout.remittance, Key::protest_code)) item.protest_days = 10;
  if (charges.write_off_required) item.write_off_days = 90;
  testing::drop_terms_without_columns(layout, item);
  return item;
}

TEST(CnabRemittance, EveryLineHasItsWidthAndEndsWithCrLf) {
  for (const auto* layout : writable_layouts()) {
    const auto bank = layout->bank;
    const auto format = layout->format;
    const auto file = write(covenant_of(bank, format), {plain_terms(bank, format)});
    ASSERT_TRUE(file.ends_with("\r\n"));
    for (const auto& line : lines_of(file)) EXPECT_EQ(line.size(), width_of(*layout, line)) << bank;
  }
}

// Columns from the manuals, written out here so that a slip in a table shows.
TEST(CnabRemittance, Itau400Columns) {
  auto item = plain_terms("341", Format::cnab400);
  item.fine = {FineTerm::Kind::percent, {}, Rate::percent(2)};
  const auto lines = lines_of(write(covenant_of("341", Format::cnab400), {item}));
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(columns(lines[0], 1, 26), "01REMESSA01COBRANCA       ");
  EXPECT_EQ(columns(lines[0], 27, 38), "123400567890");
  EXPECT_EQ(columns(lines[0], 77, 100), "341BANCO ITAU SA  221126");
  EXPECT_EQ(columns(lines[0], 395, 400), "000001");
  EXPECT_EQ(columns(lines[1], 1, 29), "10211222333000181123400567890");
  EXPECT_EQ(columns(lines[1], 38, 62), "REC01H455VB4PEX5VSKN     ");
  EXPECT_EQ(columns(lines[1], 63, 70), "00223352");
  EXPECT_EQ(columns(lines[1], 84, 86), "109");
  EXPECT_EQ(columns(lines[1], 108, 110), "I01");
  EXPECT_EQ(columns(lines[1], 111, 139), "NF 1001/1 1012260000000129990");
  EXPECT_EQ(columns(lines[1], 148, 158), "01N03112609");
  EXPECT_EQ(columns(lines[1], 161, 192), "00000000000430112260000000005000");
  EXPECT_EQ(columns(lines[1], 206, 234), "00000000010000100012345678909");
  EXPECT_EQ(columns(lines[1], 235, 244), "JOSE DA SI");
  EXPECT_EQ(columns(lines[1], 327, 351), "01310100SAO PAULO      SP");
  EXPECT_EQ(columns(lines[1], 386, 394), "11122610 ");
  EXPECT_EQ(columns(lines[2], 1, 23), "22111220260000000000200");
  EXPECT_EQ(columns(lines[3], 1, 1), "9");
  EXPECT_EQ(columns(lines[3], 395, 400), "000004");
}

TEST(CnabRemittance, Bradesco400Columns) {
  auto item = plain_terms("237", Format::cnab400);
  item.fine = {FineTerm::Kind::percent, {}, Rate::percent(2)};
  const auto lines = lines_of(write(covenant_of("237", Format::cnab400), {item}));
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(columns(lines[0], 27, 46), "00000000000004567890");
  EXPECT_EQ(columns(lines[0], 109, 117), "MX0000007");
  EXPECT_EQ(columns(lines[1], 21, 37), "00090123400567890");
  EXPECT_EQ(columns(lines[1], 66, 82), "20200000002233528");
  EXPECT_EQ(columns(lines[1], 109, 126), "01NF 1001/1 101226");
  EXPECT_EQ(columns(lines[1], 157, 160), "0610");
}

TEST(CnabRemittance, Bb240Columns) {
  auto item = plain_terms("001", Format::cnab240);
  item.our_number = "23456780000000123";
  item.fine = {FineTerm::Kind::percent, {}, Rate::percent(2)};
  const auto lines = lines_of(write(covenant_of("001", Format::cnab240), {item}));
  ASSERT_EQ(lines.size(), 7U);
  EXPECT_EQ(columns(lines[0], 1, 8), "00100000");
  EXPECT_EQ(columns(lines[0], 18, 52), "211222333000181002345678001417019  ");
  EXPECT_EQ(columns(lines[0], 53, 72), "0123430000000567890 ");
  EXPECT_EQ(columns(lines[0], 143, 166), "122112026140500000007084");
  EXPECT_EQ(columns(lines[1], 1, 16), "00100011R01  043");
  EXPECT_EQ(columns(lines[2], 1, 17), "0010001300001P 01");
  EXPECT_EQ(columns(lines[2], 38, 58), "23456780000000123   7");
  EXPECT_EQ(columns(lines[2], 63, 100), "NF 1001/1      10122026000000000129990");
  EXPECT_EQ(columns(lines[2], 107, 109), "02N");
  EXPECT_EQ(columns(lines[2], 118, 141), "111122026000000000000043");
  EXPECT_EQ(columns(lines[2], 142, 165), "101122026000000000005000");
  EXPECT_EQ(columns(lines[2], 181, 195), "000000000001000");
  EXPECT_EQ(columns(lines[2], 221, 223), "110");
  EXPECT_EQ(columns(lines[3], 9, 33), "00002Q 011000012345678909");
  EXPECT_EQ(columns(lines[3], 129, 153), "01310100SAO PAULO      SP");
  EXPECT_EQ(columns(lines[4], 9, 18), "00003R 010");
  EXPECT_EQ(columns(lines[4], 66, 89), "211122026000000000000200");
  EXPECT_EQ(columns(lines[5], 1, 23), "00100015         000005");
  EXPECT_EQ(columns(lines[6], 1, 29), "00199999         000001000007");
}

TEST(CnabRemittance, Santander240Columns) {
  auto item = plain_terms("033", Format::cnab240);
  item.interest = {InterestTerm::Kind::percent_month, {}, Rate::percent(1)};
  const auto lines = lines_of(write(covenant_of("033", Format::cnab240), {item}));
  ASSERT_EQ(lines.size(), 6U);
  EXPECT_EQ(columns(lines[0], 17, 47), "2011222333000181123400001234567");
  EXPECT_EQ(columns(lines[2], 18, 42), "1234500005678900000567890");
  EXPECT_EQ(columns(lines[2], 45, 58), "00000022335255");
  EXPECT_EQ(columns(lines[2], 118, 141), "211122026000000000100000");
}

TEST(CnabRemittance, Caixa240Columns) {
  auto item = plain_terms("104", Format::cnab240);
  item.our_number = "14000000000000019";
  const auto lines = lines_of(write(covenant_of("104", Format::cnab240), {item}));
  EXPECT_EQ(columns(lines[0], 53, 72), "01234412345600000000");
  EXPECT_EQ(columns(lines[1], 34, 40), "1234560");
  EXPECT_EQ(columns(lines[1], 54, 65), "012344123456");
  EXPECT_EQ(columns(lines[2], 24, 57), "1234560000000000014000000000000019");
  EXPECT_EQ(columns(lines[2], 224, 227), "1090");
}

TEST(CnabRemittance, Caixa400HasItsOwnOrderCodes) {
  auto item = registration();
  item.our_number = "14000000000000019";
  item.order = Order::change_due_date;
  const auto lines = lines_of(write(covenant_of("104", Format::cnab400), {item}));
  EXPECT_EQ(columns(lines[1], 18, 27), "1234123456");
  EXPECT_EQ(columns(lines[1], 57, 73), "14000000000000019");
  EXPECT_EQ(columns(lines[1], 107, 110), "0105");
}

TEST(CnabRemittance, CaixaBeneficiaryOfSevenDigits) {
  for (const auto format : formats) {
    auto covenant = covenant_of("104", format);
    covenant.beneficiary_code = "1234567";
    auto item = plain_terms("104", format);
    const auto file = write(covenant, {item});
    const auto lines = lines_of(file);
    if (format == Format::cnab240) {
      EXPECT_EQ(columns(lines[2], 24, 31), "12345670");
      EXPECT_EQ(columns(lines[1], 60, 65), "000000");
    } else {
      EXPECT_EQ(columns(lines[1], 18, 27), "   1234567");
    }
    EXPECT_EQ(read_remittance(file)->covenant.beneficiary_code, "1234567");
  }
}

// laravel-boleto #245 and #157, OpenCnabPHP #23: ç and º made records of 241 or 399 bytes.
TEST(CnabPeers, AccentsNeverChangeTheLengthOfARecord) {
  for (const auto* layout : writable_layouts()) {
    const auto bank = layout->bank;
    const auto format = layout->format;
    auto covenant = covenant_of(bank, format);
    covenant.company_name = "Açúcar & Pão Nº 1 — Comércio";
    auto item = plain_terms(bank, format);
    item.payer.name = "José Conceição da Silva º ª “Júnior” \xF0\x9F\x8D\x9E";
    item.payer.street = "Praça da Sé nº 12, 3º andar\nfundos";
    const auto file = write(covenant, {item});
    for (const auto& line : lines_of(file)) {
      EXPECT_EQ(line.size(), width_of(*layout, line)) << bank;
      for (const char c : line) EXPECT_TRUE(c >= ' ' && c <= '~') << bank;
    }
    EXPECT_NE(file.find("JOSE CONCEICAO"), std::string::npos);
    EXPECT_NE(file.find("PRACA DA SE NO 12"), std::string::npos);
  }
}

// BoletoNetCore #401 drops the letters of an alphanumeric CNPJ; here they are refused.
TEST(CnabPeers, AlphanumericCnpjIsRefusedNotTruncated) {
  for (const auto* layout : writable_layouts()) {
    const auto bank = layout->bank;
    const auto format = layout->format;
    auto item = plain_terms(bank, format);
    item.payer.document = "12ABC34501DE35";
    const auto errors = problems(covenant_of(bank, format), item);
    EXPECT_TRUE(has_problem(errors, "cnab.alphanumeric_cnpj", "itens.0.pagador.documento"))
        << bank << told(errors);
    if (!testing::carries(layout->remittance, Key::company_document)) continue;
    auto covenant = covenant_of(bank, format);
    covenant.company_document = "12ABC34501DE35";
    EXPECT_TRUE(has_problem(problems(covenant, plain_terms(bank, format)), "cnab.alphanumeric_cnpj",
                            "convenio.documento"));
  }
}

TEST(CnabRemittance, AllProblemsOfABatchAreToldAndNothingIsWritten) {
  auto first = registration();
  first.payer.postal_code = "1310";
  first.our_number = "123456789";
  auto second = registration();
  second.kind = "XYZ";
  second.interest = {InterestTerm::Kind::percent_month, {}, Rate::percent(1)};
  const auto file =
      write_remittance(covenant_of("341", Format::cnab400), stamp, std::vector{first, second});
  ASSERT_FALSE(file);
  const auto& errors = file.error();
  EXPECT_TRUE(has_problem(errors, "cnab.required", "itens.0.pagador.cep")) << told(errors);
  EXPECT_TRUE(has_problem(errors, "cnab.length", "itens.0.nosso_numero")) << told(errors);
  EXPECT_TRUE(has_problem(errors, "cnab.not_in_layout", "itens.1.especie")) << told(errors);
  EXPECT_TRUE(has_problem(errors, "cnab.not_in_layout", "itens.1.juros")) << told(errors);
}

TEST(CnabRemittance, MissingAgreementDataIsNamed) {
  auto covenant = covenant_of("001", Format::cnab400);
  covenant.variation.clear();
  covenant.covenant.clear();
  const auto errors = problems(covenant, registration());
  EXPECT_TRUE(has_problem(errors, "cnab.required", "convenio.variacao")) << told(errors);
  EXPECT_TRUE(has_problem(errors, "cnab.required", "convenio.convenio")) << told(errors);
}

TEST(CnabRemittance, UnknownBankIsRefused) {
  const auto file =
      write_remittance(covenant_of("999", Format::cnab240), stamp, std::vector{registration()});
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().front().code, "cnab.bank");
}

TEST(CnabRemittance, ImpossibleTermsAreRefused) {
  const auto covenant = covenant_of("001", Format::cnab240);
  auto item = registration();
  item.discounts = {{DiscountTerm::Kind::amount, Date(2026, 12, 11), Money::centavos(100), {}}};
  EXPECT_TRUE(has_problem(problems(covenant, item), "cnab.range", "itens.0.descontos.0"));
  item = registration();
  item.rebate = item.amount;
  EXPECT_TRUE(has_problem(problems(covenant, item), "cnab.range", "itens.0.abatimento"));
  item = registration();
  item.issued = Date(2027, 1, 1);
  EXPECT_TRUE(has_problem(problems(covenant, item), "cnab.range", "itens.0.emissao"));
  item = registration();
  item.fine = {FineTerm::Kind::percent, {}, Rate::ppm(20'050)};
  EXPECT_TRUE(has_problem(problems(covenant, item), "cnab.range", "itens.0.multa"));
  item = registration();
  item.amount = Money();
  EXPECT_TRUE(has_problem(problems(covenant, item), "cnab.required", "itens.0.valor"));
  item = registration();
  item.order = Order::grant_rebate;
  EXPECT_TRUE(has_problem(problems(covenant, item), "cnab.required", "itens.0.abatimento"));
}

TEST(CnabRemittance, FitToLayoutMakesRichTermsWritable) {
  for (const auto* layout : writable_layouts()) {
    const auto bank = layout->bank;
    const auto format = layout->format;
    const auto covenant = covenant_of(bank, format);
    auto item = registration(*layout);
    item.interest = {InterestTerm::Kind::percent_month, {}, Rate::percent(1)};
    item.fine = {FineTerm::Kind::percent, {}, Rate::percent(2)};
    item.discounts = {{DiscountTerm::Kind::percent, Date(2026, 12, 1), {}, Rate::percent(5)}};
    item.write_off_days = 60;
    item.accepted = true;
    testing::drop_terms_without_columns(*layout, item);
    const auto fitted = fit_to_layout(covenant, item);
    EXPECT_EQ(problems(covenant, fitted).size(), 0U) << bank << told(problems(covenant, fitted));
    EXPECT_EQ(fit_to_layout(covenant, fitted), fitted) << bank;
  }
}

// 1 % a month of R$ 12,00 is 0,4 centavo a day, which banks floor at one centavo.
TEST(CnabRemittance, FitToLayoutRoundsInterestHalfUpButNotToNothing) {
  const auto covenant = covenant_of("341", Format::cnab400);
  auto item = registration();
  item.interest = {InterestTerm::Kind::percent_month, {}, Rate::percent(1)};
  EXPECT_EQ(fit_to_layout(covenant, item).interest.per_day.centavos(), 43);  // 43,33
  item.amount = Money::centavos(1'200);
  EXPECT_EQ(fit_to_layout(covenant, item).interest.per_day.centavos(), 1);
}

TEST(CnabRemittance, OrdersNeedOnlyWhatIdentifiesAndChanges) {
  for (const auto* layout : writable_layouts())
    for (std::size_t i = 1; i < order_count; ++i) {
      RemittanceItem item;
      item.order = static_cast<Order>(i);
      item.our_number = "223352";
      item.your_number = "1001";
      item.due = Date(2026, 12, 20);
      item.amount = Money::centavos(10'000);
      if (item.order == Order::grant_rebate && can_rebate(*layout))
        item.rebate = Money::centavos(500);
      if (item.order == Order::grant_discount)
        item.discounts = {{DiscountTerm::Kind::amount, item.due, Money::centavos(100), {}}};
      const auto covenant = covenant_of(layout->bank, layout->format);
      if (layout->code_of(item.order).empty()) {
        EXPECT_TRUE(
            has_problem(problems(covenant, item), "cnab.not_in_layout", "itens.0.ocorrencia"));
        continue;
      }
      const auto file = write(covenant, {item});
      const auto read = read_remittance(file);
      ASSERT_TRUE(read) << read.error().message;
      ASSERT_EQ(read->items.size(), 1U);
      EXPECT_EQ(read->items[0].order, item.order) << layout->bank << order_name(item.order);
      EXPECT_EQ(read->items[0].due, item.due);
      EXPECT_EQ(read->items[0].rebate, as_carried(*layout, item).rebate);
      EXPECT_EQ(check(file)->findings.size(), 0U) << layout->bank << told(check(file)->findings);
    }
}

TEST(CnabRemittance, TheAgreementComesBackAsFarAsTheLayoutCarriesIt) {
  for (const auto* layout : writable_layouts()) {
    const auto covenant = covenant_of(layout->bank, layout->format);
    const auto read = read_remittance(write(covenant, {plain_terms(layout->bank, layout->format)}));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->covenant.bank, covenant.bank);
    const auto come_back = [&](std::string Covenant::*member, std::initializer_list<Key> keys) {
      const bool carried = std::ranges::any_of(
          keys, [&](Key key) { return testing::carries(layout->remittance, key); });
      EXPECT_EQ(read->covenant.*member, carried ? covenant.*member : "")
          << layout->bank << format_name(layout->format);
    };
    come_back(&Covenant::company_name, {Key::company_name});
    come_back(&Covenant::company_document, {Key::company_document});
    come_back(&Covenant::wallet, {Key::wallet, Key::wallet_code});
    come_back(&Covenant::post, {Key::post});
    come_back(&Covenant::client_code, {Key::client_code});
    come_back(&Covenant::operation, {Key::operation_code});
    if (testing::carries(layout->remittance, Key::made_date)) {
      EXPECT_EQ(read->stamp.made.date, stamp.made.date);
    }
  }
}

TEST(CnabRemittance, AReturnIsNotTakenForARemittance) {
  const auto read = read_remittance("02RETORNO01COBRANCA       " + std::string(50, ' ') + "341");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "cnab.direction");
}

// ---- the key of the invoice behind the record ---------------------------------------------------

const std::string invoice_key = "35261111222333000181550010000012341000012345";

TEST(CnabRemittance, Itau444HasTheInvoiceKeyBehindEachTitle) {
  const auto covenant = covenant_of("341", Format::cnab444);
  auto item = plain_terms("341", Format::cnab444);
  item.fine = {FineTerm::Kind::percent, {}, Rate::percent(2)};
  item.invoice_key = invoice_key;
  const auto file = write(covenant, {item});
  const auto lines = lines_of(file);
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(lines[0].size(), 400U);
  EXPECT_EQ(columns(lines[1], 395, 444), "000002" + invoice_key);
  EXPECT_EQ(lines[2].size(), 400U);

  // All but the key is the file of 400 columns.
  item.invoice_key.clear();
  auto short_covenant = covenant;
  short_covenant.format = Format::cnab400;
  const auto shorter = lines_of(write(short_covenant, {item}));
  ASSERT_EQ(shorter.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(lines[i].substr(0, 400), shorter[i]);

  const auto read = read_remittance(file);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->covenant.format, Format::cnab444);
  EXPECT_TRUE(read->warnings.empty()) << told(read->warnings);
  ASSERT_EQ(read->items.size(), 1U);
  EXPECT_EQ(read->items[0].invoice_key, invoice_key);
  EXPECT_EQ(read_remittance(joined(shorter))->covenant.format, Format::cnab400);
}

TEST(CnabRemittance, AnInvoiceKeyIsWholeAndWhereThereIsAColumnForIt) {
  auto item = plain_terms("341", Format::cnab444);
  item.invoice_key = invoice_key.substr(1);
  EXPECT_TRUE(has_problem(problems(covenant_of("341", Format::cnab444), item), "cnab.length",
                          "itens.0.chave_nfe"));
  item.invoice_key = invoice_key;
  EXPECT_TRUE(has_problem(problems(covenant_of("341", Format::cnab400), item), "cnab.not_in_layout",
                          "itens.0.chave_nfe"));
}

// ---- hybrid slips -----------------------------------------------------------------------------

constexpr std::string_view txid = "7978c0c97ea847e78e8849634473c1f1aBC";

RemittanceItem hybrid(std::string_view bank, Format format, const std::string& key) {
  auto item = plain_terms(bank, format);
  item.pix = {*pix::parse_key(key), std::string(txid)};
  return item;
}

TEST(CnabHybrid, Santander240HasItsSegmentBehindTheTitle) {
  const auto lines = lines_of(write(covenant_of("033", Format::cnab240),
                                    {hybrid("033", Format::cnab240, "Caixa@padaria.com.br")}));
  ASSERT_EQ(lines.size(), 7U);
  EXPECT_EQ(columns(lines[4], 1, 20), "0330001300003Y 0103 ");
  EXPECT_EQ(columns(lines[4], 81, 102), "4caixa@padaria.com.br ");
  EXPECT_EQ(columns(lines[4], 159, 194), std::string(txid) + " ");
  EXPECT_EQ(columns(lines[5], 18, 23), "000005");
}

TEST(CnabHybrid, Santander400HasARecordOfType8) {
  const auto lines = lines_of(write(covenant_of("033", Format::cnab400),
                                    {hybrid("033", Format::cnab400, "11222333000181")}));
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(columns(lines[2], 1, 58), "8" + std::string(41, '0') + "211222333000181 ");
  EXPECT_EQ(columns(lines[2], 121, 156), std::string(txid) + " ");
  EXPECT_EQ(columns(lines[2], 395, 400), "000003");
}

TEST(CnabHybrid, BradescoNumbersTheKindsInItsOwnWay) {
  const auto kind = [](const std::string& key) {
    const auto lines =
        lines_of(write(covenant_of("237", Format::cnab240), {hybrid("237", Format::cnab240, key)}));
    return columns(lines[4], 81, 81);
  };
  EXPECT_EQ(kind("123.456.789-09"), "1");
  EXPECT_EQ(kind("11222333000181"), "1");
  EXPECT_EQ(kind("caixa@padaria.com.br"), "2");
  EXPECT_EQ(kind("+5511987654321"), "3");
  EXPECT_EQ(kind("123e4567-e89b-12d3-a456-426655440000"), "4");
}

TEST(CnabHybrid, SicrediTakesARandomKeyAlone) {
  const auto covenant = covenant_of("748", Format::cnab240);
  auto item = hybrid("748", Format::cnab240, "123e4567-e89b-12d3-a456-426655440000");
  EXPECT_TRUE(has_problem(problems(covenant, item), "cnab.not_in_layout", "itens.0.pix_txid"));
  item.pix->txid.clear();
  const auto lines = lines_of(write(covenant, {item}));
  EXPECT_EQ(columns(lines[4], 14, 19), "Y 0104");
  EXPECT_EQ(columns(lines[4], 81, 118), " 123e4567-e89b-12d3-a456-426655440000 ");
  item.pix->key = *pix::parse_key("11222333000181");
  EXPECT_TRUE(has_problem(problems(covenant, item), "cnab.not_in_layout", "itens.0.pix_chave"));
}

TEST(CnabHybrid, WhatALayoutDoesNotCarryIsRefused) {
  for (const auto* layout : writable_layouts()) {
    if (carries_in_detail(layout->remittance, Key::pix_key)) continue;
    const auto item = hybrid(layout->bank, layout->format, "11222333000181");
    EXPECT_TRUE(has_problem(problems(covenant_of(layout->bank, layout->format), item),
                            "cnab.not_in_layout", "itens.0.pix_chave"))
        << layout->bank;
  }
}

TEST(CnabHybrid, OnlyARegistrationWithAKeyAndATxidThatCanBe) {
  const auto covenant = covenant_of("033", Format::cnab240);
  const auto good = hybrid("033", Format::cnab240, "11222333000181");
  auto item = good;
  item.order = Order::write_off;
  EXPECT_TRUE(has_problem(problems(covenant, item), "cnab.not_in_layout", "itens.0.pix_chave"));
  item = good;
  item.pix->key.text = "11222333000182";
  EXPECT_TRUE(has_problem(problems(covenant, item), "cnab.pix_key", "itens.0.pix_chave"));
  item = good;
  item.pix->txid = "com-traço";
  EXPECT_TRUE(has_problem(problems(covenant, item), "cnab.pix_txid", "itens.0.pix_txid"));
  item.pix->txid = std::string(36, 'a');
  EXPECT_TRUE(has_problem(problems(covenant, item), "cnab.pix_txid", "itens.0.pix_txid"));
}

TEST(CnabHybrid, AKeyThatIsNoneIsToldWhenRead) {
  const auto covenant = covenant_of("033", Format::cnab240);
  auto file = write(covenant, {hybrid("033", Format::cnab240, "11222333000181")});
  file.replace(file.find("211222333000181", 242 * 4), 15, "2112223330001XX");
  const auto read = read_remittance(file);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_FALSE(read->items[0].pix);
  ASSERT_EQ(read->warnings.size(), 1U) << told(read->warnings);
  EXPECT_EQ(read->warnings[0].rule, "cnab.pix_key");
  EXPECT_EQ(read->warnings[0].line, 5);
}

}  // namespace
}  // namespace quita::cnab
