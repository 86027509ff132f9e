// Asks the DNS for TXT records.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace quita::mail {

struct DnsServer {
  std::string address;  // IPv4
  std::uint16_t port = 53;
};

// The TXT records of a name, each with its strings put together; empty when the name has none.
// `server`: instead of the system's own. Waits at most some 6 s. Error: dns.unreachable.
Result<std::vector<std::string>> look_up_txt(const std::string& name,
                                             const std::optional<DnsServer>& server = {});

}  // namespace quita::mail
