// The OpenAPI 3.1 document of the route table.
#include "http/route.h"

namespace quita::http {
namespace {

namespace bj = boost::json;

std::string operation_id(const Route& route) {
  std::string id = lower_ascii(name(route.method));
  bool gap = true;
  for (const char c : route.path) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (word) {
      if (gap) id += '_';
      id += c;
    }
    gap = !word;
  }
  return id;
}

// The first part of the path that is no version: /v1/titles/{id} belongs to "titles".
std::string tag_of(const Route& route) {
  for (const auto& part : split(route.path, '/')) {
    const bool version = part.size() == 2 && part[0] == 'v';
    if (!part.empty() && !version && part[0] != '{') return std::string(part);
  }
  return "root";
}

bj::array parameters_of(const Route& route, json::Schemas& schemas) {
  bj::array parameters;
  for (const auto& part : split(route.path, '/')) {
    if (part.size() < 2 || part.front() != '{') continue;
    parameters.push_back(bj::object{{"name", std::string(part.substr(1, part.size() - 2))},
                                    {"in", "path"},
                                    {"required", true},
                                    {"schema", bj::object{{"type", "string"}}}});
  }
  for (const auto& query : route.queries) {
    parameters.push_back(bj::object{{"name", query.name},
                                    {"in", "query"},
                                    {"description", query.description},
                                    {"schema", query.schema(schemas)}});
  }
  if (route.honours_key) {
    parameters.push_back(bj::object{
        {"name", "Idempotency-Key"},
        {"in", "header"},
        {"description", "A repetição com a mesma chave e o mesmo corpo recebe a primeira resposta"},
        {"schema", bj::object{{"type", "string"}, {"maxLength", 255}}}});
  }
  return parameters;
}

bj::object content_of(const std::string& media_type, Route::Schema schema, json::Schemas& schemas) {
  const bj::value shape = schema != nullptr
                              ? schema(schemas)
                              : bj::value(bj::object{{"type", "string"}, {"format", "binary"}});
  return {{media_type, bj::object{{"schema", shape}}}};
}

bj::object operation_of(const Route& route, json::Schemas& schemas) {
  bj::object operation{{"operationId", operation_id(route)},
                       {"summary", route.summary},
                       {"tags", bj::array{bj::string(tag_of(route))}},
                       {"x-permission", route.permission}};
  if (route.permission == open_to_all) operation["security"] = bj::array{};
  if (auto parameters = parameters_of(route, schemas); !parameters.empty()) {
    operation["parameters"] = std::move(parameters);
  }
  if (!route.consumed.empty()) {
    operation["requestBody"] = bj::object{
        {"required", true}, {"content", content_of(route.consumed, route.request_schema, schemas)}};
  }
  bj::object success{{"description", reason_of(route.success_status)}};
  if (!route.produced.empty()) {
    success["content"] = content_of(route.produced, route.response_schema, schemas);
  }
  operation["responses"] =
      bj::object{{std::to_string(route.success_status), std::move(success)},
                 {"default", bj::object{{"$ref", "#/components/responses/Problem"}}}};
  return operation;
}

bj::object problem_schema() {
  bj::object properties;
  for (const auto* member : {"type", "title", "code", "detail", "field", "hint"}) {
    properties[member] = bj::object{{"type", "string"}};
  }
  properties["status"] = bj::object{{"type", "integer"}};
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"required", bj::array{"type", "title", "status", "code", "detail"}}};
}

}  // namespace

bj::value openapi(const Routes& routes, std::string_view title, std::string_view version) {
  json::Schemas schemas;
  bj::object paths;
  for (const auto& route : routes.all()) {
    auto& path = paths[route.path];
    if (path.is_null()) path = bj::object{};
    path.get_object()[lower_ascii(name(route.method))] = operation_of(route, schemas);
  }
  bj::object components_schemas = schemas.all();
  components_schemas["Problem"] = problem_schema();
  const bj::object problem_content{
      {"application/problem+json",
       bj::object{{"schema", bj::object{{"$ref", "#/components/schemas/Problem"}}}}}};
  return bj::object{
      {"openapi", "3.1.0"},
      {"info", bj::object{{"title", title}, {"version", version}}},
      {"paths", std::move(paths)},
      {"security",
       bj::array{bj::object{{"bearer", bj::array{}}}, bj::object{{"session", bj::array{}}}}},
      {"components",
       bj::object{{"schemas", std::move(components_schemas)},
                  {"responses", bj::object{{"Problem", bj::object{{"description", "Recusado"},
                                                                  {"content", problem_content}}}}},
                  {"securitySchemes",
                   bj::object{{"bearer", bj::object{{"type", "http"}, {"scheme", "bearer"}}},
                              {"session", bj::object{{"type", "apiKey"},
                                                     {"in", "cookie"},
                                                     {"name", "quita_session"}}}}}}}};
}

}  // namespace quita::http
