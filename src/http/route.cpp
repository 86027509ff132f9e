#include "http/route.h"

#include <fmt/format.h>

#include <stdexcept>

namespace quita::http {

const std::string& Context::param(std::string_view name) const {
  for (const auto& [known, value] : params_) {
    if (known == name) return value;
  }
  throw std::logic_error(fmt::format("this route has no path parameter {}", name));
}

std::optional<std::string> Context::query(std::string_view name) const {
  const auto value = request.query_value(name);
  if (!value || value->empty()) return std::nullopt;
  return std::string(*value);
}

Result<int> Context::limit() const {
  auto asked = query_as<int>("limit");
  if (!asked || (*asked && (**asked < 1 || **asked > page_limit_max))) {
    return invalid("http.limit", fmt::format("limit vai de 1 a {}", page_limit_max), "limit");
  }
  return asked->value_or(page_limit_default);
}

std::optional<std::string> Context::idempotency_key() const {
  const auto key = request.headers.get("Idempotency-Key");
  if (!key || key->empty()) return std::nullopt;
  return std::string(*key);
}

Status Context::check_json_body() const {
  const auto type = request.headers.get("Content-Type").value_or("");
  if (lower_ascii(trim(type.substr(0, type.find(';')))) != "application/json") {
    return invalid("http.content_type", "o corpo deve vir como application/json", "Content-Type");
  }
  return {};
}

tl::unexpected<Error> Context::cursor_error() {
  return invalid("http.cursor", "o cursor não veio de uma página desta lista", "cursor",
                 "Repita o next_cursor como veio, ou recomece sem cursor.");
}

Route& Routes::raw(Method method, std::string path, std::string summary,
                   std::string_view permission, Route::Handler handler) {
  // {id} and {title_id} are one shape: the router could not tell them apart.
  const auto shape = [](std::string_view text) {
    std::string result;
    bool inside = false;
    for (const char c : text) {
      if (!inside) result += c;
      inside = c == '{' || (inside && c != '}');
    }
    return result;
  };
  if (path.empty() || path.front() != '/') {
    throw std::logic_error(fmt::format("the path {} must begin with /", path));
  }
  for (const auto& route : routes_) {
    if (route.method == method && shape(route.path) == shape(path)) {
      throw std::logic_error(fmt::format("{} {} stands twice in the table", name(method), path));
    }
  }
  return routes_.emplace_back(method, std::move(path), std::move(summary), std::string(permission),
                              std::move(handler));
}

}  // namespace quita::http
