// The work that needs no request: the daily job, the sender, the drop folders.
#pragma once

#include <stop_token>
#include <string>

#include "app/background.h"
#include "app/system.h"
#include "conversation/carrier.h"
#include "messaging/sender.h"
#include "messaging/smtp_transport.h"
#include "sandbox/demo_whatsapp.h"

namespace quita::app {

// How this machine meets mail servers. SSL_CERT_FILE names the authorities that it trusts, as for
// every program that speaks TLS with OpenSSL: a house's own mail server may have its own authority.
messaging::SmtpHouse smtp_house(const System&, std::stop_token stop = {});

// Where WhatsApp's API stands: Meta's, or what QUITA_WHATSAPP_URL names (a proxy of the house); for
// a demo company its twin.
conversation::WhatsAppHouse whatsapp_house(const sandbox::DemoWhatsApp*);

// Starts all of it. `system` and `clock` must outlive `background`'s threads.
// `own_url` is where this process is reached on this machine: the sandbox's SMS provider reports
// there; empty: it runs in another process.
void start_work(Background& background, System& system, const Clock& clock,
                const std::string& public_url, const std::string& own_url,
                sandbox::DemoWhatsApp* demo_whatsapp = nullptr);

// One round of the sender over all companies.
messaging::SendReport send_now(System& system, const Clock& clock, const std::string& public_url);

}  // namespace quita::app
