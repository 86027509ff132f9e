// A webhook of Meta, whose signature was checked, taken in one transaction: what customers wrote,
// what became of our messages, how templates and account stand. Told again, it changes nothing.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "db/db.h"
#include "messaging/letter_facts.h"
#include "messaging/sender.h"
#include "whatsapp/webhook.h"

namespace quita::conversation {

struct IntakeDeps {
  const messaging::LinkMaker& links;
  messaging::Gate& gate;
};

struct Taken {
  int messages = 0;   // new ones of customers
  int facts = 0;      // new facts about messages of ours
  int templates = 0;  // whose state changed
  int other = 0;      // kept nowhere: another number's, or of a kind that says nothing to us
};
Taken take_webhook(db::Tx&, Instant now, const IntakeDeps&, std::span<const whatsapp::Change>);

}  // namespace quita::conversation
