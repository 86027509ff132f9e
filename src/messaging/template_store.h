// A company's own wording of its messages.
#pragma once

#include <string_view>
#include <vector>

#include "db/db.h"
#include "messaging/template.h"
#include "messaging/wording.h"

namespace quita::messaging {

// The default set, for a new company; what is there already stays.
void install_default_templates(db::Tx&, Instant now);

// All of the company's, and the library's in its tone where it has not written its own, by name.
std::vector<Template> load_templates(db::Tx&);
// The company's own text, or the library's (library.h) in that wording. Error: template.not_found.
Result<Template> load_template(db::Tx&, std::string_view name, const Wording& = {});
// Whether the company has written its own.
bool is_own(const Template&);
// Back to the library's. Error: template.not_found.
Result<Template> restore_template(db::Tx&, std::string_view name, Instant now);

// A new version. Errors: template.not_found, those of check_template and of conduct::refuse_coercion
// (conduct/conduct.h).
Result<Template> save_template(db::Tx&, std::string_view name, std::string_view subject,
                               std::string_view body, Instant now);

}  // namespace quita::messaging
