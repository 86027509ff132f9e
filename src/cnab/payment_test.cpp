// Payments through CNAB 240: columns as the manuals have them, refusals, and
// read(write(x)) == x for every bank.
#include "cnab/payment.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <sstream>

#include "boleto/barcode.h"
#include "boleto/due_factor.h"
#include "boleto/utility_slip.h"
#include "cnab/check.h"
#include "cnab/explain.h"
#include "cnab/payment_layout.h"
#include "cnab/return.h"
#include "cnab/testing.h"

namespace quita::cnab {
namespace {

using testing::lines_of;

const FileStamp stamp{7, {Date(2026, 11, 22), 14 * 60 + 5}};

std::string columns(std::string_view line, std::size_t first, std::size_t last) {
  return std::string(line.substr(first - 1, last - first + 1));
}

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const auto& line : lines) out += line + "\r\n";
  return out;
}

Covenant company_at(std::string_view bank) {
  Covenant covenant;
  covenant.bank = bank;
  covenant.format = Format::cnab240;
  covenant.company_name = "PADARIA PAO QUENTE LTDA";
  covenant.company_document = "11222333000181";
  covenant.agency = "1234";
  covenant.agency_digit = bank == "341" ? "" : "3";
  covenant.account = "56789";
  covenant.account_digit = "0";
  if (bank != "341") covenant.covenant = "123456";
  if (bank == "104") {
    covenant.transmission_code = "01";
    covenant.operation = "10001";
  }
  return covenant;
}

