// Who holds a signed link, and what that lets him do.
#pragma once

#include "base/error.h"
#include "http/route.h"
#include "messaging/portal_link.h"
#include "party/acting.h"
#include "portal/portal_api.h"
#include "receivable/receivable_store.h"

namespace quita::portal {

// His generation is compared with the company's inside the transaction (check).
class Visitor {
 public:
  // Of the route's {token}. Errors: those of messaging::verify_portal_link.
  static Result<Visitor> from(const http::Context&, const PortalDeps&);
  TenantId tenant() const { return link_.tenant; }
  PartyId party() const { return link_.party; }

  // Errors: link.invalid (the company took its links back).
  Status check(db::Tx&) const;
  // The title, when it is his. Errors: title.not_found.
  Result<receivable::TitleRecord> title(db::Tx&, TitleId) const;
  // He himself, on his company's business date.
  Act act(db::Tx&, const http::Context&, const Clock&) const;

 private:
  explicit Visitor(messaging::PortalLink link) : link_(link) {}
  messaging::PortalLink link_;
};

}  // namespace quita::portal
