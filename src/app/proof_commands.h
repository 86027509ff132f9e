// `quita proof`: checks a pack of proof without a server, and with a database against it.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace quita::app {

void add_proof_commands(CLI::App&, int& status);

// The exit status: 0 nothing was changed, 1 something was, 2 it is no pack.
int verify_pack(const std::string& path);

}  // namespace quita::app