Payment to_account(PaymentMethod method, std::string bank) {
  Payment payment;
  payment.method = method;
  payment.on = Date(2026, 12, 10);
  payment.amount = Money::centavos(150'075);
  payment.your_number = "NF 1001";
  payment.payee = {
      "MARIA DE SOUZA ME", "12345678000195", std::move(bank), "0057", "", "98765", "4"};
  if (method == PaymentMethod::ted || method == PaymentMethod::ted_same_owner)
    payment.purpose = "00005";
  return payment;
}

std::string barcode_of(std::string_view bank, int centavos) {
  boleto::FreeField field;
  field.fill('7');
  return std::string(
      boleto::make_barcode(bank, boleto::due_factor(Date(2026, 12, 10)), centavos, field).text());
}

Payment of_slip(std::string_view bank) {
  auto payment = to_account(PaymentMethod::slip, "");
  payment.payee.agency.clear();
  payment.payee.account.clear();
  payment.payee.account_digit.clear();
  payment.barcode = barcode_of(bank, 150'000);
  payment.due = Date(2026, 12, 10);
  payment.title_value = Money::centavos(150'000);
  payment.additions = Money::centavos(75);
  return payment;
}

// Energy, R$ 1.500,75, as FEBRABAN's layout of bills composes it.
Payment of_bill() {
  auto payment = of_slip("237");
  payment.method = PaymentMethod::utility;
  payment.payee.document.clear();
  payment.title_value = payment.additions = Money();
  const std::string without_digit =
      "836"
      "00000150075"
      "0048"
      "1234567890123456789012345";
  for (char digit = '0'; digit <= '9'; ++digit) {
    auto text = without_digit;
    text.insert(3, 1, digit);
    if (boleto::read_utility_slip(text)) payment.barcode = text;
  }
  EXPECT_FALSE(payment.barcode.empty());
  return payment;
}

Payment by_key() {
  auto payment = to_account(PaymentMethod::pix_key, "");
  payment.payee.agency.clear();
  payment.payee.account.clear();
  payment.payee.account_digit.clear();
  payment.pix_key = "maria@souza.com.br";
  return payment;
}

Payment by_qr() {
  auto payment = by_key();
  payment.method = PaymentMethod::pix_qr;
  payment.pix_key.clear();
  payment.pix_location = "qr.banco.com.br/v2/cobv/9d36b84f";
  payment.pix_txid = "PEDIDO7781";
  payment.title_value = payment.amount;
  return payment;
}

std::string written(std::string_view bank, const std::vector<Payment>& payments) {
  const auto file = write_payments(company_at(bank), stamp, payments);
  EXPECT_TRUE(file) << (file ? "" : file.error().front().message);
  return file.value_or("");
}

std::vector<Error> refused(std::string_view bank, const std::vector<Payment>& payments) {
  const auto file = write_payments(company_at(bank), stamp, payments);
  EXPECT_FALSE(file) << *file;
  return file ? std::vector<Error>() : file.error();
}

std::string told(const std::vector<Finding>& findings) {
  std::string out;
  for (const auto& finding : findings) out += finding.rule + ": " + finding.message + "\n";
  return out;
}

// FEBRABAN V09.10, 3.1.2 and 3.1.3: a lot for each form.
TEST(CnabPayments, ColumnsOfFebraban) {
  const auto lines = lines_of(written(
      "237", {to_account(PaymentMethod::ted, "341"), of_slip("341"), of_slip("237"), of_bill()}));
  ASSERT_EQ(lines.size(), 17U);
  EXPECT_EQ(columns(lines[0], 1, 8), "23700000");
  EXPECT_EQ(columns(lines[0], 143, 163), "122112026140500000007");
  EXPECT_EQ(columns(lines[0], 164, 166), "089");
  EXPECT_EQ(columns(lines[1], 4, 16), "00011C2041045");
  EXPECT_EQ(columns(lines[1], 18, 32), "211222333000181");
  EXPECT_EQ(columns(lines[1], 53, 71), "0123430000000567890");
  EXPECT_EQ(columns(lines[1], 223, 224), "01");
  EXPECT_EQ(columns(lines[2], 9, 20), "00001A000018");
  EXPECT_EQ(columns(lines[2], 21, 43), "34100057 0000000987654 ");
  EXPECT_EQ(columns(lines[2], 44, 73), "MARIA DE SOUZA ME             ");
  EXPECT_EQ(columns(lines[2], 94, 104), "10122026BRL");
  EXPECT_EQ(columns(lines[2], 120, 134), "000000000150075");
  EXPECT_EQ(columns(lines[2], 220, 224), "00005");
  EXPECT_EQ(columns(lines[3], 9, 14), "00002B");
  EXPECT_EQ(columns(lines[3], 18, 32), "212345678000195");
  EXPECT_EQ(columns(lines[4], 18, 41), "000004000000000000150075");
  EXPECT_EQ(columns(lines[5], 4, 16), "00021C2031040");
  EXPECT_EQ(columns(lines[5], 223, 224), "  ");
  EXPECT_EQ(columns(lines[6], 14, 61), "J000" + barcode_of("341", 150'000));
  EXPECT_EQ(columns(lines[6], 92, 114), "10122026000000000150000");
  EXPECT_EQ(columns(lines[6], 115, 152), "00000000000000000000000000007510122026");
  EXPECT_EQ(columns(lines[7], 14, 35),
            "J 0052"
            "2011222333000181");
  EXPECT_EQ(columns(lines[7], 76, 91), "2012345678000195");
  EXPECT_EQ(columns(lines[9], 10, 13), "2030");  // a slip of the bank itself
  EXPECT_EQ(columns(lines[13], 4, 16), "00041C2211012");
  EXPECT_EQ(columns(lines[14], 14, 61), "O000" + of_bill().barcode);
  EXPECT_EQ(columns(lines[14], 108, 122), "000000000150075");
  EXPECT_EQ(columns(lines[16], 18, 29), "000004000017");
}

// FEBRABAN 10.7 and Bradesco: kind 02 is an e-mail; the key stands at 128.
TEST(CnabPayments, PixByKeyAndByQr) {
  const auto lines = lines_of(written("237", {by_key(), by_qr()}));
  EXPECT_EQ(columns(lines[1], 12, 16), "45045");
  EXPECT_EQ(columns(lines[2], 18, 23), "009000");
  EXPECT_EQ(columns(lines[3], 14, 17), "B02 ");
  EXPECT_EQ(columns(lines[3], 128, 146), "maria@souza.com.br ");
  EXPECT_EQ(columns(lines[5], 12, 16), "47040");
  EXPECT_EQ(columns(lines[6], 18, 61), std::string(44, '0'));
  EXPECT_EQ(columns(lines[7], 132, 164), "qr.banco.com.br/v2/cobv/9d36b84f ");
  EXPECT_EQ(columns(lines[7], 211, 221), "PEDIDO7781 ");
}

// Itaú, SISPAG: notes 5, 9 and 11; segment O has the 48 digits that people type.
TEST(CnabPayments, ItausOwnColumns) {
  auto lines = lines_of(
      written("341", {to_account(PaymentMethod::credit, "341"), of_slip("237"), of_bill()}));
  EXPECT_EQ(columns(lines[0], 15, 17), "080");
  EXPECT_EQ(columns(lines[0], 53, 72), "01234 000000056789 0");
  EXPECT_EQ(columns(lines[1], 9, 16), "C2001040");
  EXPECT_EQ(columns(lines[2], 21, 43), "34100057 000000098765 4");
  EXPECT_EQ(columns(lines[2], 102, 104), "REA");
  EXPECT_EQ(columns(lines[2], 204, 217), "12345678000195");
  EXPECT_EQ(columns(lines[3], 8, 8), "5");  // no segment B
  EXPECT_EQ(columns(lines[5], 9, 14), "00001J");
  EXPECT_EQ(columns(lines[6], 9, 14), "00001J");  // J-52 carries the number of its J
  EXPECT_EQ(columns(lines[8], 9, 16), "C2213030");
  EXPECT_EQ(columns(lines[9], 18, 65), boleto::read_utility_slip(of_bill().barcode)->line());
  EXPECT_EQ(columns(lines[9], 122, 144), "00000000015007510122026");

  lines = lines_of(written("341", {by_key(), by_qr()}));
  EXPECT_EQ(columns(lines[2], 113, 114), "04");
  EXPECT_EQ(columns(lines[3], 9, 17), "00001B02 ");
  EXPECT_EQ(columns(lines[3], 128, 145), "maria@souza.com.br");
  EXPECT_EQ(columns(lines[7], 132, 163), "qr.banco.com.br/v2/cobv/9d36b84f");
  EXPECT_EQ(columns(lines[7], 209, 218), "PEDIDO7781");
}

TEST(CnabPayments, WhatOtherBanksHaveOfTheirOwn) {
  auto lines = lines_of(written("001", {to_account(PaymentMethod::ted, "341")}));
  EXPECT_EQ(columns(lines[0], 33, 52), "0001234560126       ");
  lines = lines_of(written("033", {to_account(PaymentMethod::ted, "341")}));
  EXPECT_EQ(columns(lines[0], 33, 52), "00331234000000123456");
  EXPECT_EQ(columns(lines[1], 14, 16), "031");
  lines = lines_of(written("033", {by_key()}));
  EXPECT_EQ(columns(lines[1], 12, 16), "45031");
  EXPECT_EQ(columns(lines[3], 14, 17), "B02 ");
  EXPECT_EQ(columns(lines[3], 128, 146), "maria@souza.com.br ");
  lines = lines_of(written("748", {of_slip("237")}));
  ASSERT_EQ(lines.size(), 6U);
  EXPECT_EQ(columns(lines[3], 14, 19), "J 01J2");
  // A program that marks it as FEBRABAN does is read too.
  lines[3].replace(17, 2, "52");
  const auto read = read_payments(joined(lines));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->entries[0].payment.payee.document, "12345678000195");
  lines = lines_of(written("104", {[] {
                             auto slip = of_slip("237");
                             slip.your_number = "1001";
                             return slip;
                           }()}));
  EXPECT_EQ(columns(lines[1], 33, 46), "12345601000101");
  EXPECT_EQ(columns(lines[2], 183, 188), "001001");
}

struct Refusal {
  std::string_view what, bank, code, field;
  Payment payment;
};

TEST(CnabPayments, WhatABankWouldRefuseIsRefusedWithItsPlace) {
  const auto changed = [](Payment payment, auto change) {
    change(payment);
    return payment;
  };
  const std::vector<Refusal> cases = {
      {"no name", "237", "cnab.required", "favorecido.nome",
       changed(of_slip("341"), [](Payment& p) { p.payee.name.clear(); })},
      {"no amount", "237", "cnab.range", "valor",
       changed(of_slip("341"), [](Payment& p) { p.amount = Money(); })},
      {"TED to the bank itself", "237", "cnab.range", "favorecido.banco",
       to_account(PaymentMethod::ted, "237")},
      {"credit at another bank", "237", "cnab.range", "favorecido.banco",
       to_account(PaymentMethod::credit, "341")},
      {"TED without its purpose", "237", "cnab.required", "finalidade",
       changed(to_account(PaymentMethod::ted, "341"), [](Payment& p) { p.purpose.clear(); })},
      {"a wrong CNPJ", "237", "cnab.document", "favorecido.documento",
       changed(of_slip("341"), [](Payment& p) { p.payee.document = "12345678000190"; })},
      {"a mistyped barcode", "237", "cnab.barcode", "codigo",
       changed(of_slip("341"), [](Payment& p) { p.barcode[30] = '8'; })},
      {"a bill as a slip", "237", "cnab.barcode", "codigo",
       changed(of_slip("341"), [](Payment& p) { p.barcode = of_bill().barcode; })},
      {"a key that is none", "237", "cnab.pix_key", "pix_chave",
       changed(by_key(), [](Payment& p) { p.pix_key = "maria"; })},
      {"Pix where no source shows it", "756", "cnab.not_in_layout", "forma", by_key()},
      {"TED at Caixa", "104", "cnab.not_in_layout", "forma", to_account(PaymentMethod::ted, "341")},
      {"a txid where the bank's segment B has none", "341", "cnab.not_in_layout", "pix_txid",
       changed(by_key(), [](Payment& p) { p.pix_txid = "PEDIDO1"; })},
      {"a discount of a transfer", "237", "cnab.not_in_layout", "desconto",
       changed(to_account(PaymentMethod::ted, "341"),
               [](Payment& p) { p.discount = Money::centavos(1); })},
      {"a letter in a CNPJ", "237", "cnab.alphanumeric_cnpj", "favorecido.documento",
       changed(of_slip("341"), [](Payment& p) { p.payee.document = "12ABC34501DE35"; })},
  };
  for (const auto& one : cases) {
    const auto errors = refused(one.bank, {of_slip("341"), one.payment});
    const auto field = fmt::format("pagamentos.1.{}", one.field);
    const auto found = std::ranges::find(errors, field, &Error::field);
    ASSERT_NE(found, errors.end()) << one.what;
    EXPECT_EQ(found->code, one.code) << one.what << ": " << found->message;
  }
}

TEST(CnabPayments, ItauWantsPixInAFileOfItsOwn) {
  const auto errors = refused("341", {by_key(), of_slip("237")});
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].code, "cnab.mixed");
}

TEST(CnabPayments, TheReturnSaysWhatBecameOfEach) {
  std::vector<PaymentEntry> entries(4);
  for (auto& entry : entries) entry.payment = to_account(PaymentMethod::ted, "237");
  entries[0].codes = {{"00", ""}};
  entries[0].paid_on = Date(2026, 12, 10);
  entries[0].paid = entries[0].payment.amount;
  entries[0].bank_number = "998877";
  entries[0].authentication = "A1B2C3";
  entries[1].codes = {{"BD", ""}, {"CI", ""}};
  entries[2].codes = {{"CE", ""}};
  entries[3].codes = {{"RJ", ""}, {"AL", ""}, {"Q9", ""}};
  const auto file = write_payment_return(company_at("341"), stamp, entries);
  ASSERT_TRUE(file) << file.error().front().message;
  const auto read = read_payments(*file);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->direction, Direction::returned);
  ASSERT_EQ(read->entries.size(), 4U);
  EXPECT_EQ(read->entries[0].status, PaymentStatus::paid);
  EXPECT_EQ(read->entries[0].paid_on, Date(2026, 12, 10));
  EXPECT_EQ(read->entries[0].paid, Money::centavos(150'075));
  EXPECT_EQ(read->entries[0].bank_number, "998877");
  EXPECT_EQ(read->entries[0].authentication, "A1B2C3");
  // Itaú takes a payment whose CPF it could not confirm: the first code says what became of it.
  EXPECT_EQ(read->entries[1].status, PaymentStatus::scheduled);
  EXPECT_EQ(read->entries[1].codes[1].words, "CPF, CNPJ ou identificador inválido");
  // At Itaú CE is a payment cancelled, at FEBRABAN a barcode's free field that is wrong.
  EXPECT_EQ(read->entries[2].status, PaymentStatus::cancelled);
  EXPECT_EQ(find_payment_code(payment_layout("237"), "CE")->status, PaymentStatus::rejected);
  EXPECT_EQ(read->entries[3].status, PaymentStatus::rejected);
  EXPECT_EQ(read->entries[3].codes[2].code, "Q9");
  EXPECT_EQ(read->entries[3].codes[2].words, "");
}

// A bank that fills the columns of a payment it has not answered with zeros has not paid it.
TEST(CnabPayments, ZerosAreNoAnswer) {
  auto lines = lines_of(write_payment_return(company_at("001"), stamp,
                                             std::vector<PaymentEntry>(1,
                                                                       [] {
                                                                         PaymentEntry entry;
                                                                         entry.payment =
                                                                             of_slip("237");
                                                                         return entry;
                                                                       }()))
                            .value());
  lines[2].replace(230, 10, "0000000000");
  auto read = read_payments(joined(lines));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->entries[0].status, PaymentStatus::unknown);
  lines[2].replace(230, 10, "00        ");
  read = read_payments(joined(lines));
  EXPECT_EQ(read->entries[0].status, PaymentStatus::paid);
}

// A barcode may begin with the "52" that marks a J-52: bank 529 issues slips too.
TEST(CnabPayments, ASlipOfBank529IsNoComplement) {
  const auto read = read_payments(written("237", {of_slip("529"), of_slip("529")}));
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->entries.size(), 2U);
  EXPECT_EQ(read->entries[0].payment.barcode, barcode_of("529", 150'000));
  EXPECT_EQ(read->entries[0].payment.payee.document, "12345678000195");
}

TEST(CnabPayments, SegmentsOfOtherProductsAreLeftOutAndSaid) {
  auto lines = lines_of(written("237", {of_slip("341")}));
  auto other = lines[3];
  other[13] = 'W';
  lines.insert(lines.begin() + 4, other);
  const auto read = read_payments(joined(lines));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->entries.size(), 1U);
  EXPECT_NE(told(read->warnings).find("cnab.skipped"), std::string::npos);
}

TEST(CnabPayments, AComplementWithoutItsPaymentIsRefused) {
  auto lines = lines_of(written("237", {of_slip("341")}));
  lines.erase(lines.begin() + 2);
  const auto read = read_payments(joined(lines));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "cnab.pair");
}

// Neither is read as the other.
TEST(CnabPayments, AFileOfPaymentsIsNoReturnOfTitles) {
  const auto file = write_payment_return(company_at("237"), stamp,
                                         std::vector<PaymentEntry>(1,
                                                                   [] {
                                                                     PaymentEntry entry;
                                                                     entry.payment = of_slip("341");
                                                                     return entry;
                                                                   }()))
                        .value();
  const auto titles = read_return(file);
  ASSERT_FALSE(titles);
  EXPECT_EQ(titles.error().code, "cnab.service");
  const auto collected = write_return(testing::covenant_of("237", Format::cnab240), {}, {}).value();
  EXPECT_EQ(read_payments(collected).error().code, "cnab.service");
}

TEST(CnabPayments, AreToldInWordsAndChecked) {
  const auto file = written("341", {by_key()});
  std::ostringstream words;
  ASSERT_TRUE(explain(file, words));
  EXPECT_NE(words.str().find("Remessa CNAB240 de pagamentos do banco 341 (Itaú)"),
            std::string::npos);
  EXPECT_NE(words.str().find("Pix por chave"), std::string::npos);
  auto lines = lines_of(file);
  lines[4].replace(17, 6, "000009");
  lines[2][14] = 'X';
  const auto report = check(joined(lines));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->titles, 1);
  EXPECT_NE(told(report->findings).find("cnab.field: Linha 3"), std::string::npos);
  EXPECT_NE(told(report->findings).find("cnab.trailer_count: Linha 5"), std::string::npos);
}

