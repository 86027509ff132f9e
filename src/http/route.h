// A route is a line: method, path, summary, permission, and the types that go in and come out.
// From that table come the router, the authorisation, the OpenAPI document and the typed web
// client. Include this header from *_api.cpp files only (compile time).
//
// A complete example, title_api.cpp:
//
//   #include "http/route.h"
//
//   struct CreateTitle { std::string number; Money amount; Date due; };
//   BOOST_DESCRIBE_STRUCT(CreateTitle, (), (number, amount, due))
//   struct TitleView { TitleId id; std::string number; Money amount; Date due; };
//   BOOST_DESCRIBE_STRUCT(TitleView, (), (id, number, amount, due))
//   struct After { Date due; TitleId id; };                       // what a cursor remembers
//   BOOST_DESCRIBE_STRUCT(After, (), (due, id))
//
//   void add_title_routes(http::Routes& routes, TitleService& titles) {
//     using http::Context, http::Method, http::Page;
//
//     // Body in, body out. `.created()` answers 201; `.idempotent()` honours Idempotency-Key.
//     routes.add<CreateTitle, TitleView>(
//         Method::post, "/v1/titles", "Registers a title", "titles:write",
//         [&](Context& c, const CreateTitle& in) -> Result<TitleView> {
//           return titles.create(c.caller.tenant, in);
//         }).created().idempotent();
//
//     // No body in. Query parameters are declared for the document and read by type.
//     routes.get<Page<TitleView>>(
//         "/v1/titles", "Lists titles by due date", "titles:read",
//         [&](Context& c) -> Result<Page<TitleView>> {
//           auto due_to = TRY(c.query_as<Date>("due_to"));      // std::optional<Date>
//           auto after = TRY(c.cursor<After>());                // std::optional<After>
//           int limit = TRY(c.limit());                         // 1 … 200, default 50
//           auto found = TRY(titles.list(c.caller.tenant, due_to, after, limit + 1));
//           return http::page_of(std::move(found), limit,       // cuts, and makes next_cursor
//                                [](const TitleView& last) { return After{last.due, last.id}; });
//         }).query<Date>("due_to", "Vencimento até").paged();
//
//     // A path parameter, by type.
//     routes.get<TitleView>("/v1/titles/{id}", "Shows a title", "titles:read",
//         [&](Context& c) -> Result<TitleView> {
//           return titles.get(c.caller.tenant, TRY(c.param_as<TitleId>("id")));
//         });
//
//     // No body in, none out: 204.
//     routes.add<void, void>(Method::post, "/v1/titles/{id}/cancel", "Cancels a title",
//         "titles:write", [&](Context& c) -> Status { … });
//
//     // Bytes in (c.request.body, at most 20 MiB) or bytes out.
//     routes.raw(Method::post, "/v1/returns", "Takes a return file", "banking:write",
//         [&](Context& c) -> Result<http::Response> { … }).upload("application/octet-stream")
//         .returns<ReturnView>();
//     routes.raw(Method::get, "/v1/titles/{id}/slip.pdf", "The slip as PDF", "titles:read",
//         [&](Context& c) -> Result<http::Response> {
//           return http::Response::file("application/pdf", "boleto.pdf", TRY(…));
//         }).produces("application/pdf");
//   }
//
// A handler's Error becomes a problem+json answer of its kind. The permission http::open_to_all
// ("public") is for routes without a login (they are rate-limited by address); http::logged_in
// ("any") asks for a caller and no particular permission; everything else is put to the injected
// `allows`. A change that must answer with headers or a cookie is a raw route that uses
// `c.body_as<T>()` and json::write.
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "http/message.h"
#include "http/page.h"
#include "json/bind.h"

