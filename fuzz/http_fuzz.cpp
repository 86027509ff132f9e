// Any target, header values and body through the dispatcher and a small table of routes: always an
// answer of a known status, never one of the 500s. The input's lines are: method, target, cookie,
// Accept-Encoding, Idempotency-Key, Content-Type; the rest is the body.
#include <spdlog/spdlog.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/dispatcher.h"
#include "http/route.h"

namespace {

using namespace quita;
using http::Context, http::Method;

struct Line {
  std::string text;
  Money amount;
};
BOOST_DESCRIBE_STRUCT(Line, (), (text, amount))
struct After {
  Date due;
  TitleId id;
};
BOOST_DESCRIBE_STRUCT(After, (), (due, id))

void add_routes(http::Routes& routes) {
  routes
      .add<Line, Line>(Method::post, "/v1/lines", "", http::open_to_all,
                       [](Context&, const Line& in) -> Result<Line> { return in; })
      .idempotent();
  routes.get<Line>("/v1/lines/{id}", "", http::logged_in, [](Context& c) -> Result<Line> {
    TRY(c.cursor<After>());
    TRY(c.query_as<Date>("due"));
    TRY(c.query_as<double>("share"));
    TRY(c.limit());
    return Line{TRY(c.param_as<TitleId>("id")).text(), {}};
  });
  routes.raw(Method::get, "/v1/lines/{id}/{name}", "", http::open_to_all,
             [](Context& c) -> Result<http::Response> {
               return http::Response::file("text/plain", c.param("name"),
                                           c.request.cookie("a").value_or(""));
             });
}

http::Dispatcher& dispatcher() {
  static http::Routes routes;
  static auto* made = [] {
    spdlog::set_level(spdlog::level::off);
    add_routes(routes);
    http::Gate gate;
    gate.authenticate = [](const http::Request&) -> Result<http::Caller> { return http::Caller{}; };
    gate.public_rate = {1e9, 1e9};
    std::vector<http::StaticSite> sites;
    sites.emplace_back(
        "/", std::vector<http::Asset>{{"index.html", "text/html", "<p>__CSP_NONCE__</p>", ""},
                                      {"assets/a.js", "text/javascript", "let a", "gz"}});
    return new http::Dispatcher(routes, std::move(sites), gate);
  }();
  return *made;
}

std::string_view take_line(std::string_view& text) {
  const auto line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(line.size() + 1, text.size()));
  return line;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  http::Request request;
  request.method = http::parse_method(take_line(rest)).value_or(Method::get);
  if (!http::parse_target(take_line(rest), request)) return 0;
  for (const auto* name : {"Cookie", "Accept-Encoding", "Idempotency-Key", "Content-Type"}) {
    request.headers.add(name, std::string(take_line(rest)));
  }
  request.body = rest;
  const auto response = dispatcher().handle(request);
  if (response.status < 200 || response.status >= 500) std::abort();
  return 0;
}
