#include "plot.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <stdexcept>

namespace quita::bench {
namespace {

constexpr double width = 720, height = 420, left = 84, right = 44, top = 56, bottom = 64;
constexpr int steps_of_an_axis = 5;
constexpr std::array<const char*, 4> colours = {"#1971c2", "#e8590c", "#2f9e44", "#9c36b5"};

// The smallest of 1, 2, 2.5, 5 × 10ⁿ that reaches `most` in the axis's steps.
double step_of(double most) {
  if (most <= 0) return 1;
  const double least = most / steps_of_an_axis;
  const double unit = std::pow(10, std::floor(std::log10(least)));
  for (const double times : {1.0, 2.0, 2.5, 5.0}) {
    if (unit * times >= least * 0.999) return unit * times;
  }
  return unit * 10;
}

std::string number(double value) {
  const auto whole = static_cast<long long>(value);
  if (static_cast<double>(whole) != value) return fmt::format("{:g}", value);
  std::string text = std::to_string(whole);
  for (auto i = static_cast<std::ptrdiff_t>(text.size()) - 3; i > 0; i -= 3)
    text.insert(static_cast<std::size_t>(i), ",");
  return text;
}

class Drawing {
 public:
  explicit Drawing(const Plot& plot) : plot_(plot) {
    double x_most = 0, y_most = 0;
    for (const Line& line : plot.lines) {
      for (const Point& point : line.points) {
        x_most = std::max(x_most, point.x);
        y_most = std::max(y_most, point.y);
      }
    }
    x_step_ = step_of(x_most);
    y_step_ = step_of(y_most);
  }

  std::string draw() {
    svg_ = fmt::format(
        R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" height="{1}" )"
        R"(font-family="sans-serif" font-size="13"><rect width="{0}" height="{1}" fill="white"/>)"
        "\n",
        width, height);
    text(left, 26, plot_.title, "start", R"( font-size="16" font-weight="bold")");
    axes();
    for (std::size_t i = 0; i < plot_.lines.size(); ++i) line(i);
    return svg_ + "</svg>\n";
  }

 private:
  double x(double value) const {
    return left + value / (x_step_ * steps_of_an_axis) * (width - left - right);
  }
  double y(double value) const {
    return height - bottom - value / (y_step_ * steps_of_an_axis) * (height - top - bottom);
  }

  void text(double at_x, double at_y, const std::string& words, const char* anchor,
            const std::string& more = {}) {
    svg_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\"{}>{}</text>\n", at_x,
                        at_y, anchor, more, words);
  }
  void stroke(double x1, double y1, double x2, double y2, const char* colour) {
    svg_ += fmt::format(
        "<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"{}\"/>\n", x1, y1,
        x2, y2, colour);
  }

  void axes() {
    for (int i = 0; i <= steps_of_an_axis; ++i) {
      const double across = y(i * y_step_), along = x(i * x_step_);
      stroke(left, across, width - right, across, i == 0 ? "#495057" : "#dee2e6");
      text(left - 8, across + 4, number(i * y_step_), "end");
      text(along, height - bottom + 20, number(i * x_step_), "middle");
    }
    stroke(left, top, left, height - bottom, "#495057");
    text((left + width - right) / 2, height - 16, plot_.x_label, "middle");
    text(left - 60, top - 14, plot_.y_label, "start");
  }

  void line(std::size_t index) {
    const Line& one = plot_.lines[index];
    const char* colour = colours[index % colours.size()];
    std::string path;
    for (const Point& point : one.points) {
      path += fmt::format("{}{:.1f},{:.1f}", path.empty() ? "" : " ", x(point.x), y(point.y));
      svg_ += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\" fill=\"{}\"/>\n", x(point.x),
                          y(point.y), colour);
    }
    svg_ += fmt::format(
        "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>\n", path, colour);
    const double at = width - right - 130;
    const double row = 26 + 18.0 * static_cast<double>(index);
    svg_ += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"14\" height=\"4\" fill=\"{}\"/>\n",
                        at, row - 6, colour);
    text(at + 20, row, one.name, "start");
  }

  const Plot& plot_;
  double x_step_ = 1, y_step_ = 1;
  std::string svg_;
};

}  // namespace

std::string svg_of(const Plot& plot) { return Drawing(plot).draw(); }

void write_svg(const std::filesystem::path& path, const Plot& plot) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream file(path);
  file << svg_of(plot);
  if (!file) throw std::runtime_error("cannot write " + path.string());
}

}  // namespace quita::bench
