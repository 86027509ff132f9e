#include "pdf/embedded_font.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace quita::pdf {

namespace {

// Big-endian, as everything in a TrueType file; past the end is a wrong file.
std::uint32_t number_at(std::string_view bytes, std::size_t at, int size) {
  if (at + static_cast<std::size_t>(size) > bytes.size()) {
    throw std::runtime_error("the embedded font ends too early");
  }
  std::uint32_t value = 0;
  for (int i = 0; i < size; ++i) {
    value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  }
  return value;
}
std::uint16_t u16(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint16_t>(number_at(bytes, at, 2));
}
std::int16_t s16(std::string_view bytes, std::size_t at) {
  return static_cast<std::int16_t>(u16(bytes, at));
}
std::uint32_t u32(std::string_view bytes, std::size_t at) { return number_at(bytes, at, 4); }

void put(std::string& out, std::uint32_t value, int size) {
  for (int i = size - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}
void patch(std::string& bytes, std::size_t at, std::uint32_t value, int size) {
  std::string number;
  put(number, value, size);
  bytes.replace(at, number.size(), number);
}

constexpr std::size_t outline_header = 10;  // contour count and bounding box

// Flags of a composite glyph's part ("glyf" table of the TrueType specification).
enum : unsigned {
  words = 0x0001,
  scale = 0x0008,
  more_parts = 0x0020,
  two_scales = 0x0040,
  matrix = 0x0080,
  instructions = 0x0100
};

bool is_composite(std::string_view outline) { return !outline.empty() && s16(outline, 0) < 0; }

// Where each part begins, and behind the last one.
std::vector<std::size_t> parts_of(std::string_view outline) {
  std::vector<std::size_t> parts;
  std::size_t at = outline_header;
  for (unsigned flags = more_parts; (flags & more_parts) != 0;) {
    flags = u16(outline, at);
    parts.push_back(at);
    at += 4 + ((flags & words) != 0 ? 4u : 2u);
    at += (flags & scale) != 0        ? 2u
          : (flags & two_scales) != 0 ? 4u
          : (flags & matrix) != 0     ? 8u
                                      : 0u;
  }
  parts.push_back(at);
  return parts;
}

// Without the hints, which need tables that a subset does not carry.
std::string without_instructions(std::string_view outline) {
  if (outline.empty()) return {};
  if (is_composite(outline)) {
    const auto parts = parts_of(outline);
    std::string out(outline.substr(0, parts.back()));
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
      patch(out, parts[i], u16(outline, parts[i]) & ~instructions, 2);
    }
    return out;
  }
  const std::size_t length_at = outline_header + 2 * u16(outline, 0);
  std::string out(outline.substr(0, length_at));
  put(out, 0, 2);
  out += outline.substr(length_at + 2 + u16(outline, length_at));
  return out;
}

std::uint32_t checksum(std::string_view table) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < table.size(); ++i) {
    sum += static_cast<std::uint32_t>(static_cast<unsigned char>(table[i])) << (24 - i % 4 * 8);
  }
  return sum;
}

std::string assemble(const std::map<std::string, std::string>& tables) {
  std::string out;
  put(out, 0x00010000, 4);
  const auto count = static_cast<std::uint32_t>(tables.size());
  std::uint32_t power = 1, log = 0;
  for (; power * 2 <= count; power *= 2) ++log;
  put(out, count, 2);
  put(out, power * 16, 2);
  put(out, log, 2);
  put(out, (count - power) * 16, 2);
  std::string body;
  for (const auto& [tag, table] : tables) {
    out += tag;
    put(out, checksum(table), 4);
    put(out, static_cast<std::uint32_t>(12 + 16 * tables.size() + body.size()), 4);
    put(out, static_cast<std::uint32_t>(table.size()), 4);
    body += table;
    body.append((4 - body.size() % 4) % 4, '\0');
  }
  return out + body;
}

}  // namespace

EmbeddedFont::EmbeddedFont(std::string_view truetype, std::string_view postscript_name)
    : file_(truetype), postscript_name_(postscript_name) {
  glyf_ = table("glyf");
  loca_ = table("loca");
  hmtx_ = table("hmtx");
  const auto head = table("head"), hhea = table("hhea");
  units_per_em_ = u16(head, 18);
  if (units_per_em_ == 0) throw std::runtime_error("the embedded font has no size");
  long_offsets_ = u16(head, 50) != 0;
  glyph_count_ = u16(table("maxp"), 4);
  metric_count_ = u16(hhea, 34);
  const auto thousandths = [&](int units) { return units * 1000 / units_per_em_; };
  metrics_ = {thousandths(s16(hhea, 4)),  thousandths(s16(hhea, 6)),  thousandths(s16(head, 36)),
              thousandths(s16(head, 38)), thousandths(s16(head, 40)), thousandths(s16(head, 42))};
  read_characters();
}

std::string_view EmbeddedFont::table(std::string_view tag) const {
  const std::size_t count = u16(file_, 4);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = 12 + 16 * i;
    if (file_.substr(at, 4) == tag) return file_.substr(u32(file_, at + 8), u32(file_, at + 12));
  }
  throw std::runtime_error("the embedded font lacks the table " + std::string(tag));
}

