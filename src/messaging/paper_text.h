// What a letter on paper says: paragraphs with the variables of template.h, {{tabela}} alone in one
// of them for the table of titles. The letter's frame (creditor, addressee, date, table, code) is
// not the text's (pdf/paper_letter.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "messaging/template.h"

namespace quita::messaging {

struct PaperText {
  std::vector<std::string> opening;  // before the table
  std::vector<std::string> closing;  // after it
};
// A text without {{tabela}} has its table at its end. Errors: those of check_template.
Result<PaperText> render_paper(std::string_view body, const LetterFacts&);

// Our letter of a default template; nothing when it has none: reminders need no stamp.
std::optional<std::string_view> default_paper_text(std::string_view template_name);

}  // namespace quita::messaging
