// The work that needs no request: the daily job, the sender, the drop folders.
#pragma once

#include <string>

#include "app/background.h"
#include "app/system.h"
#include "messaging/sender.h"

namespace quita::app {

// Starts all of it. `system` and `clock` must outlive `background`'s threads.
void start_work(Background& background, System& system, const Clock& clock,
                const std::string& public_url);

// One round of the sender over all companies.
messaging::SendReport send_now(System& system, const Clock& clock, const std::string& public_url);

}  // namespace quita::app
