#include "conversation/suggested.h"

#include <fmt/format.h>

#include <array>

#include "json/parse.h"

namespace quita::conversation {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::string;

constexpr std::string_view language = "pt_BR";
constexpr std::string_view way_out = "Para não receber mais, responda SAIR";

// In the order in which they stand below the message; Meta wants those of one kind together.
struct Reply {
  Wish wish;
  std::string_view text;
};
constexpr std::array replies = {Reply{Wish::slip, "2ª via"}, Reply{Wish::pix, "Copiar Pix"},
                                Reply{Wish::paid, "Já paguei"}, Reply{Wish::negotiate, "Negociar"}};
constexpr std::string_view portal_text = "Ver e pagar";

constexpr auto owed =
    "{{#um_so}}o título {{numero}}, de {{total}}, {{situacao}}{{/um_so}}"
    "{{#varios}}há {{quantidade}} títulos, no total de {{total}}{{/varios}}";

std::string creditor_line(const messaging::Creditor& creditor) {
  return fmt::format("{}, {}, {}", creditor.legal_name, creditor.document, creditor.address);
}

array example_values(const SuggestedTemplate& suggested, const messaging::Creditor& creditor,
                     Date today) {
  const auto facts = messaging::sample_facts(creditor, today);
  array values;
  for (const std::string& value : suggested.values) {
    values.emplace_back(string(messaging::render_line(value, facts).value_or("Exemplo")));
  }
  return values;
}

object buttons_component(std::string_view public_url) {
  array buttons;
  for (const Reply& reply : replies) {
    buttons.emplace_back(object{{"type", "QUICK_REPLY"}, {"text", string(reply.text)}});
  }
  const std::string address = std::string(public_url) + "/p/";
  buttons.emplace_back(object{{"type", "URL"},
                              {"text", string(portal_text)},
                              {"url", string(address + "{{1}}")},
                              {"example", array{string(address + "exemplo")}}});
  return {{"type", "BUTTONS"}, {"buttons", std::move(buttons)}};
}

}  // namespace

std::span<const SuggestedTemplate> suggested_templates() {
  static const std::array<SuggestedTemplate, 4> list = {{
      {"quita_lembrete",
       "Olá, {{1}}. Passamos para lembrar: {{2}}. Você pode pagar por boleto ou Pix pelos botões "
       "abaixo.\n\nSe já pagou, agradecemos e pedimos que desconsidere este lembrete.",
       {"{{saudacao}}", owed},
       true,
       {"lembrete", "vespera", "vencimento"}},
      {"quita_em_atraso",
       "Olá, {{1}}. Ainda não localizamos o pagamento: {{2}}. O valor inclui os encargos "
       "combinados e vale para hoje.\n\nSe já pagou, avise pelo botão. Se algo não está certo, ou "
       "se prefere combinar outra forma de pagar, fale conosco.",
       {"{{saudacao}}", owed},
       true,
       {"atraso-1", "atraso-3", "atraso-7", "atraso-15"}},
      {"quita_titulo_emitido",
       "Olá, {{1}}. Há uma cobrança nova: {{2}}. Você pode pagar por boleto ou Pix pelos botões "
       "abaixo.\n\nObrigado pela preferência.",
       {"{{saudacao}}", owed},
       true,
       {"emissao"}},
      {"quita_pagamento_recebido",
       "Olá, {{1}}. Recebemos o seu pagamento de {{2}}. Muito obrigado!",
       {"{{saudacao}}", "{{pagamento_valor}}, do título {{pagamento_numero}}"},
       false,
       {"agradecimento"}},
  }};
  return list;
}

const SuggestedTemplate* find_suggested(std::string_view name) {
  for (const SuggestedTemplate& each : suggested_templates()) {
    if (each.name == name) return &each;
  }
  return nullptr;
}

std::string write_suggested(const SuggestedTemplate& suggested, const messaging::Creditor& creditor,
                            Date today, std::string_view public_url) {
  const std::string body = fmt::format("{}\n\n{}", suggested.body, creditor_line(creditor));
  array components;
  components.emplace_back(object{
      {"type", "BODY"},
      {"text", string(body)},
      {"example", object{{"body_text", array{example_values(suggested, creditor, today)}}}}});
  components.emplace_back(object{{"type", "FOOTER"}, {"text", string(way_out)}});
  if (suggested.buttons) components.emplace_back(buttons_component(public_url));
  return json::serialize(object{{"name", string(suggested.name)},
                                {"language", string(language)},
                                {"category", "UTILITY"},
                                {"components", std::move(components)}});
}

WhatsAppForm form_of(const SuggestedTemplate& suggested) {
  WhatsAppForm form{std::string(suggested.name), std::string(language), {}, {}};
  for (std::size_t i = 0; i < suggested.values.size(); ++i) {
    form.variables.push_back({std::to_string(i + 1), suggested.values[i]});
  }
  if (!suggested.buttons) return form;
  int index = 0;
  for (const Reply& reply : replies)
    form.buttons.push_back({index++, std::string(word(reply.wish))});
  form.buttons.push_back({index, "portal"});
  return form;
}

}  // namespace quita::conversation
