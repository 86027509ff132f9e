// The slip of a title as it must be paid on a date: instrument, account, creditor, payer and the
// charges of that day put together for pdf/slip.h.
#pragma once

#include <string>

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "db/db.h"
#include "pdf/slip.h"

namespace quita::messaging {

// Errors: title.not_found; slip.no_boleto (the title has no boleto); slip.not_open (paid,
// cancelled …).
Result<pdf::Slip> compose_slip(db::Tx&, TitleId, Date on);

// "boleto-1234-1.pdf": the title's number with what a file system dislikes replaced.
std::string slip_file_name(std::string_view title_number);

}  // namespace quita::messaging
