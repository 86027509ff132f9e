#include "boleto/bank_page.h"

#include <fmt/format.h>

#include <array>

namespace quita::boleto {

namespace {

struct LeftOut {
  std::string_view code, why;
};
// Banks that public programs know, and why the table does not.
constexpr std::array<LeftOut, 24> left_out = {{
    {"003",
     "Banco da Amazônia: ACBr e boletonet concordam nos campos, mas preenchem o nosso número "
     "por lados opostos; falta um boleto do banco"},
    {"025", "Alfa: só o ACBr o traz"},
    {"089", "Credisan: só o ACBr o traz"},
    {"091", "Unicred do Rio Grande do Sul: só o ACBr o traz"},
    {"099", "Uniprime Central: só o ACBr o traz"},
    {"107", "Bocom BBM: só o ACBr o traz"},
    {"174", "Pefisa: só o ACBr o traz"},
    {"218", "BS2: só o ACBr o traz"},
    {"274", "BMP Money Plus: só o ACBr o traz"},
    {"310", "Vórtx: só o ACBr o traz"},
    {"322", "Só o ACBr o traz"},
    {"329", "QI Tech: só o ACBr o traz"},
    {"347", "Sudameris (extinto): só o boletonet o traz"},
    {"403", "Cora: só o ACBr o traz"},
    {"435", "Delbank: só o laravel-boleto o traz, e o campo livre e o dígito dele se contradizem"},
    {"453", "Rural (extinto): só o bopepo o traz"},
    {"457", "UY3: só o ACBr o traz"},
    {"461", "Asaas: só o ACBr o traz"},
    {"479", "BankBoston (extinto): só o boletonet o traz"},
    {"530", "SerFinance: só o boletonet o traz"},
    {"604", "Industrial do Brasil: só o ACBr o traz"},
    {"633", "Rendimento: ACBr e laravel-boleto compõem campos livres diferentes"},
    {"712", "Ourinvest: só o laravel-boleto o traz"},
    {"743", "Semear: só o boletonet o traz"},
}};

std::string inputs_of(const BoletoBank& bank) {
  std::string text;
  for (const auto& input : bank.inputs) {
    text +=
        fmt::format("{}`{}`{}", text.empty() ? "" : ", ", input.field, input.required ? "" : "?");
  }
  return text;
}

std::string wallets_of(const BoletoBank& bank) {
  std::string text;
  for (const auto& wallet : bank.wallets) {
    text += fmt::format("{}{} {}", text.empty() ? "" : "; ", wallet.code, wallet.name);
  }
  return text;
}

}  // namespace

std::string_view sureness_name(Sureness sureness) {
  switch (sureness) {
    case Sureness::cases:
      return "conferido por casos";
    case Sureness::two_sources:
      return "duas fontes independentes";
    case Sureness::one_source:
      return "uma fonte";
  }
  return "";
}

std::string bank_page() {
  std::string page =
      "# Bancos\n\n"
      "Os bancos cujos boletos o Quita faz: nosso número com o dígito e a forma impressa, campo "
      "livre, código de barras e linha digitável. Esta página é gerada da tabela do programa com "
      "`quita bank page`, e um teste a mantém igual; `quita bank list` mostra a tabela em linhas "
      "JSON.\n\n"
      "Quanto se sabe de cada um: **conferido por casos**, quando boletos de coleções públicas de "
      "testes saem iguais; **duas fontes independentes**, quando dois programas públicos aplicam a "
      "mesma regra; **uma fonte**, quando um só a aplica e o layout é o de outros bancos "
      "conhecidos. "
      "Nada disso é a homologação do banco: antes do primeiro envio, valide um "
      "boleto com ele. Onde as fontes divergem, `docs/decisions/` diz o que se decidiu e por "
      "quê.\n\n"
      "Uma entrada com `?` pode faltar. As carteiras listadas são as que têm nome conhecido; um "
      "banco aceita outras do mesmo formato, se o seu contrato as usa.\n\n"
      "| Banco | Nome | Carteiras | Entradas | Quanto se sabe | Fontes |\n"
      "|---|---|---|---|---|---|\n";
  for (const auto* bank : boleto_banks()) {
    page +=
        fmt::format("| {} | {} | {} | {} | {} | {} |\n", bank->code, bank->name, wallets_of(*bank),
                    inputs_of(*bank), sureness_name(bank->sureness), bank->source);
  }
  page +=
      "\n## O que cada entrada é\n\n"
      "Além delas, cada boleto traz `nosso_numero`, `valor`, `vencimento` e, onde servem, "
      "`seu_numero`, `parcela` (Sicoob) e `data_documento` (Sicredi).\n";
  for (const auto* bank : boleto_banks()) {
    page += fmt::format("\n### {} {}\n\n", bank->code, bank->name);
    for (const auto& input : bank->inputs) {
      page += fmt::format("- `{}`: {}; até {} {}{}\n", input.field, input.label, input.size_max,
                          input.size_max == 1 ? "caractere" : "caracteres",
                          input.required ? "; obrigatória" : "");
    }
    page += fmt::format("- `nosso_numero`: até {} dígitos\n", bank->our_number_digits_max);
  }
  page +=
      "\n## Fora da tabela\n\n"
      "Bancos que algum programa público conhece e cuja regra não se confirma assim. Um "
      "boleto deles pode ser lido, mas não feito.\n\n"
      "| Banco | Por quê |\n|---|---|\n";
  for (const auto& one : left_out) page += fmt::format("| {} | {} |\n", one.code, one.why);
  return page;
}

}  // namespace quita::boleto
