// `quita worker`: the work that needs no request, in a process of its own. With PostgreSQL as many
// of them as needed, on as many machines, beside as many `quita serve`: what one claims no other
// does, and what a dead one had claimed is taken over when its claim runs out.
#pragma once

#include <string>

#include "app/system.h"

namespace quita::app {

// Works until SIGINT or SIGTERM; returns the exit status. SQLite is refused: its one writer is the
// process that serves.
int worker(const Location&, const std::string& public_url);

}  // namespace quita::app
