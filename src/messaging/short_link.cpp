#include "messaging/short_link.h"

#include <algorithm>
#include <array>
#include <optional>

namespace quita::messaging {
namespace {

constexpr std::size_t company_letters = 7;
constexpr std::size_t message_letters = 9;
constexpr std::string_view letters =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

constexpr auto update_company =
    "UPDATE tenant SET link_code = $2 WHERE id = $1 AND link_code IS NULL";

constexpr auto select_company = "SELECT id FROM tenant WHERE link_code = $1";

constexpr auto insert_link =
    "INSERT INTO short_link (tenant_id, code, party_id, outbox_id, generation, expires_on) "
    "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tenant_id, code) DO NOTHING";

constexpr auto select_link =
    "SELECT party_id, generation, expires_on FROM short_link WHERE tenant_id = $1 AND code = $2";

// The digest as a number, its last digits to the base of 62: of 256 bits, so that none of the
// letters is likelier than another by more than 2^-180.
std::string in_letters(const std::string& digest, std::size_t count) {
  std::string number = digest;
  std::string text;
  for (std::size_t letter = 0; letter < count; ++letter) {
    unsigned rest = 0;
    for (char& byte : number) {
      const unsigned value = rest * 256 + static_cast<unsigned char>(byte);
      byte = static_cast<char>(value / letters.size());
      rest = static_cast<unsigned>(value % letters.size());
    }
    text += letters[rest];
  }
  return text;
}

}  // namespace

std::string short_code(const SecretKey& link_key, TenantId tenant, MessageId message) {
  const SecretKey key = derive_key(link_key, "short-link");
  return in_letters(hmac_sha256(key, tenant.text()), company_letters) +
         in_letters(hmac_sha256(key, tenant.text() + ":" + message.text()), message_letters);
}

std::string short_url(const LinkMaker& links, std::string_view code) {
  return links.public_url + "/s/" + std::string(code);
}

void store_short_link(db::Tx& tx, const ShortLink& link) {
  tx.execute(update_company, tx.tenant(), link.code.substr(0, company_letters));
  tx.execute(insert_link, tx.tenant(), link.code.substr(company_letters), link.leads_to.party,
             link.message, static_cast<std::int64_t>(link.leads_to.generation),
             link.leads_to.expires_on);
}

Result<std::string> resolve_short_link(db::Db& db, const LinkMaker& links, std::string_view code) {
  const auto invalid_link = fail(ErrorKind::not_found, "link.invalid", "Este link não existe.");
  if (code.size() != company_letters + message_letters ||
      code.find_first_not_of(letters) != std::string_view::npos)
    return invalid_link;
  const auto tenant = db.read_system([&](db::Tx& tx) {
    return tx.one(
        select_company, [](db::Row& row) { return row.id<TenantId>(0); },
        code.substr(0, company_letters));
  });
  if (!tenant) return invalid_link;
  const auto found = db.read(*tenant, [&](db::Tx& tx) {
    return tx.one(
        select_link,
        [&](db::Row& row) {
          return PortalLink{*tenant, row.id<PartyId>(0), static_cast<std::uint32_t>(row.integer(1)),
                            row.date(2)};
        },
        *tenant, code.substr(company_letters));
  });
  if (!found) return invalid_link;
  return portal_url(links.public_url, links.key, *found);
}

}  // namespace quita::messaging
