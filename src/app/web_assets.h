// The console's and the portal's files, embedded by scripts/embed_web.sh at build time.
#pragma once

#include <string_view>
#include <vector>

namespace quita::app {

struct WebAsset {
  std::string_view name;  // "console/assets/index-1f3c.js"
  std::string_view bytes;
  std::string_view gz;
};
std::vector<WebAsset> web_assets();

}  // namespace quita::app
