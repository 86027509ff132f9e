#include "sandbox/whatsapp_twin.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "json/parse.h"
#include "whatsapp/members.h"
#include "whatsapp/webhook_signature.h"

namespace quita::sandbox {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::string;
using whatsapp::array_in;
using whatsapp::as_object;
using whatsapp::object_in;
using whatsapp::text_in;

constexpr std::string_view version = "/v23.0/";
constexpr std::string_view heard = "heard";

http::Response refusal(int status, int code, std::string_view words) {
  return http::Response::json(
      json::serialize(
          object{{"error", object{{"message", string(fmt::format("(#{}) {}", code, words))},
                                  {"type", "OAuthException"},
                                  {"code", code},
                                  {"error_data", object{{"messaging_product", "whatsapp"},
                                                        {"details", string(words)}}},
                                  {"fbtrace_id", "twin"}}}}),
      status);
}

// The names of Meta's errors, in its own English.
std::string_view words_of(int code) {
  switch (code) {
    case 190:
      return "Invalid OAuth access token";
    case 131047:
      return "Re-engagement message";
    case 131048:
      return "Spam rate limit hit";
    case 131056:
      return "Pair rate limit hit";
    case 132000:
      return "Number of parameters does not match";
    case 132001:
      return "Template name does not exist in the translation";
    case 132012:
      return "Parameter format does not match";
    case 132015:
      return "Template is paused";
    default:
      return "Refused by the twin";
  }
}

// A variable as Meta takes it: something, on one line.
bool acceptable(std::string_view value) {
  return !value.empty() && value.find_first_of("\n\t\r") == std::string_view::npos &&
         value.find("     ") == std::string_view::npos;
}

object component_of(const whatsapp::ApprovedButton& button) {
  object one{{"type", string(button.type)}, {"text", string(button.text)}};
  if (!button.url.empty()) one["url"] = string(button.url);
  return one;
}

object listed(const whatsapp::ApprovedTemplate& form) {
  array components;
  if (!form.header_format.empty()) {
    components.emplace_back(object{{"type", "HEADER"},
                                   {"format", string(form.header_format)},
                                   {"text", string(form.header_text)}});
  }
  components.emplace_back(object{{"type", "BODY"}, {"text", string(form.body)}});
  if (!form.footer.empty()) {
    components.emplace_back(object{{"type", "FOOTER"}, {"text", string(form.footer)}});
  }
  array buttons;
  for (const auto& button : form.buttons) buttons.emplace_back(component_of(button));
  if (!buttons.empty()) {
    components.emplace_back(object{{"type", "BUTTONS"}, {"buttons", std::move(buttons)}});
  }
  return {{"id", string(form.id)},
          {"name", string(form.name)},
          {"language", string(form.language)},
          {"status", string(form.status)},
          {"category", string(form.category)},
          {"quality_score", object{{"score", string(form.quality)}}},
          {"rejected_reason", "NONE"},
          {"parameter_format", form.named ? "NAMED" : "POSITIONAL"},
          {"components", std::move(components)}};
}

http::ServerConfig any_port() {
  http::ServerConfig config;
  config.port = 0;
  config.workers = 4;
  return config;
}

// "filename" of a multipart upload.
std::string file_name_in(std::string_view body) {
  constexpr std::string_view mark = "filename=\"";
  const std::size_t at = body.find(mark);
  if (at == std::string_view::npos) return "";
  const std::string_view rest = body.substr(at + mark.size());
  return std::string(rest.substr(0, rest.find('"')));
}

}  // namespace

WhatsAppTwin::WhatsAppTwin(TwinAccount account, const Clock& clock, Webhook webhook)
    : account_(std::move(account)),
      clock_(clock),
      webhook_(std::move(webhook)),
      server_(std::make_unique<http::Server>(any_port(), *this, clock)) {}

std::string WhatsAppTwin::url() const {
  return fmt::format("http://127.0.0.1:{}/v23.0", server_->port());
}

std::vector<TwinMessage> WhatsAppTwin::messages() const {
  std::vector<TwinMessage> taken = talk();
  std::erase_if(taken, [](const TwinMessage& each) { return each.status == heard; });
  return taken;
}

std::vector<TwinMessage> WhatsAppTwin::talk() const {
  const std::lock_guard lock(mutex_);
  return messages_;
}

