#include "pdf/canvas.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace quita::pdf {

void Canvas::integer(long value) {
  char digits[24];
  operators_.append(digits, std::to_chars(std::begin(digits), std::end(digits), value).ptr);
}

void Canvas::number(double value) {
  // Two decimals (0.004 mm) are finer than any printer.
  long hundredths = std::lround(value * 100);
  if (hundredths < 0) {
    operators_ += '-';
    hundredths = -hundredths;
  }
  integer(hundredths / 100);
  if (const long rest = hundredths % 100; rest != 0) {
    operators_ += '.';
    operators_ += static_cast<char>('0' + rest / 10);
    if (rest % 10 != 0) operators_ += static_cast<char>('0' + rest % 10);
  }
  operators_ += ' ';
}

void Canvas::point(double x, double y) {
  number(x * points_per_mm);
  number((height_mm_ - y) * points_per_mm);
}

void Canvas::show(double x, double y, const Face& face, double size, std::string_view encoded,
                  Align align) {
  if (encoded.empty()) return;
  if (align != Align::left) {
    const double width = text_width(face, size, encoded) / points_per_mm;
    x -= align == Align::right ? width : width / 2;
  }
  const bool bold = face.font == Font::bold;
  const int name = face.embedded ? (bold ? 5 : 4) : 1 + static_cast<int>(face.font);
  operators_ += "BT/F";
  operators_ += static_cast<char>('0' + name);
  operators_ += ' ';
  number(size);
  operators_ += "Tf ";
  point(x, y);
  operators_ += "Td(";
  for (const char c : encoded) {
    if (c == '(' || c == ')' || c == '\\') operators_ += '\\';
    if (c == '\r') {  // a bare one would be read as a line feed (7.3.4.2)
      operators_ += "\\r";
    } else {
      operators_ += c;
    }
  }
  operators_ += ")Tj ET\n";
  for (std::size_t i = 0; face.embedded && i < encoded.size(); i += 2) {
    characters_[bold ? 1 : 0].insert(static_cast<char16_t>(
        static_cast<unsigned char>(encoded[i]) << 8 | static_cast<unsigned char>(encoded[i + 1])));
  }
}

void Canvas::text(double x, double y, Font font, double size, std::string_view utf8, Align align) {
  const std::array<std::string, 1> one = {std::string(utf8)};
  const auto encoded = encode(font, one);
  show(x, y, encoded.face, size, encoded.texts[0], align);
}

double Canvas::text_box(const Box& box, Font font, double size_max, double size_min,
                        std::span<const std::string> paragraphs, Align align, Stack stack) {
  const auto encoded = encode(font, paragraphs);
  const auto fit = fit_text(encoded.face, encoded.texts, box.width * points_per_mm,
                            box.height * points_per_mm, size_max, size_min);
  const double leading = fit.size * line_height / points_per_mm;
  const double used = leading * static_cast<double>(fit.lines.size());
  // A line's baseline stands a quarter of its leading (the descenders) above its lower edge.
  double y = (stack == Stack::down_from_top ? box.y : box.y + box.height - used) + leading * 0.75;
  const double x = align == Align::left    ? box.x
                   : align == Align::right ? box.x + box.width
                                           : box.x + box.width / 2;
  for (const auto& line : fit.lines) {
    show(x, y, encoded.face, fit.size, line, align);
    y += leading;
  }
  return used;
}

void Canvas::line(double x1, double y1, double x2, double y2, double width_pt) {
  number(width_pt);
  operators_ += "w ";
  point(x1, y1);
  operators_ += "m ";
  point(x2, y2);
  operators_ += "l S\n";
}

void Canvas::dashed(double x1, double y1, double x2, double y2, double width_pt) {
  operators_ += "[3 2]0 d ";
  line(x1, y1, x2, y2, width_pt);
  operators_ += "[]0 d\n";
}

void Canvas::path(const Box& box) {
  point(box.x, box.y + box.height);
  number(box.width * points_per_mm);
  number(box.height * points_per_mm);
  operators_ += "re ";
}

void Canvas::rectangle(const Box& box, double width_pt) {
  number(width_pt);
  operators_ += "w ";
  path(box);
  operators_ += "S\n";
}

void Canvas::fill(const Box& box) {
  path(box);
  operators_ += "f\n";
}

void Canvas::grey(double level) {
  number(level);
  operators_ += "g\n";
}

void Canvas::rgb(double red, double green, double blue) {
  number(red);
  number(green);
  number(blue);
  operators_ += "rg\n";
}

void Canvas::cells(double x, double y, double unit_x, double unit_y,
                   const std::vector<Cell>& cells) {
  // The matrix turns the y axis, so that the cells' own small integers can be written as they are.
  fmt::format_to(std::back_inserter(operators_), "q {:.5f} 0 0 {:.5f} ", unit_x * points_per_mm,
                 -unit_y * points_per_mm);
  point(x, y);
  operators_ += "cm\n";
  for (const auto& cell : cells) {
    for (const int each : {cell.x, cell.y, cell.width, cell.height}) {
      integer(each);
      operators_ += ' ';
    }
    operators_ += "re\n";
  }
  operators_ += "f Q\n";
}

void Canvas::use(const ExternalRef& external) {
  if (std::find(externals_.begin(), externals_.end(), external) == externals_.end()) {
    externals_.push_back(external);
  }
  operators_ += "cm/";
  operators_ += external->name;
  operators_ += " Do Q\n";
}

void Canvas::drawing(const ExternalRef& external, double x, double y) {
  operators_ += "q 1 0 0 1 ";
  point(x, y + external->height_mm);
  use(external);
}

void Canvas::picture(const ExternalRef& external, const Box& box) {
  operators_ += "q ";
  number(box.width * points_per_mm);
  operators_ += "0 0 ";
  number(box.height * points_per_mm);
  point(box.x, box.y + box.height);
  use(external);
}

}  // namespace quita::pdf
