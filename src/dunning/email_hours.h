// When an e-mail about a debt may leave. The states' laws of hours speak of calls and of messages
// to a telephone; an e-mail waits in its box until it is read, and is freer: docs/decisions/0017.
#pragma once

#include <optional>
#include <string_view>

#include "base/date.h"
#include "brazil/contact_window.h"

namespace quita::dunning {

enum class EmailHours {
  day,    // 8:00 to 20:00 where the customer lives, on every day of the year
  calls,  // the hours in which the law of his state lets him be called
  any,
};

// The window of that day, or nothing when no e-mail leaves on it.
std::optional<ContactWindow> email_window(EmailHours, std::string_view state, Date);

}  // namespace quita::dunning
