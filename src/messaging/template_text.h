// The text of a template on a channel other than e-mail: short, plain, with the variables of
// template.h. Every template has one e-mail, and a text for each other channel that it is sent on.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "messaging/channel.h"
#include "messaging/template.h"
#include "messaging/wording.h"

namespace quita::messaging {

struct TemplateText {
  Channel channel = Channel::sms;
  std::string body;
  std::string form = "{}";  // JSON: what only that channel needs
  int version = 0;          // 0: ours, that the company has not changed
};

// The company's own, or the library's in that wording (SMS); nothing when the template has no text
// there. E-mail's is in template_store.h.
std::optional<TemplateText> load_text(db::Tx&, std::string_view template_name, Channel,
                                      const Wording& = {});
// Those of the channels that the template can be sent on, e-mail left out.
std::vector<TemplateText> load_texts(db::Tx&, std::string_view template_name);
// Whether a message of this template can be written for the channel.
bool has_text(db::Tx&, std::string_view template_name, Channel);

// A new version. The caller has checked the body for its channel. Errors: template.not_found and
// those of conduct::refuse_coercion, `field` being the channel's word.
Result<TemplateText> save_text(db::Tx&, std::string_view template_name, const TemplateText&,
                               Instant now);

// What an SMS may be: those of check_template, no block variables, one that names the creditor
// (CDC 42-A: who demands says who he is) and at most 1,000 letters. `field` is "sms". Errors:
// template.empty, template.too_long, template.creditor and those of check_template.
Status check_short_text(std::string_view body);
// A text with line ends of its own, for WhatsApp: its variables filled in, its block variables left
// out. Errors: those of check_template.
Result<std::string> render_lines(std::string_view body, const LetterFacts&);
// As plain text; `facts.portal_url` is the short link. Errors: those of check_short_text.
Result<std::string> render_short(std::string_view body, const LetterFacts&);

}  // namespace quita::messaging
