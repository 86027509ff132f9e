// The standard PDF fonts that every reader has (PDF 32000-1, 9.6.2.2), with the advance widths that
// Adobe's AFM files state, so that a text can be measured before it is drawn.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace quita::pdf {

enum class Font { regular, bold, mono };  // Helvetica, Helvetica-Bold, Courier

// UTF-8 -> WinAnsi (Windows-1252). A character that WinAnsi lacks is folded to its ASCII twin; what
// has none becomes a blank (an embedded TrueType font would be needed to draw it).
std::string to_winansi(std::string_view utf8);

// Width in points of WinAnsi bytes at `size` points.
double text_width(Font, double size, std::string_view winansi);

// A text made to fit: never cut. It is drawn at `size` points or less, then on several lines.
struct FittedText {
  double size = 0;
  std::vector<std::string> lines;  // WinAnsi
};
// The largest size from `size_max` down to `size_min` at which the text fits `width` points on at
// most `lines_max` lines, wrapped at blanks (a word longer than a line is broken where the line
// ends). What does not fit even at `size_min` is given on more lines at that size or, if they would
// be higher than `lines_max` lines of `size_max`, at the smaller size at which all fit.
FittedText fit_text(Font, std::string_view winansi, double width, double size_max, double size_min,
                    int lines_max = 1);

}  // namespace quita::pdf
