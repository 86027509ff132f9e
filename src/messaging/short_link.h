// The link of an SMS: "https://cobranca.empresa.com.br/s/8fKq2LmX0aBcD3eF" leads to the customer's
// signed link to the portal (portal_link.h), which would not fit. Seven letters name the company,
// nine the message: 53 bits of an HMAC, so that a message written again has the same link and
// nobody guesses one through a server that limits its callers.
#pragma once

#include <string>
#include <string_view>

#include "db/db.h"
#include "messaging/letter_facts.h"
#include "messaging/portal_link.h"

namespace quita::messaging {

struct ShortLink {
  std::string code;  // 16 letters and digits
  MessageId message;
  PortalLink leads_to;
};

std::string short_code(const SecretKey& link_key, TenantId, MessageId);
// "https://cobranca.empresa.com.br/s/8fKq2LmX0aBcD3eF"
std::string short_url(const LinkMaker&, std::string_view code);

// Kept once.
void store_short_link(db::Tx&, const ShortLink&);
// The signed link that it stands for, good for as long as that one is. Error: link.invalid, which
// says no more.
Result<std::string> resolve_short_link(db::Db&, const LinkMaker&, std::string_view code);

}  // namespace quita::messaging
