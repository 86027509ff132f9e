// What stands on a page, as PDF operators. Lengths are millimetres from the top left corner, text
// sizes and line widths are points. Same calls, same bytes.
#pragma once

#include <array>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pdf/font.h"

namespace quita::pdf {

inline constexpr double points_per_mm = 72.0 / 25.4;
inline constexpr double a4_width_mm = 210;
inline constexpr double a4_height_mm = 297;

enum class Align { left, centre, right };
enum class Stack { down_from_top, up_from_bottom };

struct Box {
  double x = 0, y = 0, width = 0, height = 0;  // mm; (x, y) is the top left corner
};

// A picture or a drawing that is written once into a document and shown on any of its pages. Made
// once, and shared by the documents that show it (writer.h, logo.h).
struct External {
  std::string name;        // by its content, so that the same is never written twice
  std::string dictionary;  // without Filter and Length
  std::string data;
  std::string filter;  // "/FlateDecode" …
  bool has_resources = false;
  std::shared_ptr<const External> mask;  // the transparency of a picture
  double width_mm = 0, height_mm = 0;    // of a drawing; a picture is as large as it is shown
};
using ExternalRef = std::shared_ptr<const External>;

class Canvas {
 public:
  explicit Canvas(double height_mm = a4_height_mm) : height_mm_(height_mm) {}

  // `y` is the baseline. Text is UTF-8, on one line.
  void text(double x, double y, Font, double size, std::string_view utf8, Align = Align::left);
  // Paragraphs (UTF-8) inside a box, never cut: see fit_text. Returns the height used, in mm.
  double text_box(const Box&, Font, double size_max, double size_min,
                  std::span<const std::string> paragraphs, Align = Align::left,
                  Stack = Stack::down_from_top);
  void line(double x1, double y1, double x2, double y2, double width_pt = 0.5);
  void dashed(double x1, double y1, double x2, double y2, double width_pt = 0.5);
  void rectangle(const Box&, double width_pt = 0.5);
  void fill(const Box&);
  // 0 black … 1 white, for the fills and texts that follow.
  void grey(double level);
  void rgb(double red, double green, double blue);
  // Many filled rectangles as one path, in units of `unit` mm from (x, y): bars and QR modules.
  struct Cell {
    int x, y, width, height;
  };
  void cells(double x, double y, double unit_x, double unit_y, const std::vector<Cell>&);
  // A drawing at its own size, its top left corner at (x, y).
  void drawing(const ExternalRef&, double x, double y);
  // A picture, stretched over the box.
  void picture(const ExternalRef&, const Box&);

  double height_mm() const { return height_mm_; }
  const std::string& operators() const { return operators_; }
  const std::vector<ExternalRef>& externals() const { return externals_; }
  // Of the embedded fonts, regular and bold.
  const std::array<std::set<char16_t>, 2>& embedded_characters() const { return characters_; }

 private:
  void show(double x, double y, const Face&, double size, std::string_view encoded, Align);
  void number(double value);
  void integer(long value);
  void point(double x, double y);
  void path(const Box&);
  void use(const ExternalRef&);

  double height_mm_;
  std::string operators_;
  std::vector<ExternalRef> externals_;
  std::array<std::set<char16_t>, 2> characters_;
};

}  // namespace quita::pdf
