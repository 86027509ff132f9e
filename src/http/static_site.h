// The web files that the binary carries, and how they are answered.
//
// - A file whose name carries a hash (everything in the folder "assets/") is cached for a year;
//   all others are revalidated by ETag.
// - A path without a file gets the site's index.html, so that the single-page application's own
//   addresses work when typed in; a path that looks like a file ("/x.js") is a 404.
// - A page that contains the text __CSP_NONCE__ gets a fresh nonce there with every answer, and
//   the same nonce in its Content-Security-Policy: a library that injects <style> elements takes
//   it from <meta name="csp-nonce" content="__CSP_NONCE__">.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "http/message.h"

namespace quita::http {

struct Asset {
  std::string path;          // within the site, "assets/app-1f3c.js"; no leading slash
  std::string content_type;  // "text/javascript; charset=utf-8"
  std::string_view bytes;    // as embedded; must outlive the server
  std::string_view gz;       // the same, gzipped; empty when not worth it
};

// The media type for a file's name by its ending; application/octet-stream when unknown.
std::string content_type_of(std::string_view file_name);

class StaticSite {
 public:
  // `prefix` is where the site stands: "/" or "/portal/".
  StaticSite(std::string prefix, std::vector<Asset> assets);

  const std::string& prefix() const { return prefix_; }
  // The answer to GET or HEAD of a decoded path under the prefix; nothing when there is no such
  // file.
  std::optional<Response> answer(const Request&, std::string_view decoded_path) const;

 private:
  struct File {
    Asset asset;
    std::string etag;
    bool hashed_name = false;
    bool has_nonce = false;
  };
  Response answer_file(const Request&, const File&) const;

  std::string prefix_;
  std::unordered_map<std::string, File> files_;
};

// Security headers that every answer carries unless it has set its own; `nonce` may be empty.
std::string content_security_policy(std::string_view nonce);

}  // namespace quita::http