// ---- read(write(x)) == x -----------------------------------------------------------------------

class Random {
 public:
  int below(int limit) { return *rc::gen::inRange(0, limit); }
  std::string digits(std::size_t count) {
    std::string out(1, static_cast<char>('1' + below(9)));
    while (out.size() < count) out += static_cast<char>('0' + below(10));
    return out;
  }
  std::string words(std::size_t count) {
    std::string out;
    while (out.size() < count) out += static_cast<char>('A' + below(26));
    return out;
  }
};

Payment random_payment(Random& random, const PaymentLayout& layout, PaymentMethod method) {
  const bool caixa = layout.layout.bank == "104";
  const std::string own = layout.layout.bank.empty() ? "041" : std::string(layout.layout.bank);
  Payment payment;
  switch (method) {
    case PaymentMethod::slip:
      payment = of_slip(random.below(2) ? own : "399");
      payment.discount = Money::centavos(random.below(1'000));
      break;
    case PaymentMethod::utility:
      payment = of_bill();
      break;
    case PaymentMethod::pix_key:
      payment = by_key();
      if (random.below(2)) payment.pix_key = "123e4567-e89b-12d3-a456-426655440000";
      break;
    case PaymentMethod::pix_qr:
      payment = by_qr();
      if (random.below(2)) payment.pix_location = "12345678909";  // a static code's key
      break;
    default: {
      const bool ted = method == PaymentMethod::ted || method == PaymentMethod::ted_same_owner;
      payment = to_account(method, ted ? "399" : own);
      payment.payee.agency = random.digits(4);
      payment.payee.account = random.digits(static_cast<std::size_t>(1 + random.below(12)));
      payment.payee.account_digit = random.digits(1);
    }
  }
  if (random.below(4) == 0) payment.order = PaymentOrder::exclude;
  payment.amount = Money::centavos(1 + random.below(900'000'000));
  payment.on = Date(2026, 1, 1) + random.below(2'000);
  payment.payee.name = random.words(static_cast<std::size_t>(1 + random.below(30)));
  payment.your_number =
      caixa ? random.digits(5) : random.words(static_cast<std::size_t>(1 + random.below(16)));
  return payment;
}

class PaymentRoundTrip : public ::testing::TestWithParam<const PaymentLayout*> {};

TEST_P(PaymentRoundTrip, ReadingWhatWasWrittenGivesTheSame) {
  const auto& layout = *GetParam();
  const auto bank = layout.layout.bank.empty() ? "041" : layout.layout.bank;
  std::vector<PaymentMethod> methods;
  for (std::size_t i = 0; i < payment_method_count; ++i)
    if (!layout.forms[i].form.empty()) methods.push_back(static_cast<PaymentMethod>(i));
  EXPECT_TRUE(rc::check([&] {
    Random random;
    std::vector<PaymentEntry> entries;
    const bool pix = random.below(2) == 1;
    for (int i = 1 + random.below(6); i > 0; --i) {
      const auto method =
          methods[static_cast<std::size_t>(random.below(static_cast<int>(methods.size())))];
      if (layout.pix_apart &&
          (method == PaymentMethod::pix_key || method == PaymentMethod::pix_qr) != pix)
        continue;
      auto& entry = entries.emplace_back();
      entry.payment = random_payment(random, layout, method);
      if (random.below(2)) entry.codes = {{"BD", ""}};
    }
    if (entries.empty()) return;
    std::vector<Payment> payments;
    for (const auto& entry : entries) payments.push_back(entry.payment);
    const auto sent = write_payments(company_at(bank), stamp, payments);
    if (!sent) RC_FAIL(sent.error().front().message);
    const auto returned = write_payment_return(company_at(bank), stamp, entries);
    if (!returned) RC_FAIL(returned.error().front().message);
    for (const auto& file : {*sent, *returned}) {
      const auto read = read_payments(file);
      if (!read) RC_FAIL(read.error().message);
      const bool only_notice = layout.layout.bank.empty() && read->warnings.size() == 1 &&
                               read->warnings[0].rule == "cnab.generic";
      if (!read->warnings.empty() && !only_notice) RC_FAIL(told(read->warnings));
      const auto report = check(file);
      if (!report->findings.empty()) RC_FAIL(told(report->findings));
      RC_ASSERT(report->titles == static_cast<int>(entries.size()));
      RC_ASSERT(read->entries.size() == entries.size());
      // The lots put payments of one form together, in their order.
      std::vector<Payment> back;
      for (const auto& entry : read->entries) back.push_back(entry.payment);
      for (const auto& payment : payments) {
        const auto at = std::ranges::find(back, payment);
        RC_ASSERT(at != back.end());
        back.erase(at);
      }
    }
    const auto read = read_payments(*returned);
    const auto scheduled = [](const PaymentEntry& entry) { return !entry.codes.empty(); };
    RC_ASSERT(std::ranges::count_if(read->entries, scheduled) ==
              std::ranges::count_if(entries, scheduled));
    RC_ASSERT(read->covenant.company_document == "11222333000181");
    RC_ASSERT(read->covenant.agency == "1234");
    RC_ASSERT(read->covenant.account == "56789");
  }));
}

std::vector<const PaymentLayout*> with_common() {
  std::vector<const PaymentLayout*> all(payment_layouts().begin(), payment_layouts().end());
  all.push_back(&payment_layout(""));
  return all;
}
INSTANTIATE_TEST_SUITE_P(EveryBank, PaymentRoundTrip, ::testing::ValuesIn(with_common()),
                         [](const ::testing::TestParamInfo<const PaymentLayout*>& info) {
                           const auto bank = info.param->layout.bank;
                           return bank.empty() ? std::string("FEBRABAN") : std::string(bank);
                         });

}  // namespace
}  // namespace quita::cnab
