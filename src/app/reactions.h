// All that follows from money coming in, on one page.
#pragma once

#include "receivable/receivable_service.h"

namespace quita::app {

receivable::OnSettled reactions();

}  // namespace quita::app
