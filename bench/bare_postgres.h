// What PostgreSQL gives by itself, without Quita: the limit beside the figures over HTTP.
#pragma once

#include <string>

#include "base/id.h"

namespace quita::bench {

// Answers a second of the title list's own statement (20 rows and the next), prepared, asked by
// eight connections one after the other for `seconds`, without a transaction around it. Throws when
// the server refuses.
double bare_title_list(const std::string& url, TenantId tenant, double seconds = 3);

}  // namespace quita::bench
