// Message templates: Portuguese text with {{variables}} (mustache) and a little markup, from which
// both the HTML and the plain text of an e-mail are made.
//
// Markup: a blank line parts paragraphs; **bold**; lines that begin with "- " make a list;
// [words](address) makes a link. {{tabela}}, {{botao}} and {{pix}}, each alone on its line, place
// the table of titles, the button that opens the portal and the codes to pay with; what a template
// of a demand does not place stands after its text. Values of variables are shown as they are: no
// name of a customer can make markup, HTML or a link.
//
// The frame is not the template's: every letter ends with the creditor's name, CNPJ/CPF and
// address, as CDC art. 42-A asks of each demand.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"

namespace quita::messaging {

struct Template {
  std::string name;   // stable: "atraso-7"
  std::string label;  // for people: "7 dias depois do vencimento"
  std::string subject;
  std::string body;
  int version = 1;
};

// One for each step of the default régua, and "emissao" (a title was issued), "agradecimento"
// (payment came in), "redefinir-senha".
std::span<const Template> default_templates();
const Template* find_default_template(std::string_view name);

struct Variable {
  std::string_view name;
  bool section = false;  // {{#name}}…{{/name}} only
  std::string_view description;
  std::string_view example;
};
std::span<const Variable> variables();
// Those that may stand inside {{#titulos}}…{{/titulos}} besides the others.
std::span<const Variable> title_variables();

// Refuses what would not render; the message names the line, `field` is "subject" or "body":
// template.empty, template.too_long, template.unescaped ({{{ or {{&), template.delimiter ({{=),
// template.partial ({{>), template.unclosed (tag or section), template.variable (unknown),
// template.section (a variable used the wrong way), template.block (a block's variable within a
// line), template.line_break (in a subject).
Status check_template(std::string_view subject, std::string_view body);

struct Creditor {
  std::string trade_name;
  std::string legal_name;
  std::string document;  // formatted
  std::string address;   // one line
  std::string phone;     // may be empty
  std::string email;     // may be empty
};

struct LetterTitle {
  std::string number;
  std::string description;
  Date due_date;
  bool late = false;  // payable only with charges
  int days_late = 0;  // from the due date; counted when late
  Money amount;       // what is left of the face value
  Money owed;         // with the charges of the day
};

// Everything a letter can tell. What does not apply stays empty.
struct LetterFacts {
  Creditor creditor;
  std::string customer_name;
  bool customer_is_person = false;
  Date today;
  std::vector<LetterTitle> titles;  // oldest first
  std::string portal_url;
  std::string unsubscribe_url;
  std::string pix_code;        // of the oldest title
  std::string digitable_line;  // of the oldest title
  std::string paid_title;      // number of the title that was paid
  Money paid_amount;
  std::optional<Date> paid_on;
  std::string reset_url;
  // Of a letter whose opening is followed (mail_trace.h): how a link is led through us, and the
  // address of the image. The plain text keeps its links, and so does the way out.
  std::function<std::string(const std::string&)> through;
  std::string pixel_url;
};

struct Letter {
  std::string subject;
  std::string html;
  std::string text;
};
// Errors: those of check_template.
Result<Letter> render(std::string_view subject, std::string_view body, const LetterFacts&);
// One line of text with its variables filled in. Errors: those of check_template for a subject.
Result<std::string> render_line(std::string_view text, const LetterFacts&);

// Facts of an invented customer, for the preview.
LetterFacts sample_facts(const Creditor&, Date today);

// "vence em 5 dias", "vence amanhã", "vence hoje", "venceu ontem", "venceu há 7 dias".
std::string due_words(Date due_date, Date today);

}  // namespace quita::messaging
