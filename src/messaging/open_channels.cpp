#include "messaging/open_channels.h"

#include "messaging/sms_settings.h"

namespace quita::messaging {

ChannelSet open_channels(db::Tx& tx) {
  ChannelSet open = {Channel::email};
  if (sms_is_on(tx)) open.add(Channel::sms);
  return open;
}

}  // namespace quita::messaging
