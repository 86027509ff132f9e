#include "pdf/codes.h"

#include <fmt/format.h>

#include <array>
#include <stdexcept>

#include "base/text.h"
#include "pdf/qr_encoder.h"

namespace quita::pdf {

namespace {

// ISO/IEC 16390, table 1: which two of a digit's five elements are wide.
constexpr std::array<const char*, 10> wide_elements = {"nnwwn", "wnnnw", "nwnnw", "wwnnn", "nnwnw",
                                                       "wnwnn", "nwwnn", "nnnww", "wnnwn", "nwnwn"};

std::vector<Canvas::Cell> merge_modules(const QrModules& modules) {
  const int side = modules.side;
  const auto dark = [&](int x, int y) { return modules.at(x, y); };
  std::vector<Canvas::Cell> merged;
  std::vector<std::size_t> above(static_cast<std::size_t>(side), merged.max_size());
  for (int y = 0; y < side; ++y) {
    std::vector<std::size_t> current(static_cast<std::size_t>(side), merged.max_size());
    for (int x = 0; x < side;) {
      if (!dark(x, y)) {
        ++x;
        continue;
      }
      const int first = x;
      while (x < side && dark(x, y)) ++x;
      // A run exactly below one of the same place and width makes that one taller.
      auto& at = current[static_cast<std::size_t>(first)];
      at = above[static_cast<std::size_t>(first)];
      if (at != merged.max_size() && merged[at].width == x - first) {
        ++merged[at].height;
      } else {
        at = merged.size();
        merged.push_back({first, y, x - first, 1});
      }
    }
    above = std::move(current);
  }
  return merged;
}

}  // namespace

Bars interleaved_2_of_5(std::string_view digits) {
  if (!all_digits(digits) || digits.size() % 2 != 0) {
    throw std::invalid_argument("interleaved 2 of 5 takes an even number of digits");
  }
  Bars code;
  const auto bar = [&](int width) {
    code.bars.push_back({code.units, 0, width, 1});
    code.units += width;
  };
  bar(1), code.units += 1, bar(1), code.units += 1;  // start
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    const char* bars = wide_elements[static_cast<std::size_t>(digits[i] - '0')];
    const char* spaces = wide_elements[static_cast<std::size_t>(digits[i + 1] - '0')];
    for (int element = 0; element < 5; ++element) {
      bar(bars[element] == 'w' ? 3 : 1);
      code.units += spaces[element] == 'w' ? 3 : 1;
    }
  }
  bar(3), code.units += 1, bar(1);  // stop
  return code;
}

void draw_barcode(Canvas& canvas, double x, double y, std::string_view digits) {
  const auto code = interleaved_2_of_5(digits);
  canvas.cells(x, y, barcode_width_mm / code.units, barcode_height_mm, code.bars);
}

Qr make_qr(std::string_view text) {
  const auto modules = encode_qr(text);
  return {modules.side, merge_modules(modules)};
}

void draw_qr(Canvas& canvas, double x, double y, double side_mm, std::string_view text) {
  const auto qr = make_qr(text);
  const double unit = side_mm / qr.side;
  canvas.cells(x, y, unit, unit, qr.dark);
}

std::string qr_svg(std::string_view text) {
  constexpr int quiet_zone = 4;
  const auto qr = make_qr(text);
  std::string path;
  for (const auto& cell : qr.dark) {
    fmt::format_to(std::back_inserter(path), "M{} {}h{}v{}h-{}z", cell.x + quiet_zone,
                   cell.y + quiet_zone, cell.width, cell.height, cell.width);
  }
  const int side = qr.side + 2 * quiet_zone;
  return fmt::format(R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" role="img" )"
                     R"(aria-label="QR Code Pix" shape-rendering="crispEdges">)"
                     R"(<path fill="#fff" d="M0 0h{0}v{0}H0z"/><path fill="#000" d="{1}"/></svg>)",
                     side, path);
}

}  // namespace quita::pdf
