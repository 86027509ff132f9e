#include "company/role.h"

#include <algorithm>
#include <array>

namespace quita::company {

namespace {

// Per role, in the order of the enumeration: owner, manager, analyst, viewer.
enum class May { nothing, read, write };
struct Area {
  std::string_view name;
  std::array<May, 4> may;
};
constexpr auto n = May::nothing;
constexpr auto r = May::read;
constexpr auto w = May::write;
constexpr Area areas[] = {
    {"parties", {w, w, w, r}},  {"titles", {w, w, w, r}},    {"messages", {w, w, w, r}},
    {"banking", {w, w, w, r}},  {"dunning", {w, w, r, r}},   {"holds", {w, w, w, r}},
    {"credit", {w, w, r, r}},   {"templates", {w, w, r, r}}, {"reports", {r, r, r, r}},
    {"settings", {w, w, r, n}}, {"company", {w, w, r, r}},   {"users", {w, r, n, n}},
    {"api_keys", {w, r, n, n}}, {"audit", {r, r, n, n}},
};
// Every permission as text, so that it can be handed out as a view.
constexpr std::string_view permissions[] = {
    "parties:read",    "parties:write", "titles:read",   "titles:write",   "messages:read",
    "messages:write",  "banking:read",  "banking:write", "dunning:read",   "dunning:write",
    "holds:read",      "holds:write",   "credit:read",   "credit:write",   "templates:read",
    "templates:write", "reports:read",  "settings:read", "settings:write", "company:read",
    "company:write",   "users:read",    "users:write",   "api_keys:read",  "api_keys:write",
    "audit:read",
};

struct Named {
  Role role;
  std::string_view name;
  std::string_view label;
};
constexpr Named roles[] = {
    {Role::owner, "owner", "proprietário"},
    {Role::manager, "manager", "gestor"},
    {Role::analyst, "analyst", "analista"},
    {Role::viewer, "viewer", "consulta"},
};

}  // namespace

std::string_view name(Role role) { return roles[static_cast<std::size_t>(role)].name; }
std::string_view label(Role role) { return roles[static_cast<std::size_t>(role)].label; }

std::optional<Role> parse_role(std::string_view text) {
  for (const auto& role : roles) {
    if (role.name == text) return role.role;
  }
  return std::nullopt;
}

bool known_permission(std::string_view permission) {
  return std::find(std::begin(permissions), std::end(permissions), permission) !=
         std::end(permissions);
}

bool allows(Role role, std::string_view permission) {
  if (!known_permission(permission)) return false;
  const auto colon = permission.find(':');
  const auto wanted = permission.substr(colon + 1) == "write" ? May::write : May::read;
  for (const auto& area : areas) {
    if (area.name == permission.substr(0, colon)) {
      return area.may[static_cast<std::size_t>(role)] >= wanted;
    }
  }
  return false;
}

std::vector<std::string_view> permissions_of(Role role) {
  std::vector<std::string_view> held;
  for (const auto permission : permissions) {
    if (allows(role, permission)) held.push_back(permission);
  }
  return held;
}

bool grantable_scope(std::string_view permission) {
  return known_permission(permission) && permission != "users:write" &&
         permission != "api_keys:write";
}

}  // namespace quita::company
