#include "proof/chain.h"

#include "base/secret.h"
#include "base/text.h"

namespace quita::proof {

std::string digest(std::string_view bytes) { return hex(sha256(bytes)); }

std::string first_link(TenantId tenant, PartyId party) {
  return digest("quita proof 1\n" + tenant.text() + "\n" + party.text());
}

std::string next_link(std::string_view previous, std::string_view content) {
  std::string bytes(previous);
  bytes += '\n';
  bytes += content;
  return digest(bytes);
}

}  // namespace quita::proof