std::string WhatsAppTwin::hear(const std::string& from, const std::string& text) {
  TwinMessage message;
  message.wamid = next_id("wamid.PERSON");
  message.to = from;
  message.text = text;
  message.status = heard;
  message.at = clock_.now();
  messages_.push_back(message);
  last_words_[from] = message.at;
  return message.wamid;
}

http::Response WhatsAppTwin::handle(const http::Request& request) {
  const auto token = request.headers.get("Authorization");
  if (!token || *token != "Bearer " + account_.access_token) {
    return refusal(401, 190, words_of(190));
  }
  const std::string_view path(request.path);
  if (!path.starts_with(version)) return refusal(404, 100, "Unknown path");
  const std::string_view rest = path.substr(version.size());
  const std::string_view id = rest.substr(0, rest.find('/'));
  const std::string_view what = id.size() == rest.size() ? "" : rest.substr(id.size() + 1);
  const bool post = request.method == http::Method::post;
  const std::lock_guard lock(mutex_);
  if (id == account_.phone_number_id) {
    if (what == "messages" && post) return take_message(request.body);
    if (what == "media" && post) return take_media(request.body);
    if (what.empty() && !post) return describe_number();
  }
  if (id == account_.business_account_id && what == "message_templates") {
    return post ? take_template(request.body) : list_templates();
  }
  return refusal(400, 100, "Unsupported request");
}

const whatsapp::ApprovedTemplate* WhatsAppTwin::template_of(const std::string& name) const {
  const auto at = std::find_if(templates_.begin(), templates_.end(),
                               [&](const auto& each) { return each.name == name; });
  return at == templates_.end() ? nullptr : &*at;
}

bool WhatsAppTwin::window_open(const std::string& number) const {
  const auto last = last_words_.find(number);
  return last != last_words_.end() && clock_.now() < last->second + std::chrono::hours(24);
}

std::optional<int> WhatsAppTwin::trouble_of(const TwinMessage& message,
                                            const std::vector<std::string>& values) const {
  const Instant minute_ago = clock_.now() - std::chrono::minutes(1);
  const auto recent = std::count_if(
      messages_.begin(), messages_.end(),
      [&](const TwinMessage& each) { return each.to == message.to && each.at > minute_ago; });
  if (recent >= twin_pair_max) return 131056;
  if (message.template_name.empty()) {
    return window_open(message.to) ? std::nullopt : std::optional(131047);
  }
  const auto* form = template_of(message.template_name);
  if (form == nullptr || form->status == "PENDING" || form->status == "REJECTED") return 132001;
  if (form->status == "PAUSED") return 132015;
  if (form->variables.size() != values.size()) return 132000;
  if (!std::all_of(values.begin(), values.end(), acceptable)) return 132012;
  return std::nullopt;
}

http::Response WhatsAppTwin::take_message(const std::string& body) {
  if (const auto code = std::exchange(refuse_next_, std::nullopt)) {
    return refusal(400, *code, words_of(*code));
  }
  const auto parsed = json::parse(body);
  if (!parsed) return refusal(400, 100, "Invalid JSON");
  const object& root = as_object(*parsed);
  TwinMessage message;
  message.to = text_in(root, "to");
  message.tracker = text_in(root, "biz_opaque_callback_data");
  message.reply_to = text_in(object_in(root, "context"), "message_id");
  message.at = clock_.now();
  message.status = "accepted";
  std::vector<std::string> values;
  std::vector<whatsapp::Filling> fillings;
  const std::string type = text_in(root, "type");
  if (type == "template") {
    const object& form = object_in(root, "template");
    message.template_name = text_in(form, "name");
    for (const auto& each : array_in(form, "components")) {
      const object& component = as_object(each);
      const std::string kind = text_in(component, "type");
      for (const auto& parameter : array_in(component, "parameters")) {
        const object& one = as_object(parameter);
        if (kind == "body") {
          values.push_back(text_in(one, "text"));
          const std::string name = text_in(one, "parameter_name");
          fillings.push_back({name.empty() ? std::to_string(values.size()) : name, values.back()});
        } else if (kind == "header") {
          message.document = media_[text_in(object_in(one, "document"), "id")];
        } else if (kind == "button") {
          const std::size_t index = std::stoul("0" + text_in(component, "index"));
          if (index < 10 && message.payloads.size() <= index) message.payloads.resize(index + 1);
          if (index < 10) {
            message.payloads[index] = text_in(one, "payload") + text_in(one, "text");
          }
        }
      }
    }
    if (const auto* known = template_of(message.template_name)) {
      message.text = whatsapp::filled(known->body, fillings);
    }
  } else if (type == "document") {
    const object& document = object_in(root, "document");
    message.document = media_[text_in(document, "id")];
    message.text = text_in(document, "caption");
  } else {
    message.text = text_in(object_in(root, "text"), "body");
  }
  if (const auto code = trouble_of(message, values)) return refusal(400, *code, words_of(*code));
  message.wamid = next_id("wamid.TWIN");
  messages_.push_back(message);
  return http::Response::json(json::serialize(object{
      {"messaging_product", "whatsapp"},
      {"contacts", array{object{{"input", string(message.to)}, {"wa_id", string(message.to)}}}},
      {"messages", array{object{{"id", string(message.wamid)}, {"message_status", "accepted"}}}}}));
}

