#include "http/dispatcher.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <exception>
#include <stdexcept>

#include "base/secret.h"
#include "base/text.h"
#include "http/route.h"

namespace quita::http {
namespace {

constexpr std::size_t method_count = 7;
// Full buckets are forgotten when there are this many, so that addresses cannot fill the memory.
constexpr std::size_t remembered_addresses_max = 20'000;

std::size_t index_of(Method method) { return static_cast<std::size_t>(method); }

bool is_parameter(std::string_view part) {
  return part.size() > 2 && part.front() == '{' && part.back() == '}';
}

Response not_found() {
  return problem({ErrorKind::not_found, "http.not_found", "este endereço não existe", "", ""});
}

// A browser says where a request comes from; one that carries our cookie and changes something
// must come from our own pages (cross-site request forgery). What is no browser says nothing and
// carries no cookie that it was not given.
bool forged(const Request& request) {
  if (safe(request.method) || !request.headers.has("Cookie")) return false;
  if (const auto site = request.headers.get("Sec-Fetch-Site")) {
    return *site != "same-origin" && *site != "none";
  }
  const auto origin = request.headers.get("Origin");
  if (!origin) return false;
  const auto scheme = origin->find("://");
  return scheme == std::string_view::npos ||
         origin->substr(scheme + 3) != request.headers.get("Host").value_or("");
}

bool good_key(std::string_view key) {
  return key.size() <= 255 &&
         std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

std::string fingerprint_of(const Request& request) {
  std::string text = fmt::format("{} {}\n", name(request.method), request.path);
  for (const auto& [parameter, value] : request.query) {
    text += fmt::format("{}={}\n", percent_encode(parameter), percent_encode(value));
  }
  return hex(sha256(text + "\n" + request.body));
}

// A mail of ten thousand customers comes back as thirty thousand webhooks from one address of the
// provider's. Routes below these paths are opened by a secret in the address or a signature over
// the body: who has it may ask more often, and who has it not pays for ten.
constexpr std::string_view provider_paths[] = {"/hooks/", "/v1/webhooks/"};
constexpr std::string_view provider_mark = "provider ";
constexpr double provider_times = 10;
constexpr int refused_costs = 10;

bool for_providers(const Route& route) {
  return std::any_of(std::begin(provider_paths), std::end(provider_paths),
                     [&](std::string_view path) { return route.path.starts_with(path); });
}

bool refused(int status) { return status == 401 || status == 403 || status == 404; }

}  // namespace

bool RateLimiter::take(const std::string& address, std::chrono::steady_clock::time_point now) {
  const std::lock_guard lock(mutex_);
  const auto times = [](const std::string& name) {
    return name.starts_with(provider_mark) ? provider_times : 1;
  };
  const auto level = [&](const std::string& name, const Bucket& bucket) {
    const std::chrono::duration<double> since = now - bucket.filled;
    return std::min(limit_.burst * times(name),
                    bucket.tokens + since.count() * limit_.per_second * times(name));
  };
  if (buckets_.size() >= remembered_addresses_max) {
    std::erase_if(buckets_, [&](const auto& each) {
      return level(each.first, each.second) >= limit_.burst * times(each.first);
    });
    if (buckets_.size() >= remembered_addresses_max) buckets_.clear();
  }
  auto& bucket =
      buckets_.try_emplace(address, Bucket{limit_.burst * times(address), now}).first->second;
  bucket.tokens = level(address, bucket);
  bucket.filled = now;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

// The routes as a tree of path parts: a literal part goes before a parameter.
struct Dispatcher::Node {
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  std::unordered_map<std::string, std::unique_ptr<Node>, Hash, std::equal_to<>> literals;
  std::unique_ptr<Node> parameter;
  std::array<const Route*, method_count> by_method = {};

  bool ends() const {
    return std::any_of(by_method.begin(), by_method.end(), [](auto* route) { return route; });
  }
  // HEAD is answered by GET's route.
  const Route* route(Method method) const {
    const auto* exact = by_method[index_of(method)];
    return exact == nullptr && method == Method::head ? by_method[index_of(Method::get)] : exact;
  }
  std::string allow() const {
    std::string text;
    for (std::size_t i = 0; i < method_count; ++i) {
      if (by_method[i] == nullptr) continue;
      text += fmt::format("{}, ", name(static_cast<Method>(i)));
      if (static_cast<Method>(i) == Method::get) text += "HEAD, ";
    }
    return text + "OPTIONS";
  }
  // `rest` begins with "/" or is empty at the end; `values` gets the raw parts of the parameters.
  const Node* find(std::string_view rest, std::vector<std::string_view>& values) const {
    if (rest.empty()) return ends() ? this : nullptr;
    rest.remove_prefix(1);
    const auto part = rest.substr(0, rest.find('/'));
    rest.remove_prefix(part.size());
    std::string decoded;
    std::string_view text = part;
    if (part.find('%') != std::string_view::npos) {
      decoded = percent_decode(part).value_or("");
      text = decoded;
    }
    if (const auto literal = literals.find(text); literal != literals.end()) {
      if (const auto* found = literal->second->find(rest, values)) return found;
    }
    if (parameter == nullptr || part.empty()) return nullptr;
    values.push_back(part);
    if (const auto* found = parameter->find(rest, values)) return found;
    values.pop_back();
    return nullptr;
  }
};

Dispatcher::Dispatcher(const Routes& routes, std::vector<StaticSite> sites, Gate gate)
    : root_(std::make_unique<Node>()),
      sites_(std::move(sites)),
      gate_(std::move(gate)),
      public_rate_(gate_.public_rate) {
  for (const auto& route : routes.all()) {
    Node* node = root_.get();
    for (const auto& part : split(std::string_view(route.path).substr(1), '/')) {
      if (is_parameter(part)) {
        if (!node->parameter) node->parameter = std::make_unique<Node>();
        node = node->parameter.get();
      } else if (part.find_first_of("{}") != std::string::npos) {
        throw std::logic_error(fmt::format("{}: a parameter is a whole part", route.path));
      } else {
        auto& next = node->literals[std::string(part)];
        if (!next) next = std::make_unique<Node>();
        node = next.get();
      }
    }
    node->by_method[index_of(route.method)] = &route;
  }
  // The longest prefix first, so that "/portal/" goes before "/".
  std::sort(sites_.begin(), sites_.end(), [](const StaticSite& a, const StaticSite& b) {
    return a.prefix().size() > b.prefix().size();
  });
}

Dispatcher::~Dispatcher() = default;

std::size_t Dispatcher::body_bytes_max(const Request& head) const {
  std::vector<std::string_view> values;
  const auto* node = root_->find(head.path, values);
  const auto* route = node != nullptr ? node->route(head.method) : nullptr;
  return route != nullptr ? route->body_bytes_max : body_bytes_max_default;
}

Response Dispatcher::handle(const Request& request) {
  const auto begin = std::chrono::steady_clock::now();
  Response response;
  try {
    response = answer(request);
  } catch (const std::exception& broken) {
    spdlog::error("request {} broke: {}", request.id, broken.what());
    response = problem(500, {ErrorKind::conflict, "http.internal",
                             "erro interno; nada foi alterado por este pedido até onde se sabe", "",
                             fmt::format("Informe ao suporte o pedido {}.", request.id)});
  }
  const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
  observe(request, response, time.count());
  return response;
}

Response Dispatcher::answer(const Request& request) {
  std::vector<std::string_view> values;
  const auto* node = root_->find(request.path, values);
  if (node != nullptr) {
    if (const auto* route = node->route(request.method)) {
      auto response = answer_route(request, *route, values);
      response.answered_by = route->path;
      return response;
    }
    const bool asks = request.method == Method::options;
    auto response =
        asks ? Response::empty()
             : problem(405, {ErrorKind::invalid, "http.method",
                             fmt::format("{} não se aplica a este endereço", name(request.method)),
                             "", ""});
    response.headers.add("Allow", node->allow());
    return response;
  }
  if (request.method != Method::get && request.method != Method::head) return not_found();
  const auto path = percent_decode(request.path).value_or("/");
  for (const auto& site : sites_) {
    if (auto response = site.answer(request, path)) return *std::move(response);
  }
  return not_found();
}

Response Dispatcher::answer_route(const Request& request, const Route& route,
                                  const std::vector<std::string_view>& values) {
  if (forged(request)) {
    return problem({ErrorKind::forbidden, "http.cross_site",
                    "o pedido veio de outro site e não foi aceito", "Origin", ""});
  }
  Caller caller;
  const bool provider = for_providers(route);
  const auto asks_too_often = [&] {
    const std::string from =
        (provider ? std::string(provider_mark) : std::string()) + request.remote_address;
    return !public_rate_.take(from, std::chrono::steady_clock::now());
  };
  if (route.permission == open_to_all) {
    if (asks_too_often()) {
      return problem({ErrorKind::limited, "http.rate", "pedidos demais deste endereço", "",
                      "Espere alguns segundos e tente de novo."});
    }
  } else {
    auto who = gate_.authenticate(request);
    if (!who) return problem(who.error());
    caller = *std::move(who);
    if (route.permission != logged_in && !gate_.allows(caller, route.permission)) {
      return problem({ErrorKind::forbidden, "http.permission",
                      fmt::format("falta a permissão {}", route.permission), "",
                      "Peça a permissão a quem administra os usuários."});
    }
  }
  PathParams params;
  std::size_t next = 0;
  for (const auto& part : split(route.path, '/')) {
    if (!is_parameter(part)) continue;
    params.emplace_back(part.substr(1, part.size() - 2),
                        percent_decode(values.at(next++)).value_or(""));
  }
  Context context(request, caller, params);
  auto result = call_once(route, context);
  Response response = result ? *std::move(result) : problem(result.error());
  if (provider && refused(response.status)) {
    for (int more = 1; more < refused_costs; ++more) asks_too_often();
  }
  return response;
}

Result<Response> Dispatcher::call(const Route& route, Context& context) {
  auto response = TRY(route.handler(context));
  if (response.status == 200) response.status = route.success_status;
  return response;
}

Result<Response> Dispatcher::call_once(const Route& route, Context& context) {
  const auto key = context.idempotency_key();
  if (!route.honours_key || !key || gate_.idempotency == nullptr) return call(route, context);
  if (!good_key(*key)) {
    return invalid("http.idempotency_key",
                   "a chave de idempotência tem até 255 caracteres visíveis, sem espaços",
                   "Idempotency-Key");
  }
  auto& store = *gate_.idempotency;
  auto first = TRY(store.claim(context.caller, *key, fingerprint_of(context.request)));
  if (first) {
    first->headers.set("Idempotency-Replayed", "true");
    return *std::move(first);
  }
  context.claimed = {*key, route.success_status, false};
  try {
    auto result = call(route, context);
    auto response = result ? *std::move(result) : problem(result.error());
    if (context.claimed->answer_kept) return response;
    if (response.status < 500 && response.status != 429) {
      store.keep(context.caller, *key, response);
    } else {
      store.release(context.caller, *key);
    }
    return response;
  } catch (...) {
    if (!context.claimed->answer_kept) store.release(context.caller, *key);
    throw;
  }
}

void Dispatcher::observe(const Request& request, const Response& response, double seconds) {
  const auto status_class = static_cast<std::size_t>(std::clamp(response.status / 100, 0, 5));
  by_class_[status_class].fetch_add(1, std::memory_order_relaxed);
  const auto* bound =
      std::lower_bound(std::begin(bucket_seconds_), std::end(bucket_seconds_), seconds);
  by_time_[bound - std::begin(bucket_seconds_)].fetch_add(1, std::memory_order_relaxed);
  total_microseconds_.fetch_add(static_cast<std::uint64_t>(seconds * 1e6),
                                std::memory_order_relaxed);
  spdlog::info("{} {} {} {} bytes {:.1f} ms {} {}", name(request.method),
               response.answered_by.empty() ? "-" : response.answered_by, response.status,
               response.content().size(), seconds * 1000, request.remote_address, request.id);
}

std::string Dispatcher::metrics() const {
  std::string text =
      "# HELP quita_http_requests_total Requests answered, by class of status.\n"
      "# TYPE quita_http_requests_total counter\n";
  for (std::size_t i = 1; i < std::size(by_class_); ++i) {
    text += fmt::format("quita_http_requests_total{{status=\"{}xx\"}} {}\n", i,
                        by_class_[i].load(std::memory_order_relaxed));
  }
  text +=
      "# HELP quita_http_request_seconds Time in the handler.\n"
      "# TYPE quita_http_request_seconds histogram\n";
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < buckets_; ++i) {
    count += by_time_[i].load(std::memory_order_relaxed);
    const auto bound = i + 1 < buckets_ ? fmt::format("{}", bucket_seconds_[i]) : "+Inf";
    text += fmt::format("quita_http_request_seconds_bucket{{le=\"{}\"}} {}\n", bound, count);
  }
  const auto total = static_cast<double>(total_microseconds_.load(std::memory_order_relaxed));
  text += fmt::format("quita_http_request_seconds_sum {}\nquita_http_request_seconds_count {}\n",
                      total / 1e6, count);
  return text;
}

}  // namespace quita::http
