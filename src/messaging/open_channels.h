// The channels on which a company has somebody to carry its messages.
#pragma once

#include "db/db.h"
#include "messaging/channel.h"

namespace quita::messaging {

// E-mail is always one: a message waits for its server to be set up. The others are, once their
// settings are switched on.
ChannelSet open_channels(db::Tx&);

}  // namespace quita::messaging