http::Response WhatsAppTwin::take_media(const std::string& body) {
  if (body.find("%PDF-") == std::string::npos) return refusal(400, 131053, "Media upload error");
  const std::string id = next_id("70");
  media_[id] = file_name_in(body);
  return http::Response::json(json::serialize(object{{"id", string(id)}}));
}

http::Response WhatsAppTwin::describe_number() const {
  return http::Response::json(
      json::serialize(object{{"display_phone_number", "+55 11 3000-0000"},
                             {"verified_name", "Empresa de demonstração"},
                             {"quality_rating", "GREEN"},
                             {"whatsapp_business_manager_messaging_limit", string(messaging_limit)},
                             {"id", string(account_.phone_number_id)}}));
}

http::Response WhatsAppTwin::list_templates() const {
  array data;
  for (const auto& form : templates_) data.emplace_back(listed(form));
  return http::Response::json(json::serialize(
      object{{"data", std::move(data)},
             {"paging", object{{"cursors", object{{"before", "a"}, {"after", "z"}}}}}}));
}

http::Response WhatsAppTwin::take_template(const std::string& body) {
  // The list's own reader understands what is handed in: the shapes are the same.
  const auto parsed = json::parse(body);
  if (!parsed) return refusal(400, 100, "Invalid JSON");
  const auto page =
      whatsapp::read_template_page(200, json::serialize(object{{"data", array{*parsed}}}));
  const auto* listed = std::get_if<whatsapp::TemplatePage>(&page);
  if (listed == nullptr || listed->templates.empty() || listed->templates[0].name.empty()) {
    return refusal(400, 100, "Invalid parameter");
  }
  whatsapp::ApprovedTemplate form = listed->templates[0];
  if (template_of(form.name) != nullptr) return refusal(400, 2388024, "Name already in use");
  form.id = next_id("30");
  form.status = "PENDING";
  form.quality = "UNKNOWN";
  templates_.push_back(form);
  return http::Response::json(json::serialize(
      object{{"id", string(form.id)}, {"status", "PENDING"}, {"category", string(form.category)}}));
}

std::string WhatsAppTwin::next_id(const char* prefix) {
  return fmt::format("{}{:010}", prefix, ++made_);
}

// ── webhooks
// ──────────────────────────────────────────────────────────────────────────────────────

void WhatsAppTwin::tell(const std::string& field, std::string value) {
  std::string body = fmt::format(
      R"({{"object":"whatsapp_business_account","entry":[{{"id":"{}","changes":[{{"field":"{}","value":{}}}]}}]}})",
      account_.business_account_id, field, value);
  if (!webhook_(body, whatsapp::signature_header(account_.app_secret, body))) {
    const std::lock_guard lock(mutex_);
    untold_.push_back(std::move(body));
  }
}

void WhatsAppTwin::tell_status(const TwinMessage& message, const std::string& status, int code,
                               const std::string& title) {
  object told{{"id", string(message.wamid)},
              {"status", string(status)},
              {"timestamp", string(std::to_string(clock_.now().ms / 1000))},
              {"recipient_id", string(message.to)},
              {"biz_opaque_callback_data", string(message.tracker)}};
  if (code != 0) told["errors"] = array{object{{"code", code}, {"title", string(title)}}};
  tell("messages", json::serialize(object{
                       {"messaging_product", "whatsapp"},
                       {"metadata", object{{"phone_number_id", string(account_.phone_number_id)}}},
                       {"statuses", array{std::move(told)}}}));
}

