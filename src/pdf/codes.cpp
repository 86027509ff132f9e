#include "pdf/codes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/text.h"
#include "pdf/png_writer.h"
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

namespace {

constexpr int qr_quiet_zone = 4;        // modules (ISO/IEC 18004, 5.3.8)
constexpr int barcode_quiet_zone = 10;  // narrow bars (ISO/IEC 16390, 4.5)
// The 13 mm of a barcode whose narrow bar is 103 mm / 405.
constexpr int barcode_height_units = 51;

std::string svg_of(int width, int height, std::string_view label,
                   const std::vector<Canvas::Cell>& dark, int left, int top, int cell_height) {
  std::string path;
  for (const auto& cell : dark) {
    fmt::format_to(std::back_inserter(path), "M{} {}h{}v{}h-{}z", cell.x + left, cell.y + top,
                   cell.width, cell.height * cell_height, cell.width);
  }
  return fmt::format(R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" role="img" )"
                     R"(aria-label="{2}" shape-rendering="crispEdges">)"
                     R"(<path fill="#fff" d="M0 0h{0}v{1}H0z"/><path fill="#000" d="{3}"/></svg>)",
                     width, height, label, path);
}

}  // namespace

std::string qr_svg(std::string_view text) {
  const auto qr = make_qr(text);
  const int side = qr.side + 2 * qr_quiet_zone;
  return svg_of(side, side, "QR Code Pix", qr.dark, qr_quiet_zone, qr_quiet_zone, 1);
}

std::string qr_png(std::string_view text, int pixels) {
  const auto modules = encode_qr(text);
  const int side = (modules.side + 2 * qr_quiet_zone) * pixels;
  return make_png(side, side, [&](int x, int y) {
    const int column = x / pixels - qr_quiet_zone, row = y / pixels - qr_quiet_zone;
    return column >= 0 && row >= 0 && column < modules.side && row < modules.side &&
           modules.at(column, row);
  });
}

std::string barcode_svg(std::string_view digits) {
  const auto code = interleaved_2_of_5(digits);
  return svg_of(code.units + 2 * barcode_quiet_zone, barcode_height_units, "Código de barras",
                code.bars, barcode_quiet_zone, 0, barcode_height_units);
}

std::string barcode_png(std::string_view digits, int pixels) {
  const auto code = interleaved_2_of_5(digits);
  const int width = code.units + 2 * barcode_quiet_zone;
  std::vector<bool> dark(static_cast<std::size_t>(width));
  for (const auto& bar : code.bars) {
    std::fill_n(dark.begin() + bar.x + barcode_quiet_zone, bar.width, true);
  }
  return make_png(width * pixels, barcode_height_units * pixels,
                  [&](int x, int) { return dark[static_cast<std::size_t>(x / pixels)]; });
}

}  // namespace quita::pdf
