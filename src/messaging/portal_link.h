// The signed link that opens the portal without a password: tenant, customer, generation and last
// day under an HMAC-SHA256 of which 128 bits travel. Nothing is stored; raising the company's
// link_generation takes back every link it ever sent.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "base/secret.h"

namespace quita::messaging {

struct PortalLink {
  TenantId tenant;
  PartyId party;
  std::uint32_t generation = 1;
  Date expires_on;  // the last day, UTC, on which it opens
};

// How long a link in a message opens the portal: as long as somebody may come back to an old
// message to pay.
inline constexpr int link_days = 180;

// The key of links: derive_key(installation key, "portal-link").
SecretKey portal_link_key(const SecretKey& installation);

// 76 characters of base64url, fit for a path.
std::string sign_portal_link(const SecretKey& link_key, const PortalLink&);

// Checks signature (in constant time), form and last day. The caller compares the generation with
// the tenant's. Errors, both of kind not_found so that a guess learns nothing: link.invalid,
// link.expired.
Result<PortalLink> verify_portal_link(const SecretKey& link_key, std::string_view token,
                                      Date today);

// "https://cobranca.empresa.com.br/p/<token>"; public_url has no slash at its end.
std::string portal_url(std::string_view public_url, const SecretKey& link_key, const PortalLink&);

}  // namespace quita::messaging
