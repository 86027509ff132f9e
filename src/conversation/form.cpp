#include "conversation/form.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "conduct/conduct.h"
#include "conversation/template_list.h"
#include "json/bind.h"
#include "messaging/creditor.h"
#include "messaging/template_store.h"

namespace quita::conversation {

BOOST_DESCRIBE_STRUCT(FormVariable, (), (name, value))
BOOST_DESCRIBE_STRUCT(FormButton, (), (index, action))
BOOST_DESCRIBE_STRUCT(WhatsAppForm, (), (name, language, variables, buttons))

namespace {

using whatsapp::ApprovedButton;
using whatsapp::ApprovedTemplate;

constexpr std::string_view portal_action = "portal";
constexpr std::string_view document_variable = "{{empresa_documento}}";

constexpr auto upsert_form =
    "INSERT INTO template_text (tenant_id, template, channel, body, form, version, updated_at) "
    "VALUES ($1, $2, 'whatsapp', $3, $4, 1, $5) ON CONFLICT (tenant_id, template, channel) "
    "DO UPDATE SET body = excluded.body, form = excluded.form, "
    "version = template_text.version + 1, updated_at = excluded.updated_at";
constexpr auto select_form =
    "SELECT form FROM template_text WHERE tenant_id = $1 AND template = $2 "
    "AND channel = 'whatsapp'";
constexpr auto select_forms =
    "SELECT template, form FROM template_text WHERE tenant_id = $1 AND channel = 'whatsapp' "
    "ORDER BY template";
constexpr auto delete_form =
    "DELETE FROM template_text WHERE tenant_id = $1 AND template = $2 AND channel = 'whatsapp'";

const FormVariable* find_variable(const WhatsAppForm& form, std::string_view name) {
  const auto at = std::find_if(form.variables.begin(), form.variables.end(),
                               [&](const FormVariable& each) { return each.name == name; });
  return at == form.variables.end() ? nullptr : &*at;
}

const FormButton* find_button(const WhatsAppForm& form, std::size_t index) {
  const auto at =
      std::find_if(form.buttons.begin(), form.buttons.end(),
                   [&](const FormButton& each) { return each.index == static_cast<int>(index); });
  return at == form.buttons.end() ? nullptr : &*at;
}

Status check_header(const ApprovedTemplate& approved) {
  const std::string& format = approved.header_format;
  const bool plain = format.empty() || format == "DOCUMENT" ||
                     (format == "TEXT" && approved.header_variables.empty());
  if (plain) return {};
  return invalid(
      "whatsapp.header",
      fmt::format("O modelo “{}” tem um cabeçalho que não sabemos preencher ({}). Use um "
                  "sem cabeçalho, com texto fixo ou com documento (o boleto).",
                  approved.name, lower_ascii(format)),
      "name");
}

// check_template speaks of a mail's subject; here the place is the variable.
std::string_view without_place(std::string_view message) {
  constexpr std::string_view place = "No assunto: ";
  return message.starts_with(place) ? message.substr(place.size()) : message;
}

Status check_variables(const WhatsAppForm& form, const ApprovedTemplate& approved) {
  for (const std::string& name : approved.variables) {
    const FormVariable* variable = find_variable(form, name);
    if (variable == nullptr || trim(variable->value).empty()) {
      return invalid(
          "whatsapp.variables",
          fmt::format("Diga o que vai na variável {{{{{}}}}} do modelo “{}”.", name, approved.name),
          "variables." + name);
    }
    if (auto status = messaging::check_template(variable->value, "."); !status) {
      return invalid(
          "whatsapp.variables",
          fmt::format("Na variável {{{{{}}}}}: {}", name, without_place(status.error().message)),
          "variables." + name, status.error().hint);
    }
  }
  for (const FormVariable& variable : form.variables) {
    if (std::find(approved.variables.begin(), approved.variables.end(), variable.name) ==
        approved.variables.end()) {
      return invalid(
          "whatsapp.variables",
          fmt::format("O modelo “{}” não tem a variável {{{{{}}}}}.", approved.name, variable.name),
          "variables." + variable.name);
    }
  }
  return {};
}

// An action that fits the button: a wish for a quick reply, the portal for an address.
bool fits(const ApprovedButton& button, std::string_view action) {
  if (button.type == "QUICK_REPLY") {
    const auto wish = parse_wish(action);
    return wish && *wish != Wish::none;
  }
  // Meta fills the end of an address alone, and our links end in the token.
  return button.type == "URL" && action == portal_action && button.url.ends_with("/p/{{1}}");
}

Status check_buttons(const WhatsAppForm& form, const ApprovedTemplate& approved) {
  for (std::size_t i = 0; i < approved.buttons.size(); ++i) {
    const ApprovedButton& button = approved.buttons[i];
    if (!button.takes_value()) continue;
    const FormButton* chosen = find_button(form, i);
    if (chosen != nullptr && fits(button, chosen->action)) continue;
    const bool address = button.type == "URL";
    return invalid(
        "whatsapp.button",
        fmt::format("Diga o que faz o botão “{}” do modelo “{}”.", button.text, approved.name),
        fmt::format("buttons.{}", i),
        address ? "Um botão de link serve quando o endereço dele termina em /p/{{1}}, o do portal."
                : "");
  }
  return {};
}

Status check_creditor(const WhatsAppForm& form, const ApprovedTemplate& approved,
                      const messaging::Creditor& creditor) {
  const auto names = [&](std::string_view text) {
    return text.find(document_variable) != std::string_view::npos ||
           digits_only(text).find(digits_only(creditor.document)) != std::string::npos;
  };
  const bool named = names(approved.body) || names(approved.footer) ||
                     std::any_of(form.variables.begin(), form.variables.end(),
                                 [&](const FormVariable& each) { return names(each.value); });
  if (named) return {};
  return invalid("whatsapp.creditor",
                 fmt::format("O modelo “{}” não traz o {} da empresa, que a lei pede em toda "
                             "cobrança (CDC, art. 42-A).",
                             approved.name, creditor.document),
                 "name", "Ponha-o no texto do modelo ou use {{empresa_documento}} numa variável.");
}

// Meta approves a text for its own reasons; what a debtor may be told is ours to refuse.
Status check_words(const WhatsAppForm& form, const ApprovedTemplate& approved) {
  TRY_STATUS(conduct::refuse_coercion(approved.header_text, "name"));
  TRY_STATUS(conduct::refuse_coercion(approved.body, "name"));
  TRY_STATUS(conduct::refuse_coercion(approved.footer, "name"));
  for (const ApprovedButton& button : approved.buttons)
    TRY_STATUS(conduct::refuse_coercion(button.text, "name"));
  for (const FormVariable& variable : form.variables)
    TRY_STATUS(conduct::refuse_coercion(variable.value, "variables." + variable.name));
  return {};
}

WhatsAppForm read_form(std::string_view stored) {
  return json::read<WhatsAppForm>(stored).value_or(WhatsAppForm());
}

}  // namespace

Status check_form(const WhatsAppForm& form, const ApprovedTemplate& approved,
                  const messaging::Creditor& creditor) {
  TRY_STATUS(check_header(approved));
  TRY_STATUS(check_variables(form, approved));
  TRY_STATUS(check_buttons(form, approved));
  TRY_STATUS(check_words(form, approved));
  return check_creditor(form, approved, creditor);
}

Result<Filled> fill_form(const WhatsAppForm& form, const ApprovedTemplate& approved,
                         const messaging::LetterFacts& facts, std::string_view portal_token) {
  Filled filled;
  filled.message.name = approved.name;
  filled.message.language = approved.language;
  filled.message.named = approved.named;
  std::vector<whatsapp::Filling> values;
  for (const std::string& name : approved.variables) {
    const FormVariable* variable = find_variable(form, name);
    const std::string line = TRY(
        messaging::render_line(variable == nullptr ? std::string_view() : variable->value, facts));
    values.push_back({name, whatsapp::variable_value(line)});
    filled.message.variables.push_back({name, values.back().value});
  }
  filled.text = whatsapp::filled(approved.body, values);
  if (!approved.footer.empty()) filled.text += "\n\n" + approved.footer;
  for (std::size_t i = 0; i < approved.buttons.size(); ++i) {
    const ApprovedButton& button = approved.buttons[i];
    filled.text += fmt::format("{}[{}]", i == 0 ? "\n\n" : " ", button.text);
    const FormButton* chosen = find_button(form, i);
    if (!button.takes_value() || chosen == nullptr) continue;
    const auto wish = parse_wish(chosen->action);
    filled.message.buttons.push_back(
        {static_cast<int>(i), wish ? whatsapp::ButtonKind::quick_reply : whatsapp::ButtonKind::url,
         wish ? payload_of(*wish) : std::string(portal_token)});
  }
  return filled;
}

std::optional<WhatsAppForm> load_form(db::Tx& tx, std::string_view template_name) {
  return tx.one(
      select_form, [](db::Row& row) { return read_form(row.view(0)); }, tx.tenant(), template_name);
}

std::vector<NamedForm> load_forms(db::Tx& tx) {
  return tx.all(
      select_forms,
      [](db::Row& row) {
        return NamedForm{row.text(0), read_form(row.view(1))};
      },
      tx.tenant());
}

Status save_form(db::Tx& tx, Instant now, std::string_view template_name,
                 const WhatsAppForm& form) {
  TRY_STATUS(messaging::load_template(tx, template_name));
  const auto approved = find_template(tx, form.name, form.language);
  if (!approved) {
    return invalid("whatsapp.template",
                   fmt::format("A Meta não tem o modelo “{}” em {}. Atualize a lista de modelos.",
                               form.name, form.language),
                   "name");
  }
  TRY_STATUS(check_form(form, *approved, messaging::load_letter_head(tx).creditor));
  tx.execute(upsert_form, tx.tenant(), template_name, approved->body, json::write(form), now);
  return {};
}

void remove_form(db::Tx& tx, std::string_view template_name) {
  tx.execute(delete_form, tx.tenant(), template_name);
}

WhatsAppForm guess_form(const ApprovedTemplate& approved) {
  WhatsAppForm form{approved.name, approved.language, {}, {}};
  for (const std::string& name : approved.variables) form.variables.push_back({name, ""});
  for (std::size_t i = 0; i < approved.buttons.size(); ++i) {
    const ApprovedButton& button = approved.buttons[i];
    if (!button.takes_value()) continue;
    const bool address = button.type == "URL";
    const auto wish = wish_of_words(button.text);
    form.buttons.push_back({static_cast<int>(i), address ? std::string(portal_action)
                                                 : wish  ? std::string(word(*wish))
                                                         : ""});
  }
  return form;
}

}  // namespace quita::conversation
