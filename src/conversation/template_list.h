// The templates that Meta knows of this account, as they were when they were last asked for or told
// of by webhook.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "db/db.h"
#include "whatsapp/approved_template.h"
#include "whatsapp/webhook.h"

namespace quita::conversation {

// By name and language.
std::vector<whatsapp::ApprovedTemplate> load_templates(db::Tx&);
std::optional<whatsapp::ApprovedTemplate> find_template(db::Tx&, std::string_view name,
                                                        std::string_view language);
// These are all that there are; the others are gone.
void replace_templates(db::Tx&, const std::vector<whatsapp::ApprovedTemplate>&, Instant now);
// True when it told of one that we have and that is now in another state.
bool apply_template_update(db::Tx&, const whatsapp::TemplateUpdate&);

// Portuguese: "aprovado", "em análise", "recusado", "pausado pela qualidade" … Meta's own word
// where it is new.
std::string status_words(std::string_view status);
// May it be sent? Only what is approved (an appeal, a paused or disabled one may not).
bool may_be_sent(const whatsapp::ApprovedTemplate&);

}  // namespace quita::conversation
