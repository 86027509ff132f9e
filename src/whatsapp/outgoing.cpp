#include "whatsapp/outgoing.h"

#include <fmt/format.h>

#include "base/text.h"
#include "json/parse.h"

namespace quita::whatsapp {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::string;

object envelope(std::string_view to, std::string_view type, std::string_view tracker) {
  object body{{"messaging_product", "whatsapp"},
              {"recipient_type", "individual"},
              {"to", string(to)},
              {"type", string(type)}};
  if (!tracker.empty()) body["biz_opaque_callback_data"] = string(tracker);
  return body;
}

void answer_to(object& body, std::string_view reply_to) {
  if (!reply_to.empty()) body["context"] = object{{"message_id", string(reply_to)}};
}

object document(const DocumentRef& file) {
  return {{"id", string(file.media_id)}, {"filename", string(file.file_name)}};
}

object header_component(const DocumentRef& file) {
  object parameter{{"type", "document"}, {"document", document(file)}};
  return {{"type", "header"}, {"parameters", array{std::move(parameter)}}};
}

Result<object> body_component(const TemplateMessage& message) {
  array parameters;
  for (const TemplateVariable& variable : message.variables) {
    const std::string value = variable_value(variable.value);
    if (value.empty()) {
      return invalid("whatsapp.variable_empty",
                     fmt::format("A variável “{}” do modelo “{}” ficou vazia, e o WhatsApp não "
                                 "aceita variável vazia.",
                                 variable.name, message.name),
                     variable.name);
    }
    object parameter{{"type", "text"}, {"text", string(value)}};
    if (message.named) parameter["parameter_name"] = string(variable.name);
    parameters.emplace_back(std::move(parameter));
  }
  return object{{"type", "body"}, {"parameters", std::move(parameters)}};
}

object button_component(const TemplateButton& button) {
  object parameter;
  std::string_view sub_type;
  switch (button.kind) {
    case ButtonKind::quick_reply:
      sub_type = "quick_reply";
      parameter = {{"type", "payload"}, {"payload", string(button.value)}};
      break;
    case ButtonKind::url:
      sub_type = "url";
      parameter = {{"type", "text"}, {"text", string(button.value)}};
      break;
    case ButtonKind::copy_code:
      sub_type = "copy_code";
      parameter = {{"type", "coupon_code"}, {"coupon_code", string(button.value)}};
      break;
  }
  return {{"type", "button"},
          {"sub_type", string(sub_type)},
          {"index", string(std::to_string(button.index))},
          {"parameters", array{std::move(parameter)}}};
}

}  // namespace

std::string variable_value(std::string_view text) {
  std::string line;
  bool blank = false;
  for (const char c : trim(text)) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      blank = true;
      continue;
    }
    if (blank) line += ' ';
    blank = false;
    line += c;
  }
  return std::string(prefix_utf8(line, variable_max));
}

Result<std::string> write_template_message(const TemplateMessage& message) {
  array components;
  if (message.header) components.emplace_back(header_component(*message.header));
  if (!message.variables.empty()) {
    object component = TRY(body_component(message));
    components.emplace_back(std::move(component));
  }
  for (const TemplateButton& button : message.buttons) {
    components.emplace_back(button_component(button));
  }
  object form{{"name", string(message.name)},
              {"language", object{{"code", string(message.language)}}}};
  if (!components.empty()) form["components"] = std::move(components);
  object body = envelope(message.to, "template", message.tracker);
  body["template"] = std::move(form);
  return json::serialize(body);
}

std::string write_text(std::string_view to, std::string_view text, std::string_view reply_to,
                       std::string_view tracker) {
  object body = envelope(to, "text", tracker);
  answer_to(body, reply_to);
  body["text"] = object{{"body", string(prefix_utf8(text, text_max))}, {"preview_url", false}};
  return json::serialize(body);
}

std::string write_document(std::string_view to, const DocumentRef& file, std::string_view caption,
                           std::string_view reply_to, std::string_view tracker) {
  constexpr std::size_t caption_max = 1024;
  object body = envelope(to, "document", tracker);
  answer_to(body, reply_to);
  object content = document(file);
  if (!caption.empty()) content["caption"] = string(prefix_utf8(caption, caption_max));
  body["document"] = std::move(content);
  return json::serialize(body);
}

std::string write_media_upload(std::string_view bytes, std::string_view file_name,
                               std::string_view media_type, std::string_view boundary) {
  std::string body;
  const auto field = [&](std::string_view name, std::string_view value) {
    body += fmt::format("--{}\r\nContent-Disposition: form-data; name=\"{}\"\r\n\r\n{}\r\n",
                        boundary, name, value);
  };
  field("messaging_product", "whatsapp");
  field("type", media_type);
  body += fmt::format(
      "--{}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{}\"\r\n"
      "Content-Type: {}\r\n\r\n",
      boundary, file_name, media_type);
  body += bytes;
  body += fmt::format("\r\n--{}--\r\n", boundary);
  return body;
}

}  // namespace quita::whatsapp
