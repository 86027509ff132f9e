// The C interface, as a C program would call it. The programs of examples/ use the shared library.
#include "library/quita.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <string>
#include <thread>
#include <vector>

namespace {

using Function = int (*)(const char*, size_t, char**, size_t*);

struct Answer {
  int code;
  std::string bytes;
  std::string rule() const {
    return std::string(boost::json::parse(bytes).at("erro").at("regra").as_string());
  }
};

Answer call(Function function, const std::string& input) {
  char* output = nullptr;
  size_t size = 12345;
  Answer answer{function(input.data(), input.size(), &output, &size), {}};
  EXPECT_NE(output, nullptr);
  if (output == nullptr) return answer;
  EXPECT_EQ(output[size], '\0');
  answer.bytes.assign(output, size);
  quita_free(output);
  return answer;
}

const std::string slip =
    R"({"banco": "341", "agencia": "0057", "conta": "12345", "conta_dv": "7", "carteira": "109",
        "nosso_numero": "12345678", "valor": "1299.90", "vencimento": "2026-12-10")";

const Function functions[] = {
    quita_boleto_make, quita_boleto_read, quita_boleto_pdf, quita_pix_make,   quita_pix_read,
    quita_pix_charges, quita_cnab_read,   quita_cnab_check, quita_cnab_write, quita_ofx_read,
    quita_nfe_read,    quita_nfse_read,   quita_xml_verify};

TEST(CInterface, MakesAndReadsASlip) {
  const auto made = call(quita_boleto_make, slip + "}");
  ASSERT_EQ(made.code, QUITA_DONE) << made.bytes;
  const auto json = boost::json::parse(made.bytes);
  const auto read =
      call(quita_boleto_read, R"({"hoje": "2026-11-22", "codigo": ")" +
                                  std::string(json.at("codigo_barras").as_string()) + "\"}");
  ASSERT_EQ(read.code, QUITA_DONE) << read.bytes;
  EXPECT_EQ(boost::json::parse(read.bytes).at("vencimento"), boost::json::value("2026-12-10"));
}

TEST(CInterface, PrintsSlipsIntoAPdf) {
  const std::string people =
      R"(, "beneficiario": {"nome": "Serra Azul"}, "pagador": {"nome": "Maria"}})";
  for (const char* layout : {"pagina", "fatura", "carne", "bobina"}) {
    const auto pdf = call(quita_boleto_pdf, R"({"modelo": ")" + std::string(layout) +
                                                R"(", "boletos": [)" + slip + people + "]}");
    EXPECT_EQ(pdf.code, QUITA_DONE) << pdf.bytes;
    EXPECT_TRUE(pdf.bytes.starts_with("%PDF-"));
  }
  const auto second =
      call(quita_boleto_pdf, R"({"boletos": [)" + slip + people + ", " + slip + "}]}");
  EXPECT_EQ(second.code, QUITA_REFUSED);
  EXPECT_NE(second.bytes.find("boletos.1"), std::string::npos) << second.bytes;
  EXPECT_EQ(call(quita_boleto_pdf, R"({"boletos": []})").rule(), "json.missing");
  EXPECT_EQ(call(quita_boleto_pdf, R"({"boletos": [1], "modelo": "A5"})").rule(), "slip.layout");
}

TEST(CInterface, PixMadeReadAndPriced) {
  const auto made =
      call(quita_pix_make, R"({"chave": "a@b.co", "nome": "Ana", "cidade": "Recife"})");
  ASSERT_EQ(made.code, QUITA_DONE) << made.bytes;
  const auto code = boost::json::parse(made.bytes).at("br_code");
  const auto read =
      call(quita_pix_read, R"({"br_code": ")" + std::string(code.as_string()) + "\"}");
  EXPECT_EQ(boost::json::parse(read.bytes).at("chave"), boost::json::value("a@b.co"));
  const auto priced = call(
      quita_pix_charges, R"({"data": "2026-12-10", "vencimento": "2026-12-10", "valor": "1.00"})");
  EXPECT_EQ(boost::json::parse(priced.bytes).at("total"), boost::json::value(100));
}

TEST(CInterface, ARemittanceIsWrittenReadAndChecked) {
  const auto file = call(quita_cnab_write, R"({
    "convenio": {"banco": "341", "layout": "CNAB400", "empresa": "Serra Azul Ltda",
                 "documento": "48317265000144", "agencia": "0057", "conta": "12345",
                 "conta_dv": "7", "carteira": "109"},
    "arquivo": {"numero": 1, "data": "2026-11-22", "hora": "14:05"},
    "itens": [{"ordem": "registrar", "nosso_numero": "12345678", "seu_numero": "1",
               "especie": "DM", "emissao": "2026-11-22", "vencimento": "2026-12-10",
               "valor": 129990,
               "pagador": {"nome": "Maria", "documento": "52998224725", "endereco": "Rua A, 1",
                           "bairro": "Centro", "cidade": "Recife", "uf": "PE",
                           "cep": "50010000"}}]})");
  ASSERT_EQ(file.code, QUITA_DONE) << file.bytes;
  const auto read = call(quita_cnab_read, file.bytes);
  ASSERT_EQ(read.code, QUITA_DONE) << read.bytes;
  EXPECT_EQ(boost::json::parse(read.bytes).at("titulos").at(0).at("valor_titulo"),
            boost::json::value(129990));
  EXPECT_EQ(call(quita_cnab_check, file.bytes).code, QUITA_DONE);
  auto broken = file.bytes;
  broken[broken.find("\r\n") + 2] = '7';  // the detail is no return's
  EXPECT_NE(call(quita_cnab_check, broken).code, QUITA_DONE);
}

TEST(CInterface, RefusalsAreToldAndNothingIsThrown) {
  for (const auto function : functions) {
    for (const std::string& input :
         {std::string(), std::string("x"), std::string("{}"), std::string("[]"),
          std::string("{\"a\": \xFF}"), std::string(100, '\0'), std::string(100'000, '[')}) {
      const auto answer = call(function, input);
      EXPECT_EQ(answer.code, QUITA_REFUSED) << answer.bytes;
      EXPECT_FALSE(answer.rule().empty());
    }
  }
}

TEST(CInterface, NullsAreAnsweredToo) {
  for (const auto function : functions) {
    EXPECT_EQ(function("", 0, nullptr, nullptr), QUITA_BROKEN);
    char* output = nullptr;
    EXPECT_EQ(function(nullptr, 0, &output, nullptr), QUITA_REFUSED);
    quita_free(output);
  }
  quita_free(nullptr);
  EXPECT_STREQ(quita_version(), "0.1.0");
}

TEST(CInterface, ManyThreadsAtOnce) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([] {
      for (int round = 0; round < 200; ++round) {
        EXPECT_EQ(call(quita_boleto_make, slip + "}").code, QUITA_DONE);
      }
    });
  }
  for (auto& thread : threads) thread.join();
}

}  // namespace
