// How a message of ours is said on WhatsApp: which approved template, what stands in each of its
// variables, and what its buttons do. Kept as the `form` of the message's text on this channel
// (messaging's table template_text). Pure but for load and save.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "conversation/wish.h"
#include "db/db.h"
#include "messaging/template.h"
#include "whatsapp/approved_template.h"
#include "whatsapp/outgoing.h"

namespace quita::conversation {

struct FormVariable {
  std::string name;   // of the approved template: "1", "cliente"
  std::string value;  // a line with our variables: "{{saudacao}}"
};
struct FormButton {
  int index = 0;
  std::string action;  // a Wish's word for a quick reply; "portal" for an address
};
struct WhatsAppForm {
  std::string name, language;
  std::vector<FormVariable> variables;
  std::vector<FormButton> buttons;
};

// Refuses a form that Meta would refuse, or the law. Errors: whatsapp.header (a picture, a video, a
// place or a variable in the title), whatsapp.variables (one missing, too many, or one that does
// not render; `hint` names the error), whatsapp.button (a button that takes a value without an
// action, or with one that does not fit), whatsapp.creditor (neither text nor variables give the
// creditor's CNPJ or CPF, which CDC 42-A asks of each demand), conduct.* (words of coercion).
Status check_form(const WhatsAppForm&, const whatsapp::ApprovedTemplate&,
                  const messaging::Creditor&);

// The message that leaves. The header's document and the recipient are the caller's. `portal_token`
// is what the portal's address ends in. Error: that of messaging::render_line.
struct Filled {
  whatsapp::TemplateMessage message;
  std::string text;  // as the person reads it: body, footer and buttons
};
Result<Filled> fill_form(const WhatsAppForm&, const whatsapp::ApprovedTemplate&,
                         const messaging::LetterFacts&, std::string_view portal_token);

// The company's form of a message; nothing when it has none.
std::optional<WhatsAppForm> load_form(db::Tx&, std::string_view template_name);
struct NamedForm {
  std::string template_name;
  WhatsAppForm form;
};
std::vector<NamedForm> load_forms(db::Tx&);
// Errors: template.not_found, whatsapp.template (Meta knows none of that name and language) and
// those of check_form.
Status save_form(db::Tx&, Instant now, std::string_view template_name, const WhatsAppForm&);
void remove_form(db::Tx&, std::string_view template_name);

// A first guess for a template that was made elsewhere: buttons by their words, variables empty.
WhatsAppForm guess_form(const whatsapp::ApprovedTemplate&);

}  // namespace quita::conversation
