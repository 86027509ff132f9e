// The chain of proof, pure: bytes and digests, nothing else. Each entry's hash covers its own bytes
// and the hash before it, so that an entry changed, added, taken out or moved shows at every entry
// behind it.
//
//   hash(n) = SHA-256( hash(n−1) in hex, "\n", content(n) )
//   hash(0) = SHA-256( "quita proof 1\n", company id, "\n", customer id )
#pragma once

#include <string>
#include <string_view>

#include "base/id.h"

namespace quita::proof {

// In hex, 64 characters.
std::string digest(std::string_view bytes);
std::string first_link(TenantId, PartyId);
std::string next_link(std::string_view previous, std::string_view content);

}  // namespace quita::proof
