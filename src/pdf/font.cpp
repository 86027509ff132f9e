#include "pdf/font.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "pdf/embedded_font.h"
#include "pdf/text_encoding.h"

namespace quita::pdf {

namespace {

// Advance widths in thousandths of the size, of the bytes 0x20 … 0xFF of WinAnsi; 0 where the
// encoding has no character. From Adobe's "Font Metrics for PDF Core 14 Fonts".
constexpr std::array<std::uint16_t, 224> helvetica = {
    278,  278, 355, 556, 556,  889, 667, 191, 333, 333, 389, 584,  278, 333,  278,  278,  556, 556,
    556,  556, 556, 556, 556,  556, 556, 556, 278, 278, 584, 584,  584, 556,  1015, 667,  667, 722,
    722,  667, 611, 778, 722,  278, 500, 667, 556, 833, 722, 778,  667, 778,  722,  667,  611, 722,
    667,  944, 667, 667, 611,  278, 278, 278, 469, 556, 333, 556,  556, 500,  556,  556,  278, 556,
    556,  222, 222, 500, 222,  833, 556, 556, 556, 556, 333, 500,  278, 556,  500,  722,  500, 500,
    500,  334, 260, 334, 584,  0,   556, 0,   222, 556, 333, 1000, 556, 556,  333,  1000, 667, 333,
    1000, 0,   611, 0,   0,    222, 222, 333, 333, 350, 556, 1000, 333, 1000, 500,  333,  944, 0,
    500,  667, 278, 333, 556,  556, 556, 556, 260, 556, 333, 737,  370, 556,  584,  333,  737, 333,
    400,  584, 333, 333, 333,  578, 537, 278, 333, 333, 365, 556,  834, 834,  834,  611,  667, 667,
    667,  667, 667, 667, 1000, 722, 667, 667, 667, 667, 278, 278,  278, 278,  722,  722,  778, 778,
    778,  778, 778, 584, 778,  722, 722, 722, 722, 667, 667, 611,  556, 556,  556,  556,  556, 556,
    889,  500, 556, 556, 556,  556, 278, 278, 278, 278, 556, 556,  556, 556,  556,  556,  556, 584,
    611,  556, 556, 556, 556,  500, 556, 500,
};
constexpr std::array<std::uint16_t, 224> helvetica_bold = {
    278,  333, 474, 556, 556,  889, 722, 238, 333, 333, 389, 584,  278, 333,  278, 278,  556, 556,
    556,  556, 556, 556, 556,  556, 556, 556, 333, 333, 584, 584,  584, 611,  975, 722,  722, 722,
    722,  667, 611, 778, 722,  278, 556, 722, 611, 833, 722, 778,  667, 778,  722, 667,  611, 722,
    667,  944, 667, 667, 611,  333, 278, 333, 584, 556, 333, 556,  611, 556,  611, 556,  333, 611,
    611,  278, 278, 556, 278,  889, 611, 611, 611, 611, 389, 556,  333, 611,  556, 778,  556, 556,
    500,  389, 280, 389, 584,  0,   556, 0,   278, 556, 500, 1000, 556, 556,  333, 1000, 667, 333,
    1000, 0,   611, 0,   0,    278, 278, 500, 500, 350, 556, 1000, 333, 1000, 556, 333,  944, 0,
    500,  667, 278, 333, 556,  556, 556, 556, 280, 556, 333, 737,  370, 556,  584, 333,  737, 333,
    400,  584, 333, 333, 333,  611, 556, 278, 333, 333, 365, 556,  834, 834,  834, 611,  722, 722,
    722,  722, 722, 722, 1000, 722, 667, 667, 667, 667, 278, 278,  278, 278,  722, 722,  778, 778,
    778,  778, 778, 584, 778,  722, 722, 722, 722, 667, 667, 611,  556, 556,  556, 556,  556, 556,
    889,  556, 556, 556, 556,  556, 278, 278, 278, 278, 611, 611,  611, 611,  611, 611,  611, 584,
    611,  611, 611, 611, 611,  556, 611, 556,
};
constexpr int courier = 600;

int advance(const Face& face, std::string_view unit) {
  const auto first = static_cast<unsigned char>(unit[0]);
  if (face.embedded) {
    const auto second = static_cast<unsigned char>(unit[1]);
    return embedded_font(face.font == Font::bold)
        .advance(static_cast<char16_t>(first << 8 | second));
  }
  if (first < 0x20) return 0;
  switch (face.font) {
    case Font::regular:
      return helvetica[first - 0x20u];
    case Font::bold:
      return helvetica_bold[first - 0x20u];
    case Font::mono:
      return courier;
  }
  return 0;
}

int advance_of(const Face& face, std::string_view text) {
  int sum = 0;
  for (std::size_t i = 0; i < text.size(); i += face.unit()) {
    sum += advance(face, text.substr(i, face.unit()));
  }
  return sum;
}

std::string_view blank_of(const Face& face) {
  return face.embedded ? std::string_view("\0 ", 2) : std::string_view(" ");
}

// Appends lines of at most `advance_max` thousandths, broken at blanks, or inside a word that is
// longer than a line.
void wrap(const Face& face, std::string_view text, int advance_max,
          std::vector<std::string>& lines) {
  const auto blank = blank_of(face);
  const std::size_t unit = face.unit();
  const int blank_width = advance(face, blank);
  std::string line;
  int used = 0;
  const auto end_line = [&] {
    lines.push_back(std::move(line));
    line.clear();
    used = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && text.substr(end, unit) != blank) end += unit;
    const auto word = text.substr(at, end - at);
    at = end + unit;
    if (word.empty()) continue;
    const int width = advance_of(face, word);
    if (!line.empty() && used + blank_width + width > advance_max) end_line();
    if (!line.empty()) {
      line += blank;
      used += blank_width;
    }
    if (width <= advance_max) {
      line += word;
      used += width;
      continue;
    }
    for (std::size_t i = 0; i < word.size(); i += unit) {
      const auto letter = word.substr(i, unit);
      const int letter_width = advance(face, letter);
      if (!line.empty() && used + letter_width > advance_max) end_line();
      line += letter;
      used += letter_width;
    }
  }
  end_line();
}

}  // namespace

