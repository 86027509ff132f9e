// A company's own wording of its messages.
#pragma once

#include <string_view>
#include <vector>

#include "db/db.h"
#include "messaging/template.h"

namespace quita::messaging {

// The default set, for a new company; what is there already stays.
void install_default_templates(db::Tx&, Instant now);

// All of the company's, and the defaults that it has not changed, by name.
std::vector<Template> load_templates(db::Tx&);
Result<Template> load_template(db::Tx&, std::string_view name);  // error: template.not_found

// A new version. Errors: template.not_found, those of check_template and of refuse_coercion
// (conduct.h).
Result<Template> save_template(db::Tx&, std::string_view name, std::string_view subject,
                               std::string_view body, Instant now);

}  // namespace quita::messaging
