#include "pdf/svg_path.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <numbers>

namespace quita::pdf {

namespace {

struct Point {
  double x = 0, y = 0;
};

class PathWriter {
 public:
  const Point& at() const { return at_; }
  const Point& control() const { return control_; }
  std::string take() { return std::move(out_); }
  bool begun() const { return begun_; }

  void move(Point to) {
    point(to);
    out_ += "m\n";
    at_ = start_ = control_ = to;
    begun_ = true;
  }
  void line(Point to) {
    point(to);
    out_ += "l\n";
    at_ = control_ = to;
  }
  void curve(Point a, Point b, Point to) {
    point(a);
    point(b);
    point(to);
    out_ += "c\n";
    at_ = to;
    control_ = b;
  }
  void quadratic(Point q, Point to) {
    const Point from = at_;
    const auto between = [](Point end, Point middle) {
      return Point{end.x + (middle.x - end.x) * 2 / 3, end.y + (middle.y - end.y) * 2 / 3};
    };
    curve(between(from, q), between(to, q), to);
    control_ = q;
  }
  void close() {
    out_ += "h\n";
    at_ = control_ = start_;
  }

 private:
  void point(Point p) {
    append_number(out_, p.x);
    append_number(out_, p.y);
  }
  std::string out_;
  Point at_, start_, control_;
  bool begun_ = false;
};

// An elliptical arc as curves of at most a quarter turn (SVG 1.1, appendix F.6).
void arc(PathWriter& out, double rx, double ry, double turn, bool large, bool sweep, Point to) {
  const Point from = out.at();
  rx = std::abs(rx);
  ry = std::abs(ry);
  constexpr double nothing = 1e-6;
  if (rx < nothing || ry < nothing || (from.x == to.x && from.y == to.y)) return out.line(to);
  const double c = std::cos(turn), s = std::sin(turn);
  const double dx = (from.x - to.x) / 2, dy = (from.y - to.y) / 2;
  const double x = c * dx + s * dy, y = -s * dx + c * dy;
  const double stretch = x * x / (rx * rx) + y * y / (ry * ry);
  if (stretch > 1) {
    rx *= std::sqrt(stretch);
    ry *= std::sqrt(stretch);
  }
  const double below = rx * rx * y * y + ry * ry * x * x;
  double factor = below == 0 ? 0 : std::sqrt(std::max(0.0, rx * rx * ry * ry / below - 1));
  if (large == sweep) factor = -factor;
  const double cx_turned = factor * rx * y / ry, cy_turned = -factor * ry * x / rx;
  const Point centre{c * cx_turned - s * cy_turned + (from.x + to.x) / 2,
                     s * cx_turned + c * cy_turned + (from.y + to.y) / 2};
  const double begin = std::atan2((y - cy_turned) / ry, (x - cx_turned) / rx);
  double sweep_angle = std::atan2((-y - cy_turned) / ry, (-x - cx_turned) / rx) - begin;
  if (sweep && sweep_angle < 0) sweep_angle += 2 * std::numbers::pi;
  if (!sweep && sweep_angle > 0) sweep_angle -= 2 * std::numbers::pi;

  if (!std::isfinite(sweep_angle)) return out.line(to);
  const int pieces = std::max(
      1, static_cast<int>(std::ceil(std::abs(sweep_angle) / (std::numbers::pi / 2) - 1e-9)));
  const double step = sweep_angle / pieces;
  const double reach = 4.0 / 3 * std::tan(step / 4);
  const auto placed = [&](double ex, double ey) {
    return Point{centre.x + c * rx * ex - s * ry * ey, centre.y + s * rx * ex + c * ry * ey};
  };
  for (int i = 0; i < pieces; ++i) {
    const double a = begin + i * step, b = a + step;
    const double ca = std::cos(a), sa = std::sin(a), cb = std::cos(b), sb = std::sin(b);
    out.curve(placed(ca - reach * sa, sa + reach * ca), placed(cb + reach * sb, sb - reach * cb),
              i + 1 == pieces ? to : placed(cb, sb));
  }
}

// One command with its numbers; false when one is missing.
bool draw(PathWriter& out, SvgNumbers& numbers, char command, char previous) {
  const bool relative = command >= 'a';
  const char kind = static_cast<char>(command & ~0x20);
  const char before = static_cast<char>(previous & ~0x20);
  const Point origin = relative ? out.at() : Point{};
  bool good = true;
  const auto number = [&] {
    const auto value = good ? numbers.next() : std::nullopt;
    good = good && value.has_value();
    return value.value_or(0);
  };
  const auto point = [&] {
    const double x = number();
    const double y = number();
    return Point{origin.x + x, origin.y + y};
  };
  // The last control point mirrored, when the last command was of the same family.
  const auto mirrored = [&](char a, char b) {
    if (before != a && before != b) return out.at();
    return Point{2 * out.at().x - out.control().x, 2 * out.at().y - out.control().y};
  };
  switch (kind) {
    case 'M': {
      const auto to = point();
      if (good) out.move(to);
      return good;
    }
    case 'L': {
      const auto to = point();
      if (good) out.line(to);
      return good;
    }
    case 'H': {
      const double x = origin.x + number();
      if (good) out.line({x, out.at().y});
      return good;
    }
    case 'V': {
      const double y = origin.y + number();
      if (good) out.line({out.at().x, y});
      return good;
    }
    case 'C': {
      const auto a = point(), b = point(), to = point();
      if (good) out.curve(a, b, to);
      return good;
    }
    case 'S': {
      const auto a = mirrored('C', 'S');
      const auto b = point(), to = point();
      if (good) out.curve(a, b, to);
      return good;
    }
    case 'Q': {
      const auto q = point(), to = point();
      if (good) out.quadratic(q, to);
      return good;
    }
    case 'T': {
      const auto q = mirrored('Q', 'T');
      const auto to = point();
      if (good) out.quadratic(q, to);
      return good;
    }
    case 'A': {
      const double rx = number(), ry = number(), turn = number() * std::numbers::pi / 180;
      const auto large = numbers.next_flag(), sweep = numbers.next_flag();
      const auto to = point();
      good = good && large && sweep;
      if (good) arc(out, rx, ry, turn, *large, *sweep, to);
      return good;
    }
    default:
      return false;
  }
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

void SvgNumbers::skip() {
  while (!text_.empty() && (text_.front() == ' ' || text_.front() == ',' ||
                            (text_.front() >= '\t' && text_.front() <= '\r'))) {
    text_.remove_prefix(1);
  }
}

char SvgNumbers::take_letter() {
  const char letter = text_.front();
  text_.remove_prefix(1);
  skip();
  return letter;
}

std::optional<double> SvgNumbers::next() {
  std::string_view digits = text_;
  if (digits.starts_with('+')) digits.remove_prefix(1);
  double value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (read.ec != std::errc() || !(std::abs(value) <= svg_number_max)) return std::nullopt;
  text_.remove_prefix(static_cast<std::size_t>(read.ptr - text_.data()));
  skip();
  return value;
}

std::optional<bool> SvgNumbers::next_flag() {
  const char c = peek();
  if (c != '0' && c != '1') return std::nullopt;
  text_.remove_prefix(1);
  skip();
  return c == '1';
}

std::optional<std::vector<double>> svg_numbers(std::string_view text) {
  std::vector<double> values;
  for (SvgNumbers numbers(text); !numbers.done();) {
    const auto value = numbers.next();
    if (!value) return std::nullopt;
    values.push_back(*value);
  }
  return values;
}

void append_number(std::string& operators, double value) {
  auto text = fmt::format("{:.3f}", value);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  operators += text == "-0" ? "0" : text;
  operators += ' ';
}

std::optional<std::string> svg_path(std::string_view d) {
  PathWriter out;
  SvgNumbers numbers(d);
  char command = '\0', previous = '\0';
  while (!numbers.done()) {
    if (is_letter(numbers.peek())) {
      command = numbers.take_letter();
      if (!out.begun() && command != 'M' && command != 'm') return std::nullopt;
      if (command == 'Z' || command == 'z') {
        out.close();
        previous = command;
        continue;
      }
    } else if (command == '\0' || command == 'Z' || command == 'z') {
      return std::nullopt;
    }
    if (!draw(out, numbers, command, previous)) return std::nullopt;
    previous = command;
    // More pairs after a move are lines (8.3.2).
    if (command == 'M') command = 'L';
    if (command == 'm') command = 'l';
  }
  return out.take();
}

std::string svg_ellipse(double cx, double cy, double rx, double ry) {
  PathWriter out;
  out.move({cx + rx, cy});
  arc(out, rx, ry, 0, false, true, {cx - rx, cy});
  arc(out, rx, ry, 0, false, true, {cx + rx, cy});
  out.close();
  return out.take();
}

}  // namespace quita::pdf
