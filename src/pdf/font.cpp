#include "pdf/font.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "base/text.h"

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

int advance(Font font, unsigned char byte) {
  if (byte < 0x20) return 0;
  switch (font) {
    case Font::regular:
      return helvetica[byte - 0x20u];
    case Font::bold:
      return helvetica_bold[byte - 0x20u];
    case Font::mono:
      return courier;
  }
  return 0;
}

int advance_of(Font font, std::string_view winansi) {
  int sum = 0;
  for (const char c : winansi) sum += advance(font, static_cast<unsigned char>(c));
  return sum;
}

// U+2000 and above of the WinAnsi bytes 0x80 … 0x9F; 0 where the byte is free.
constexpr std::array<std::uint16_t, 32> high_winansi = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void append_winansi(std::string& out, std::string_view code_point) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(code_point[i]); };
  std::uint32_t code = 0;
  if (code_point.size() == 2) code = (byte(0) & 0x1Fu) << 6 | (byte(1) & 0x3Fu);
  if (code_point.size() == 3) {
    code = (byte(0) & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
  }
  if (code >= 0xA0 && code <= 0xFF) {
    out += static_cast<char>(code == 0xAD ? '-' : code);  // a soft hyphen is drawn as a hyphen
    return;
  }
  if (code >= 0x100) {
    const auto found = std::find(high_winansi.begin(), high_winansi.end(), code);
    if (found != high_winansi.end()) {
      out += static_cast<char>(0x80 + (found - high_winansi.begin()));
      return;
    }
  }
  out += fold_ascii(code_point);
}

// Appends lines of at most `advance_max` thousandths, broken at blanks, or inside a word that is
// longer than a line.
void wrap(Font font, std::string_view text, int advance_max, std::vector<std::string>& lines) {
  std::string line;
  int used = 0;
  const int blank = advance(font, ' ');
  const auto end_line = [&] {
    lines.push_back(std::move(line));
    line.clear();
    used = 0;
  };
  for (const auto word : split(text, ' ')) {
    if (word.empty()) continue;
    const int width = advance_of(font, word);
    if (!line.empty() && used + blank + width > advance_max) end_line();
    if (!line.empty()) {
      line += ' ';
      used += blank;
    }
    if (width <= advance_max) {
      line += word;
      used += width;
      continue;
    }
    for (const char c : word) {
      const int letter = advance(font, static_cast<unsigned char>(c));
      if (!line.empty() && used + letter > advance_max) end_line();
      line += c;
      used += letter;
    }
  }
  end_line();
}

}  // namespace

std::string to_winansi(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  while (!utf8.empty()) {
    const auto first = static_cast<unsigned char>(utf8.front());
    if (first < 0x80) {
      out += first < 0x20 || first == 0x7F ? ' ' : utf8.front();
      utf8.remove_prefix(1);
      continue;
    }
    const auto code_point = prefix_utf8(utf8, 1);
    append_winansi(out, code_point);
    utf8.remove_prefix(code_point.size());
  }
  return out;
}

double text_width(Font font, double size, std::string_view winansi) {
  return advance_of(font, winansi) * size / 1000;
}

FittedText fit_text(Font font, std::span<const std::string> winansi_paragraphs, double width,
                    double height, double size_max, double size_min) {
  constexpr double step = 0.25;
  constexpr double smallest = 1;
  const double count = static_cast<double>(winansi_paragraphs.size());
  int longest = 1;
  for (const auto& text : winansi_paragraphs) longest = std::max(longest, advance_of(font, text));
  double one_line = std::min(size_max, width * 1000 / longest);
  if (height > 0) one_line = std::min(one_line, height / (count * line_height));
  // Rounded down to what the file writes, so that the drawn text is no wider than measured.
  one_line = std::floor(one_line * 100) / 100;
  if (one_line >= size_min) {
    return {one_line, {winansi_paragraphs.begin(), winansi_paragraphs.end()}};
  }
  for (double size = size_max;; size = std::max(smallest, size - step)) {
    FittedText fitted{size, {}};
    const int advance_max = static_cast<int>(width * 1000 / size);
    for (const auto& text : winansi_paragraphs) wrap(font, text, advance_max, fitted.lines);
    if (static_cast<double>(fitted.lines.size()) * size * line_height <= height ||
        size <= smallest) {
      return fitted;
    }
  }
}

}  // namespace quita::pdf
