// Liberation Sans, regular and bold, which the program carries: for texts that leave WinAnsi. Its
// advance widths are those of Helvetica. A document gets only the glyphs that it shows.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace quita::pdf {

// A TrueType file with the glyphs of some characters alone: 0 is .notdef, then those characters'
// glyphs in their order, then the parts that composite ones need. Hinting is left out.
struct FontSubset {
  std::string truetype;
  std::vector<char16_t> characters;  // of glyphs 1, 2 …
};

class EmbeddedFont {
 public:
  // Throws std::runtime_error when the file is no TrueType font: the program was built wrongly.
  EmbeddedFont(std::string_view truetype, std::string_view postscript_name);

  bool has(char16_t c) const { return glyphs_[c] != 0; }
  int advance(char16_t) const;  // thousandths of the size
  FontSubset subset(const std::set<char16_t>&) const;

  // For the font descriptor, in thousandths of the size.
  struct Metrics {
    int ascent, descent, left, bottom, right, top;
  };
  const Metrics& metrics() const { return metrics_; }
  std::string_view postscript_name() const { return postscript_name_; }

 private:
  std::string_view table(std::string_view tag) const;
  std::string_view outline(std::uint16_t glyph) const;
  void read_characters();

  std::string_view file_, postscript_name_;
  std::string_view glyf_, loca_, hmtx_;
  int units_per_em_ = 0, glyph_count_ = 0, metric_count_ = 0;
  bool long_offsets_ = false;
  Metrics metrics_{};
  std::vector<std::uint16_t> glyphs_;  // of each UTF-16 unit; 0: none
};

// The two faces; read when first asked for.
const EmbeddedFont& embedded_font(bool bold);

}  // namespace quita::pdf
