#include "app/instrument_cli.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <memory>

#include "app/bank_commands.h"
#include "app/cnab_commands.h"
#include "app/document_commands.h"
#include "app/instrument_commands.h"
#include "app/slip_commands.h"
#include "base/date.h"

namespace quita::app {

namespace {

using Verb = std::function<int(std::istream&, std::ostream&)>;

CLI::App& add_verb(CLI::App& group, int& status, const std::string& name, const std::string& help,
                   Verb verb) {
  auto* command = group.add_subcommand(name, help);
  auto path = std::make_shared<std::string>();
  command->add_option("arquivo", *path, "o arquivo; sem ele, ou com \"-\", a entrada padrão");
  command->callback([path, verb = std::move(verb), &status] {
    if (path->empty() || *path == "-") {
      status = verb(std::cin, std::cout);
      return;
    }
    std::ifstream file(*path, std::ios::binary);
    if (!file) {
      std::cerr << "quita: não consegui abrir " << *path << "\n";
      status = 2;
      return;
    }
    status = verb(file, std::cout);
  });
  return *command;
}

// Runs a verb that writes a file: to standard output, or into `output` as a whole or not at all.
int write_file(const std::string& input, const std::string& output, const Verb& verb) {
  std::ifstream file;
  if (!input.empty() && input != "-") {
    file.open(input, std::ios::binary);
    if (!file) {
      std::cerr << "quita: não consegui abrir " << input << "\n";
      return 2;
    }
  }
  std::istream& in = file.is_open() ? static_cast<std::istream&>(file) : std::cin;
  if (output.empty() || output == "-") {
    const int status = verb(in, std::cout);
    std::cout.flush();
    return std::cout ? status : 2;
  }
  const std::string partial = output + ".partial";
  std::ofstream out(partial, std::ios::binary | std::ios::trunc);
  int status = out ? verb(in, out) : 2;
  out.close();
  std::error_code failure;
  if (!out && status == 0) status = 2;
  if (status == 0) std::filesystem::rename(partial, output, failure);
  if (status != 0 || failure) std::filesystem::remove(partial);
  if (!out || failure) {
    std::cerr << "quita: não consegui escrever " << output << "\n";
    return 2;
  }
  return status;
}

// The options that every verb which writes a file has.
struct Files {
  std::string input, output;
};
std::shared_ptr<Files> add_files(CLI::App& command) {
  auto files = std::make_shared<Files>();
  command.add_option("arquivo", files->input, "o arquivo; sem ele, ou com \"-\", a entrada padrão");
  command.add_option("-o,--output", files->output,
                     "o arquivo a escrever, inteiro ou nenhum; sem ele, a saída padrão");
  return files;
}

void add_picture_verb(CLI::App& group, int& status, const std::string& name,
                      const std::string& help,
                      int (*draw)(std::istream&, std::ostream&, std::ostream&, const std::string&,
                                  int)) {
  auto* command = group.add_subcommand(name, help);
  const auto files = add_files(*command);
  const auto format = std::make_shared<std::string>("svg");
  const auto pixels = std::make_shared<int>(4);
  command->add_option("--format", *format, "png ou svg")
      ->check(CLI::IsMember({"png", "svg"}))
      ->default_str(*format);
  command->add_option("--pixels", *pixels, "largura, no PNG, de um módulo ou da barra estreita")
      ->check(CLI::Range(1, 32))
      ->default_str("4");
  command->callback([files, format, pixels, draw, &status] {
    status = write_file(files->input, files->output, [&](std::istream& in, std::ostream& out) {
      return draw(in, out, std::cerr, *format, *pixels);
    });
  });
}

void add_slip_verb(CLI::App& group, int& status) {
  auto* command = group.add_subcommand(
      "pdf",
      "Imprime boletos: por linha um JSON como o de make, com beneficiario e pagador (nome, "
      "documento, endereco, cidade), documento, instrucoes, descricao, pix, itens…; um PDF de "
      "todos, ou um ZIP");
  const auto files = add_files(*command);
  const auto options = std::make_shared<SlipOptions>();
  command
      ->add_option("--modelo", options->layout,
                   "pagina (A4), fatura (itens e boleto), carne (três por página, com capa) ou "
                   "bobina (80 mm)")
      ->check(CLI::IsMember({"pagina", "fatura", "carne", "bobina"}))
      ->default_str(options->layout);
  command->add_option("--logo", options->logo, "o logotipo do beneficiário: PNG, JPEG ou SVG");
  command
      ->add_option("--logo-banco", options->bank_logos,
                   "o logotipo de um banco, como 341=itau.svg; pode repetir")
      ->allow_extra_args(false);
  command->add_flag("--zip", options->zip, "um PDF por boleto ou carnê, num ZIP");
  command->add_option("--threads", options->threads, "boletos feitos ao mesmo tempo")
      ->check(CLI::Range(1, 64))
      ->default_str("2");
  command->callback([files, options, &status] {
    status = write_file(files->input, files->output, [&](std::istream& in, std::ostream& out) {
      return boleto_pdf(in, out, std::cerr, *options);
    });
  });
}

CLI::App& add_group(CLI::App& app, const std::string& name, const std::string& help) {
  auto* group = app.add_subcommand(name, help);
  group->require_subcommand(1);
  return *group;
}

}  // namespace

void add_instrument_commands(CLI::App& app, int& status) {
  auto& boleto = add_group(app, "boleto", "Códigos de barras e linhas digitáveis (JSON por linha)");
  add_verb(boleto, status, "make",
           "Faz boletos: por linha um JSON com banco, agencia, conta, carteira, nosso_numero, "
           "valor, vencimento…; devolve codigo_barras, linha_digitavel, campo_livre, "
           "nosso_numero_formatado ou erro",
           boleto_make);
  add_verb(boleto, status, "read", "Lê linhas digitáveis ou códigos de barras, um por linha",
           [](std::istream& in, std::ostream& out) {
             return boleto_read(in, out, business_date(SystemClock().now(), "America/Sao_Paulo"));
           });

  add_slip_verb(boleto, status);
  add_picture_verb(boleto, status, "barcode",
                   "Desenha o código de barras de uma linha digitável ou de 44 dígitos",
                   boleto_barcode);

  auto& bank = add_group(app, "bank", "Os bancos cujos boletos são feitos");
  bank.add_subcommand("list", "Mostra bancos, carteiras e entradas, um JSON por linha")
      ->callback([&status] { status = bank_list(std::cout); });
  bank.add_subcommand("page", "Mostra a mesma tabela como a página docs/banks.md")
      ->callback([&status] { status = bank_page(std::cout); });

  auto& pix = add_group(app, "pix", "BR Codes do Pix (JSON por linha)");
  add_verb(pix, status, "make", "Faz BR Codes: chave ou url, nome, cidade, valor, txid", pix_make);
  add_verb(pix, status, "read", "Lê BR Codes, um por linha, e confere cada regra do manual",
           pix_read);
  add_verb(pix, status, "charges",
           "Calcula quanto custa uma cobrança com vencimento (cobv) em um dia: por linha o JSON da "
           "cobrança, como na API Pix, com a data do pagamento em data",
           pix_charges);
  add_picture_verb(pix, status, "qr", "Desenha o QR Code de um BR Code", pix_qr);

  auto& cnab =
      add_group(app, "cnab", "Arquivos CNAB 240 e 400: cobrança, pagamentos, extrato e DDA");
  auto lines = std::make_shared<bool>(false);
  add_verb(cnab, status, "read",
           "Lê um retorno, uma remessa, pagamentos, um extrato ou DDA e mostra JSON",
           [lines](std::istream& in, std::ostream& out) {
             return *lines ? cnab_read_lines(in, out) : cnab_read(in, out);
           })
      .add_flag("--linhas", *lines, "um JSON por linha: o arquivo, cada título, os avisos");
  add_verb(cnab, status, "check", "Confere um arquivo contra o layout do banco, coluna a coluna",
           cnab_check);
  add_verb(cnab, status, "explain", "Mostra um arquivo campo a campo, em palavras", cnab_explain);
  add_verb(cnab, status, "write",
           "Escreve uma remessa ou um arquivo de pagamentos a partir de JSON", cnab_write);

  auto& nfe = add_group(app, "nfe", "Notas fiscais eletrônicas");
  add_verb(nfe, status, "read",
           "Lê o XML de uma NF-e, ou de um evento dela, e mostra chave, partes, valor e duplicatas",
           nfe_read);
  const std::string verify =
      "Confere a assinatura do XML: o que foi assinado, por quem, e se foi mudado depois";
  add_verb(nfe, status, "verify", verify, xml_verify);

  auto& nfse = add_group(app, "nfse", "Notas fiscais de serviço no padrão nacional");
  add_verb(nfse, status, "read",
           "Lê o XML de uma NFS-e nacional e mostra partes, serviço, retenções e valor líquido",
           nfse_read);
  add_verb(nfse, status, "verify", verify, xml_verify);

  auto& ofx = add_group(app, "ofx", "Extratos bancários em OFX");
  add_verb(ofx, status, "read", "Lê um extrato OFX e mostra contas, saldos e transações", ofx_read);
}

}  // namespace quita::app
