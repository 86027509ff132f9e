#include "messaging/portal_link.h"

#include <cstring>

#include "base/text.h"

namespace quita::messaging {
namespace {

constexpr char format_version = 1;
constexpr std::size_t payload_bytes = 1 + 16 + 16 + 4 + 4;
constexpr std::size_t mac_bytes = 16;

void put_u32(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(value >> shift));
}

std::uint32_t get_u32(std::string_view bytes) {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

void put_uuid(std::string& out, const Uuid& id) {
  out.append(reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size());
}

Uuid get_uuid(std::string_view bytes) {
  Uuid id;
  std::memcpy(id.bytes.data(), bytes.data(), id.bytes.size());
  return id;
}

tl::unexpected<Error> broken() {
  return fail(ErrorKind::not_found, "link.invalid",
              "Este link não é válido. Confira se ele foi copiado inteiro.", "",
              "Abra o link direto da última mensagem que recebeu.");
}

}  // namespace

SecretKey portal_link_key(const SecretKey& installation) {
  return derive_key(installation, "portal-link");
}

std::string sign_portal_link(const SecretKey& link_key, const PortalLink& link) {
  std::string bytes(1, format_version);
  put_uuid(bytes, link.tenant.uuid);
  put_uuid(bytes, link.party.uuid);
  put_u32(bytes, link.generation);
  put_u32(bytes, static_cast<std::uint32_t>(link.expires_on.days()));
  bytes += hmac_sha256(link_key, bytes).substr(0, mac_bytes);
  return base64url(bytes);
}

Result<PortalLink> verify_portal_link(const SecretKey& link_key, std::string_view token,
                                      Date today) {
  std::string bytes;
  if (token.size() > 2 * (payload_bytes + mac_bytes) || !from_base64url(token, bytes) ||
      bytes.size() != payload_bytes + mac_bytes) {
    return broken();
  }
  const std::string_view payload = std::string_view(bytes).substr(0, payload_bytes);
  const std::string_view mac = std::string_view(bytes).substr(payload_bytes);
  if (!equal_constant_time(hmac_sha256(link_key, payload).substr(0, mac_bytes), mac)) {
    return broken();
  }
  if (payload[0] != format_version) return broken();
  PortalLink link;
  link.tenant.uuid = get_uuid(payload.substr(1));
  link.party.uuid = get_uuid(payload.substr(17));
  link.generation = get_u32(payload.substr(33));
  link.expires_on = Date::from_days(static_cast<std::int32_t>(get_u32(payload.substr(37))));
  if (today > link.expires_on) {
    return fail(ErrorKind::not_found, "link.expired",
                "Este link valeu até " + format_br(link.expires_on) + ".", "",
                "Peça um novo link à empresa, ou use o da última mensagem que recebeu.");
  }
  return link;
}

std::string portal_url(std::string_view public_url, const SecretKey& link_key,
                       const PortalLink& link) {
  return std::string(public_url) + "/p/" + sign_portal_link(link_key, link);
}

}  // namespace quita::messaging