namespace quita::http {

inline constexpr std::string_view open_to_all = "public";
inline constexpr std::string_view logged_in = "any";
inline constexpr std::size_t body_bytes_max_default = 1024 * 1024;
inline constexpr std::size_t upload_bytes_max_default = 20 * 1024 * 1024;

// Who asks. Filled by the injected authenticator; empty on public routes, which may look for
// credentials of their own (a link's token, a callback's signature) in the request.
struct Caller {
  TenantId tenant;
  std::optional<UserId> user;
  std::optional<SessionId> session;
  std::optional<ApiKeyId> api_key;
  std::string subject;  // the acting one's id as text, for the audit: "usr_…", "key_…"
  std::string name;     // for people
  std::string role;
  std::vector<std::string> scopes;
  std::string time_zone;  // IANA, the company's
};

using PathParams = std::vector<std::pair<std::string, std::string>>;  // name, decoded value

// What a handler sees of one request. Its messages name the parameter that is wrong in `field`.
class Context {
 public:
  Context(const Request& request, const Caller& caller, const PathParams& params)
      : request(request), caller(caller), params_(params) {}

  const Request& request;
  const Caller& caller;

  // The decoded part of the path that {name} stands for. A name that the route's path does not
  // have is a bug and throws std::logic_error.
  const std::string& param(std::string_view name) const;
  template <class T>
  Result<T> param_as(std::string_view name) const {
    auto value = json::from_text<T>(param(name));
    if (!value) return tl::make_unexpected(std::move(value).error().at(std::string(name)));
    return value;
  }

  // A query parameter; an empty one ("?q=") counts as absent.
  std::optional<std::string> query(std::string_view name) const;
  template <class T>
  Result<std::optional<T>> query_as(std::string_view name) const {
    auto text = query(name);
    if (!text) return std::optional<T>();
    auto value = json::from_text<T>(*text);
    if (!value) return tl::make_unexpected(std::move(value).error().at(std::string(name)));
    return std::optional<T>(*std::move(value));
  }

  // ?limit=, 1 … page_limit_max, page_limit_default when absent.
  Result<int> limit() const;
  // ?cursor=, read back as what page_of was given. Error http.cursor.
  template <class T>
  Result<std::optional<T>> cursor() const {
    auto text = query("cursor");
    if (!text) return std::optional<T>();
    std::string bytes;
    if (!from_base64url(*text, bytes)) return cursor_error();
    auto value = json::read<T>(bytes);
    if (!value) return cursor_error();
    return std::optional<T>(*std::move(value));
  }

  // The JSON body as T, for raw routes; add<In, Out> has done it already. A body that is not
  // declared application/json is refused (http.content_type).
  template <class T>
  Result<T> body_as() const {
    if (auto status = check_json_body(); !status) {
      return tl::make_unexpected(std::move(status).error());
    }
    return json::read<T>(request.body);
  }

  // The client's Idempotency-Key, if it sent one: a cause that a use case may keep.
  std::optional<std::string> idempotency_key() const;

  // The key that this request has claimed, with the status that a good answer will have: its use
  // case keeps the answer in its own transaction (company/idempotency.h), and then says so.
  struct ClaimedKey {
    std::string key;
    int success_status = 200;
    bool answer_kept = false;
  };
  std::optional<ClaimedKey> claimed;

 private:
  Status check_json_body() const;
  static tl::unexpected<Error> cursor_error();

  const PathParams& params_;
};

// An opaque cursor: what a list's next page must know, as base64url of its JSON. It is not signed,
// because it can say no more than a query parameter could.
template <class T>
std::string make_cursor(const T& after) {
  return base64url(json::write(after));
}
// The first `limit` of `found` (which was asked for limit + 1) and the cursor of the next page.
template <class T, class After>
Page<T> page_of(std::vector<T> found, int limit, After after) {
  Page<T> page{std::move(found), std::nullopt};
  if (page.items.size() > static_cast<std::size_t>(limit)) {
    page.items.erase(page.items.begin() + limit, page.items.end());
    page.next_cursor = make_cursor(after(page.items.back()));
  }
  return page;
}

struct QueryParameter {
  std::string name;
  std::string description;
  boost::json::value (*schema)(json::Schemas&) = nullptr;
};

// One line of the table. The functions after the constructor are said once, where it is added.
class Route {
 public:
  using Handler = std::function<Result<Response>(Context&)>;
  using Schema = boost::json::value (*)(json::Schemas&);

