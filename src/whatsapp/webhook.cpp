#include "whatsapp/webhook.h"

#include <algorithm>
#include <charconv>

#include "json/parse.h"
#include "whatsapp/members.h"

namespace quita::whatsapp {
namespace {

using boost::json::object;

// Seconds since 1970, as text or number. What is no such time (or lies beyond the year 2286) is
// nothing: a fact without a time is still a fact.
std::optional<Instant> time_in(const object& outer, std::string_view name) {
  constexpr std::int64_t seconds_max = 9'999'999'999;
  const std::string text = text_in(outer, name);
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (seconds < 0 || seconds > seconds_max) return std::nullopt;
  return Instant{seconds * 1000};
}

bool flag_in(const object& outer, std::string_view name) {
  const auto* member = outer.if_contains(name);
  return member != nullptr && member->is_bool() && member->get_bool();
}

std::optional<GraphError> first_error(const object& outer) {
  const auto& errors = array_in(outer, "errors");
  if (errors.empty()) return std::nullopt;
  return read_graph_error(as_object(errors.front()));
}

void read_interactive(const object& interactive, IncomingMessage& message) {
  const std::string type = text_in(interactive, "type");
  const object& reply = object_in(interactive, type);
  if (type == "button_reply") message.kind = MessageKind::button;
  if (type == "list_reply") message.kind = MessageKind::choice;
  message.payload = text_in(reply, "id");
  message.text = text_in(reply, "title");
  if (type == "nfm_reply") message.text = text_in(reply, "body");  // a form ("flow") was filled
}

void read_media(const object& media, IncomingMessage& message) {
  message.kind = MessageKind::media;
  message.text = text_in(media, "caption");
  message.file_name = text_in(media, "filename");
  message.media_type = text_in(media, "mime_type");
  message.media_id = text_in(media, "id");
}

bool media_word(std::string_view type) {
  return type == "image" || type == "video" || type == "audio" || type == "document" ||
         type == "sticker";
}

void read_content(const object& source, IncomingMessage& message) {
  const std::string& type = message.type;
  const object& content = object_in(source, type);
  if (type == "text") {
    message.kind = MessageKind::text;
    message.text = text_in(content, "body");
  } else if (type == "button") {
    message.kind = MessageKind::button;
    message.text = text_in(content, "text");
    message.payload = text_in(content, "payload");
  } else if (type == "interactive") {
    read_interactive(content, message);
  } else if (media_word(type)) {
    read_media(content, message);
  } else if (type == "reaction") {
    message.kind = MessageKind::reaction;
    message.text = text_in(content, "emoji");
    message.in_reply_to = text_in(content, "message_id");
  } else if (type == "system") {
    message.kind = MessageKind::system;
    message.text = text_in(content, "body");
    message.new_number = text_in(content, "wa_id");
  }
}

// What a message became by an edit stands in it like a message of its own.
void read_change_of_mind(const object& source, IncomingMessage& message) {
  const object& content = object_in(source, message.type);
  if (message.type == "revoke") {
    message.kind = MessageKind::revoke;
    message.in_reply_to = text_in(content, "original_message_id");
  } else if (message.type == "edit") {
    const object& after = object_in(content, "message");
    IncomingMessage edited;
    edited.type = text_in(after, "type");
    read_content(after, edited);
    message.kind = MessageKind::edit;
    message.text = std::move(edited.text);
    message.in_reply_to = text_in(content, "original_message_id");
  }
}

IncomingMessage read_message(const object& source) {
  IncomingMessage message;
  message.id = text_in(source, "id");
  message.from = text_in(source, "from");
  message.to = text_in(source, "to");
  message.at = time_in(source, "timestamp");
  message.type = text_in(source, "type");
  message.error = first_error(source);
  const object& context = object_in(source, "context");
  message.in_reply_to = text_in(context, "id");
  message.forwarded = flag_in(context, "forwarded") || flag_in(context, "frequently_forwarded");
  read_content(source, message);
  read_change_of_mind(source, message);
  return message;
}

DeliveryStatus status_of(std::string_view word) {
  if (word == "sent") return DeliveryStatus::sent;
  if (word == "delivered") return DeliveryStatus::delivered;
  if (word == "read") return DeliveryStatus::read;
  if (word == "played") return DeliveryStatus::played;
  if (word == "failed") return DeliveryStatus::failed;
  return DeliveryStatus::unknown;
}

StatusUpdate read_status(const object& source) {
  StatusUpdate update;
  update.id = text_in(source, "id");
  update.word = text_in(source, "status");
  update.status = status_of(update.word);
  update.at = time_in(source, "timestamp");
  update.recipient = text_in(source, "recipient_id");
  update.to_group = text_in(source, "recipient_type") == "group";
  update.tracker = text_in(source, "biz_opaque_callback_data");
  const object& pricing = object_in(source, "pricing");
  update.category = text_in(pricing, "category");
  if (pricing.contains("billable")) update.billable = flag_in(pricing, "billable");
  update.error = first_error(source);
  return update;
}

TemplateUpdate read_template_update(std::string_view field, const object& value) {
  TemplateUpdate update;
  update.id = text_in(value, "message_template_id");
  update.name = text_in(value, "message_template_name");
  update.language = text_in(value, "message_template_language");
  if (field == "message_template_status_update") {
    update.status = text_in(value, "event");
    update.reason = text_in(object_in(value, "rejection_info"), "reason");
    const std::string word = text_in(value, "reason");
    if (update.reason.empty() && word != "NONE") update.reason = word;
    update.category = text_in(value, "message_template_category");
  } else if (field == "message_template_quality_update") {
    update.quality = text_in(value, "new_quality_score");
    update.previous_quality = text_in(value, "previous_quality_score");
  } else if (field == "template_category_update") {
    update.category = text_in(value, "new_category");
  } else {
    update.text_changed = true;
  }
  return update;
}

void add_unless_empty(std::vector<std::string>& details, std::string detail) {
  if (!detail.empty()) details.push_back(std::move(detail));
}

AccountUpdate read_account_update(const object& value) {
  AccountUpdate update;
  update.event = text_in(value, "event");
  update.display_phone_number = text_in(value, "display_phone_number");
  // Both names are of this year: the newer one came with the limits per portfolio.
  update.messaging_limit = text_in(value, "max_daily_conversations_per_business");
  if (update.messaging_limit.empty()) update.messaging_limit = text_in(value, "current_limit");
  for (const auto& restriction : array_in(value, "restriction_info")) {
    add_unless_empty(update.details, text_in(as_object(restriction), "restriction_type"));
  }
  add_unless_empty(update.details, text_in(object_in(value, "violation_info"), "violation_type"));
  add_unless_empty(update.details, text_in(object_in(value, "ban_info"), "waba_ban_state"));
  add_unless_empty(update.details, text_in(object_in(value, "disconnection_info"), "reason"));
  return update;
}

bool template_field(std::string_view field) {
  return field == "message_template_status_update" || field == "message_template_quality_update" ||
         field == "template_category_update" || field == "message_template_components_update";
}

bool account_field(std::string_view field) {
  return field == "account_update" || field == "account_alerts" ||
         field == "account_review_update" || field == "business_capability_update" ||
         field == "phone_number_quality_update" || field == "phone_number_name_update";
}

void read_conversation(const object& value, Change& change) {
  for (const auto& each : array_in(value, "messages")) {
    change.messages.push_back(read_message(as_object(each)));
  }
  for (const auto& each : array_in(value, "message_echoes")) {
    change.echoes.push_back(read_message(as_object(each)));
  }
  for (const auto& each : array_in(value, "statuses")) {
    change.statuses.push_back(read_status(as_object(each)));
  }
  for (const auto& each : array_in(value, "errors")) {
    change.errors.push_back(read_graph_error(as_object(each)));
  }
  // The names stand beside the messages, by number; where there is one person, he is meant.
  const auto& contacts = array_in(value, "contacts");
  for (const auto& each : contacts) {
    const object& contact = as_object(each);
    const std::string number = text_in(contact, "wa_id");
    for (IncomingMessage& message : change.messages) {
      if (message.from == number || contacts.size() == 1) {
        message.profile_name = text_in(object_in(contact, "profile"), "name");
      }
    }
  }
}

Change read_change(const std::string& account, const object& source) {
  Change change;
  change.account_id = account;
  change.field = text_in(source, "field");
  const object& value = object_in(source, "value");
  change.phone_number_id = text_in(object_in(value, "metadata"), "phone_number_id");
  const std::string& field = change.field;
  change.known = true;
  if (field == "messages" || field == "smb_message_echoes" || field == "calls") {
    read_conversation(value, change);
  } else if (field == "user_preferences") {
    for (const auto& each : array_in(value, "user_preferences")) {
      const object& preference = as_object(each);
      change.preferences.push_back({text_in(preference, "wa_id"), text_in(preference, "category"),
                                    text_in(preference, "value")});
    }
  } else if (template_field(field)) {
    change.template_update = read_template_update(field, value);
  } else if (account_field(field)) {
    change.account_update = read_account_update(value);
  } else {
    change.known = false;
  }
  return change;
}

}  // namespace

Result<std::vector<Change>> read_webhook(std::string_view body) {
  const boost::json::value root = TRY(json::parse(body));
  const object& envelope = as_object(root);
  if (text_in(envelope, "object") != "whatsapp_business_account") {
    return invalid("whatsapp.object", "O aviso deve ter \"object\": \"whatsapp_business_account\".",
                   "object");
  }
  std::vector<Change> changes;
  for (const auto& each : array_in(envelope, "entry")) {
    const object& entry = as_object(each);
    const std::string account = text_in(entry, "id");
    for (const auto& change : array_in(entry, "changes")) {
      changes.push_back(read_change(account, as_object(change)));
    }
  }
  return changes;
}

std::vector<std::string> phone_number_ids(const std::vector<Change>& changes) {
  std::vector<std::string> ids;
  for (const Change& change : changes) {
    if (!change.phone_number_id.empty()) ids.push_back(change.phone_number_id);
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

}  // namespace quita::whatsapp
