// When a message of a channel may leave. Laws of hours speak of calls and of messages to a
// telephone (Lei 15.426/2014 of SP, Lei 7.782/2016 of AL, which names SMS, and others:
// brazil/contact_window.h); an e-mail waits in its box and is freer (email_hours.h), and a letter
// is read when it is opened.
#pragma once

#include <optional>
#include <string_view>

#include "dunning/email_hours.h"
#include "messaging/channel.h"

namespace quita::dunning {

// The window of that day where the debtor lives, or nothing when none leaves on it.
std::optional<ContactWindow> channel_window(messaging::Channel, EmailHours, std::string_view state,
                                            Date);

}  // namespace quita::dunning
