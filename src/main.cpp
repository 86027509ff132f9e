// The program `quita`: reads the command line and calls the command.
#include <CLI/CLI.hpp>

#include "app/instrument_cli.h"

int main(int argc, char** argv) {
  CLI::App app("Quita: da venda ao dinheiro no banco..");
  int status = 0;
  app.require_subcommand(1);
  quita::app::add_instrument_commands(app, status);
  CLI11_PARSE(app, argc, argv);
  return status;
}
