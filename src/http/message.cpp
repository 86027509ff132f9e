#include "http/message.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "base/text.h"

namespace quita::http {
namespace {

constexpr std::pair<Method, std::string_view> methods[] = {
    {Method::get, "GET"},        {Method::head, "HEAD"},   {Method::post, "POST"},
    {Method::put, "PUT"},        {Method::patch, "PATCH"}, {Method::del, "DELETE"},
    {Method::options, "OPTIONS"}};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return lower(x) == lower(y); });
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool clean(std::string_view text) {
  return text.find('\0') == std::string_view::npos && valid_utf8(text);
}

}  // namespace

std::string_view name(Method method) {
  for (const auto& [value, text] : methods) {
    if (value == method) return text;
  }
  return "";
}

std::optional<Method> parse_method(std::string_view text) {
  for (const auto& [value, name] : methods) {
    if (name == text) return value;
  }
  return std::nullopt;
}

bool safe(Method method) {
  return method == Method::get || method == Method::head || method == Method::options;
}

std::optional<std::string_view> Headers::get(std::string_view name) const {
  for (const auto& [field, value] : fields_) {
    if (same_name(field, name)) return value;
  }
  return std::nullopt;
}

void Headers::set(std::string_view name, std::string value) {
  std::erase_if(fields_, [&](const auto& field) { return same_name(field.first, name); });
  add(std::string(name), std::move(value));
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
  for (const auto& [parameter, value] : query) {
    if (parameter == name) return value;
  }
  return std::nullopt;
}

std::optional<std::string> Request::cookie(std::string_view name) const {
  for (const auto& [field, value] : headers) {
    if (!same_name(field, "Cookie")) continue;
    for (const auto& pair : split(value, ';')) {
      const auto text = trim(pair);
      const auto equals = text.find('=');
      if (equals != std::string_view::npos && text.substr(0, equals) == name) {
        return std::string(text.substr(equals + 1));
      }
    }
  }
  return std::nullopt;
}

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      decoded += ' ';
    } else if (text[i] != '%') {
      decoded += text[i];
    } else {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return decoded;
}

std::string percent_encode(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      encoded += c;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

bool parse_target(std::string_view target, Request& request) {
  if (target.empty() || target.front() != '/') return false;
  const auto mark = target.find('?');
  const auto path = target.substr(0, mark);
  if (path.find('%') != std::string_view::npos || !valid_utf8(path)) {
    const auto decoded = percent_decode(path);
    if (!decoded || !clean(*decoded)) return false;
  }
  request.path = path;
  request.query.clear();
  if (mark == std::string_view::npos) return true;
  auto rest = target.substr(mark + 1);
  while (!rest.empty()) {
    const auto end = std::min(rest.find('&'), rest.size());
    const auto pair = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = percent_decode(pair.substr(0, equals), true);
    auto value = percent_decode(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!name || !value || !clean(*name) || !clean(*value)) return false;
    request.query.emplace_back(*std::move(name), *std::move(value));
  }
  return true;
}

Response Response::json(std::string text, int status) {
  Response response;
  response.status = status;
  response.body = std::move(text);
  return response;
}

Response Response::text(std::string text, int status) {
  auto response = json(std::move(text), status);
  response.content_type = "text/plain; charset=utf-8";
  return response;
}

Response Response::html(std::string text, int status) {
  auto response = json(std::move(text), status);
  response.content_type = "text/html; charset=utf-8";
  return response;
}

Response Response::bytes(std::string content_type, std::string bytes) {
  auto response = json(std::move(bytes));
  response.content_type = std::move(content_type);
  return response;
}

Response Response::file(std::string content_type, std::string file_name, std::string bytes) {
  auto response = Response::bytes(std::move(content_type), std::move(bytes));
  auto ascii = fold_ascii(file_name);
  std::erase_if(ascii, [](char c) { return c < ' ' || c == 0x7f || c == '"' || c == '\\'; });
  response.headers.add("Content-Disposition",
                       fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", ascii,
                                   percent_encode(file_name)));
  return response;
}

Response Response::redirect(std::string location, int status) {
  auto response = empty(status);
  response.headers.add("Location", std::move(location));
  return response;
}

Response Response::empty(int status) {
  Response response;
  response.status = status;
  response.content_type.clear();
  return response;
}

Response&& Response::with_cookie(std::string_view name, std::string_view value, int max_age_seconds,
                                 bool secure) && {
  headers.add("Set-Cookie", fmt::format("{}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{}", name,
                                        value, max_age_seconds, secure ? "; Secure" : ""));
  return std::move(*this);
}

int status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid:
      return 422;
    case ErrorKind::not_found:
      return 404;
    case ErrorKind::conflict:
      return 409;
    case ErrorKind::unauthorised:
      return 401;
    case ErrorKind::forbidden:
      return 403;
    case ErrorKind::limited:
      return 429;
  }
  return 500;
}

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    default:
      return status < 300 ? "OK" : status < 400 ? "Redirect" : status < 500 ? "Refused" : "Failed";
  }
}

Response problem(const Error& error) { return problem(status_of(error.kind), error); }

Response problem(int status, const Error& error) {
  boost::json::object body{{"type", "about:blank"},
                           {"title", reason_of(status)},
                           {"status", status},
                           {"code", error.code},
                           {"detail", error.message}};
  if (!error.field.empty()) body["field"] = error.field;
  if (!error.hint.empty()) body["hint"] = error.hint;
  auto response = Response::json(boost::json::serialize(body), status);
  response.content_type = "application/problem+json";
  if (status == 401) response.headers.add("WWW-Authenticate", "Bearer");
  if (status == 429 || status == 503) response.headers.add("Retry-After", "1");
  return response;
}

}  // namespace quita::http
