// An outbox row as the SMS that leaves: the template's short text with the day's figures, a short
// link, and plain letters where the company wants them.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "db/db.h"
#include "messaging/carrier.h"
#include "messaging/letter_facts.h"
#include "messaging/short_link.h"
#include "messaging/sms_settings.h"

namespace quita::messaging {

struct WrittenSms {
  std::string to;  // E.164
  Rendering rendering;
  std::optional<ShortLink> link;  // to be stored with it
};
// Errors: phone.landline, template.no_text, template.not_found, those of parse_phone and
// check_short_text.
Result<WrittenSms> write_sms(db::Tx&, const OutboxRow&, std::span<const TitleId>, Instant now,
                             const LinkMaker&, const SmsSettings&);

}  // namespace quita::messaging
