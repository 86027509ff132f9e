#include <gtest/gtest.h>

#include "pdf/slip.h"
#include "pdf/testing.h"
#include "pdf/zip.h"

namespace quita::pdf {
namespace {

std::vector<Slip> instalments(std::size_t count) {
  std::vector<Slip> slips(count, base_slip());
  for (std::size_t i = 0; i < count; ++i) {
    slips[i].instalment = std::to_string(i + 1) + "/" + std::to_string(count);
    slips[i].document_number = "10451-" + std::to_string(i + 1);
    slips[i].pix_code = br_code;
  }
  return slips;
}

std::string words(const std::string& word, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += word + std::to_string(i) + " ";
  text.pop_back();
  return text;
}

TEST(Booklet, ThreeAPageAfterACoverAndEveryCodeIsReadBack) {
  auto slips = instalments(4);
  // A scanner tells the same code on a page once.
  slips[1].barcode = "00191699100000400000000001234567000000000517";
  slips[3].barcode = "23792690400000141501234040000000045301234560";
  const auto pages = booklet_pages(slips, "R$ 1.200,00");
  EXPECT_EQ(pages.size(), 2u) << "a cover and two, then two";
  const auto file = file_of(pages);
  const auto codes = scanned(file);
  EXPECT_EQ(std::count(codes.begin(), codes.end(), "I2/5:" + slips[0].barcode), 2);
  EXPECT_EQ(std::count(codes.begin(), codes.end(), "I2/5:" + slips[1].barcode), 1);
  EXPECT_EQ(std::count(codes.begin(), codes.end(), "I2/5:" + slips[3].barcode), 1);
  EXPECT_EQ(std::count(codes.begin(), codes.end(), "QR-Code:" + br_code), 4);
  const auto text = text_of(file);
  for (const std::string part :
       {"4 parcelas", "Total: R$ 1.200,00", "Carnê de pagamento de", "1/4", "4/4", "10451-4",
        "Recibo do Pagador", "Ficha de Compensação", "CNPJ: 20.745.631/0001-47"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }
}

TEST(Booklet, ALongOneShowsEveryInstalmentOnItsCover) {
  const auto text = text_of(file_of(booklet_pages(instalments(120), "")));
  EXPECT_NE(text.find("120 parcelas"), std::string::npos);
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find("30/07/2023", at)) != std::string::npos; ++at) ++found;
  EXPECT_EQ(found, 120u * 3) << "on the cover, the stub and the slip";
  EXPECT_TRUE(booklet_pages({}, "").empty());
}

TEST(Invoice, ItemsStandAboveTheSlip) {
  auto slip = base_slip();
  slip.pix_code = br_code;
  slip.invoice_title = "Fatura 10451";
  slip.items = {{"Café torrado em grãos 1 kg", "12 un", "20,00", "240,00"},
                {words("Rastreado", 30), "3 fd", "20,00", "60,00"}};
  slip.items_total = "R$ 300,00";
  const auto pages = invoice_pages(slip);
  EXPECT_EQ(pages.size(), 1u);
  const auto file = file_of(pages);
  EXPECT_EQ(scanned(file),
            (std::vector<std::string>{"I2/5:" + slip.barcode, "QR-Code:" + br_code}));
  const auto text = text_of(file);
  for (const std::string part : {"Fatura 10451", "Café torrado em grãos 1 kg", "12 un", "240,00",
                                 "R$ 300,00", "Ficha de Compensação", "Pague com Pix"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part;
  }
  EXPECT_NE(squeezed(text).find(squeezed(slip.items[1].description)), std::string::npos);
}

TEST(Invoice, ItemsThatDoNotFitStandOnPagesOfTheirOwn) {
  auto slip = base_slip();
  for (int i = 0; i < 130; ++i) {
    slip.items.push_back({"Item " + std::to_string(1000 + i), "1", "2,00", "2,00"});
  }
  const auto pages = invoice_pages(slip);
  EXPECT_GE(pages.size(), 3u);
  const auto file = file_of(pages);
  const auto text = text_of(file);
  for (int i = 0; i < 130; ++i) {
    EXPECT_NE(text.find("Item " + std::to_string(1000 + i)), std::string::npos) << i;
  }
  EXPECT_NE(text.find("Continua na próxima página"), std::string::npos);
  EXPECT_EQ(scanned(file), (std::vector<std::string>{"I2/5:" + slip.barcode}));
}

TEST(Thermal, ThePaperIsAsLongAsItMustBeAndBothCodesAreRead) {
  auto slip = base_slip();
  slip.pix_code = br_code;
  const auto page = thermal_page(slip);
  EXPECT_EQ(page.width_mm, 80);
  const auto file = file_of({page});
  EXPECT_EQ(scanned(file),
            (std::vector<std::string>{"I2/5:" + slip.barcode, "QR-Code:" + br_code}));
  slip.description = words("mercadoria", 200);
  const auto longer = thermal_page(slip);
  EXPECT_GT(longer.height_mm, page.height_mm + 100);
  EXPECT_NE(squeezed(text_of(file_of({longer}))).find(squeezed(slip.description)),
            std::string::npos);
}

TEST(Layouts, AllRefuseAWrongBarcode) {
  auto slip = base_slip();
  slip.barcode = "123";
  EXPECT_THROW(invoice_pages(slip), std::invalid_argument);
  EXPECT_THROW(booklet_pages({&slip, 1}, ""), std::invalid_argument);
  EXPECT_THROW(thermal_page(slip), std::invalid_argument);
}

// A page tree of several nodes, as long files have it.
TEST(Document, AThousandPagesAreAllThere) {
  const auto page = slip_page(base_slip());
  const Folder folder;
  const auto file = folder.write("many.pdf", file_of(std::vector<Page>(1'000, page)));
  const auto info = output_of("pdfinfo -f 999 -l 1000 " + file + " 2>&1");
  EXPECT_NE(info.find("Pages:           1000"), std::string::npos) << info;
  EXPECT_NE(output_of("pdftotext -f 1000 -l 1000 " + file + " - 2>&1").find("10451-001"),
            std::string::npos);
}

TEST(Zip, HoldsItsMembersAsTheyWere) {
  std::string bytes;
  ZipFile zip([&](std::string_view piece) { bytes += piece; });
  zip.add("boleto-1.pdf", std::string("a\0b", 3));
  zip.add("ação.pdf", "");
  std::move(zip).finish();
  const Folder folder;
  const auto file = folder.write("slips.zip", bytes);
  EXPECT_NE(output_of("unzip -t " + file).find("No errors detected"), std::string::npos);
  EXPECT_EQ(output_of("unzip -p " + file + " boleto-1.pdf"), std::string("a\0b", 3));
}

// 65,536 members are one more than the plain format counts.
TEST(Zip, ManyMembersUseZip64) {
  std::string bytes;
  ZipFile zip([&](std::string_view piece) { bytes += piece; });
  for (int i = 0; i < 65'536; ++i) zip.add(std::to_string(i), "x");
  std::move(zip).finish();
  const Folder folder;
  const auto listed = output_of("unzip -l " + folder.write("many.zip", bytes) + " | tail -1");
  EXPECT_NE(listed.find("65536 files"), std::string::npos) << listed;
}

}  // namespace
}  // namespace quita::pdf
