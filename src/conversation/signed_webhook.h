// A webhook as it came over the wire: signature first, then the bytes, then what they say.
#pragma once

#include <string_view>

#include "base/date.h"
#include "base/error.h"
#include "base/secret.h"
#include "conversation/intake.h"
#include "db/db.h"

namespace quita::conversation {

struct WebhookDeps {
  db::Db& db;
  const Clock& clock;
  const messaging::LinkMaker& links;
  SecretKey key;  // messaging::whatsapp_key(…)
  messaging::Gate& gate;
};

// Errors: whatsapp.signature (unauthorised; a company that is not there says no more than that),
// those of whatsapp::read_webhook. Nothing is changed by either.
Result<Taken> take_signed_webhook(const WebhookDeps&, TenantId, std::string_view signature,
                                  std::string_view body);

}  // namespace quita::conversation