// The Unicode map of format 4 ("cmap" table, platform 3, encoding 1).
void EmbeddedFont::read_characters() {
  glyphs_.assign(0x10000, 0);
  const auto cmap = table("cmap");
  for (std::size_t i = 0; i < u16(cmap, 2); ++i) {
    const std::size_t record = 4 + 8 * i;
    if (u16(cmap, record) != 3 || u16(cmap, record + 2) != 1) continue;
    const auto map = cmap.substr(u32(cmap, record + 4));
    const std::size_t segments = u16(map, 6) / 2u;
    for (std::size_t s = 0; s < segments; ++s) {
      const std::size_t last = u16(map, 14 + 2 * s);
      const std::size_t first = u16(map, 16 + 2 * (segments + s));
      const unsigned delta = u16(map, 16 + 2 * (2 * segments + s));
      const std::size_t offset_at = 16 + 2 * (3 * segments + s);
      const std::size_t offset = u16(map, offset_at);
      for (std::size_t c = first; c <= last && c < 0xFFFF; ++c) {
        unsigned glyph = static_cast<unsigned>(c) + delta;
        if (offset != 0) {
          glyph = u16(map, offset_at + offset + 2 * (c - first));
          if (glyph != 0) glyph += delta;
        }
        glyphs_[c] = static_cast<std::uint16_t>(glyph);
      }
    }
    return;
  }
  throw std::runtime_error("the embedded font has no Unicode map");
}

int EmbeddedFont::advance(char16_t c) const {
  const int glyph = std::min<int>(glyphs_[c], metric_count_ - 1);
  return u16(hmtx_, static_cast<std::size_t>(glyph) * 4) * 1000 / units_per_em_;
}

std::string_view EmbeddedFont::outline(std::uint16_t glyph) const {
  const auto offset = [&](std::size_t i) {
    return long_offsets_ ? u32(loca_, 4 * i) : 2u * u16(loca_, 2 * i);
  };
  return glyf_.substr(offset(glyph), offset(glyph + 1u) - offset(glyph));
}

FontSubset EmbeddedFont::subset(const std::set<char16_t>& characters) const {
  FontSubset out;
  std::vector<std::uint16_t> glyphs = {0};
  for (const char16_t c : characters) {
    out.characters.push_back(c);
    glyphs.push_back(glyphs_[c]);
  }
  std::map<std::uint16_t, std::uint16_t> place;  // of an old glyph number among the new ones
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    place.emplace(glyphs[i], static_cast<std::uint16_t>(i));
  }
  // Parts are appended while the list is walked, so that parts of parts come too.
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const auto drawn = outline(glyphs[i]);
    if (!is_composite(drawn)) continue;
    const auto parts = parts_of(drawn);
    for (std::size_t p = 0; p + 1 < parts.size(); ++p) {
      const auto part = u16(drawn, parts[p] + 2);
      if (place.emplace(part, static_cast<std::uint16_t>(glyphs.size())).second) {
        glyphs.push_back(part);
      }
    }
  }

  std::string glyf, loca, hmtx;
  for (const auto glyph : glyphs) {
    put(loca, static_cast<std::uint32_t>(glyf.size()), 4);
    auto drawn = without_instructions(outline(glyph));
    if (is_composite(drawn)) {
      const auto parts = parts_of(drawn);
      for (std::size_t p = 0; p + 1 < parts.size(); ++p) {
        patch(drawn, parts[p] + 2, place.at(u16(drawn, parts[p] + 2)), 2);
      }
    }
    glyf += drawn;
    glyf.append((4 - glyf.size() % 4) % 4, '\0');
    const auto metric = std::min<std::size_t>(glyph, static_cast<std::size_t>(metric_count_) - 1);
    put(hmtx, u16(hmtx_, metric * 4), 2);
    put(hmtx, drawn.empty() ? 0 : u16(drawn, 2), 2);  // the left bearing is the box's left edge
  }
  put(loca, static_cast<std::uint32_t>(glyf.size()), 4);

  const auto count = static_cast<std::uint32_t>(glyphs.size());
  std::string head(table("head")), hhea(table("hhea")), maxp(table("maxp"));
  patch(head, 8, 0, 4);  // the whole file's checksum, which readers of PDF do not ask for
  patch(head, 50, 1, 2);
  patch(hhea, 34, count, 2);
  patch(maxp, 4, count, 2);
  out.truetype = assemble({{"glyf", std::move(glyf)},
                           {"head", std::move(head)},
                           {"hhea", std::move(hhea)},
                           {"hmtx", std::move(hmtx)},
                           {"loca", std::move(loca)},
                           {"maxp", std::move(maxp)}});
  return out;
}

// The two files of Debian's fonts-liberation2, whose places the build knows.
#define QUITA_FONT(name, path)                                                                  \
  asm(".section .rodata\n.global quita_font_" #name "\nquita_font_" #name ":\n.incbin \"" path  \
      "\"\n.global quita_font_" #name "_end\nquita_font_" #name "_end:\n.byte 0\n.previous\n"); \
  extern "C" const char quita_font_##name[], quita_font_##name##_end[]
QUITA_FONT(regular, QUITA_FONT_REGULAR);
QUITA_FONT(bold, QUITA_FONT_BOLD);
#undef QUITA_FONT

const EmbeddedFont& embedded_font(bool bold) {
  if (bold) {
    static const EmbeddedFont font({quita_font_bold, quita_font_bold_end}, "LiberationSans-Bold");
    return font;
  }
  static const EmbeddedFont font({quita_font_regular, quita_font_regular_end}, "LiberationSans");
  return font;
}

}  // namespace quita::pdf
