// Requests and responses as the rest of the house sees them; no part of the server's library.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace quita::http {

enum class Method { get, head, post, put, patch, del, options };
std::string_view name(Method);                         // "GET", … "DELETE"
std::optional<Method> parse_method(std::string_view);  // exact, upper case
// GET, HEAD and OPTIONS change nothing.
bool safe(Method);

// Names compare without regard to ASCII case; order of arrival is kept.
class Headers {
 public:
  // The first value of that name; nothing when absent.
  std::optional<std::string_view> get(std::string_view name) const;
  bool has(std::string_view name) const { return get(name).has_value(); }
  void add(std::string name, std::string value) {
    fields_.emplace_back(std::move(name), std::move(value));
  }
  void set(std::string_view name, std::string value);
  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

struct Request {
  Method method = Method::get;
  std::string path = "/";                                  // percent-encoded, as it came
  std::vector<std::pair<std::string, std::string>> query;  // decoded, in order
  Headers headers;
  std::string body;
  std::string remote_address;  // the client's, after trusted proxies
  std::string id;              // X-Request-Id, always set by the server

  std::optional<std::string_view> query_value(std::string_view name) const;
  std::optional<std::string> cookie(std::string_view name) const;
};

// Splits a request target ("/v1/titles?q=a%20b") into path and query. False when an escape is
// broken, the path does not begin with "/", or a decoded value is not UTF-8 or holds a NUL.
bool parse_target(std::string_view target, Request&);
// "%C3%A9" -> "é"; nothing when an escape is broken. `plus_is_space` as in queries.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space = false);
// Everything but the unreserved characters of RFC 3986 becomes %XX.
std::string percent_encode(std::string_view text);

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  Headers headers;
  std::string body;
  // Bytes that outlive the process's answers (embedded assets), sent without a copy instead of
  // `body` when set.
  std::string_view static_body;
  // Which line of which table answered: the route's path with its {names}, or the site's prefix.
  // For the log, which must not see a path's own values. Views the table.
  std::string_view answered_by;

  std::string_view content() const { return static_body.data() ? static_body : body; }

  static Response json(std::string text, int status = 200);
  static Response text(std::string text, int status = 200);
  static Response html(std::string text, int status = 200);
  static Response bytes(std::string content_type, std::string bytes);
  // A download: Content-Disposition: attachment with an ASCII and a UTF-8 file name (RFC 6266).
  static Response file(std::string content_type, std::string file_name, std::string bytes);
  static Response redirect(std::string location, int status = 303);
  static Response empty(int status = 204);

  // A cookie that scripts cannot read; max_age 0 takes it back. `secure` belongs to every
  // installation behind TLS.
  Response&& with_cookie(std::string_view name, std::string_view value, int max_age_seconds,
                         bool secure) &&;
};

// invalid 422, not_found 404, conflict 409, unauthorised 401, forbidden 403, limited 429.
int status_of(ErrorKind);
std::string_view reason_of(int status);
// RFC 9457 application/problem+json: type, title, status, code, detail, and field and hint when
// the error has them.
Response problem(const Error&);
Response problem(int status, const Error&);

}  // namespace quita::http
