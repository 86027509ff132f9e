// What the WhatsApp Cloud API refuses, and what that means for us.
//
// Codes: developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
// (May 2026). Meta asks not to rely on titles but on codes; a code that we do not know is kept and
// shown, and read as a passing trouble, since a message that was not refused for good must not be
// given up.
#pragma once

#include <boost/json/object.hpp>
#include <string>

namespace quita::whatsapp {

enum class Meaning {
  later,          // a passing trouble, or too fast: the same message again, in a while
  pair_limit,     // too many messages to this one number: to him later, to others now
  limited,        // our number's limit or its quality: nothing of this account for some hours
  no_whatsapp,    // the number takes no WhatsApp message: the contact does not work on this channel
  not_now,        // Meta does not deliver this to this person now: another channel, another day
  opted_out,      // the person told WhatsApp to stop messages from us
  window_closed,  // free text more than 24 hours after his last word: a template is needed
  template_,      // the template is paused, disabled, unknown or does not fit its parameters
  account,        // token, permission, payment, registration: people must mend the account
  message         // this message is wrong in itself: no other attempt helps
};

struct GraphError {
  int code = -1;        // -1: none was given; 0 is Meta's AuthException
  std::string words;    // Meta's message or title
  std::string details;  // error_data.details, which names the parameter
};

// {"code":…, "title" or "message":…, "error_data":{"details":…}}, as it stands in answers and
// webhooks.
GraphError read_graph_error(const boost::json::object&);

Meaning meaning_of(int code);
// Portuguese, for people: what it means, and Meta's own words with the code at the end.
std::string explain(const GraphError&);

}  // namespace quita::whatsapp
