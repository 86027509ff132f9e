// The name or address of a server, as people type it. Inner header of this room.
#pragma once

#include <string_view>

namespace quita::mail {

// Letters without accents, digits, dots, hyphens, and colons for IPv6; at most 255.
bool is_server_name(std::string_view);
// A password may go to this machine itself in the clear.
bool is_this_machine(std::string_view);

}  // namespace quita::mail
