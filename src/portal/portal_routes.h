// The portal's routes by what the customer does; portal_api.h adds them all.
#pragma once

#include "http/route.h"
#include "portal/portal_api.h"

namespace quita::portal {

// He reads: his page, what he owes, a slip, his statement.
void add_reading(http::Routes&, const PortalDeps&);
// He tells: that he has paid, by when he will, that he disputes, that he takes an offer.
void add_telling(http::Routes&, const PortalDeps&);
// He says where he may be reached, and where not.
void add_contacting(http::Routes&, const PortalDeps&);

}  // namespace quita::portal
