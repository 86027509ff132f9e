// Hands one SMS to a provider's interface and tells what came of it.
#pragma once

#include <stop_token>
#include <string>

#include "base/date.h"
#include "http/client.h"
#include "messaging/sms_settings.h"
#include "messaging/transport.h"
#include "sms/gateway.h"

namespace quita::messaging {

// What every SMS of this installation has in common.
struct SmsHouse {
  std::string ca_file;          // PEM; empty: the system's authorities
  std::string public_url;       // where providers report to; without a slash at its end
  std::string demo_gateway;     // Kannel's address of the sandbox's twin; empty: none runs
  std::string demo_reports_to;  // this program as the twin reaches it: "http://127.0.0.1:8080"
  bool public_only = false;     // providers that companies name must stand in the internet
};

// The settings and the secret as the provider wants them.
sms::Account account_of(const SmsSettings&, const std::string& secret);
// Of a demo company: the sandbox's Kannel.
sms::Account demo_account(const SmsHouse&);

// ".../hooks/sms/<company>/<token>": a provider's reports go to its "/status", people's replies to
// its "/reply".
std::string hook_address(std::string_view base_url, TenantId, std::string_view token);

// `unsure` when the request left and no answer came: the provider may have the message.
Delivery hand_over(http::Client&, const sms::Account&, const sms::Message&);

}  // namespace quita::messaging
