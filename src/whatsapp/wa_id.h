// A number as WhatsApp knows it, and as Anatel does.
//
// Brazil's mobiles got a ninth digit from 2012 to 2016. WhatsApp accounts that are older kept the
// number without it where the area code is 31 or above, so that a message from +55 31 98888-7777
// comes "from" 553188887777. Which of the two an account has is told by nobody but WhatsApp; so a
// number that comes in gets its nine back, and one that goes out has it, which WhatsApp resolves.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "brazil/phone.h"

namespace quita::whatsapp {

// "+5511987654321" -> "5511987654321".
std::string wa_id_of(const Phone&);
// The E.164 number that a wa_id stands for; nothing for what is no Brazilian number.
std::optional<std::string> phone_of(std::string_view wa_id);

}  // namespace quita::whatsapp
