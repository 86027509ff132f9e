#include "dunning/email_hours.h"

#include "brazil/bank_calendar.h"

namespace quita::dunning {

std::optional<ContactWindow> email_window(EmailHours hours, std::string_view state, Date date) {
  switch (hours) {
    case EmailHours::day:
      return ContactWindow{8 * 60, 20 * 60, ""};
    case EmailHours::any:
      return ContactWindow{0, 24 * 60, ""};
    case EmailHours::calls:
      break;
  }
  return contact_window(state, date, bank_holiday(date).has_value());
}

}  // namespace quita::dunning
