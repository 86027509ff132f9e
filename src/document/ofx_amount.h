// Amounts of statement files: OFX asks for "-1234.56", Brazilian banks also write "-1.234,56".
#pragma once

#include <string_view>

#include "base/error.h"
#include "base/money.h"

namespace quita::document {

// A sign before or after, thousands in groups of three, a comma or a point before the centavos.
// "1.234" is refused: it may be a thousand or one and a fraction, and OFX (3.2.9.2) forbids
// separators of thousands while banks write them. Decimals after the second must be zero. Error:
// ofx.amount, its field left to the caller.
Result<Money> parse_ofx_amount(std::string_view text);

}  // namespace quita::document
