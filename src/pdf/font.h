// The fonts of a document, texts encoded for them, and their widths, so that a text can be measured
// before it is drawn. Ordinary texts use the standard PDF fonts that every reader has (PDF 32000-1,
// 9.6.2.2) with the advance widths of Adobe's AFM files; what leaves their WinAnsi encoding is
// written in Liberation Sans, which is embedded.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quita::pdf {

enum class Font { regular, bold, mono };  // Helvetica, Helvetica-Bold, Courier

// A font as a text is encoded for it: WinAnsi bytes of a standard font, or UTF-16BE of the embedded
// one (Liberation Sans Bold for bold, Liberation Sans for the two others).
struct Face {
  Font font = Font::regular;
  bool embedded = false;

  Face(Font standard, bool is_embedded = false) : font(standard), embedded(is_embedded) {}
  std::size_t unit() const { return embedded ? 2 : 1; }  // bytes a character
};

// Texts that are drawn together: all standard, or, as soon as one leaves WinAnsi, all embedded.
struct Encoded {
  Face face;
  std::vector<std::string> texts;
};
Encoded encode(Font, std::span<const std::string> utf8);

// Width in points of an encoded text at `size` points.
double text_width(Face, double size, std::string_view encoded);

// Baseline to baseline, in multiples of the text's size.
inline constexpr double line_height = 1.2;

// Paragraphs made to fit a box: never cut.
struct FittedText {
  double size = 0;
  std::vector<std::string> lines;
};
// The rule of fitting: each paragraph on one line, at `size_max` points or the largest size down to
// `size_min` at which the longest fits `width` points. Otherwise wrapped at blanks (a word longer
// than a line is broken where the line ends), at the largest size from `size_max` down at which all
// lines fit `height` points; at 1 point, which no eye reads, the height is given up.
FittedText fit_text(Face, std::span<const std::string> encoded_paragraphs, double width,
                    double height, double size_max, double size_min);

}  // namespace quita::pdf
