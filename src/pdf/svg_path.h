// The `d` of an SVG path (SVG 1.1, 8.3) as PDF path operators.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quita::pdf {

// Numbers are bounded by this in a drawing that is accepted.
inline constexpr double svg_number_max = 1e6;

// Reads numbers as SVG writes them: "10-5", ".5.5", "1e-3", separated by blanks and at most a
// comma.
class SvgNumbers {
 public:
  explicit SvgNumbers(std::string_view text) : text_(text) { skip(); }

  bool done() const { return text_.empty(); }
  char peek() const { return text_.empty() ? '\0' : text_.front(); }
  char take_letter();
  // Nothing when no number, or one beyond the bound, stands here.
  std::optional<double> next();
  std::optional<bool> next_flag();  // of an arc: one digit, 0 or 1

 private:
  void skip();
  std::string_view text_;
};

// All numbers of a list, or nothing when it holds anything else.
std::optional<std::vector<double>> svg_numbers(std::string_view);

// "12.5 " with at most three decimals.
void append_number(std::string& operators, double value);

// Ends without painting. Nothing when the data is broken.
std::optional<std::string> svg_path(std::string_view d);
// The four curves of an ellipse.
std::string svg_ellipse(double cx, double cy, double rx, double ry);

}  // namespace quita::pdf
