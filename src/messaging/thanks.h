// Messages that are no demand: thanks for a payment, the link to a new password, a title's slip.
#pragma once

#include <optional>
#include <string>

#include "db/db.h"
#include "messaging/outbox.h"
#include "party/act.h"

namespace quita::messaging {

// Thanks for a title that is paid; `cause` (the payment's) makes it once. Nothing when the customer
// has no e-mail that works.
std::optional<MessageId> enqueue_thanks(db::Tx&, const Act&, PartyId, TitleId,
                                        std::string_view cause);

// A link with which a user of the company chooses another password. The text is rendered here,
// because the link is told to nobody else.
Result<std::optional<MessageId>> enqueue_password_mail(db::Tx&, const Act&, std::string_view name,
                                                       std::string_view email,
                                                       std::string_view reset_url,
                                                       std::string_view cause);

}  // namespace quita::messaging
