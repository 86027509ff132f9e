// The program `quita`: reads the command line and calls the command.
#include <sodium.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <iostream>

#include "app/admin_commands.h"
#include "app/demo.h"
#include "app/instrument_cli.h"
#include "app/proof_commands.h"
#include "app/serve.h"
#include "app/worker.h"
#include "app/year.h"

namespace {

using quita::app::Location;

void add_location(CLI::App& command, Location& location) {
  command.add_option("--data", location.folder, "Pasta do banco embutido, da chave e dos retornos")
      ->default_str("var");
  command.add_option("--database", location.database,
                     "postgres://usuário:senha@servidor/banco em vez do SQLite da pasta");
}

void add_private_hosts(CLI::App& command, Location& location) {
  command
      .add_option_function<std::string>(
          "--private-hosts",
          [&location](const std::string& word) { location.private_hosts = word == "allow"; },
          "Servidores de e-mail e de SMS que as empresas nomeiam em rede interna e nesta máquina: "
          "allow ou refuse; sem ela, allow enquanto há uma só empresa")
      ->check(CLI::IsMember({"allow", "refuse"}));
}

void add_serving(CLI::App& command, quita::app::ServeOptions& options) {
  add_location(command, options.location);
  add_private_hosts(command, options.location);
  command.add_option("--port", options.port, "Porta HTTP; 0 escolhe uma livre")
      ->default_val(options.port);
  command.add_option("--host", options.host, "Endereço em que escuta")->default_val(options.host);
  command.add_option("--public-url", options.public_url,
                     "Como os clientes chegam aqui, para os links das mensagens");
  command.add_flag("--behind-tls", options.behind_tls,
                   "Há um proxy com TLS na frente: cookies seguros e HSTS");
  command.add_option("--trusted-proxy", options.trusted_proxies,
                     "Endereço cujo X-Forwarded-For vale; pode repetir");
  command.add_option("--workers", options.workers, "Pedidos tratados ao mesmo tempo")
      ->default_val(options.workers);
  command
      .add_option("--public-rate", options.public_requests_per_second,
                  "Pedidos por segundo e endereço nas rotas sem login; 0: sem limite")
      ->default_val(options.public_requests_per_second);
}

struct Arguments {
  quita::app::YearOptions year;
  quita::app::ServeOptions serve;
  bool fresh = false, only_make = false, send = false;
  Location location;
  std::string company, name, email, password, document, state = "SP", person, role = "analyst";
  std::string what, date, public_url = "http://127.0.0.1:8080";
  std::vector<std::string> paths, scopes;
};

void add_company_option(CLI::App& command, Arguments& a) {
  add_location(command, a.location);
  command.add_option("--company", a.company, "Id da empresa; dispensável quando há uma só");
}

void add_services(CLI::App& app, Arguments& a, int& status) {
  auto* serve =
      app.add_subcommand("serve", "Atende console, portal e API, e faz o trabalho do dia");
  add_serving(*serve, a.serve);
  serve->callback([&] { status = quita::app::serve(a.serve); });

  serve->add_flag("!--no-work", a.serve.background,
                  "Só atende; o trabalho fica com processos quita worker");

  auto* worker = app.add_subcommand(
      "worker",
      "Só o trabalho (régua, envios, retornos), ao lado de quita serve; quantos se "
      "queira, com PostgreSQL");
  add_location(*worker, a.location);
  add_private_hosts(*worker, a.location);
  worker->add_option("--public-url", a.public_url, "Endereço dos links")->default_val(a.public_url);
  worker->callback([&] { status = quita::app::worker(a.location, a.public_url); });

  auto* demo = app.add_subcommand("demo", "O mesmo, com uma empresa de demonstração");
  add_serving(*demo, a.serve);
  demo->add_flag("--fresh", a.fresh, "Apaga a história da demonstração e a conta de novo");
  demo->add_flag("--only-make", a.only_make, "Só gera a história, e termina");
  demo->callback([&] { status = quita::app::demo(a.serve, a.fresh, a.only_make); });

  auto* year = app.add_subcommand(
      "year", "Simula um ano de uma empresa inventada, conta o que houve e prova as leis");
  add_location(*year, a.year.location);
  year->add_flag("--keep", a.year.keep, "Fica com o banco, na pasta de --data");
  year->add_option("--customers", a.year.customers, "Clientes")->default_val(a.year.customers);
  year->add_option("--titles", a.year.titles, "Títulos vendidos")->default_val(a.year.titles);
  year->add_option("--months", a.year.months, "Meses")->default_val(a.year.months);
  year->add_option("--seed", a.year.seed, "O mesmo número conta a mesma história")
      ->default_val(a.year.seed);
  year->add_option("--last", a.year.last, "Último dia, AAAA-MM-DD; sem ele, hoje");
  year->callback([&] { status = quita::app::year(a.year); });

  auto* migrate = app.add_subcommand("migrate", "Leva o banco de dados à última versão");
  add_location(*migrate, a.location);
  migrate->callback([&] { status = quita::app::migrate(a.location); });

  auto* day = app.add_subcommand("day", "Roda a régua do dia; de novo, nada muda");
  add_company_option(*day, a);
  add_private_hosts(*day, a.location);
  day->add_option("--date", a.date, "AAAA-MM-DD; sem ela, hoje no fuso de cada empresa");
  day->add_flag("--send", a.send, "Envia também o que está na caixa de saída");
  day->add_option("--public-url", a.public_url, "Endereço dos links")->default_val(a.public_url);
  day->callback([&] {
    status = quita::app::run_day(a.location, a.company,
                                 a.date.empty() ? std::nullopt : std::optional(a.date), a.send,
                                 a.public_url);
  });

  auto* check = app.add_subcommand(
      "check", "Prova as leis sobre os dados: somas, estados, órfãos; 1 se alguma foi quebrada");
  add_company_option(*check, a);
  check->callback([&] { status = quita::app::check(a.location, a.company); });
}

void add_people(CLI::App& app, Arguments& a, int& status) {
  auto* company = app.add_subcommand("company", "Empresas desta instalação");
  company->require_subcommand(1);
  auto* add = company->add_subcommand("add", "Cria uma empresa e seu primeiro usuário");
  add_location(*add, a.location);
  add->add_option("--name", a.name, "Razão social")->required();
  add->add_option("--document", a.document, "CNPJ ou CPF")->required();
  add->add_option("--state", a.state, "UF; dá o fuso horário")->default_val(a.state);
  add->add_option("--email", a.email, "E-mail do proprietário")->required();
  add->add_option("--person", a.person, "Nome do proprietário")->required();
  add->add_option("--password", a.password, "Senha; sem ela, uma é sorteada e mostrada");
  add->callback([&] {
    status = quita::app::add_company(a.location,
                                     {a.name, a.document, a.state, a.email, a.person, a.password});
  });
  auto* list = company->add_subcommand("list", "Mostra as empresas");
  add_location(*list, a.location);
  list->callback([&] { status = quita::app::list_companies(a.location); });

  auto* user = app.add_subcommand("user", "Usuários de uma empresa");
  user->require_subcommand(1);
  auto* user_add = user->add_subcommand("add", "Cria um usuário");
  add_company_option(*user_add, a);
  user_add->add_option("--email", a.email)->required();
  user_add->add_option("--name", a.name)->required();
  user_add->add_option("--role", a.role, "owner, manager, analyst ou viewer")->default_val(a.role);
  user_add->add_option("--password", a.password, "Senha; sem ela, uma é sorteada e mostrada");
  user_add->callback([&] {
    status = quita::app::add_user(a.location, {a.company, a.email, a.name, a.role, a.password});
  });
  auto* user_list = user->add_subcommand("list", "Mostra os usuários");
  add_company_option(*user_list, a);
  user_list->callback([&] { status = quita::app::list_users(a.location, a.company); });

  auto* key = app.add_subcommand("key", "Chaves de API");
  key->require_subcommand(1);
  auto* key_add = key->add_subcommand("add", "Cria uma chave e a mostra, uma única vez");
  add_company_option(*key_add, a);
  key_add->add_option("--name", a.name, "Para que serve")->required();
  key_add->add_option("--scope", a.scopes, "Permissão, por exemplo titles:write; pode repetir")
      ->required();
  key_add->callback([&] { status = quita::app::add_key(a.location, a.company, a.name, a.scopes); });
}

void add_files(CLI::App& app, Arguments& a, int& status) {
  auto* import = app.add_subcommand("import", "Importa arquivos; o mesmo de novo nada muda");
  add_company_option(*import, a);
  import->add_option("what", a.what, "nfe, clientes (CSV) ou retorno")
      ->required()
      ->check(CLI::IsMember({"nfe", "clientes", "retorno"}));
  import->add_option("files", a.paths, "Arquivos")->required();
  import->callback(
      [&] { status = quita::app::import_files(a.location, a.company, a.what, a.paths);
});

auto* simulate = app.add_subcommand("simulate",
                                    "Ensaio: escreve na saída padrão o retorno que o banco "
                                    "mandaria se estes títulos fossem pagos hoje");
add_company_option(*simulate, a);
simulate->add_option("titles", a.paths, "Números dos títulos")->required();
simulate->callback([&] { status = quita::app::simulate_return(a.location, a.company, a.paths); });

auto* sheet = app.add_subcommand("export", "Escreve uma planilha CSV na saída padrão");
add_company_option(*sheet, a);
sheet->add_option("what", a.what, "titulos, clientes ou recebimentos")
    ->required()
    ->check(CLI::IsMember({"titulos", "clientes", "recebimentos"}));
sheet->callback([&] { status = quita::app::export_sheet(a.location, a.company, a.what); });
}  // namespace

}  // namespace

int main(int argc, char** argv) {
  if (sodium_init() < 0) return 3;
  // A connection that its other end closed is an error to handle, not the end of the process.
  std::signal(SIGPIPE, SIG_IGN);
  CLI::App app("Quita: da venda ao dinheiro no banco.");
  app.footer(
      "Exemplos:\n"
      "  quita demo                          uma empresa de demonstração em http://127.0.0.1:8080\n"
      "  quita company add --name \"Padaria Sol Ltda.\" --document 11.222.333/0001-81 \\\n"
      "        --email dona@sol.example --person \"Dona Sol\"\n"
      "  quita cnab read retorno.ret         um retorno de banco como JSON\n"
      "Cada comando tem o seu --help.");
  app.require_subcommand(1);
  int status = 0;
  Arguments arguments;
  add_services(app, arguments, status);
  add_people(app, arguments, status);
  add_files(app, arguments, status);
  quita::app::add_instrument_commands(app, status);
  quita::app::add_proof_commands(app, status);
  try {
    CLI11_PARSE(app, argc, argv);
  } catch (const std::exception& trouble) {
    std::cerr << "quita: " << trouble.what() << "\n";
    return 3;
  }
  return status;
}