std::string WhatsAppTwin::tell_message(const std::string& from, std::string message) {
  tell(
      "messages",
      fmt::format(
          R"({{"messaging_product":"whatsapp","metadata":{{"phone_number_id":"{}"}},"contacts":[{{"profile":{{"name":"Cliente"}},"wa_id":"{}"}}],"messages":[{}]}})",
          account_.phone_number_id, from, message));
  return message;
}

std::string WhatsAppTwin::says(const std::string& from, const std::string& text,
                               const std::string& about) {
  std::string id;
  {
    const std::lock_guard lock(mutex_);
    id = hear(from, text);
  }
  object message{{"from", string(from)},
                 {"id", string(id)},
                 {"timestamp", string(std::to_string(clock_.now().ms / 1000))},
                 {"type", "text"},
                 {"text", object{{"body", string(text)}}}};
  if (!about.empty()) message["context"] = object{{"id", string(about)}};
  tell_message(from, json::serialize(message));
  return id;
}

std::string WhatsAppTwin::presses(const std::string& wamid, std::size_t button) {
  std::string id, from, payload, words;
  {
    const std::lock_guard lock(mutex_);
    for (const TwinMessage& each : messages_) {
      if (each.wamid != wamid || button >= each.payloads.size()) continue;
      from = each.to;
      payload = each.payloads[button];
      const auto* form = template_of(each.template_name);
      if (form != nullptr && button < form->buttons.size()) words = form->buttons[button].text;
    }
    if (from.empty()) return "";
    id = hear(from, words.empty() ? payload : words);
  }
  tell_message(from, json::serialize(object{
                         {"from", string(from)},
                         {"id", string(id)},
                         {"timestamp", string(std::to_string(clock_.now().ms / 1000))},
                         {"type", "button"},
                         {"button", object{{"payload", string(payload)}, {"text", string(words)}}},
                         {"context", object{{"id", string(wamid)}}}}));
  return id;
}

void WhatsAppTwin::step() {
  std::vector<TwinMessage> moved;
  std::vector<std::string> again;
  {
    const std::lock_guard lock(mutex_);
    again.swap(untold_);
    for (TwinMessage& each : messages_) {
      const bool nobody = each.to.ends_with("0000");
      if (each.status == "accepted") {
        each.status = nobody ? "failed" : "sent";
      } else if (each.status == "sent") {
        each.status = "delivered";
      } else if (each.status == "delivered") {
        each.status = "read";
      } else {
        continue;
      }
      moved.push_back(each);
    }
  }
  for (std::string& body : again) {
    if (webhook_(body, whatsapp::signature_header(account_.app_secret, body))) continue;
    const std::lock_guard lock(mutex_);
    untold_.push_back(std::move(body));
  }
  for (const TwinMessage& each : moved) {
    const bool failed = each.status == "failed";
    tell_status(each, each.status, failed ? 131026 : 0, failed ? "Message undeliverable" : "");
  }
}

void WhatsAppTwin::fail(const std::string& wamid, int code, const std::string& title) {
  std::optional<TwinMessage> found;
  {
    const std::lock_guard lock(mutex_);
    for (TwinMessage& each : messages_) {
      if (each.wamid != wamid) continue;
      each.status = "failed";
      found = each;
    }
  }
  if (found) tell_status(*found, "failed", code, title);
}

void WhatsAppTwin::add_template(const whatsapp::ApprovedTemplate& form) {
  const std::lock_guard lock(mutex_);
  templates_.push_back(form);
}

void WhatsAppTwin::set_template_status(const std::string& name, const std::string& status) {
  std::string language;
  {
    const std::lock_guard lock(mutex_);
    for (auto& each : templates_) {
      if (each.name != name) continue;
      each.status = status;
      language = each.language;
    }
  }
  tell("message_template_status_update",
       json::serialize(object{{"event", string(status)},
                              {"message_template_id", 1},
                              {"message_template_name", string(name)},
                              {"message_template_language", string(language)},
                              {"reason", "NONE"}}));
}

}  // namespace quita::sandbox
