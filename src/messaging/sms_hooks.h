// What a company's SMS provider tells us: reports of delivery, and what people answer.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/secret.h"
#include "db/db.h"
#include "http/message.h"
#include "messaging/sender.h"
#include "party/act.h"

namespace quita::messaging {

// Who may call: the token in the address, compared in constant time, and from Twilio its signature
// over the address as it was told it (`public_url`) as well. Error: hook.unknown, of kind
// not_found, which says no more.
Status check_hook(db::Tx&, const SecretKey& secret_key, std::string_view token,
                  std::string_view public_url, const http::Request&);

// Reports, each applied once (delivery_fact.h). Errors: sms.report (unreadable), hook.message (a
// provider's number that is not known yet: it may come again).
Status take_sms_report(db::Tx&, const Act&, Gate&, const SecretKey& secret_key,
                       const http::Request&);

// Whose number it is answered: who wants no more messages (leaving.h) is out of SMS; anything else
// is a conversation, which a person reads on the timeline and after which machines are quiet.
// Error: sms.report.
Status take_sms_reply(db::Tx&, const Act&, const SecretKey& secret_key, const http::Request&);

}  // namespace quita::messaging
