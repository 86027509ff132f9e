// The slip of a title as it must be paid on a date: instrument, account, creditor, payer and the
// charges of that day put together for pdf/slip.h.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "base/money.h"
#include "db/db.h"
#include "pdf/slip.h"
#include "receivable/instruments.h"

namespace quita::messaging {

// What a customer may pay a title with today. Empty texts: the title has no such instrument.
struct PaymentCodes {
  std::string barcode;         // 44 digits
  std::string digitable_line;  // with its punctuation; the bank adds the charges of the day
  std::string pix_code;        // for the amount of the day (pix_code.h)
};
PaymentCodes payment_codes(db::Tx&, TitleId, Money owed);
PaymentCodes payment_codes(std::span<const receivable::Instrument>, Money owed);

// Errors: title.not_found; slip.no_boleto (the title has no boleto); slip.not_open (paid,
// cancelled …).
Result<pdf::Slip> compose_slip(db::Tx&, TitleId, Date on);
// Many, in their order: each kind of fact is read once.
std::vector<Result<pdf::Slip>> compose_slips(db::Tx&, std::span<const TitleId>, Date on);

// "boleto-1234-1.pdf": the title's number with what a file system dislikes replaced.
std::string slip_file_name(std::string_view title_number);

}  // namespace quita::messaging
