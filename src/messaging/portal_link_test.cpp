#include "messaging/portal_link.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace quita::messaging {
namespace {

SecretKey key(unsigned char fill) {
  SecretKey secret;
  secret.bytes.fill(fill);
  return portal_link_key(secret);
}

const Date today(2026, 11, 22);
const PortalLink link{TenantId{uuid_of("a")}, PartyId{uuid_of("b")}, 7, today + 180};

TEST(PortalLink, ComesBackAsItWent) {
  const std::string token = sign_portal_link(key(1), link);
  EXPECT_EQ(token.size(), 76U);
  const auto back = verify_portal_link(key(1), token, today);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->tenant, link.tenant);
  EXPECT_EQ(back->party, link.party);
  EXPECT_EQ(back->generation, 7U);
  EXPECT_EQ(back->expires_on, link.expires_on);
  EXPECT_EQ(portal_url("https://x.com", key(1), link), "https://x.com/p/" + token);
}

TEST(PortalLink, NoBitMayChange) {
  const std::string token = sign_portal_link(key(1), link);
  std::string bytes;
  ASSERT_TRUE(from_base64url(token, bytes));
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    std::string changed = bytes;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    const auto result = verify_portal_link(key(1), base64url(changed), today);
    ASSERT_FALSE(result) << bit;
    ASSERT_EQ(result.error().code, "link.invalid");
  }
  EXPECT_FALSE(verify_portal_link(key(2), token, today)) << "another installation's key";
}

TEST(PortalLink, EndsAfterItsLastDay) {
  const std::string token = sign_portal_link(key(1), link);
  EXPECT_TRUE(verify_portal_link(key(1), token, link.expires_on));
  EXPECT_EQ(verify_portal_link(key(1), token, link.expires_on + 1).error().code, "link.expired");
}

TEST(PortalLink, TakesAnythingWithoutHarm) {
  for (const std::string& text :
       {std::string(), std::string("a"), std::string(76, 'A'), std::string(100'000, 'A'),
        std::string("../../etc/passwd"), std::string(76, '\xFF'), std::string(75, 'A')}) {
    EXPECT_EQ(verify_portal_link(key(1), text, today).error().code, "link.invalid");
  }
}

}  // namespace
}  // namespace quita::messaging
