// What Meta posts to a webhook of a WhatsApp business account, read into typed values.
//
// The shape is Meta's (developers.facebook.com/documentation/business-messaging/whatsapp/webhooks);
// it grows without notice. So nothing here is refused for being new: an unknown field, message type
// or status keeps its word and its place, and what is absent is empty. Webhooks are delivered at
// least once and in any order; `read` may come without `delivered`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "whatsapp/graph_error.h"

namespace quita::whatsapp {

enum class MessageKind {
  text,
  button,    // a button of a template or of an interactive message
  choice,    // a row of a list
  media,     // image, video, audio, document, sticker
  reaction,  // an emoji under a message
  edit,      // the person changed a message
  revoke,    // or took it back
  system,    // the person changed his number or his device
  other      // place, contacts, order, form, what is not supported, what is not known
};

// From a person to us; or, as an echo, from our own people's telephone to a person.
struct IncomingMessage {
  std::string id;    // "wamid.…"
  std::string from;  // the number's digits as WhatsApp knows it (wa_id.h), without "+"
  std::string to;    // of an echo alone
  std::string profile_name;
  std::optional<Instant> at;
  std::string type;  // Meta's word
  MessageKind kind = MessageKind::other;
  std::string text;         // what was written; a caption, a button's or a row's words, an emoji
  std::string payload;      // of a button, the id of a row
  std::string in_reply_to;  // the message that was answered, of button, edit and revoke as well
  std::string file_name, media_type, media_id;
  std::string new_number;  // system: the person's number from now on
  bool forwarded = false;
  std::optional<GraphError> error;  // why Meta could not pass the message on
};

enum class DeliveryStatus { sent, delivered, read, played, failed, unknown };

// What became of a message of ours.
struct StatusUpdate {
  std::string id;  // "wamid.…"
  DeliveryStatus status = DeliveryStatus::unknown;
  std::string word;  // Meta's
  std::optional<Instant> at;
  std::string recipient;  // digits; of a group its name
  std::string tracker;    // biz_opaque_callback_data: what we gave along (outgoing.h)
  std::string category;   // pricing: "utility", "marketing" …
  std::optional<bool> billable;
  bool to_group = false;
  std::optional<GraphError> error;  // of failed
};

// A template's state at Meta changed.
struct TemplateUpdate {
  std::string id, name, language;
  std::string status;            // "APPROVED", "REJECTED", "PAUSED" …; empty: unchanged
  std::string reason;            // why, Meta's words; empty: none
  std::string quality;           // "GREEN", "YELLOW", "RED", "UNKNOWN"; empty: unchanged
  std::string previous_quality;  // with `quality`
  std::string category;          // "UTILITY" …; empty: unchanged
  bool text_changed = false;
};

// Something about the account or the number: ban, restriction, limits, review.
struct AccountUpdate {
  std::string event;                 // Meta's word; may be empty
  std::vector<std::string> details;  // kinds of restriction, violation or ban, as Meta writes
  std::string messaging_limit;       // "TIER_1K" …; empty: none told
  std::string display_phone_number;  // empty: the whole account
};

// Whether the person lets WhatsApp bring him messages of a kind from us.
struct Preference {
  std::string number;
  std::string category;  // "marketing_messages"
  std::string value;     // "stop", "resume", "signup"
};

// One entry of `changes`. At most one of the members below `field` and `phone_number_id` is filled
// by what Meta sends today, except that messages, statuses and errors may stand together.
struct Change {
  std::string account_id;       // of the business account (WABA)
  std::string field;            // "messages", "message_template_status_update" …
  std::string phone_number_id;  // the number of ours; empty where none is told
  std::vector<IncomingMessage> messages;
  std::vector<IncomingMessage> echoes;
  std::vector<StatusUpdate> statuses;
  std::vector<GraphError> errors;
  std::vector<Preference> preferences;
  std::optional<TemplateUpdate> template_update;
  std::optional<AccountUpdate> account_update;
  bool known = false;  // whether `field` is one that we read
};

// Errors: those of json::parse; whatsapp.object (not a webhook of a WhatsApp business account).
Result<std::vector<Change>> read_webhook(std::string_view body);

// The numbers of ours that a body speaks of, without trusting it yet: they say whose secret must
// have signed it. Empty for what read_webhook refuses.
std::vector<std::string> phone_number_ids(const std::vector<Change>&);

}  // namespace quita::whatsapp
