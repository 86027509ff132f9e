// The number that Correios give a registered object: UPU standard S10, "BR123456785BR".
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace quita {

// Two letters of the service, eight digits, their check digit and the country's two letters; small
// letters and blanks are forgiven. Errors: tracking_code.format, tracking_code.check_digit.
Result<std::string> parse_tracking_code(std::string_view text);

}  // namespace quita
