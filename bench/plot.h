// A picture of measured points as an SVG file: one line an engine, both axes from zero.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace quita::bench {

struct Point {
  double x = 0;
  double y = 0;
};
struct Line {
  std::string name;
  std::vector<Point> points;
};
struct Plot {
  std::string title;
  std::string x_label;
  std::string y_label;
  std::vector<Line> lines;
};

// Labels are our own words: nothing in them is escaped.
std::string svg_of(const Plot&);
void write_svg(const std::filesystem::path&, const Plot&);

}  // namespace quita::bench