  Route(Method method, std::string path, std::string summary, std::string permission,
        Handler handler)
      : method(method),
        path(std::move(path)),
        summary(std::move(summary)),
        permission(std::move(permission)),
        handler(std::move(handler)) {}

  Route& created() { return status(201); }
  Route& status(int code) {
    success_status = code;
    return *this;
  }
  // A repeat with the same Idempotency-Key and bytes gets the first answer; with other bytes, 409.
  Route& idempotent() {
    honours_key = true;
    return *this;
  }
  template <class T = std::string>
  Route& query(std::string name, std::string description) {
    queries.push_back({std::move(name), std::move(description), &json::Codec<T>::schema});
    return *this;
  }
  Route& paged() {
    query<int>("limit", "Itens por página, de 1 a 200; 50 se ausente");
    return query("cursor", "O next_cursor da página anterior");
  }
  Route& body_max(std::size_t bytes) {
    body_bytes_max = bytes;
    return *this;
  }
  // The body is bytes of this media type ("text/csv"), at most 20 MiB.
  Route& upload(std::string media_type, std::size_t bytes_max = upload_bytes_max_default) {
    consumed = std::move(media_type);
    body_bytes_max = bytes_max;
    return *this;
  }
  Route& produces(std::string media_type) {
    produced = std::move(media_type);
    return *this;
  }
  // For raw routes whose body or answer is JSON of this type after all.
  template <class T>
  Route& takes() {
    consumed = "application/json";
    request_schema = &json::Codec<T>::schema;
    return *this;
  }
  template <class T>
  Route& returns() {
    produced = "application/json";
    response_schema = &json::Codec<T>::schema;
    return *this;
  }

  Method method;
  std::string path;
  std::string summary;
  std::string permission;
  Handler handler;
  int success_status = 200;
  bool honours_key = false;
  std::size_t body_bytes_max = body_bytes_max_default;
  std::string consumed;  // media type of the body; empty when there is none
  std::string produced;  // media type of the answer; empty when there is none
  Schema request_schema = nullptr;
  Schema response_schema = nullptr;
  std::vector<QueryParameter> queries;
};

class Routes {
 public:
  // In = void: no body, the handler takes Context&. Out = void: answers 204, the handler returns
  // Status.
  template <class In, class Out, class F>
  Route& add(Method method, std::string path, std::string summary, std::string_view permission,
             F handler) {
    Route& route = raw(method, std::move(path), std::move(summary), permission,
                       [handler = std::move(handler)](Context& c) -> Result<Response> {
                         return answer<In, Out>(c, handler);
                       });
    if constexpr (!std::is_void_v<In>) route.takes<In>();
    if constexpr (std::is_void_v<Out>) {
      route.status(204);
    } else {
      route.returns<Out>();
    }
    return route;
  }

  template <class Out, class F>
  Route& get(std::string path, std::string summary, std::string_view permission, F handler) {
    return add<void, Out>(Method::get, std::move(path), std::move(summary), permission,
                          std::move(handler));
  }

  // Adding a second route of the same method and path shape throws std::logic_error.
  Route& raw(Method method, std::string path, std::string summary, std::string_view permission,
             Route::Handler handler);

  const std::deque<Route>& all() const { return routes_; }

 private:
  template <class In, class Out, class F>
  static Result<Response> answer(Context& c, const F& handler) {
    auto result = [&] {
      if constexpr (std::is_void_v<In>) {
        return Result<Out>(handler(c));
      } else {
        auto in = c.body_as<In>();
        if (!in) return Result<Out>(tl::make_unexpected(std::move(in).error()));
        return Result<Out>(handler(c, *in));
      }
    }();
    if (!result) return tl::make_unexpected(std::move(result).error());
    if constexpr (std::is_void_v<Out>) {
      return Response::empty();
    } else {
      return Response::json(json::write(*result));
    }
  }

  std::deque<Route> routes_;  // a deque, so that the references of add stay
};

// The OpenAPI 3.1 document of the table.
boost::json::value openapi(const Routes&, std::string_view title, std::string_view version);

}  // namespace quita::http
