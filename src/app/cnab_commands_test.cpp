#include "app/cnab_commands.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <fstream>
#include <sstream>

#include "boleto/barcode.h"
#include "boleto/due_factor.h"
#include "pix/br_code.h"

namespace quita::app {
namespace {

namespace bj = boost::json;

std::string data_file(const std::string& name) {
  std::ifstream in(QUITA_SOURCE_DIR "/tests/data/cnab/" + name, std::ios::binary);
  EXPECT_TRUE(in) << name;
  std::ostringstream content;
  content << in.rdbuf();
  return content.str();
}

struct Ran {
  int status = 0;
  std::string text;
  bj::value json() const { return bj::parse(text); }
};

template <class Command>
Ran run(Command command, const std::string& input) {
  std::istringstream in(input);
  std::ostringstream out;
  const int status = command(in, out);
  return {status, out.str()};
}

TEST(CnabCommands, ReadPrintsAReturnAsOneDocument) {
  const auto ran = run(cnab_read, data_file("itau_400.ret"));
  ASSERT_EQ(ran.status, 0) << ran.text;
  const auto json = ran.json();
  EXPECT_EQ(json.at("banco").as_string(), "341");
  EXPECT_EQ(json.at("layout").as_string(), "CNAB400");
  EXPECT_EQ(json.at("tipo").as_string(), "retorno");
  const auto& titles = json.at("titulos").as_array();
  ASSERT_EQ(titles.size(), 3U);
  EXPECT_EQ(titles[0].at("evento").as_string(), "registrado");
  EXPECT_EQ(titles[1].at("evento").as_string(), "liquidado");
  EXPECT_EQ(titles[1].at("nosso_numero").as_string(), "223353");
  EXPECT_EQ(titles[1].at("seu_numero").as_string(), "NF 1001/2");
  EXPECT_EQ(titles[1].at("ocorrencia").as_string(), "06");
  EXPECT_EQ(titles[1].at("valor_titulo").as_int64(), 129'990);
  EXPECT_EQ(titles[1].at("valor_pago").as_int64(), 133'500);
  EXPECT_EQ(titles[1].at("juros_multa").as_int64(), 3'510);
  EXPECT_EQ(titles[1].at("tarifa").as_int64(), 189);
  EXPECT_EQ(titles[1].at("vencimento").as_string(), "2026-12-10");
  EXPECT_EQ(titles[1].at("data_ocorrencia").as_string(), "2026-12-15");
  EXPECT_EQ(titles[1].at("data_credito").as_string(), "2026-12-16");
  EXPECT_TRUE(titles[0].at("data_credito").is_null());
  EXPECT_EQ(titles[2].at("evento").as_string(), "rejeitado");
  EXPECT_EQ(titles[2].at("motivos").at(0).at("codigo").as_string(), "11");
  EXPECT_EQ(titles[2].at("motivos").at(0).at("descricao").as_string(),
            "CEP não numérico ou inválido");
  EXPECT_TRUE(json.at("avisos").as_array().empty());
}

// A line for the file, one for each title, one for the warnings.
TEST(CnabCommands, ReadPrintsLinesForMany) {
  const auto document = run(cnab_read, data_file("itau_400.ret")).json();
  std::istringstream lines(run(cnab_read_lines, data_file("itau_400.ret")).text);
  std::string line;
  ASSERT_TRUE(std::getline(lines, line));
  EXPECT_EQ(bj::parse(line).at("convenio"), document.at("convenio"));
  for (const auto& title : document.at("titulos").as_array()) {
    ASSERT_TRUE(std::getline(lines, line));
    EXPECT_EQ(bj::parse(line), title);
  }
  ASSERT_TRUE(std::getline(lines, line));
  EXPECT_EQ(bj::parse(line).at("avisos"), document.at("avisos"));
  EXPECT_FALSE(std::getline(lines, line));
}

// A fault in the last line: nothing of the file is printed.
TEST(CnabCommands, ARefusedFilePrintsNoTitle) {
  auto file = data_file("itau_400.ret");
  file.insert(file.size() - 402, std::string(400, 'K') + "\r\n");
  for (const auto command : {cnab_read, cnab_read_lines}) {
    const auto ran = run(command, file);
    EXPECT_EQ(ran.status, 2);
    EXPECT_EQ(ran.json().at("erro").at("regra").as_string(), "cnab.record");
  }
}

TEST(CnabCommands, ReadRefusesWithPlaceRuleAndExpectation) {
  const auto ran = run(cnab_read, "isto não é um arquivo CNAB");
  EXPECT_EQ(ran.status, 2);
  const auto error = ran.json().at("erro");
  EXPECT_EQ(error.at("regra").as_string(), "cnab.not_cnab");
  EXPECT_EQ(error.at("lugar").as_string(), "linha 1");
  EXPECT_FALSE(error.at("esperado").as_string().empty());
}

TEST(CnabCommands, WriteReadAndCheckAgree) {
  const auto written = run(cnab_write, data_file("remessa.json"));
  ASSERT_EQ(written.status, 0) << written.text;
  EXPECT_EQ(written.text.substr(0, 8), "00100000");
  const auto read = run(cnab_read, written.text);
  ASSERT_EQ(read.status, 0) << read.text;
  const auto json = read.json();
  EXPECT_EQ(json.at("tipo").as_string(), "remessa");
  EXPECT_EQ(json.at("layout").as_string(), "CNAB240");
  const auto& title = json.at("titulos").at(0);
  EXPECT_EQ(title.at("evento").as_string(), "registrar");
  EXPECT_EQ(title.at("valor_titulo").as_int64(), 129'990);
  EXPECT_EQ(title.at("juros").at("ao_mes").as_string(), "1%");
  EXPECT_EQ(title.at("multa").at("percentual").as_string(), "2%");
  EXPECT_EQ(title.at("descontos").at(0).at("valor").as_int64(), 5'000);
  EXPECT_EQ(title.at("pagador").at("nome").as_string(), "JOSE CONCEICAO");
  const auto checked = run(cnab_check, written.text);
  EXPECT_EQ(checked.status, 0) << checked.text;
  EXPECT_TRUE(checked.json().at("achados").as_array().empty()) << checked.text;
}

TEST(CnabCommands, CheckNamesLineColumnsAndRule) {
  auto file = run(cnab_write, data_file("remessa.json")).text;
  file[2 * 242 + 85] = 'X';  // third line, column 86: the title's value
  const auto ran = run(cnab_check, file);
  EXPECT_EQ(ran.status, 1);
  const auto finding = ran.json().at("achados").at(0);
  EXPECT_EQ(finding.at("linha").as_int64(), 3);
  EXPECT_EQ(finding.at("coluna_inicial").as_int64(), 86);
  EXPECT_EQ(finding.at("coluna_final").as_int64(), 100);
  EXPECT_EQ(finding.at("campo").as_string(), "valor do título");
  EXPECT_EQ(finding.at("regra").as_string(), "cnab.field");
  EXPECT_EQ(finding.at("gravidade").as_string(), "erro");
  EXPECT_FALSE(finding.at("fonte").as_string().empty());
}

TEST(CnabCommands, WriteTellsEveryProblem) {
  auto input = data_file("remessa.json");
  const auto at = input.find("12345678909");
  input.replace(at, 11, "12ABC34501DE35");
  const auto ran = run(cnab_write, input);
  EXPECT_EQ(ran.status, 2);
  const auto json = ran.json();
  EXPECT_EQ(json.at("erro").at("regra").as_string(), "cnab.alphanumeric_cnpj");
  EXPECT_EQ(json.at("erro").at("lugar").as_string(), "itens.0.pagador.documento");
  EXPECT_EQ(json.at("problemas").as_array().size(), 1U);
}

TEST(CnabCommands, WriteRefusesAWrongDocumentByItsMember) {
  const auto lugar = [](const std::string& from, const std::string& to) {
    auto input = data_file("remessa.json");
    input.replace(input.find(from), from.size(), to);
    const auto ran = run(cnab_write, input);
    EXPECT_EQ(ran.status, 2);
    return std::string(ran.json().at("erro").at("lugar").as_string());
  };
  EXPECT_EQ(lugar("CNAB240", "CNAB500"), "convenio.layout");
  EXPECT_EQ(lugar("\"14:05\"", "\"25:05\""), "arquivo.hora");
  EXPECT_EQ(lugar("129990", "1299.9"), "itens.0.valor");
  EXPECT_EQ(lugar("\"ao_mes\": \"1\"", "\"ao_mes\": \"um\""), "itens.0.juros.ao_mes");
  EXPECT_EQ(lugar("\"registrar\"", "\"inventar\""), "itens.0.ordem");
}

constexpr std::string_view payments_document = R"({
  "tipo": "pagamentos",
  "convenio": {"banco": "237", "layout": "CNAB240", "empresa": "Padaria Pão Quente Ltda",
               "documento": "11222333000181", "agencia": "1234", "agencia_dv": "3",
               "conta": "56789", "conta_dv": "0", "convenio": "123456"},
  "arquivo": {"numero": 7, "data": "2026-11-22", "hora": "14:05"},
  "pagamentos": [
    {"forma": "boleto", "data": "2026-12-08", "valor": 126000, "seu_numero": "NF 77",
     "codigo": "34191.09008 12345.670053 71234.570001 7 16590000126000",
     "favorecido": {"nome": "Fornecedor de Farinha Ltda", "documento": "12345678000195"}},
    {"forma": "pix_chave", "data": "2026-12-08", "valor": 5000, "seu_numero": "NF 78",
     "pix_chave": "Maria@Souza.com.br",
     "favorecido": {"nome": "Maria de Souza", "documento": "12345678909"}},
    {"forma": "pix_qr", "data": "2026-12-08", "valor": 9990, "seu_numero": "NF 79",
     "pix_br_code": "CODE",
     "favorecido": {"nome": "Loja Exemplo", "documento": "12345678000195"}}]})";

// What a payer's program writes, and reads back of the file.
TEST(CnabCommands, PaymentsGoInAndComeBack) {
  std::string line, document(payments_document);
  boleto::FreeField field;
  field.fill('7');
  const auto barcode =
      boleto::make_barcode("341", boleto::due_factor(Date(2026, 12, 10)), 126'000, field);
  const auto code =
      pix::make_br_code(pix::DynamicCode{.location = "qr.banco.com.br/v2/cobv/9d36b84f",
                                         .merchant_name = "Loja",
                                         .merchant_city = "Recife"})
          .value();
  document.replace(document.find("34191.09008"), 54, barcode.line().formatted());
  document.replace(document.find("CODE"), 4, code);
  const auto file = run(cnab_write, document);
  ASSERT_EQ(file.status, 0) << file.text;
  const auto checked = run(cnab_check, file.text);
  EXPECT_EQ(checked.status, 0) << checked.text;
  EXPECT_EQ(checked.json().at("servico").as_string(), "pagamentos");
  const auto read = run(cnab_read, file.text);
  ASSERT_EQ(read.status, 0) << read.text;
  const auto json = read.json();
  EXPECT_EQ(json.at("tipo").as_string(), "pagamentos");
  EXPECT_EQ(json.at("sentido").as_string(), "remessa");
  EXPECT_EQ(json.at("banco_nome").as_string(), "Bradesco");
  EXPECT_EQ(json.at("numero").as_int64(), 7);
  const auto& payments = json.at("pagamentos").as_array();
  ASSERT_EQ(payments.size(), 3U);
  // Due date and value are the barcode's; the discount was not told, and is none.
  EXPECT_EQ(payments[0].at("forma").as_string(), "boleto");
  EXPECT_EQ(payments[0].at("codigo_barras").as_string(), barcode.text());
  EXPECT_EQ(payments[0].at("vencimento").as_string(), "2026-12-10");
  EXPECT_EQ(payments[0].at("valor_titulo").as_int64(), 126'000);
  EXPECT_EQ(payments[0].at("favorecido").at("nome").as_string(), "FORNECEDOR DE FARINHA LTDA");
  EXPECT_EQ(payments[1].at("pix_chave").as_string(), "maria@souza.com.br");
  EXPECT_EQ(payments[2].at("pix_url").as_string(), "qr.banco.com.br/v2/cobv/9d36b84f");
  EXPECT_EQ(payments[2].at("situacao").as_string(), "desconhecido");
  const auto lines = run(cnab_read_lines, file.text);
  EXPECT_EQ(std::count(lines.text.begin(), lines.text.end(), '\n'), 5);
}

TEST(CnabCommands, EveryProblemOfPaymentsIsListedWithItsPlace) {
  auto document = std::string(payments_document);
  document.replace(document.find("Maria@Souza.com.br"), 18, "Maria");
  const auto refused = run(cnab_write, document);
  EXPECT_EQ(refused.status, 2);
  EXPECT_EQ(refused.json().at("erro").at("lugar").as_string(), "pagamentos.0.codigo.campo 2");
  const auto unknown = run(cnab_write, R"({"tipo": "extrato", "convenio": {"banco": "237",
    "layout": "CNAB240", "empresa": "X", "documento": "11222333000181", "agencia": "1",
    "conta": "1"}, "arquivo": {"numero": 1, "data": "2026-11-22"}, "itens": []})");
  EXPECT_EQ(unknown.json().at("erro").at("lugar").as_string(), "tipo");
}

TEST(CnabCommands, AStatementHasTheShapeOfAnOfx) {
  const auto read = run(cnab_read, data_file("extrato_240.ret"));
  ASSERT_EQ(read.status, 0) << read.text;
  const auto json = read.json();
  EXPECT_EQ(json.at("tipo").as_string(), "extrato");
  const auto& account = json.at("contas").as_array().at(0);
  EXPECT_EQ(account.at("banco").as_string(), "756");
  EXPECT_EQ(account.at("agencia").as_string(), "1234");
  EXPECT_EQ(account.at("conta").as_string(), "567890");
  EXPECT_EQ(account.at("saldo").as_int64(), 129'750);
  EXPECT_EQ(account.at("saldo_inicial").as_int64(), -20'000);
  EXPECT_EQ(account.at("saldo_em").as_string(), "2026-12-11");
  const auto& entries = account.at("transacoes").as_array();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].at("valor").as_int64(), 150'000);
  EXPECT_EQ(entries[0].at("tipo").as_string(), "CREDIT");
  EXPECT_EQ(entries[1].at("valor").as_int64(), -250);
  EXPECT_EQ(entries[1].at("tipo").as_string(), "DEBIT");
  EXPECT_EQ(entries[1].at("memo").as_string(), "TARIFA DOC/TED");
  EXPECT_EQ(entries[1].at("categoria_descricao").as_string(), "Tarifas");
  EXPECT_TRUE(json.at("avisos").as_array().empty());
}

TEST(CnabCommands, ADdaListsTheSlipsAgainstUs) {
  const auto read = run(cnab_read, data_file("dda_240.ret"));
  ASSERT_EQ(read.status, 0) << read.text;
  const auto json = read.json();
  EXPECT_EQ(json.at("tipo").as_string(), "dda");
  const auto& slip = json.at("titulos").as_array().at(0);
  EXPECT_EQ(slip.at("beneficiario").at("nome").as_string(), "FORNECEDOR DE FARINHA LTDA");
  EXPECT_EQ(slip.at("valor").as_int64(), 12'345);
  EXPECT_EQ(slip.at("vencimento").as_string(), "2026-12-10");
  EXPECT_EQ(slip.at("multa").at("valor").as_int64(), 200);
}

}  // namespace
}  // namespace quita::app
