#include "pdf/logo_reader.h"

#include <deque>
#include <mutex>
#include <string>

#include "base/secret.h"
#include "base/text.h"

namespace quita::pdf {

namespace {

// The logos read last, by the digest of their bytes.
class Shelf {
 public:
  bool find(const std::string& digest, Logo& logo) {
    const std::lock_guard lock(mutex_);
    for (const auto& each : logos_) {
      if (each.first == digest) {
        logo = each.second;
        return true;
      }
    }
    return false;
  }
  void keep(const std::string& digest, const Logo& logo) {
    constexpr std::size_t count_max = 16;
    const std::lock_guard lock(mutex_);
    logos_.emplace_front(digest, logo);
    if (logos_.size() > count_max) logos_.pop_back();
  }

 private:
  std::mutex mutex_;
  std::deque<std::pair<std::string, Logo>> logos_;
};

Result<Logo> read_by_type(std::string_view bytes) {
  const auto type = logo_type(bytes);
  if (type == "image/png") return read_png_logo(bytes);
  if (type == "image/jpeg") return read_jpeg_logo(bytes);
  if (type == "image/svg+xml") return read_svg_logo(bytes);
  return invalid("logo.format", "O arquivo do logotipo não é PNG, JPEG nem SVG", {},
                 "um arquivo PNG, JPEG ou SVG");
}

}  // namespace

std::string_view logo_type(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return "image/png";
  if (bytes.starts_with("\xFF\xD8\xFF")) return "image/jpeg";
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  bytes = trim(bytes);
  if (bytes.starts_with('<') && bytes.find("<svg") != std::string_view::npos) {
    return "image/svg+xml";
  }
  return {};
}

Result<Logo> read_logo(std::string_view bytes) {
  if (bytes.size() > logo_bytes_max) {
    return invalid("logo.size", "O arquivo do logotipo passa de 256 KB", {},
                   "um arquivo de até 256 KB");
  }
  static Shelf shelf;
  const auto digest = sha256(bytes);
  Logo logo;
  if (shelf.find(digest, logo)) return logo;
  logo = TRY(read_by_type(bytes));
  shelf.keep(digest, logo);
  return logo;
}

}  // namespace quita::pdf
