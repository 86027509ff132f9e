// The templates of a business account, as GET /{waba_id}/message_templates lists them.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "whatsapp/graph_error.h"

namespace quita::whatsapp {

struct ApprovedButton {
  std::string type;  // "QUICK_REPLY", "URL", "COPY_CODE", "PHONE_NUMBER" …
  std::string text;
  std::string url;  // with {{1}} at its end where it takes a part

  bool takes_value() const {
    return type == "QUICK_REPLY" || type == "COPY_CODE" || url.find("{{") != std::string::npos;
  }
};

struct ApprovedTemplate {
  std::string id, name, language;
  std::string status;         // "APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED" …
  std::string category;       // "UTILITY", "MARKETING", "AUTHENTICATION"
  std::string quality;        // "GREEN", "YELLOW", "RED", "UNKNOWN"; may be empty
  std::string reason;         // why it was rejected, Meta's word; may be empty
  bool named = false;         // parameter_format
  std::string header_format;  // "", "TEXT", "DOCUMENT", "IMAGE" …
  std::string header_text;
  std::string body;
  std::string footer;
  std::vector<std::string> variables;         // of the body, each once, in their order
  std::vector<std::string> header_variables;  // of a text header
  std::vector<ApprovedButton> buttons;
};

inline constexpr std::string_view template_fields =
    "id,name,language,status,category,quality_score,rejected_reason,parameter_format,components";

struct TemplatePage {
  std::vector<ApprovedTemplate> templates;
  std::string after;  // where the next page begins; empty: this is the last
};
std::variant<TemplatePage, GraphError> read_template_page(int status, std::string_view body);

// The names between {{ and }}, each once, in their order.
std::vector<std::string> variables_in(std::string_view text);
// A body with its variables filled in, for a preview and for the proof of what was said. A variable
// without a value stays as it is.
struct Filling {
  std::string name, value;
};
std::string filled(std::string_view text, const std::vector<Filling>&);

}  // namespace quita::whatsapp
