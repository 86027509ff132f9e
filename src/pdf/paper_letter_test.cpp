#include "pdf/paper_letter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "pdf/testing.h"

namespace quita::pdf {
namespace {

using testing::HasSubstr;

PaperLetter sample_letter() {
  PaperLetter letter;
  letter.creditor = {"Distribuidora Serra Azul Ltda", "48.317.265/0001-44",
                     "Rua das Acácias, 1450 - Distrito Industrial", "São Paulo/SP - CEP 04571-010"};
  letter.creditor_reach = "Telefone (11) 3000-0000 · financeiro@serraazul.com.br";
  letter.address = {"Mercearia São João & Filhos Ltda", "Avenida Conceição, 88, Loja A", "Centro",
                    "13010-050 Campinas-SP"};
  letter.place_and_date = "São Paulo, 22 de novembro de 2026";
  letter.subject = "Título 10451/1 em aberto";
  letter.opening = {"Prezados,", "Não localizamos o pagamento do título abaixo."};
  letter.rows = {
      {"10451/1", "Café torrado em grãos", "30/07/2026", "115", "300,00", "17,50", "317,50"}};
  letter.total = "R$ 317,50";
  letter.closing = {"Se já pagou, agradecemos e pedimos que nos avise.", "Atenciosamente,"};
  letter.page_url = "https://cobranca.serraazul.com.br/p/abc";
  letter.reference = "Ref. msg_01h455vb4pex5vsknk084sn02q";
  return letter;
}

// The words of the first page with their places in mm, as a reader of the file sees them.
struct Word {
  std::string text;
  double left, top, right, bottom;
};
std::vector<Word> words_of_first_page(const std::string& pdf) {
  const Folder folder;
  const std::string boxes =
      output_of("pdftotext -f 1 -l 1 -bbox -enc UTF-8 " + folder.write("l.pdf", pdf) + " - 2>&1");
  const std::regex word(
      R"re(<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>)re");
  std::vector<Word> words;
  for (std::sregex_iterator at(boxes.begin(), boxes.end(), word), end; at != end; ++at) {
    const auto mm = [&](int group) { return std::stod((*at)[group]) / points_per_mm; };
    words.push_back({(*at)[5], mm(1), mm(2), mm(3), mm(4)});
  }
  return words;
}

bool inside(const Word& word, const Box& box) {
  return word.left >= box.x - 0.1 && word.right <= box.x + box.width + 0.1 &&
         word.top >= box.y - 0.5 && word.bottom <= box.y + box.height + 0.5;
}
bool touches(const Word& word, const Box& box) {
  return word.right > box.x && word.left < box.x + box.width && word.bottom > box.y &&
         word.top < box.y + box.height;
}

TEST(PaperLetter, TheWindowShowsTheAddressAndNothingElse) {
  auto letter = sample_letter();
  letter.address = {"Comercial de Alimentos e Bebidas Nossa Senhora Aparecida do Norte Ltda ME",
                    "Rodovia Governador Doutor Adhemar Pereira de Barros, km 128,5, Galpão 14",
                    "Distrito Industrial Benjamim Constant de Oliveira",
                    "Aos cuidados do financeiro", "13010-050 São José do Vale do Rio Preto-RJ"};
  const auto words = words_of_first_page(file_of(letter_pages(letter)));
  int in_place = 0;
  for (const Word& word : words) {
    if (inside(word, address_place)) {
      ++in_place;
    } else {
      EXPECT_FALSE(touches(word, window_reach)) << word.text;
    }
  }
  EXPECT_GT(in_place, 25);
}

TEST(PaperLetter, TellsTheCreditorTheTitlesAndTheWay) {
  const auto pdf = file_of(letter_pages(sample_letter()));
  const std::string text = text_of(pdf);
  for (const char* words :
       {"Distribuidora Serra Azul Ltda", "CNPJ: 48.317.265/0001-44", "Rua das Acácias, 1450",
        "22 de novembro de 2026", "10451/1", "317,50", "Se já pagou", "Ref. msg_"}) {
    EXPECT_THAT(text, HasSubstr(words));
  }
  EXPECT_EQ(scanned(pdf),
            std::vector<std::string>{"QR-Code:https://cobranca.serraazul.com.br/p/abc"});
}

TEST(PaperLetter, AHundredTitlesGoOnOverPagesAndNoneIsLost) {
  auto letter = sample_letter();
  letter.rows.clear();
  for (int i = 1; i <= 100; ++i) {
    letter.rows.push_back({"N" + std::to_string(i) + "/1",
                           "Fornecimento de mercadorias conforme pedido número " +
                               std::to_string(i) + " e condições gerais",
                           "30/07/2026", "115", "1.300,00", "117,50", "1.417,50"});
  }
  const auto pages = letter_pages(letter);
  EXPECT_GT(pages.size(), 2u);
  const std::string text = squeezed(text_of(file_of(pages)));
  for (int i = 1; i <= 100; ++i) {
    EXPECT_THAT(text, HasSubstr("N" + std::to_string(i) + "/1"));
  }
  EXPECT_THAT(text, HasSubstr("Página" + std::to_string(pages.size())));
}

TEST(PostingList, HasALineForEachLetter) {
  PostingSheet sheet;
  sheet.sender = sample_letter().creditor;
  sheet.title = "Lista de postagem 7";
  sheet.made_on = "22/11/2026";
  for (int i = 1; i <= 60; ++i) {
    sheet.lines.push_back({std::to_string(i), "Cliente " + std::to_string(i),
                           "Avenida Conceição, 88, Loja A, Centro, Campinas-SP", "13010-050",
                           "R" + std::to_string(i), i % 2 == 0 ? "" : "BR123456785BR"});
  }
  const auto pages = posting_pages(sheet);
  EXPECT_GT(pages.size(), 1u);
  const std::string text = text_of(file_of(pages));
  EXPECT_THAT(text, HasSubstr("Total de objetos: 60"));
  EXPECT_THAT(text, HasSubstr("Cliente 60"));
}

}  // namespace
}  // namespace quita::pdf
