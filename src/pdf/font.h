// The standard PDF fonts that every reader has (PDF 32000-1, 9.6.2.2), with the advance widths that
// Adobe's AFM files state, so that a text can be measured before it is drawn.
#pragma once

#include <span>
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

// Baseline to baseline, in multiples of the text's size.
inline constexpr double line_height = 1.2;

// Paragraphs made to fit a box: never cut.
struct FittedText {
  double size = 0;
  std::vector<std::string> lines;  // WinAnsi
};
// Each paragraph on one line, at `size_max` points or the largest size down to `size_min` at which
// the longest fits `width` points. Otherwise wrapped at blanks (a word longer than a line is broken
// where the line ends), at the largest size from `size_max` down at which all lines fit `height`
// points; at 1 point, which no eye reads, the height is given up.
FittedText fit_text(Font, std::span<const std::string> winansi_paragraphs, double width,
                    double height, double size_max, double size_min);

}  // namespace quita::pdf
