#include "whatsapp/approved_template.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "json/parse.h"
#include "whatsapp/members.h"

namespace quita::whatsapp {
namespace {

using boost::json::object;

// Calls `literal` and `variable` with the pieces of a text in their order.
template <class Literal, class Variable>
void walk(std::string_view text, Literal literal, Variable variable) {
  while (true) {
    const std::size_t open = text.find("{{");
    const std::size_t close = open == std::string_view::npos ? open : text.find("}}", open);
    if (close == std::string_view::npos) {
      literal(text);
      return;
    }
    literal(text.substr(0, open));
    variable(text.substr(open, close + 2 - open), trim(text.substr(open + 2, close - open - 2)));
    text.remove_prefix(close + 2);
  }
}

void read_component(const object& component, ApprovedTemplate& form) {
  const std::string type = text_in(component, "type");
  if (type == "HEADER") {
    form.header_format = text_in(component, "format");
    form.header_text = text_in(component, "text");
    form.header_variables = variables_in(form.header_text);
  } else if (type == "BODY") {
    form.body = text_in(component, "text");
    form.variables = variables_in(form.body);
  } else if (type == "FOOTER") {
    form.footer = text_in(component, "text");
  } else if (type == "BUTTONS") {
    for (const auto& each : array_in(component, "buttons")) {
      const object& button = as_object(each);
      form.buttons.push_back(
          {text_in(button, "type"), text_in(button, "text"), text_in(button, "url")});
    }
  }
}

ApprovedTemplate read_template(const object& source) {
  ApprovedTemplate form;
  form.id = text_in(source, "id");
  form.name = text_in(source, "name");
  form.language = text_in(source, "language");
  form.status = text_in(source, "status");
  form.category = text_in(source, "category");
  form.quality = text_in(object_in(source, "quality_score"), "score");
  form.reason = text_in(source, "rejected_reason");
  if (form.reason == "NONE") form.reason.clear();
  form.named = text_in(source, "parameter_format") == "NAMED";
  for (const auto& each : array_in(source, "components")) read_component(as_object(each), form);
  return form;
}

}  // namespace

std::vector<std::string> variables_in(std::string_view text) {
  std::vector<std::string> names;
  walk(
      text, [](std::string_view) {},
      [&](std::string_view, std::string_view name) {
        if (std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
      });
  return names;
}

std::string filled(std::string_view text, const std::vector<Filling>& values) {
  std::string out;
  walk(
      text, [&](std::string_view literal) { out += literal; },
      [&](std::string_view whole, std::string_view name) {
        const auto found = std::find_if(values.begin(), values.end(),
                                        [&](const Filling& each) { return each.name == name; });
        out += found == values.end() ? whole : std::string_view(found->value);
      });
  return out;
}

std::variant<TemplatePage, GraphError> read_template_page(int status, std::string_view body) {
  const auto value = json::parse(body);
  if (!value) return GraphError{-1, fmt::format("resposta ilegível, HTTP {}", status), ""};
  const object& root = as_object(*value);
  if (root.contains("error")) return read_graph_error(object_in(root, "error"));
  if (status != 200) return GraphError{-1, fmt::format("HTTP {}", status), ""};
  TemplatePage page;
  for (const auto& each : array_in(root, "data")) {
    page.templates.push_back(read_template(as_object(each)));
  }
  const object& paging = object_in(root, "paging");
  // Cursors stand on every page; only `next` says that there is one more.
  if (paging.contains("next")) page.after = text_in(object_in(paging, "cursors"), "after");
  return page;
}

}  // namespace quita::whatsapp
