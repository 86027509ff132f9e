#include "messaging/paper_text.h"

#include <array>
#include <utility>

namespace quita::messaging {
namespace {

// Courteous, with a way out and without threat (CDC 42 and 71). What belongs to a mail alone, such
// as a button to press, does not stand here.
constexpr std::string_view about_late_titles =
    "Prezado cliente {{cliente}},\n\n"
    "Até {{hoje}} não localizamos o pagamento {{#um_so}}do título abaixo{{/um_so}}"
    "{{#varios}}dos {{quantidade}} títulos abaixo{{/varios}}. Os valores incluem os encargos "
    "combinados e valem para pagamento nesta data.\n\n"
    "{{tabela}}\n\n"
    "O boleto acompanha esta carta. Pelo código no fim da página você vê o valor do dia e pode "
    "pagar por Pix.\n\n"
    "Se já pagou, agradecemos e pedimos que desconsidere esta carta. Se há algo errado na "
    "cobrança, ou se prefere combinar outra forma de pagar, fale conosco: preferimos encontrar "
    "uma saída com você.\n\n"
    "Atenciosamente,\n\n"
    "{{empresa}}";

constexpr std::string_view formal_notice =
    "Prezado cliente {{cliente}},\n\n"
    "{{#um_so}}O título abaixo continua{{/um_so}}{{#varios}}Os {{quantidade}} títulos abaixo "
    "continuam{{/varios}} em aberto. Os valores incluem os encargos combinados e valem para "
    "pagamento nesta data.\n\n"
    "{{tabela}}\n\n"
    "Este é um aviso de que, sem o pagamento ou um acordo, a empresa poderá usar os meios que a "
    "lei lhe dá para receber, sempre com comunicação prévia. O boleto acompanha esta carta; pelo "
    "código no fim da página você pode pagar por Pix.\n\n"
    "Se já pagou, agradecemos e pedimos que desconsidere esta carta. Se há algo errado na "
    "cobrança, ou se prefere combinar outra forma de pagar, fale conosco.\n\n"
    "Atenciosamente,\n\n"
    "{{empresa}}";

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> paper_texts = {{
    {"atraso-1", about_late_titles},
    {"atraso-3", about_late_titles},
    {"atraso-7", about_late_titles},
    {"atraso-15", about_late_titles},
    {"atraso-30", formal_notice},
}};

}  // namespace

std::optional<std::string_view> default_paper_text(std::string_view template_name) {
  for (const auto& [name, text] : paper_texts) {
    if (name == template_name) return text;
  }
  return std::nullopt;
}

}  // namespace quita::messaging
