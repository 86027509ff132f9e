#include "mail/returned_parts.h"

#include <gmime/gmime.h>

#include <array>

#include "base/text.h"
#include "mail/bounce.h"
#include "mail/returned_words.h"

namespace quita::mail::returned {

namespace {

std::string header(GMimeObject* object, const char* name) {
  const char* value = g_mime_object_get_header(object, name);
  return value != nullptr ? value : "";
}

std::string media_type(GMimeObject* object) {
  auto* type = g_mime_object_get_content_type(object);
  if (type == nullptr) return "";
  char* text = g_mime_content_type_get_mime_type(type);
  std::string copy = lower(text);
  g_free(text);
  return copy;
}

std::string memory_text(GMimeStream* memory) {
  auto* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory));
  return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

std::string content(GMimePart* part) {
  auto* wrapper = g_mime_part_get_content(part);
  if (wrapper == nullptr) return "";
  auto* memory = g_mime_stream_mem_new();
  g_mime_data_wrapper_write_to_stream(wrapper, memory);
  std::string copy = memory_text(memory);
  g_object_unref(memory);
  return copy;
}

// In UTF-8 where the charset is known. GMime's text ends at the first NUL, the part does not.
std::string text_of(GMimePart* part) {
  std::string bytes = content(part);
  if (bytes.find('\0') != bytes.npos) {
    std::replace(bytes.begin(), bytes.end(), '\0', ' ');
    return bytes;
  }
  if (!GMIME_IS_TEXT_PART(part)) return bytes;
  char* text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
  if (text == nullptr) return bytes;
  bytes = text;
  g_free(text);
  return bytes;
}

std::string written(GMimeObject* object) {
  auto* memory = g_mime_stream_mem_new();
  g_mime_object_write_to_stream(object, nullptr, memory);
  std::string copy = memory_text(memory);
  g_object_unref(memory);
  return copy;
}

// Texts between < and > go; entities stay, as no code or address needs them.
std::string without_tags(std::string_view html) {
  std::string text;
  bool inside = false;
  for (const char c : html) {
    if (c == '<') inside = true;
    if (!inside) text += c;
    if (c == '>' && inside) {
      inside = false;
      text += ' ';
    }
  }
  return text;
}

// Groups are parted by empty lines; those without a recipient speak of the whole mail.
void add_reports(Parts& mail, std::string_view text) {
  std::string group;
  const auto close = [&] {
    auto fields = fields_of(group);
    group.clear();
    const bool of_recipient = !value_of(fields, "final-recipient").empty() ||
                              !value_of(fields, "original-recipient").empty();
    if (of_recipient) mail.reports.push_back(std::move(fields));
  };
  for (const auto line : split(text, '\n')) {
    if (trim(line).empty()) {
      close();
    } else {
      group += line;
      group += '\n';
    }
  }
  close();
}

// Where the mail that came back begins, in notices that hold it in their own text.
constexpr std::array<std::string_view, 9> original_marks{
    "below this line is a copy", "original message", "returned message",  "unsent message",
    "message headers follow",    "copy of the",      "the header of the", "message header:",
    "mensagem original",
};

bool begins_original(std::string_view line) {
  const std::string text = lower(trim(line));
  if (text.starts_with("received:") || text.starts_with("return-path:")) return true;
  if (text.size() > 80 || text.find("was received") != text.npos ||
      text.find("attached") != text.npos) {
    return false;
  }
  return any_of(text, original_marks);
}

void add_notice(Parts& mail, std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    auto end = text.find('\n', at);
    if (end == text.npos) end = text.size();
    const auto line = text.substr(at, end - at);
    if (begins_original(line)) {
      if (mail.original.empty()) mail.original = text.substr(at);
      return;
    }
    mail.notice += line;
    mail.notice += '\n';
    at = end + 1;
  }
}

void read_part(Parts& mail, GMimeObject* object) {
  if (GMIME_IS_MULTIPART(object)) {
    const int count = g_mime_multipart_get_count(GMIME_MULTIPART(object));
    for (int i = 0; i < count; ++i) {
      read_part(mail, g_mime_multipart_get_part(GMIME_MULTIPART(object), i));
    }
    return;
  }
  if (GMIME_IS_MESSAGE_PART(object)) {
    auto* inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
    if (inner == nullptr || mail.inner) return;
    mail.inner = written(GMIME_OBJECT(inner));
    mail.original = *mail.inner;
    return;
  }
  if (!GMIME_IS_PART(object)) return;
  const std::string type = media_type(object);
  if (type == "message/delivery-status" || type == "message/global-delivery-status") {
    add_reports(mail, content(GMIME_PART(object)));
  } else if (type == "message/feedback-report") {
    mail.feedback = fields_of(content(GMIME_PART(object)));
  } else if (type == "text/rfc822-headers" || type == "message/rfc822-headers") {
    if (!mail.inner) mail.original = content(GMIME_PART(object));
  } else if (type == "text/html") {
    if (trim(mail.notice).empty()) add_notice(mail, without_tags(text_of(GMIME_PART(object))));
  } else if (type.starts_with("text/") || type.empty()) {
    add_notice(mail, text_of(GMIME_PART(object)));
  }
}

}  // namespace

std::vector<Field> fields_of(std::string_view text) {
  std::vector<Field> fields;
  for (auto line : split(text, '\n')) {
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty()) continue;
    if ((line.front() == ' ' || line.front() == '\t') && !fields.empty()) {
      fields.back().value += ' ';
      fields.back().value += trim(line);
      continue;
    }
    const auto colon = line.find(':');
    if (colon == line.npos || colon == 0) continue;
    fields.push_back(
        {lower(trim(line.substr(0, colon))), std::string(trim(line.substr(colon + 1)))});
  }
  return fields;
}

std::string value_of(const std::vector<Field>& fields, std::string_view name) {
  for (const Field& field : fields) {
    if (field.name == name) return field.value;
  }
  return "";
}

Parts parse(std::string_view bytes) {
  static const bool ready = (g_mime_init(), true);
  static_cast<void>(ready);
  Parts mail;
  bytes = bytes.substr(0, returned_mail_bytes_max);
  auto* stream = g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size());
  auto* parser = g_mime_parser_new_with_stream(stream);
  auto* message = g_mime_parser_construct_message(parser, nullptr);
  g_object_unref(parser);
  g_object_unref(stream);
  if (message == nullptr) return mail;
  auto* whole = GMIME_OBJECT(message);
  mail.from = lower(header(whole, "From"));
  mail.to = lower(header(whole, "To"));
  mail.subject = lower(header(whole, "Subject"));
  mail.return_path = trim(header(whole, "Return-Path"));
  mail.auto_submitted = lower(header(whole, "Auto-Submitted"));
  mail.failed_recipients = header(whole, "X-Failed-Recipients");
  mail.automatic = mail.auto_submitted.starts_with("auto-") ||
                   !header(whole, "X-Autoreply").empty() ||
                   !header(whole, "X-Auto-Response-Suppress").empty();
  if (auto* root = g_mime_message_get_mime_part(message)) {
    mail.content_type = media_type(root);
    read_part(mail, root);
    if (trim(mail.notice).empty() && mail.reports.empty() && mail.original.empty()) {
      // Parts that are told wrongly are none for GMime; what stands in them can still be read.
      const auto body = bytes.find("\n\n");
      if (body != bytes.npos) add_notice(mail, bytes.substr(body));
    }
  }
  g_object_unref(message);
  return mail;
}

}  // namespace quita::mail::returned
