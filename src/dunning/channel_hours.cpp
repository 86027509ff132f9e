#include "dunning/channel_hours.h"

namespace quita::dunning {

std::optional<ContactWindow> channel_window(messaging::Channel channel, EmailHours hours,
                                            std::string_view state, Date date) {
  switch (channel) {
    case messaging::Channel::email:
      return email_window(hours, state, date);
    case messaging::Channel::sms:
    case messaging::Channel::whatsapp:
      return email_window(EmailHours::calls, state, date);
    case messaging::Channel::letter:
      break;
  }
  return ContactWindow{0, 24 * 60, ""};
}

}  // namespace quita::dunning
