// What the tests of this room share; in no program. Pages are printed and read back by the programs
// that a user has: poppler's and zbar's.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "pdf/slip.h"

namespace quita::pdf {

// A folder of this test's own, gone with it.
class Folder {
 public:
  Folder() {
    auto pattern = (std::filesystem::temp_directory_path() / "quita-slip-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
    path_ = pattern;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  const std::filesystem::path& path() const { return path_; }
  std::string write(const std::string& name, const std::string& bytes) const {
    const auto file = path_ / name;
    std::ofstream(file, std::ios::binary) << bytes;
    return file.string();
  }

 private:
  std::filesystem::path path_;
};

// What the program prints; a program that is missing or fails fails the test.
inline std::string output_of(const std::string& command) {
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("popen failed");
  std::string output;
  char buffer[4096];
  for (std::size_t n = 0; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
    output.append(buffer, n);
  }
  EXPECT_EQ(pclose(pipe), 0) << command << "\n" << output;
  return output;
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto end = std::min(text.find('\n', at), text.size());
    if (end > at) lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

// What a scanner reads from the pages printed at 200 dots an inch. Poppler's complaints about the
// file would stand in its standard error, which must be empty. (4: a page without any code.)
inline std::vector<std::string> scanned(const std::string& pdf) {
  const Folder folder;
  const auto file = folder.write("slip.pdf", pdf);
  const auto complaints = output_of("pdftoppm -r 200 -gray " + file + " " +
                                    (folder.path() / "page").string() + " 2>&1");
  EXPECT_EQ(complaints, "");
  return lines_of(output_of("zbarimg -q " + (folder.path() / "page").string() +
                            "*.pgm 2>/dev/null || [ $? = 4 ]"));
}

inline std::string text_of(const std::string& pdf) {
  const Folder folder;
  return output_of("pdftotext -raw -enc UTF-8 " + folder.write("slip.pdf", pdf) + " - 2>&1");
}

// Texts without blanks and line ends, so that wrapping does not matter.
inline std::string squeezed(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\f'; });
  return text;
}

inline Slip base_slip() {
  Slip slip;
  slip.bank_name = "Itaú";
  slip.bank_code = "341-7";
  slip.digitable_line = "34191.57007 00796.551505 05726.390007 1 94270000030000";
  slip.barcode = "34191942700000300001570000796551500572639000";
  slip.due_date = "30/07/2023";
  slip.beneficiary = {"Distribuidora Serra Azul Ltda", "48.317.265/0001-44",
                      "Rua das Acácias, 1450 - Distrito Industrial",
                      "São Paulo/SP - CEP 04571-010"};
  slip.agency_account = "0057 / 26390-7";
  slip.issue_date = slip.processing_date = "01/07/2023";
  slip.document_number = "10451-001";
  slip.our_number = "157/00079655-1";
  slip.portfolio = "157";
  slip.amount = "300,00";
  slip.instructions = {"Após o vencimento, multa de 2% e juros de 1% ao mês."};
  slip.payer = {"Mercearia São João & Filhos Ltda", "20.745.631/0001-47",
                "Avenida Conceição, 88, Loja A - Centro", "Campinas/SP - CEP 13010-050"};
  slip.description = "NF-e 10451: Café torrado em grãos 1 kg e mais 2 itens";
  return slip;
}

inline const std::string br_code =
    "00020101021226850014br.gov.bcb.pix2563pix.example.com/qr/v2/cobv/"
    "0a1b2c3d4e5f60718293a4b5c6d7e8f95204000053039865802BR5921Distribuidora Serra A6009Sao "
    "Paulo62070503***6304ABCD";

// A whole file of some pages.
inline std::string file_of(const std::vector<Page>& pages) {
  std::string file;
  Document document({"Teste", "", ""}, [&](std::string_view bytes) { file += bytes; });
  for (const auto& page : pages) document.add_page(page);
  std::move(document).finish();
  return file;
}

}  // namespace quita::pdf
