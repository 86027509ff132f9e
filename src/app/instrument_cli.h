// The commands that need no database: they turn a file or standard input into JSON, so that any
// program can use the instruments.
#pragma once

namespace CLI {
class App;
}

namespace quita::app {

// Adds `boleto`, `pix`, `cnab` and `nfe` with their verbs. A verb that ran leaves its exit status
// in `status`.
void add_instrument_commands(CLI::App&, int& status);

}  // namespace quita::app
