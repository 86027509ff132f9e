// All that follows from money coming in, and from a customer who can be reached otherwise than
// before, on one page.
#pragma once

#include "party/party_service.h"
#include "receivable/receivable_service.h"

namespace quita::app {

receivable::OnSettled reactions();
party::OnChanged contact_reactions();

}  // namespace quita::app
