#pragma once

#include "base/date.h"
#include "db/db.h"
#include "http/route.h"
#include "party/act.h"
#include "party/party_service.h"

namespace quita::party {

// Who asks, and the business date of his company.
Act act_of(db::Tx&, const http::Context&, Instant now);

// The routes of /v1/parties that need nothing of titles, and /v1/imports/parties.
void add_routes(http::Routes&, db::Db&, const Clock&, OnChanged = {});

void add_legal_basis_routes(http::Routes&, db::Db&, const Clock&,
                            const OnChanged&);  // part of them

}  // namespace quita::party
