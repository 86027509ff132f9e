// The messages that a new company begins with: the library's, in its neutral tone, and the one mail
// that is no business of a customer.
#include <algorithm>
#include <array>
#include <utility>

#include "messaging/library.h"
#include "messaging/template.h"

namespace quita::messaging {
namespace {

// In the order of a title's life.
constexpr std::array<std::pair<std::string_view, std::string_view>, 11> labels = {{
    {"lembrete", "Lembrete antes do vencimento"},
    {"vespera", "Lembrete na véspera"},
    {"vencimento", "Aviso no dia do vencimento"},
    {"atraso-1", "1 dia depois do vencimento"},
    {"atraso-3", "3 dias depois do vencimento"},
    {"atraso-7", "7 dias depois do vencimento"},
    {"atraso-15", "15 dias depois do vencimento"},
    {"atraso-30", "Aviso prévio aos 30 dias"},
    {"emissao", "Título emitido"},
    {"campanha", "Oferta de uma campanha"},
    {"agradecimento", "Agradecimento pelo pagamento"},
}};

Template password_mail() {
  return {"redefinir-senha", "Redefinir a senha", "Crie outra senha para o Quita",
          "Olá, {{saudacao}},\n\n"
          "Alguém pediu para criar outra senha para o seu acesso ao Quita. Se foi você, abra o "
          "endereço abaixo em até uma hora:\n\n"
          "[{{link_senha}}]({{link_senha}})\n\n"
          "Se não foi você, desconsidere esta mensagem: a senha atual continua valendo."};
}

}  // namespace

std::span<const Template> default_templates() {
  static const std::vector<Template> list = [] {
    std::vector<Template> all;
    for (const auto& [name, label] : labels) {
      LibraryText text = library_text(name, Channel::email, {}).value();
      all.push_back(
          {std::string(name), std::string(label), std::move(text.subject), std::move(text.body)});
    }
    all.push_back(password_mail());
    return all;
  }();
  return list;
}

const Template* find_default_template(std::string_view name) {
  const auto list = default_templates();
  const auto at = std::find_if(list.begin(), list.end(),
                               [&](const Template& each) { return each.name == name; });
  return at == list.end() ? nullptr : &*at;
}

}  // namespace quita::messaging
