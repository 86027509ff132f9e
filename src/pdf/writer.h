// A small PDF 1.5 writer: text in the standard fonts, lines, rectangles, pages, and forms (what is
// the same on many pages is written once). Lengths are millimetres from the top left corner, text
// sizes and line widths are points. Same calls, same bytes: no clock, no random number.
#pragma once

#include <cstddef>
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

// The drawing of one page or form, as PDF operators.
class Canvas {
 public:
  explicit Canvas(double height_mm = a4_height_mm) : height_mm_(height_mm) {}

  // `y` is the baseline. Text is UTF-8.
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
  // A form that the document holds, with its own top left corner at (x, y).
  void form(std::size_t form_id, double form_height_mm, double x, double y);

  const std::string& operators() const { return operators_; }

 private:
  void show(double x, double y, Font, double size, std::string_view winansi, Align);
  void number(double value);
  void point(double x, double y);
  void path(const Box&);

  double height_mm_;
  std::string operators_;
};

struct Metadata {
  std::string title;
  std::string author;
  std::string subject;
};

// Operators compressed by Flate (RFC 1950): made once, written into many documents.
struct Form {
  double width_mm = 0;
  double height_mm = 0;
  std::string compressed;
};
Form make_form(double width_mm, double height_mm, const Canvas&);

class Document {
 public:
  explicit Document(Metadata);
  // The id that Canvas::form() takes.
  std::size_t add_form(const Form&);
  void add_page(const Canvas&, double width_mm = a4_width_mm, double height_mm = a4_height_mm);
  // The whole file. The document's id is a digest of its content.
  std::string finish() &&;

 private:
  void write_object(std::size_t number, std::string_view body);
  std::size_t add_stream(std::string_view dictionary, std::string_view compressed);

  Metadata metadata_;
  std::string bytes_;
  std::vector<std::size_t> offsets_;  // of object i + 1
  std::vector<std::size_t> forms_;    // their object numbers
  std::vector<std::size_t> pages_;
};

}  // namespace quita::pdf
