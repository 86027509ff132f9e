// Messages to the WhatsApp Cloud API as JSON bodies of POST /{phone_number_id}/messages.
//
// Outside the 24 hours after a person's last word only a template may be sent (131047). Everything
// else here is an answer within them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace quita::whatsapp {

struct DocumentRef {
  std::string media_id;   // what POST …/media gave
  std::string file_name;  // as the person sees it: "boleto-1234-1.pdf"
};

struct TemplateVariable {
  std::string name;  // "1", or the name of a template with named variables
  std::string value;
};

enum class ButtonKind { quick_reply, url, copy_code };
struct TemplateButton {
  int index = 0;  // its place among the template's buttons
  ButtonKind kind = ButtonKind::quick_reply;
  std::string value;  // what comes back; the end of the address; the code
};

struct TemplateMessage {
  std::string to;  // wa_id
  std::string name;
  std::string language = "pt_BR";
  bool named = false;  // its variables have names instead of numbers
  std::optional<DocumentRef> header;
  std::vector<TemplateVariable> variables;  // in the order of the text
  std::vector<TemplateButton> buttons;
  std::string tracker;  // comes back with every status, at most 512 bytes
};

// As a template's variable may be: one line, blanks never more than one in a row (Meta refuses a
// line break, a tab and more than four blanks), at most variable_max characters.
std::string variable_value(std::string_view text);
inline constexpr std::size_t variable_max = 600;

// Errors: whatsapp.variable_empty (Meta refuses the whole message; the message names the variable).
Result<std::string> write_template_message(const TemplateMessage&);

inline constexpr std::size_t text_max = 4096;
// A free text, to `to`, as an answer to a message of his where one is given. It is cut at text_max.
std::string write_text(std::string_view to, std::string_view text, std::string_view reply_to,
                       std::string_view tracker);
std::string write_document(std::string_view to, const DocumentRef&, std::string_view caption,
                           std::string_view reply_to, std::string_view tracker);

// The body of POST …/media (multipart/form-data) for a file; the boundary must not stand in it.
std::string write_media_upload(std::string_view bytes, std::string_view file_name,
                               std::string_view media_type, std::string_view boundary);

}  // namespace quita::whatsapp
