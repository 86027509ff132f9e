#include "messaging/open_channels.h"

#include "messaging/paper_settings.h"
#include "messaging/sms_settings.h"
#include "messaging/whatsapp_account.h"

namespace quita::messaging {

ChannelSet open_channels(db::Tx& tx) {
  ChannelSet open = {Channel::email};
  if (sms_is_on(tx)) open.add(Channel::sms);
  if (whatsapp_is_on(tx)) open.add(Channel::whatsapp);
  if (letters_are_on(tx)) open.add(Channel::letter);
  return open;
}

}  // namespace quita::messaging
