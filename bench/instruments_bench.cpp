// The instruments on one core: slips' numbers, CNAB files, Pix codes, PDFs. No database, no
// network. The peers' figures are those of other programs on one machine of two cores, in CPU
// seconds, November 2026.
#include <fmt/format.h>

#include <cstdlib>
#include <cstring>
#include <ctime>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "boleto/boleto.h"
#include "cnab_bench.h"
#include "figure.h"
#include "library/slip_batch.h"
#include "pdf/slip.h"
#include "pix/br_code.h"
#include "stopwatch.h"

using namespace quita;
using namespace quita::bench;

namespace {

void barcodes() {
  const auto& itau = *boleto::find_boleto_bank("341");
  boleto::Agreement agreement;
  agreement.agency = "0057";
  agreement.account = "12345";
  agreement.account_digit = "7";
  agreement.wallet = "109";
  constexpr int count = 10'000;
  Figure figure{"barcode_and_line",       0,      "slips/s",   4'000'000, true,
                "the check digits' sums", 38'195, "openboleto"};
  figure.value = rate_of(count, [&] {
    boleto::Order order;
    char number[] = "00000000";
    for (int i = 0; i < count; ++i) {
      for (int at = 7, rest = i; at >= 3; --at, rest /= 10)
        number[at] = static_cast<char>('0' + rest % 10);
      order.our_number = number;
      order.amount = Money::centavos(100 + i);
      order.due = Date(2026, 12, 10) + i % 365;
      const auto slip = boleto::make_boleto(itau, agreement, order);
      if (!slip) std::abort();
      keep(slip->line());
      keep(slip->barcode);
    }
  });
  print(figure);
}

void br_codes() {
  pix::StaticCode code;
  code.key = "123e4567-e12b-12d1-a456-426655440000";
  code.merchant_name = "Padaria Pão Quente";
  code.merchant_city = "São Paulo";
  code.txid = "NF1001A";
  constexpr int count = 1'000;
  Figure made{"br_code_made", 0,          "codes/s",
              2'000'000,      true,       "the CRC, and the result's own heap",
              145'000,        "pix-utils"};
  made.value = rate_of(count, [&] {
    for (int i = 0; i < count; ++i) {
      code.amount = Money::centavos(100 + i);
      const auto text = pix::make_br_code(code);
      if (!text) std::abort();
      keep(text->data());
    }
  });
  print(made);
  const auto text = pix::make_br_code(code).value();
  Figure read{"br_code_read", 0,          "codes/s",
              1'000'000,      true,       "the CRC, and the texts' own heap",
              23'000,         "pix-utils"};
  read.value = rate_of(count, [&] {
    for (int i = 0; i < count; ++i) {
      const auto said = pix::read_br_code(text);
      if (!said) std::abort();
      keep(said->key.data());
    }
  });
  print(read);
}

pdf::Slip slip_of(int i) {
  pdf::Slip slip;
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
  slip.document_number = std::to_string(10'000 + i) + "-001";
  slip.our_number = "157/00079655-1";
  slip.portfolio = "157";
  slip.amount = "300,00";
  slip.instructions = {"Após o vencimento, multa de 2% e juros de 1% ao mês."};
  slip.payer = {"Mercearia São João & Filhos Ltda", "20.745.631/0001-47",
                "Avenida Conceição, 88, Loja A - Centro", "Campinas/SP - CEP 13010-050"};
  slip.description = "NF-e 10451: Café torrado em grãos 1 kg e mais 2 itens";
  return slip;
}

void one_slip_a_file(Figure figure, bool with_qr, Figure size) {
  constexpr int count = 100;
  std::vector<pdf::Slip> slips;
  for (int i = 0; i < count; ++i) {
    auto& slip = slips.emplace_back(slip_of(i));
    if (with_qr)
      slip.pix_code =
          "00020101021226850014br.gov.bcb.pix2563pix.example.com/qr/v2/cobv/"
          "0a1b2c3d4e5f60718293a4b5c6d7" +
          std::to_string(1000 + i) +
          "5204000053039865802BR5921Distribuidora Serra A6009Sao Paulo62070503***6304ABCD";
  }
  std::size_t bytes = 0;
  figure.value = rate_of(count, [&] {
    bytes = 0;
    for (const auto& slip : slips) bytes += pdf::render_slips({&slip, 1}).size();
  });
  print(figure);
  size.value = static_cast<double>(bytes) / count / 1024;
  print(size);
}

// As `quita boleto pdf` does it, each with its own QR code, on two threads: the time of both
// together.
void ten_thousand_from_json() {
  std::string lines;
  for (int i = 0; i < 10'000; ++i) {
    lines += fmt::format(
        R"({{"banco":"341","agencia":"0057","conta":"26390","conta_dv":"7","carteira":"157",)"
        R"("nosso_numero":"{0}","valor":"300.00","vencimento":"2026-12-10","documento":"{0}-001",)"
        R"("beneficiario":{{"nome":"Distribuidora Serra Azul Ltda","documento":"48317265000144",)"
        R"("endereco":"Rua das Acácias, 1450","cidade":"São Paulo/SP - CEP 04571-010"}},)"
        R"("pagador":{{"nome":"Mercearia São João & Filhos Ltda","documento":"20745631000147",)"
        R"("endereco":"Avenida Conceição, 88, Loja A","cidade":"Campinas/SP - CEP 13010-050"}},)"
        R"("instrucoes":["Após o vencimento, multa de 2% e juros de 1% ao mês."],"pix":)"
        R"("00020101021226850014br.gov.bcb.pix2563pix.example.com/qr/v2/cobv/)"
        R"(0a1b2c3d4e5f60718293a4b5c6d7{0}5204000053039865802BR5921Distribuidora Serra A)"
        R"(6009Sao Paulo62070503***6304ABCD"}})",
        100'000 + i);
    lines += '\n';
  }
  std::istringstream in(lines);
  std::size_t bytes = 0;
  const auto begin = std::clock();
  const auto count = library::write_slips(
      in, {.threads = 2}, [&](std::string_view piece) { bytes += piece.size(); },
      [](std::size_t, const Error& error) { throw std::runtime_error(error.message); });
  keep(bytes + count.slips);
  print({"ten_thousand_slips_with_qr_from_json",
         static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC, "s", 5, false, "zlib",
         10'000.0 / 11, "laravel-boleto"});
}

void slips() {
  one_slip_a_file({"slip_pdf", 0, "slips/s", 4'000, true, "zlib", 532, "laravel-boleto"}, false,
                  {"slip_pdf_size", 0, "KB", 7, false, "", 6.3, "laravel-boleto"});
  one_slip_a_file({"slip_pdf_with_qr", 0, "slips/s", 1'500, true, "zlib", 11, "laravel-boleto"},
                  true, {"slip_pdf_with_qr_size", 0, "KB", 0, false, "", 0, ""});
  constexpr int count = 10'000;
  std::vector<pdf::Slip> many;
  for (int i = 0; i < count; ++i) many.push_back(slip_of(i));
  const double begin = cpu_seconds();
  const auto file = pdf::render_slips(many);
  keep(file.data());
  print({"ten_thousand_slips_in_one_file", cpu_seconds() - begin, "s", 5, false, "", 10'000.0 / 677,
         "pyboleto"});
  ten_thousand_from_json();
}

}  // namespace

// instruments_bench [barcode|cnab|pix|slip…]
int main(int argc, char** argv) {
  const auto wanted = [&](const char* name) {
    for (int i = 1; i < argc; ++i)
      if (std::strcmp(argv[i], name) == 0) return true;
    return argc == 1;
  };
  if (wanted("barcode")) barcodes();
  if (wanted("cnab")) cnab_figures();
  if (wanted("pix")) br_codes();
  if (wanted("slip")) slips();
  return 0;
}
