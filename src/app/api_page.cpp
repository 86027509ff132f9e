#include "app/api_page.h"

#include <fmt/format.h>

#include <map>
#include <vector>

#include "base/text.h"
#include "http/route.h"

namespace quita::app {

namespace {

constexpr std::string_view head = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Quita API</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/v1/docs.css"></head><body>
<h1>Quita API</h1>
<p>JSON over HTTP under <code>/v1</code>. Ids are TypeIDs, money is integer centavos, rates are
millionths (20000 is 2&nbsp;%), dates are ISO&nbsp;8601. Send an API key or a session token as
<code>Authorization: Bearer …</code>. A list answers <code>items</code> and <code>next_cursor</code>;
give it back as <code>?cursor=</code>. Routes marked “once” honour <code>Idempotency-Key</code>: a
repeat gets the first answer, another request under the same key a 409. Errors are
<code>application/problem+json</code> with a stable <code>code</code>, a <code>detail</code> in
Portuguese, the <code>field</code> and a <code>hint</code>. The machine-readable document:
<a href="/v1/openapi.json">/v1/openapi.json</a>.</p>
)";

// "/v1/titles/{id}/journal" belongs to "titles".
std::string group_of(std::string_view path) {
  if (path.starts_with("/v1/")) path.remove_prefix(4);
  if (path.starts_with("/")) path.remove_prefix(1);
  return std::string(path.substr(0, path.find('/')));
}

// The name of the type that a schema refers to, or its shape in a word.
std::string type_of(http::Route::Schema schema) {
  if (schema == nullptr) return {};
  json::Schemas schemas;
  const auto value = schema(schemas);
  const auto* object = value.if_object();
  if (object == nullptr) return {};
  if (const auto* reference = object->if_contains("$ref")) {
    const std::string_view text = reference->as_string();
    return std::string(text.substr(text.rfind('/') + 1));
  }
  const auto* type = object->if_contains("type");
  return type ? std::string(type->as_string()) : std::string();
}

std::string row(const http::Route& route) {
  std::string queries;
  for (const auto& query : route.queries) {
    queries +=
        fmt::format("{}<code>{}</code>", queries.empty() ? "" : " ", escape_html(query.name));
  }
  const auto in = route.request_schema ? type_of(route.request_schema) : route.consumed;
  const auto out = route.response_schema ? type_of(route.response_schema) : route.produced;
  return fmt::format(
      "<tr><td><b>{}</b></td><td><code>{}</code></td><td>{}{}</td><td>{}</td><td>{}</td><td>{}</td>"
      "<td><code>{}</code></td></tr>\n",
      http::name(route.method), escape_html(route.path), escape_html(route.summary),
      route.honours_key ? " <i>once</i>" : "", queries, escape_html(in), escape_html(out),
      escape_html(route.permission));
}

}  // namespace

std::string api_page(const http::Routes& routes) {
  std::map<std::string, std::string> groups;
  for (const auto& route : routes.all()) groups[group_of(route.path)] += row(route);
  std::string page(head);
  for (const auto& [name, rows] : groups) {
    page += fmt::format(
        "<h2 id=\"{0}\">{0}</h2>\n<table><thead><tr><th>Method</th><th>Path</th><th>What it "
        "does</th>"
        "<th>Query</th><th>In</th><th>Out</th><th>Permission</th></tr></thead><tbody>\n{1}"
        "</tbody></table>\n",
        escape_html(name), rows);
  }
  return page + "</body></html>\n";
}

}  // namespace quita::app
