// Who may do what. A permission is "area:read" or "area:write"; a route names one, a role or an
// API key's scopes hold some.
//
//   area      what it covers                                   viewer  analyst  manager  owner
//   parties   customers, suppliers, contacts, notes              r       rw       rw      rw
//   titles    titles, receipts, imports, portal links            r       rw       rw      rw
//   messages  outbox; templates are written by managers          r       rw       rw      rw
//   banking   accounts, remittances, returns                     r       rw       rw      rw
//   dunning   régua, decisions, holds                            r       r        rw      rw
//   holds     holds of one customer or title                     r       rw       rw      rw
//   credit    limits and the orders that use them             r       r        rw      rw
//   templates what messages say                                  r       r        rw      rw
//   reports   dashboard, reports, exports                        r       r        r       r
//   settings  SMTP, contact budget                                       r        rw      rw
//   company   the company's own data                             r       r        rw      rw
//   users     users, and everybody's sessions                                     r       rw
//   api_keys  keys of programs                                                    r       rw
//   audit     who did what                                                        r       r
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace quita::company {

enum class Role { owner, manager, analyst, viewer };

std::string_view name(Role);  // "owner", as stored and sent
std::optional<Role> parse_role(std::string_view);
std::string_view label(Role);  // "proprietário", for people

bool allows(Role, std::string_view permission);
std::vector<std::string_view> permissions_of(Role);
// Whether any route may ask for it; false for a mistyped one.
bool known_permission(std::string_view permission);
// A key may not make users or other keys: it could give itself more than it was given.
bool grantable_scope(std::string_view permission);

}  // namespace quita::company
