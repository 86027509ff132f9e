// Which addresses belong to the internet, and which to a house, a machine or a protocol.
#pragma once

#include <string_view>

struct sockaddr;

namespace quita::http {

// False for this machine, private and link-local networks, carriers' shared space, documentation,
// multicast and whatever IANA keeps for special use (RFC 6890), in IPv4, IPv6 and IPv4 within IPv6;
// and for what is no address.
bool is_public_address(const sockaddr&);
bool is_public_address(std::string_view address);  // "187.45.1.2", "2804:14d::1"

}  // namespace quita::http
