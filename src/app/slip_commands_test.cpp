#include "app/slip_commands.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace quita::app {
namespace {

struct Ran {
  int status;
  std::string out, problems;
};
template <class Command, class... Options>
Ran run(Command command, const std::string& input, const Options&... options) {
  std::istringstream in(input);
  std::ostringstream out, problems;
  const int status = command(in, out, problems, options...);
  return {status, out.str(), problems.str()};
}

std::string scanned_png(const std::string& png) {
  const auto file =
      std::filesystem::temp_directory_path() / ("quita-code-" + std::to_string(getpid()) + ".png");
  std::ofstream(file, std::ios::binary) << png;
  FILE* pipe = popen(("zbarimg -q " + file.string() + " 2>/dev/null").c_str(), "r");
  std::string text;
  for (int c = 0; (c = fgetc(pipe)) != EOF;) text += static_cast<char>(c);
  EXPECT_EQ(pclose(pipe), 0) << text;
  std::filesystem::remove(file);
  return text;
}

const std::string barcode = "34191942700000300001570000796551500572639000";

TEST(CodePictures, AScannerReadsWhatWasAsked) {
  const auto png =
      run(boleto_barcode, "34191.57007 00796.551505 05726.390007 1 94270000030000\n", "png", 2);
  EXPECT_EQ(png.status, 0) << png.problems;
  EXPECT_EQ(scanned_png(png.out), "I2/5:" + barcode + "\n");
  const std::string code =
      "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR"
      "5913Fulano de Tal6008BRASILIA62070503***63041D3D";
  const auto qr = run(pix_qr, code, "png", 4);
  EXPECT_EQ(qr.status, 0) << qr.problems;
  EXPECT_EQ(scanned_png(qr.out), "QR-Code:" + code + "\n");
  EXPECT_EQ(run(pix_qr, code, "svg", 4).out.rfind("<svg xmlns=", 0), 0u);
  EXPECT_EQ(run(boleto_barcode, barcode, "svg", 4).out.rfind("<svg xmlns=", 0), 0u);
}

TEST(CodePictures, AWrongCodeIsRefusedAndNothingIsDrawn) {
  for (const auto& ran :
       {run(boleto_barcode, "34191942700000300001570000796551500572639001", "png", 2),
        run(boleto_barcode, "", "png", 2), run(pix_qr, "0002016304FFFF", "svg", 1)}) {
    EXPECT_EQ(ran.status, 2);
    EXPECT_EQ(ran.out, "");
    EXPECT_EQ(ran.problems.rfind("{\"erro\":", 0), 0u) << ran.problems;
  }
}

TEST(BoletoPdf, PrintsOrSaysWhichLineIsWrong) {
  const std::string line =
      R"({"banco":"341","agencia":"0057","conta":"12345","carteira":"110","nosso_numero":"10001",)"
      R"("valor":"123.45","vencimento":"2026-12-10","beneficiario":{"nome":"A"},)"
      R"("pagador":{"nome":"B"}})";
  for (const std::string layout : {"pagina", "fatura", "carne", "bobina"}) {
    const auto ran = run(boleto_pdf, line, SlipOptions{.layout = layout});
    EXPECT_EQ(ran.status, 0) << ran.problems;
    EXPECT_EQ(ran.out.rfind("%PDF-1.5", 0), 0u) << layout;
  }
  EXPECT_EQ(run(boleto_pdf, line, SlipOptions{.zip = true}).out.rfind("PK", 0), 0u);
  const auto wrong = run(boleto_pdf, line + "\n{\"banco\":\"341\"}\n", SlipOptions{});
  EXPECT_EQ(wrong.status, 2);
  EXPECT_NE(wrong.problems.find("linha 2"), std::string::npos) << wrong.problems;
  EXPECT_EQ(run(boleto_pdf, "", SlipOptions{}).status, 2);
  EXPECT_EQ(run(boleto_pdf, line, SlipOptions{.logo = "/no/such/file.png"}).status, 2);
  EXPECT_EQ(run(boleto_pdf, line, SlipOptions{.bank_logos = {"itau.svg"}}).status, 2);
}

}  // namespace
}  // namespace quita::app
