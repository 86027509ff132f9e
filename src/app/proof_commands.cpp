#include "app/proof_commands.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include "proof/pack.h"

namespace quita::app {

int verify_pack(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::cerr << "quita: não consigo ler " << path << "\n";
    return 2;
  }
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const auto verdict = proof::verify_file(bytes);
  if (!verdict) {
    std::cerr << "quita: " << verdict.error().message << " " << verdict.error().hint << "\n";
    return 2;
  }
  fmt::print("{}\n{} registros, feito em {}\ncadeia {}\n", verdict->customer_name, verdict->entries,
             verdict->made_at, verdict->head);
  for (const std::string& problem : verdict->problems) fmt::print("ALTERADO: {}\n", problem);
  if (verdict->problems.empty()) {
    fmt::print(
        "Nenhum byte foi alterado depois de feito. Para saber se foi esta empresa que o fez, envie "
        "o "
        "arquivo à tela de provas dela.\n");
  }
  return verdict->problems.empty() ? 0 : 1;
}

void add_proof_commands(CLI::App& app, int& status) {
  auto* proof = app.add_subcommand("proof", "Dossiês de provas de comunicação");
  proof->require_subcommand(1);
  auto* verify = proof->add_subcommand(
      "verify", "Confere um dossiê em JSON, sem servidor: 0 intacto, 1 alterado, 2 não é dossiê");
  auto path = std::make_shared<std::string>();
  verify->add_option("file", *path, "Arquivo .json do dossiê")->required();
  verify->callback([path, &status] { status = verify_pack(*path); });
}

}  // namespace quita::app
