#include "pdf/slip.h"

#include <gtest/gtest.h>

#include "pdf/testing.h"

namespace quita::pdf {
namespace {

struct Sample {
  const char *name, *code, *line, *barcode;
};
// Facts of public test suites, one slip of each of ten banks.
const Sample ten_banks[] = {
    {"Banco do Brasil", "001-9", "00190.00009 01234.567004 00000.005173 1 69910000040000",
     "00191699100000400000000001234567000000000517"},
    {"Santander", "033-7", "03399.12347 56700.000005 00443.001011 6 69050000029721",
     "03396690500000297219123456700000000044300101"},
    {"Caixa", "104-0", "10491.23456 60000.100044 00000.000646 1 70300000050000",
     "10491703000000500001234560000100040000000064"},
    {"Bradesco", "237-2", "23791.23405 40000.000048 53012.345608 2 69040000014150",
     "23792690400000141501234040000000045301234560"},
    {"Itaú", "341-7", "34191.09008 22335.281238 45678.900007 2 71950000080008",
     "34192719500000800081090022335281234567890000"},
    {"Banrisul", "041-8", "04192.10349 01234.560009 00045.840907 1 69340000027615",
     "04191693400000276152103401234560000004584090"},
    {"Inter", "077-9", "07790.00116 10123.456708 00000.045864 2 69340000027615",
     "07792693400000276150001110123456700000004586"},
    {"Safra", "422-7", "42297.12346 50012.345679 00000.453720 1 69040000014150",
     "42291690400000141507123450012345670000045372"},
    {"Sicredi", "748-X", "74891.11927 00002.101566 05853.051026 7 79050000030000",
     "74897790500000300001119200002101560585305102"},
    {"Sicoob", "756-0", "75691.42776 01017.227800 00000.330019 2 71110000030000",
     "75692711100000300001427701017227800000033001"},
};

TEST(Slip, BothCodesOfTenBanksAreReadBackFromPaper) {
  for (const auto& sample : ten_banks) {
    SCOPED_TRACE(sample.name);
    auto slip = base_slip();
    slip.bank_name = sample.name;
    slip.bank_code = sample.code;
    slip.digitable_line = sample.line;
    slip.barcode = sample.barcode;
    slip.pix_code = br_code;
    const auto pdf = render_slips({&slip, 1});
    EXPECT_EQ(scanned(pdf), (std::vector<std::string>{std::string("I2/5:") + sample.barcode,
                                                      "QR-Code:" + br_code}));
    EXPECT_NE(text_of(pdf).find(sample.line), std::string::npos);
  }
}

TEST(Slip, ManyInOneFileEachWithItsOwnCodes) {
  std::vector<Slip> slips;
  std::vector<std::string> expected;
  for (const auto& sample : ten_banks) {
    slips.push_back(base_slip());
    slips.back().barcode = sample.barcode;
    expected.push_back(std::string("I2/5:") + sample.barcode);
  }
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(scanned(render_slips(slips)), expected);
}

TEST(Slip, EveryFieldIsOnThePage) {
  auto slip = base_slip();
  slip.guarantor = "Fiadora Exemplo S.A.";
  slip.discount = "10,01";
  slip.other_deductions = "10,02";
  slip.fine_interest = "10,03";
  slip.other_additions = "10,04";
  slip.charged_amount = "310,05";
  slip.bank_use = "8650";
  slip.quantity = "17";
  slip.unit_value = "17,65";
  slip.charges = {{"Valor do documento", "R$ 300,00"},
                  {"Multa de 2%", "R$ 6,00"},
                  {"Juros de 1% ao mês, 15 dias", "R$ 1,50"}};
  slip.charges_total = "R$ 307,50";
  slip.charges_valid_until = "14/08/2023";
  slip.pix_code = br_code;
  const auto text = text_of(render_slips({&slip, 1}));
  for (const std::string& part : {slip.bank_name,
                                  slip.bank_code,
                                  slip.payment_place,
                                  slip.due_date,
                                  slip.beneficiary.name,
                                  "CNPJ: " + slip.beneficiary.document,
                                  slip.beneficiary.street,
                                  slip.beneficiary.city,
                                  slip.agency_account,
                                  slip.issue_date,
                                  slip.document_number,
                                  slip.our_number,
                                  slip.amount,
                                  slip.discount,
                                  slip.other_deductions,
                                  slip.fine_interest,
                                  slip.other_additions,
                                  slip.charged_amount,
                                  slip.bank_use,
                                  slip.quantity,
                                  slip.unit_value,
                                  slip.instructions[0],
                                  slip.payer.name,
                                  slip.payer.document,
                                  slip.payer.street,
                                  slip.payer.city,
                                  slip.guarantor,
                                  slip.description,
                                  slip.charges[2].label,
                                  slip.charges[2].amount,
                                  slip.charges_total,
                                  std::string("Valor válido até 14/08/2023."),
                                  std::string("Pague com Pix"),
                                  std::string("Recibo do Pagador"),
                                  std::string("Ficha de Compensação"),
                                  std::string("Sacador / Avalista"),
                                  std::string("Local de pagamento"),
                                  std::string("Espécie doc."),
                                  std::string("Nosso número"),
                                  std::string("(=) Valor cobrado")}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }
}

// A reader copies the code from the PDF: no blank may be lost at a line end.
TEST(Slip, ThePixCodeCanBeCopied) {
  auto slip = base_slip();
  for (std::size_t shift = 0; shift < 60; shift += 7) {
    slip.pix_code = br_code;
    slip.pix_code.insert(80, std::string(shift, 'x'));
    auto text = text_of(render_slips({&slip, 1}));
    std::erase(text, '\n');
    EXPECT_NE(text.find(slip.pix_code), std::string::npos) << slip.pix_code << "\n" << text;
  }
}

TEST(Slip, LongTextsAreFittedNeverCut) {
  auto slip = base_slip();
  const auto long_text = [](const std::string& word, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += word + std::to_string(i) + " ";
    text.pop_back();
    return text;
  };
  slip.beneficiary.name = long_text("Associação", 12);
  slip.beneficiary.street = long_text("Alameda", 20);
  slip.payer.name = long_text("Companhia", 15);
  slip.payer.street = long_text("Rodovia", 25);
  slip.document_number = long_text("DOC", 9);
  slip.our_number = std::string(40, '9');
  slip.payment_place = long_text("Agência", 30);
  slip.description = long_text("Mercadoria", 400);
  slip.guarantor = long_text("Fiador", 20);
  slip.instructions.assign(20, long_text("instrução", 12));
  slip.charges.assign(10, {long_text("Parcela", 9), "R$ 1,00"});
  slip.charges_total = "R$ 10,00";
  slip.pix_code = br_code;
  const auto pdf = render_slips({&slip, 1});
  const auto text = squeezed(text_of(pdf));
  for (const auto& part :
       {slip.beneficiary.name, slip.beneficiary.street, slip.payer.name, slip.payer.street,
        slip.document_number, slip.our_number, slip.payment_place, slip.description, slip.guarantor,
        slip.instructions[19], slip.charges[9].label}) {
    EXPECT_NE(text.find(squeezed(part)), std::string::npos) << part;
  }
  EXPECT_EQ(scanned(pdf).size(), 2u) << "long texts must not reach into the codes";
}

TEST(Slip, SpecialCharacters) {
  auto slip = base_slip();
  slip.payer.name = "Conceição (matriz) \\ nº 1ª — “Pão” 😀 ção";
  slip.description = "100% algodão (2ª linha) \\o/";
  const auto text = text_of(render_slips({&slip, 1}));
  EXPECT_NE(text.find("Conceição (matriz) \\ nº 1ª — “Pão” [U+1F600] ção"), std::string::npos)
      << text;
  EXPECT_NE(text.find(slip.description), std::string::npos) << text;
}

// Any character that a payer's name may hold is drawn, and copied as itself.
TEST(Slip, NamesOfOtherAlphabetsAreDrawnInAnEmbeddedFont) {
  auto slip = base_slip();
  const auto fonts_of = [](const std::string& pdf) {
    const Folder folder;
    return output_of("pdffonts " + folder.write("slip.pdf", pdf) + " 2>&1");
  };
  EXPECT_EQ(fonts_of(render_slips({&slip, 1})).find("Liberation"), std::string::npos)
      << "embedded only when needed";
  for (const std::string name :
       {"Nguyễn Thị Thuỳ Dương", "Dvořák & Łukasiewicz Sp. z o.o.", "Όμηρος Παπαδόπουλος",
        "Иванов Пётр Ильич", "Ğükşen İnşaat A.Ş."}) {
    slip.payer.name = name;
    const auto pdf = render_slips({&slip, 1});
    EXPECT_NE(text_of(pdf).find(name), std::string::npos) << name << "\n" << text_of(pdf);
    EXPECT_NE(fonts_of(pdf).find("+LiberationSans"), std::string::npos) << fonts_of(pdf);
    EXPECT_LT(pdf.size(), 14'000u) << "only the glyphs that are shown";
  }
  slip.beneficiary.name = slip.bank_name = "Česká spořitelna";
  EXPECT_NE(fonts_of(render_slips({&slip, 1})).find("+LiberationSans-Bold"), std::string::npos);
}

TEST(Slip, TheSameInputGivesTheSameBytesAndAnotherInputAnotherId) {
  auto slip = base_slip();
  const auto first = render_slips({&slip, 1});
  EXPECT_EQ(first, render_slips({&slip, 1}));
  slip.amount = "300,01";
  const auto second = render_slips({&slip, 1});
  const auto id = [](const std::string& pdf) { return pdf.substr(pdf.find("/ID[<"), 40); };
  EXPECT_NE(id(first), id(second));
}

TEST(Slip, MetadataNamesTheSlip) {
  auto slip = base_slip();
  slip.beneficiary.name = "Açaí (matriz) Ltda";
  const auto pdf = render_slips({&slip, 1});
  const Folder folder;
  const auto info = output_of("pdfinfo " + folder.write("slip.pdf", pdf) + " 2>&1");
  EXPECT_NE(info.find("Boleto 10451-001"), std::string::npos) << info;
  EXPECT_NE(info.find("Açaí (matriz) Ltda"), std::string::npos) << info;
  EXPECT_NE(info.find("(A4)"), std::string::npos) << info;
  EXPECT_NE(pdf.find("/Lang(pt-BR)"), std::string::npos);
}

TEST(Slip, WithoutPixItStaysBelowSevenKilobytes) {
  auto slip = base_slip();
  EXPECT_LT(render_slips({&slip, 1}).size(), 7'000u);
}

TEST(Slip, AWrongBarcodeIsABug) {
  auto slip = base_slip();
  slip.barcode.pop_back();
  EXPECT_THROW(render_slips({&slip, 1}), std::invalid_argument);
}

}  // namespace
}  // namespace quita::pdf