Encoded encode(Font font, std::span<const std::string> utf8) {
  std::vector<std::u16string> texts;
  texts.reserve(utf8.size());
  for (const auto& text : utf8) texts.push_back(drawable(text));
  Encoded out{font, {}};
  out.texts.reserve(texts.size());
  for (const auto& text : texts) {
    auto winansi = to_winansi(text);
    if (!winansi) {
      out = {Face(font, true), {}};
      for (const auto& each : texts) out.texts.push_back(to_utf16be(each));
      return out;
    }
    out.texts.push_back(*std::move(winansi));
  }
  return out;
}

double text_width(Face face, double size, std::string_view encoded) {
  return advance_of(face, encoded) * size / 1000;
}

FittedText fit_text(Face face, std::span<const std::string> encoded_paragraphs, double width,
                    double height, double size_max, double size_min) {
  constexpr double step = 0.25;
  constexpr double smallest = 1;
  const double count = static_cast<double>(encoded_paragraphs.size());
  int longest = 1;
  for (const auto& text : encoded_paragraphs) longest = std::max(longest, advance_of(face, text));
  double one_line = std::min(size_max, width * 1000 / longest);
  if (height > 0) one_line = std::min(one_line, height / (count * line_height));
  // Rounded down to what the file writes, so that the drawn text is no wider than measured.
  one_line = std::floor(one_line * 100) / 100;
  if (one_line >= size_min) {
    return {one_line, {encoded_paragraphs.begin(), encoded_paragraphs.end()}};
  }
  for (double size = size_max;; size = std::max(smallest, size - step)) {
    FittedText fitted{size, {}};
    const int advance_max = static_cast<int>(width * 1000 / size);
    for (const auto& text : encoded_paragraphs) wrap(face, text, advance_max, fitted.lines);
    if (static_cast<double>(fitted.lines.size()) * size * line_height <= height ||
        size <= smallest) {
      return fitted;
    }
  }
}

}  // namespace quita::pdf
