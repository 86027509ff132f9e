// `quita demo`: serve, over a company whose two years of history were invented.
#pragma once

#include "app/serve.h"

namespace quita::app {

// The first time, or with `fresh`, the history is written behind a progress bar. With `only_make`
// nothing is served.
int demo(const ServeOptions&, bool fresh, bool only_make);

}  // namespace quita::app
