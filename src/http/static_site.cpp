#include "http/static_site.h"

#include <fmt/format.h>

#include "base/secret.h"
#include "base/text.h"

namespace quita::http {
namespace {

constexpr std::string_view nonce_mark = "__CSP_NONCE__";

constexpr std::pair<std::string_view, std::string_view> content_types[] = {
    {"html", "text/html; charset=utf-8"},
    {"js", "text/javascript; charset=utf-8"},
    {"css", "text/css; charset=utf-8"},
    {"json", "application/json"},
    {"svg", "image/svg+xml"},
    {"png", "image/png"},
    {"jpg", "image/jpeg"},
    {"ico", "image/x-icon"},
    {"webp", "image/webp"},
    {"woff2", "font/woff2"},
    {"txt", "text/plain; charset=utf-8"},
    {"webmanifest", "application/manifest+json"},
    {"map", "application/json"},
    {"pdf", "application/pdf"}};

// Whether a list header ("gzip, br;q=0.5") has the token, and not with q=0.
bool accepts(std::string_view list, std::string_view token) {
  for (const auto& item : split(list, ',')) {
    const auto parts = split(item, ';');
    if (trim(parts.front()) != token) continue;
    return parts.size() < 2 || trim(parts[1]).substr(0, 3) != "q=0" ||
           trim(parts[1]).find_first_of("123456789") != std::string_view::npos;
  }
  return false;
}

bool looks_like_a_file(std::string_view path) {
  const auto slash = path.rfind('/');
  const auto last = slash == std::string_view::npos ? path : path.substr(slash + 1);
  return last.find('.') != std::string_view::npos;
}

}  // namespace

std::string content_type_of(std::string_view file_name) {
  const auto dot = file_name.rfind('.');
  const auto ending = lower_ascii(dot == std::string_view::npos ? "" : file_name.substr(dot + 1));
  for (const auto& [known, type] : content_types) {
    if (known == ending) return std::string(type);
  }
  return "application/octet-stream";
}

std::string content_security_policy(std::string_view nonce) {
  return fmt::format(
      "default-src 'self'; script-src 'self'{0}; style-src 'self'{0}; img-src 'self' data: blob:; "
      "font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; "
      "form-action 'self'; frame-ancestors 'none'",
      nonce.empty() ? std::string() : fmt::format(" 'nonce-{}'", nonce));
}

StaticSite::StaticSite(std::string prefix, std::vector<Asset> assets) : prefix_(std::move(prefix)) {
  for (auto& asset : assets) {
    File file;
    file.etag = "\"" + hex(sha256(asset.bytes)).substr(0, 32) + "\"";
    file.hashed_name = asset.path.starts_with("assets/");
    file.has_nonce = asset.bytes.find(nonce_mark) != std::string_view::npos;
    file.asset = std::move(asset);
    auto path = file.asset.path;
    files_.emplace(std::move(path), std::move(file));
  }
}

std::optional<Response> StaticSite::answer(const Request& request,
                                           std::string_view decoded_path) const {
  if (decoded_path.size() + 1 == prefix_.size() && prefix_.starts_with(decoded_path)) {
    return Response::redirect(prefix_, 302);  // "/portal" -> "/portal/"
  }
  if (!decoded_path.starts_with(prefix_)) return std::nullopt;
  const auto inside = decoded_path.substr(prefix_.size());
  auto file = files_.find(std::string(inside));
  if (file == files_.end()) {
    if (looks_like_a_file(inside)) return std::nullopt;
    file = files_.find("index.html");
    if (file == files_.end()) return std::nullopt;
  }
  return answer_file(request, file->second);
}

Response StaticSite::answer_file(const Request& request, const File& file) const {
  Response response;
  response.content_type = file.asset.content_type;
  response.answered_by = prefix_;
  if (file.has_nonce) {
    const auto nonce = base64url(random_bytes(16));
    std::string_view rest = file.asset.bytes;
    for (auto at = rest.find(nonce_mark); at != std::string_view::npos;
         at = rest.find(nonce_mark)) {
      response.body.append(rest.substr(0, at)).append(nonce);
      rest.remove_prefix(at + nonce_mark.size());
    }
    response.body += rest;
    response.headers.add("Content-Security-Policy", content_security_policy(nonce));
    response.headers.add("Cache-Control", "no-store");
    return response;
  }
  response.headers.add("ETag", file.etag);
  response.headers.add("Cache-Control",
                       file.hashed_name ? "public, max-age=31536000, immutable" : "no-cache");
  if (!file.asset.gz.empty()) response.headers.add("Vary", "Accept-Encoding");
  const auto known = request.headers.get("If-None-Match").value_or("");
  if (known == "*" || known.find(file.etag) != std::string_view::npos) {
    response.status = 304;
    response.content_type.clear();
    return response;
  }
  response.static_body = file.asset.bytes;
  if (!file.asset.gz.empty() &&
      accepts(request.headers.get("Accept-Encoding").value_or(""), "gzip")) {
    response.static_body = file.asset.gz;
    response.headers.add("Content-Encoding", "gzip");
  }
  return response;
}

}  // namespace quita::http
