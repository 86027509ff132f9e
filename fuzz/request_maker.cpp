#include "request_maker.h"

#include <fmt/format.h>

#include <array>
#include <limits>

#include "base/text.h"

namespace quita::fuzz {

namespace bj = boost::json;

namespace {

constexpr std::size_t seen_max = 24;  // of a kind
constexpr int depth_max = 6;

// What is well meant where nothing was seen yet, by the member's name or its last word.
struct Hint {
  std::string_view member, text;
};
constexpr auto hints = std::to_array<Hint>({{"email", "ana@exemplo.com.br"},
                                            {"address", "ana@exemplo.com.br"},
                                            {"phone", "11 98765-4321"},
                                            {"document", "52998224725"},
                                            {"host", "smtp.exemplo.com.br"},
                                            {"url", "https://quita.example/x"},
                                            {"postal_code", "01310100"},
                                            {"time_zone", "America/Sao_Paulo"},
                                            {"channel", "email"},
                                            {"scopes", "titles:read"},
                                            {"password", "uma senha bem comprida"},
                                            {"from", "ana@exemplo.com.br"},
                                            {"to", "ana@exemplo.com.br"},
                                            {"to", "11 98765-4321"},
                                            {"value", "ana@exemplo.com.br"},
                                            {"value", "11 98765-4321"},
                                            {"code", "0000"}});

// What people and attackers write where a text is asked for.
constexpr auto words = std::to_array<std::string_view>(
    {"",
     "a",
     "João da Conceição",
     "52998224725",
     "11.222.333/0001-81",
     "12ABC34501DE35",
     "ana@exemplo.com.br",
     "11 98765-4321",
     "+5511987654321",
     "01310-100",
     "SP",
     "1",
     "0",
     "-1",
     "99999999999999999999",
     "1.234,56",
     "https://192.0.2.1/x",
     "smtp.exemplo.com.br",
     "{{cliente.nome}} {{#titulos}}{{valor}}{{/titulos}}",
     "{{{{",
     "' OR 1=1 --",
     "%_\\",
     "=HYPERLINK(\"x\")",
     "\"quoted\", and\r\nBcc: x@y.z",
     "<svg onload=alert(1)>",
     "SPC protesto cadeia",
     "\xe2\x80\xae\xf0\x9f\x92\xb8",
     "Ação não é órgão",
     "0123456789012345678901234567890123456789012345678901234567890123456789",
     "atraso-3",
     "billing",
     "2026-11-23"});

constexpr auto integers = std::to_array<std::int64_t>({1,
                                                       0,
                                                       2,
                                                       3,
                                                       5,
                                                       10,
                                                       30,
                                                       100,
                                                       1'000,
                                                       20'000,
                                                       100'000,
                                                       500'000,
                                                       1'000'000,
                                                       -1,
                                                       2026,
                                                       12,
                                                       65'535,
                                                       std::numeric_limits<std::int32_t>::max(),
                                                       99'999'999'999,
                                                       1'000'000'000'000'000,
                                                       std::numeric_limits<std::int64_t>::max(),
                                                       std::numeric_limits<std::int64_t>::min()});

constexpr auto integers_meant_well = std::to_array<std::int64_t>(
    {0, 1, 1, 2, 2, 3, 3, 5, 10, 12, 30, 100, 2026, 20'000, 100'000, 500'000});

constexpr auto odd_dates = std::to_array<std::string_view>(
    {"2025-02-21", "2025-02-22", "2028-02-29", "2026-02-30", "2049-10-13", "0001-01-01",
     "9999-12-31", "1997-10-07", "2026-1-1", "hoje"});

// One that was seen, half of the time the latest.
const std::string& one_of(const std::deque<std::string>& seen, Choices& choices) {
  return choices.one_in(2) ? seen.back() : choices.of(seen);
}

std::string well_meant(std::string_view member, Choices& choices) {
  std::vector<std::string_view> meant;
  for (const auto& hint : hints) {
    if (member == hint.member || member.ends_with("_" + std::string(hint.member))) {
      meant.push_back(hint.text);
    }
  }
  if (!meant.empty()) return std::string(choices.of(meant));
  return fmt::format("Acerto {}", choices.below(100));
}

bool described_object(const bj::object& schema) { return schema.contains("properties"); }

std::string of_scalar(const bj::value& value) {
  return value.is_string() ? std::string(value.get_string()) : json::serialize(value);
}

}  // namespace

RequestMaker::RequestMaker(const http::Routes& routes) : routes_(routes) {
  for (const auto& route : routes.all()) {
    if (route.request_schema != nullptr) bodies_[&route] = route.request_schema(schemas_);
    for (const auto& query : route.queries) queries_[&route].push_back(query.schema(schemas_));
  }
}

bool RequestMaker::make(const http::Route& route, Choices& choices, http::Request& request) const {
  request.method = route.method;
  if (!http::parse_target(target(route, choices), request)) return false;
  if (route.honours_key && choices.one_in(4)) {
    request.headers.add("Idempotency-Key", fmt::format("chave-{}", choices.below(8)));
  }
  if (http::safe(route.method)) return true;
  request.body = body(route, choices);
  if (!request.body.empty()) {
    request.headers.add("Content-Type",
                        route.consumed.empty() ? "application/json" : route.consumed);
  }
  return true;
}

// --- what goes out

std::string RequestMaker::target(const http::Route& route, Choices& choices) const {
  std::string target;
  const std::string_view pattern = route.path;
  for (std::size_t at = 0; at < pattern.size();) {
    const auto open = pattern.find('{', at);
    target += pattern.substr(at, open - at);
    if (open == std::string_view::npos) break;
    target += http::percent_encode(parameter(pattern, open, choices));
    at = pattern.find('}', open) + 1;
  }
  char before = '?';
  const std::size_t seldom = choices.wild() ? 3 : 3 * (route.queries.size() + 1);
  for (std::size_t i = 0; i < route.queries.size(); ++i) {
    if (!choices.one_in(seldom)) continue;
    const auto& query = route.queries[i];
    const auto chosen = value(queries_.at(&route)[i], query.name, depth_max, choices);
    target += fmt::format("{}{}={}", before, query.name, http::percent_encode(of_scalar(chosen)));
    before = '&';
  }
  return target;
}

// What stands for the parameter that opens there: mostly something that was seen in that place.
std::string RequestMaker::parameter(std::string_view pattern, std::size_t open,
                                    Choices& choices) const {
  const auto close = pattern.find('}', open);
  if (choices.odd(12)) return word("", choices);
  const auto name = pattern.substr(open + 1, close - open - 1);
  auto seen = parameters_.find(pattern.substr(0, close + 1));
  if (seen == parameters_.end() && name.ends_with("_id")) {  // {contact_id}: a contact's "id"
    seen = parameters_.find(std::string(pattern.substr(0, open)) + "{id}");
  }
  if (seen != parameters_.end() && !choices.odd(12)) return one_of(seen->second, choices);
  const auto named = members_.find(name);
  if (named != members_.end() && name != "id" && !choices.odd(4)) {
    return one_of(named->second, choices);
  }
  const bool id = name == "id" || name.ends_with("_id");
  if (ids_.empty() || (!id && !choices.odd(2))) return "1";
  auto kind = ids_.begin();
  std::advance(kind, choices.below(ids_.size()));
  return one_of(kind->second, choices);
}

std::string RequestMaker::body(const http::Route& route, Choices& choices) const {
  if (choices.odd(16)) return std::string(choices.rest());
  const auto schema = bodies_.find(&route);
  if (schema != bodies_.end()) {
    auto text = json::serialize(value(schema->second, "", 0, choices));
    if (choices.odd(16)) text.resize(choices.below(text.size() + 1));
    return text;
  }
  return route.consumed.empty() ? "" : file(route.consumed, choices);
}

// A file of that kind that was seen, as it was or with a byte changed; or the bytes themselves.
std::string RequestMaker::file(const std::string& media_type, Choices& choices) const {
  const auto seen = files_.find(media_type);
  if (seen == files_.end() || choices.odd(4)) return std::string(choices.rest());
  std::string bytes = one_of(seen->second, choices);
  if (!choices.wild()) return bytes;
  for (auto changes = choices.below(4); changes > 0 && !bytes.empty(); --changes) {
    bytes[choices.number() % bytes.size()] = static_cast<char>(choices.below(256));
  }
  return bytes;
}

bj::value RequestMaker::value(const bj::value& schema, std::string_view member, int depth,
                              Choices& choices) const {
  if (!schema.is_object()) return bj::string(word(member, choices));
  const auto& shape = schema.get_object();
  if (const auto* reference = shape.if_contains("$ref")) {
    const std::string_view name = reference->get_string();
    return value(schemas_.all().at(name.substr(name.rfind('/') + 1)), member, depth, choices);
  }
  if (choices.odd(48)) return nullptr;
  if (described_object(shape)) return object(shape, depth, choices);
  const auto* type = shape.if_contains("type");
  if (type == nullptr || !type->is_string() || choices.odd(96)) {
    return bj::string(word(member, choices));
  }
  if (type->get_string() == "array") return array(shape, member, depth, choices);
  if (type->get_string() == "boolean") return choices.below(2) == 1;
  if (type->get_string() == "integer") {
    if (choices.odd(24)) return static_cast<std::int64_t>(choices.number());
    const auto seen = numbers_.find(member);
    if (seen != numbers_.end() && choices.one_in(2)) return choices.of(seen->second);
    return choices.odd(4) ? choices.of(integers) : choices.of(integers_meant_well);
  }
  if (type->get_string() == "number") return static_cast<double>(choices.below(200)) / 8 - 1;
  if (type->get_string() == "string") return bj::string(text(shape, member, choices));
  return bj::object{};
}

bj::value RequestMaker::object(const bj::object& schema, int depth, Choices& choices) const {
  bj::object made;
  if (depth >= depth_max) return made;
  const auto* required = schema.if_contains("required");
  const std::size_t seldom = choices.wild() || choices.one_in(2) ? 2 : 8;
  for (const auto& member : schema.at("properties").as_object()) {
    bool asked = false;
    if (required != nullptr) {
      for (const auto& name : required->as_array()) asked = asked || name == member.key();
    }
    if (asked ? choices.odd(48) : !choices.one_in(seldom)) continue;
    made[member.key()] = value(member.value(), member.key(), depth + 1, choices);
  }
  return made;
}

bj::array RequestMaker::array(const bj::object& schema, std::string_view member, int depth,
                              Choices& choices) const {
  bj::array made;
  const auto* items = schema.if_contains("items");
  if (items == nullptr || depth >= depth_max) return made;
  for (auto left = choices.below(4); left > 0; --left) {
    made.push_back(value(*items, member, depth + 1, choices));
  }
  return made;
}

std::string RequestMaker::text(const bj::object& schema, std::string_view member,
                               Choices& choices) const {
  const auto* allowed = schema.if_contains("enum");
  if (allowed != nullptr && !choices.odd(32)) return of_scalar(choices.of(allowed->as_array()));
  const auto* format = schema.if_contains("format");
  if (format != nullptr && *format == "date") {
    if (choices.odd(8)) return std::string(choices.of(odd_dates));
    return format_iso(Date(2026, 11, 23) + (static_cast<int>(choices.below(160)) - 80));
  }
  if (format != nullptr && *format == "date-time" && !choices.odd(8)) {
    return format_iso(Date(2026, 11, 23) + (static_cast<int>(choices.below(160)) - 80)) +
           "T13:05:09.123Z";
  }
  if (const auto* example = schema.if_contains("example"); example && example->is_string()) {
    const auto seen = ids_.find(prefix_of(std::string_view(example->get_string())));
    if (seen != ids_.end() && !choices.odd(24)) return one_of(seen->second, choices);
  }
  return word(member, choices);
}

std::string RequestMaker::word(std::string_view member, Choices& choices) const {
  const auto seen = members_.find(member);
  const bool known = seen != members_.end();
  if (!choices.wild() && (!known || choices.one_in(2))) return well_meant(member, choices);
  if (known && !choices.odd(3)) return one_of(seen->second, choices);
  if (!choices.odd(8)) return std::string(choices.of(words));
  if (choices.one_in(8)) return std::string(choices.below(9'000), 'x');
  return hex(choices.rest().substr(0, 64));
}

// --- what came back

template <class T>
void RequestMaker::keep(std::deque<T>& seen, T value) {
  std::erase(seen, value);
  seen.push_back(std::move(value));
  if (seen.size() > seen_max) seen.pop_front();
}

// "rec" of "rec_01h455vb4pex5vsknk084sn02q"; empty when it is no TypeID.
std::string_view RequestMaker::prefix_of(std::string_view text) {
  constexpr std::size_t suffix = 26;
  if (text.size() < suffix + 2 || text[text.size() - suffix - 1] != '_') return {};
  for (const char c : text) {
    if (c != '_' && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) return {};
  }
  return text.substr(0, text.size() - suffix - 1);
}

void RequestMaker::learn(const http::Route& route, const http::Response& answer) {
  if (!answer.content_type.starts_with("application/json")) {
    if (!answer.body.empty()) learn_file(answer.content_type, answer.body);
    return;
  }
  const auto value = json::parse(answer.content());
  if (value) learn_value(*value, route.path, "");
}

void RequestMaker::learn_file(const std::string& media_type, std::string bytes) {
  if (bytes.size() > 100'000) return;
  keep(files_[media_type.substr(0, media_type.find(';'))], std::move(bytes));
}

void RequestMaker::learn_value(const bj::value& value, const std::string& place,
                               std::string_view member) {
  if (value.is_object()) {
    for (const auto& each : value.get_object()) learn_value(each.value(), place, each.key());
  } else if (value.is_array()) {
    for (const auto& each : value.get_array()) learn_value(each, place, member);
  } else if (value.is_string()) {
    const std::string text(value.get_string());
    if (const auto prefix = prefix_of(text); !prefix.empty()) {
      keep(ids_[std::string(prefix)], text);
    }
    if (text.empty()) return;
    if (member == "next_cursor") member = "cursor";
    keep(members_[std::string(member)], text);
    // "id" of an answer of /v1/titles is what {id} means in /v1/titles/{id}.
    keep(parameters_[fmt::format("{}/{{{}}}", place, member)], text);
    if (text.find('/') != std::string::npos) learn_link(text);
  } else if (value.is_int64()) {
    keep(numbers_[std::string(member)], value.get_int64());
  }
}

void RequestMaker::learn_link(std::string_view url) {
  if (const auto host = url.find("://"); host != std::string_view::npos) {
    const auto path = url.find('/', host + 3);
    if (path == std::string_view::npos) return;
    url.remove_prefix(path);
  }
  url = url.substr(0, url.find_first_of("?# \n"));
  for (const auto& route : routes_.all()) {
    if (route.path.find('{') != std::string::npos && learn_parameters(route.path, url)) return;
  }
}

// Of "/p/{token}/slip" and "/p/abc/slip": abc is a {token} of /p.
bool RequestMaker::learn_parameters(std::string_view pattern, std::string_view path) {
  const auto names = split(pattern, '/');
  const auto values = split(path, '/');
  if (names.size() != values.size()) return false;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!names[i].starts_with('{') && names[i] != values[i]) return false;
  }
  std::string place;
  for (std::size_t i = 1; i < names.size(); ++i) {
    place += '/' + std::string(names[i]);
    if (!names[i].starts_with('{')) continue;
    const std::string value(values[i]);
    keep(members_[std::string(names[i].substr(1, names[i].size() - 2))], value);
    keep(parameters_[place], value);
  }
  return true;
}

}  // namespace quita::fuzz
