// What a template's SMS is likely to cost, before anybody is known to whom it goes.
#pragma once

#include <string_view>

#include "db/db.h"

namespace quita::messaging {

// Segments of the template's SMS with an invented customer's figures, as the company's settings
// would send it. 0 when the template has no text for SMS.
int typical_segments(db::Tx&, std::string_view template_name, Date today);

}  // namespace quita::messaging
