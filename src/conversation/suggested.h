// The templates that we suggest for approval: neutral "utility" texts with the creditor's
// identification (CDC 42-A) and a way out, no threat and no urgency, which Meta's reviewers refuse
// (and CDC 42 as well). The formal notice at thirty days has none: it belongs on paper or in a
// mail.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "conversation/form.h"
#include "messaging/template.h"

namespace quita::conversation {

struct SuggestedTemplate {
  std::string_view name;                        // at Meta: "quita_em_atraso"
  std::string_view body;                        // {{1}}, {{2}}; the creditor comes below it
  std::vector<std::string> values;              // of {{1}} and {{2}}: our variables
  bool buttons = true;                          // slip, Pix, paid, negotiate, portal
  std::vector<std::string_view> for_templates;  // messages of ours that it says
};
std::span<const SuggestedTemplate> suggested_templates();
const SuggestedTemplate* find_suggested(std::string_view name);

// The body of POST /{waba}/message_templates. `public_url` without a slash at its end.
std::string write_suggested(const SuggestedTemplate&, const messaging::Creditor&, Date today,
                            std::string_view public_url);
// The form that goes with it once Meta has it.
WhatsAppForm form_of(const SuggestedTemplate&);

}  // namespace quita::conversation
