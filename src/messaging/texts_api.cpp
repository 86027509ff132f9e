// The route that tells an author what may not be said: templates, campaigns and free texts alike.
#include "base/text.h"
#include "http/route.h"
#include "json/bind.h"
#include "messaging/conduct.h"
#include "messaging/messaging_api.h"

namespace quita::messaging {

BOOST_DESCRIBE_ENUM(Severity, hard, soft)

namespace {

using http::Context;
using http::Method;

struct TextsIn {
  std::optional<std::string> subject;
  std::string body;
};
BOOST_DESCRIBE_STRUCT(TextsIn, (), (subject, body))

struct FindingView {
  std::string field;  // "subject", "body"
  int line = 1;
  int from = 0, to = 0;  // code points of the field's text
  std::string excerpt, rule;
  Severity severity = Severity::hard;
  std::string law, why, suggestion;
};
BOOST_DESCRIBE_STRUCT(FindingView, (),
                      (field, line, from, to, excerpt, rule, severity, law, why, suggestion))

struct TextsView {
  std::vector<FindingView> findings;
  bool may_be_saved = true;  // no hard finding
};
BOOST_DESCRIBE_STRUCT(TextsView, (), (findings, may_be_saved))

constexpr std::size_t text_bytes_max = 20'000;

void add_findings(TextsView& view, std::string_view field, std::string_view text) {
  for (const ConductFinding& each : check_conduct(text)) {
    const auto from = static_cast<int>(length_utf8(text.substr(0, each.offset)));
    const auto length = static_cast<int>(length_utf8(each.excerpt));
    view.findings.push_back({std::string(field), each.line, from, from + length, each.excerpt,
                             std::string(rule_word(each.rule)), each.severity,
                             std::string(each.law), std::string(each.why),
                             std::string(each.suggestion)});
    if (each.severity == Severity::hard) view.may_be_saved = false;
  }
}

}  // namespace

void add_text_routes(http::Routes& routes, const ApiDeps&) {
  routes.add<TextsIn, TextsView>(
      Method::post, "/v1/texts/check", "Tells what a text to a debtor may not say, and why",
      "templates:read", [](Context&, const TextsIn& in) -> Result<TextsView> {
        const std::string subject = in.subject.value_or("");
        if (subject.size() + in.body.size() > text_bytes_max) {
          return invalid("text.too_long", "O texto passa de 20.000 letras.", "body");
        }
        TextsView view;
        add_findings(view, "subject", subject);
        add_findings(view, "body", in.body);
        return view;
      });
}

}  // namespace quita::messaging
