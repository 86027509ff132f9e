#include "pdf/writer.h"

#include <fmt/format.h>
#include <zlib.h>

#include <stdexcept>

#include "base/secret.h"
#include "base/text.h"
#include "pdf/embedded_font.h"
#include "pdf/text_encoding.h"

namespace quita::pdf {

namespace {

// Objects with a fixed number; all others follow.
enum : std::size_t { catalog = 1, page_tree, resources, font_first, info = font_first + 3, fixed };

constexpr std::size_t buffer_size = 64 * 1024;
constexpr std::size_t pages_a_node = 256;

// A text string of the document (7.9.2.2): PDFDocEncoding is ASCII here, all else UTF-16BE.
std::string text_string(std::string_view utf8) {
  std::string units = "FEFF";
  bool ascii = true;
  while (!utf8.empty()) {
    std::uint32_t code = take_character(utf8);
    if (code > 0xFFFF) {
      units += fmt::format("{:04X}", 0xD7C0 + (code >> 10));
      code = 0xDC00 | (code & 0x3FF);
    }
    units += fmt::format("{:04X}", code);
    ascii = ascii && code >= 0x20 && code < 0x7F && code != '(' && code != ')' && code != '\\';
  }
  if (!ascii) return "<" + units + ">";
  std::string literal = "(";
  for (std::size_t i = 6; i < units.size(); i += 4) {
    literal += static_cast<char>(std::stoi(units.substr(i, 2), nullptr, 16));
  }
  return literal + ")";
}

// "<0041>"
std::string hex_code(char16_t c) { return fmt::format("<{:04X}>", static_cast<unsigned>(c)); }

// What a reader copies: a code is its character (9.10.3).
std::string to_unicode_map(const std::vector<char16_t>& characters) {
  constexpr std::size_t lines_max = 100;
  std::string map =
      "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapName/Quita def"
      "/CMapType 2 def 1 begincodespacerange<0000><FFFF>endcodespacerange\n";
  for (std::size_t i = 0; i < characters.size(); i += lines_max) {
    const auto end = std::min(characters.size(), i + lines_max);
    fmt::format_to(std::back_inserter(map), "{} beginbfchar\n", end - i);
    for (std::size_t j = i; j < end; ++j) {
      map += hex_code(characters[j]) + hex_code(characters[j]) + "\n";
    }
    map += "endbfchar\n";
  }
  return map + "endcmap CMapName currentdict/CMap defineresource pop end end";
}

// The six letters that name a subset (9.9.2).
std::string subset_tag(std::string_view truetype) {
  std::string tag;
  for (const char c : sha256(truetype).substr(0, 6)) {
    tag += static_cast<char>('A' + static_cast<unsigned char>(c) % 26);
  }
  return tag + "+";
}

}  // namespace

std::string deflate_bytes(std::string_view bytes, int level) {
  // A window of 8 KiB holds any page of ours, and costs a fraction of zlib's default to set up.
  constexpr int window_bits = 13;
  constexpr int memory_level = 7;
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, window_bits, memory_level, Z_DEFAULT_STRATEGY) !=
      Z_OK) {
    throw std::runtime_error("zlib: deflateInit2 failed");
  }
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int status = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (status != Z_STREAM_END) throw std::runtime_error("zlib: deflate failed");
  return out;
}

std::string external_name(std::string_view content) {
  return "X" + hex(sha256(content)).substr(0, 12);
}

ExternalRef make_drawing(double width_mm, double height_mm, const Canvas& canvas) {
  auto drawing = std::make_shared<External>();
  drawing->name = external_name(canvas.operators());
  drawing->dictionary = fmt::format("/Type/XObject/Subtype/Form/BBox[0 0 {:.2f} {:.2f}]",
                                    width_mm * points_per_mm, height_mm * points_per_mm);
  drawing->data = deflate_bytes(canvas.operators(), deflate_best);
  drawing->filter = "/FlateDecode";
  drawing->has_resources = true;
  drawing->width_mm = width_mm;
  drawing->height_mm = height_mm;
  return drawing;
}

Page make_page(Canvas canvas, double width_mm) {
  return {width_mm, canvas.height_mm(), deflate_bytes(canvas.operators()), canvas.externals(),
          canvas.embedded_characters()};
}

Document::Document(Metadata metadata, Sink sink)
    : metadata_(std::move(metadata)),
      sink_(std::move(sink)),
      buffer_("%PDF-1.5\n%\xE2\xE3\xCF\xD3\n"),
      offsets_(fixed - 1) {
  std::size_t number = font_first;
  for (const char* name : {"Helvetica", "Helvetica-Bold", "Courier"}) {
    write_object(number++, fmt::format("<</Type/Font/Subtype/Type1/BaseFont/{}"
                                       "/Encoding/WinAnsiEncoding>>",
                                       name));
  }
}

void Document::flush() {
  // A chain, so that the digest of the whole needs nothing but the last piece.
  digest_ = sha256(digest_ + buffer_);
  sink_(buffer_);
  flushed_ += buffer_.size();
  buffer_.clear();
}

std::size_t Document::reserve() {
  offsets_.push_back(0);
  return offsets_.size();
}

void Document::begin_object(std::size_t number) {
  if (buffer_.size() >= buffer_size) flush();
  offsets_[number - 1] = flushed_ + buffer_.size();
  fmt::format_to(std::back_inserter(buffer_), "{} 0 obj\n", number);
}

void Document::write_object(std::size_t number, std::string_view body) {
  begin_object(number);
  buffer_ += body;
  buffer_ += "\nendobj\n";
}

void Document::write_stream(std::size_t number, std::string_view dictionary,
                            std::string_view filter, std::string_view data) {
  begin_object(number);
  fmt::format_to(std::back_inserter(buffer_), "<<{}/Filter{}/Length {}>>stream\n", dictionary,
                 filter, data.size());
  buffer_ += data;
  buffer_ += "\nendstream\nendobj\n";
}

void Document::write_external(const ExternalRef& external) {
  if (externals_.contains(external->name)) return;
  if (external->mask) write_external(external->mask);
  std::string dictionary = external->dictionary;
  if (external->has_resources) {
    dictionary += fmt::format("/Resources {} 0 R", static_cast<std::size_t>(resources));
  }
  if (external->mask) {
    dictionary += fmt::format("/SMask {} 0 R", externals_.at(external->mask->name));
  }
  const auto number = reserve();
  write_stream(number, dictionary, external->filter, external->data);
  externals_.emplace(external->name, number);
}

void Document::add_page(const Page& page) {
  for (const auto& external : page.externals) write_external(external);
  for (std::size_t face = 0; face < embedded_characters_.size(); ++face) {
    embedded_characters_[face].insert(page.embedded_characters[face].begin(),
                                      page.embedded_characters[face].end());
  }
  if (page_count_ % pages_a_node == 0) {
    write_page_tree();
    nodes_.push_back(reserve());
  }
  const auto contents = reserve();
  write_stream(contents, "", "/FlateDecode", page.compressed);
  const auto number = reserve();
  write_object(number, fmt::format("<</Type/Page/Parent {} 0 R/MediaBox[0 0 {:.2f} {:.2f}]"
                                   "/Resources {} 0 R/Contents {} 0 R>>",
                                   nodes_.back(), page.width_mm * points_per_mm,
                                   page.height_mm * points_per_mm,
                                   static_cast<std::size_t>(resources), contents));
  kids_.push_back(number);
  ++page_count_;
}

// The node whose pages are complete.
void Document::write_page_tree() {
  if (kids_.empty()) return;
  std::string kids;
  for (const auto page : kids_) fmt::format_to(std::back_inserter(kids), "{} 0 R ", page);
  write_object(nodes_.back(), fmt::format("<</Type/Pages/Parent {} 0 R/Count {}/Kids[{}]>>",
                                          static_cast<std::size_t>(page_tree), kids_.size(), kids));
  kids_.clear();
}

// A Type 0 font whose codes are UTF-16 (9.7): the map from code to glyph carries the subset.
void Document::write_embedded_font(std::size_t face) {
  const auto& font = embedded_font(face == 1);
  const auto subset = font.subset(embedded_characters_[face]);
  const auto name = subset_tag(subset.truetype) + std::string(font.postscript_name());

  const auto file = reserve(), descriptor = reserve(), glyphs = reserve(), unicode = reserve(),
             descendant = reserve(), composite = reserve();
  write_stream(file, fmt::format("/Length1 {}", subset.truetype.size()), "/FlateDecode",
               deflate_bytes(subset.truetype));
  const auto& metrics = font.metrics();
  write_object(descriptor,
               fmt::format("<</Type/FontDescriptor/FontName/{}/Flags 4/FontBBox[{} {} {} {}]"
                           "/ItalicAngle 0/Ascent {}/Descent {}/CapHeight 729/StemV {}"
                           "/FontFile2 {} 0 R>>",
                           name, metrics.left, metrics.bottom, metrics.right, metrics.top,
                           metrics.ascent, metrics.descent, face == 1 ? 140 : 88, file));
  std::string glyph_of(2 * (subset.characters.back() + std::size_t{1}), '\0');
  std::string widths;
  for (std::size_t i = 0; i < subset.characters.size(); ++i) {
    const std::size_t code = subset.characters[i];
    glyph_of[2 * code] = static_cast<char>((i + 1) >> 8);
    glyph_of[2 * code + 1] = static_cast<char>((i + 1) & 0xFF);
    fmt::format_to(std::back_inserter(widths), "{}[{}]", code, font.advance(subset.characters[i]));
  }
  write_stream(glyphs, "", "/FlateDecode", deflate_bytes(glyph_of));
  write_stream(unicode, "", "/FlateDecode", deflate_bytes(to_unicode_map(subset.characters)));
  write_object(descendant,
               fmt::format("<</Type/Font/Subtype/CIDFontType2/BaseFont/{}/CIDSystemInfo"
                           "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {} "
                           "0 R/DW 0/W[{}]/CIDToGIDMap {} 0 R>>",
                           name, descriptor, widths, glyphs));
  write_object(composite, fmt::format("<</Type/Font/Subtype/Type0/BaseFont/{}/Encoding/Identity-H"
                                      "/DescendantFonts[{} 0 R]/ToUnicode {} 0 R>>",
                                      name, descendant, unicode));
}

void Document::write_resources() {
  std::string fonts;
  for (std::size_t i = 0; i < 3; ++i) {
    fmt::format_to(std::back_inserter(fonts), "/F{} {} 0 R", i + 1, font_first + i);
  }
  for (std::size_t face = 0; face < embedded_characters_.size(); ++face) {
    if (embedded_characters_[face].empty()) continue;
    write_embedded_font(face);
    fmt::format_to(std::back_inserter(fonts), "/F{} {} 0 R", face + 4, offsets_.size());
  }
  std::string xobjects;
  for (const auto& [name, number] : externals_) {
    fmt::format_to(std::back_inserter(xobjects), "/{} {} 0 R", name, number);
  }
  write_object(resources, fmt::format("<</Font<<{}>>/XObject<<{}>>>>", fonts, xobjects));
}

void Document::finish() && {
  write_page_tree();
  std::string nodes;
  for (const auto node : nodes_) fmt::format_to(std::back_inserter(nodes), "{} 0 R ", node);
  write_object(page_tree, fmt::format("<</Type/Pages/Count {}/Kids[{}]>>", page_count_, nodes));
  write_object(catalog, fmt::format("<</Type/Catalog/Pages {} 0 R/Lang(pt-BR)"
                                    "/ViewerPreferences<</DisplayDocTitle true>>>>",
                                    static_cast<std::size_t>(page_tree)));
  write_resources();
  write_object(info, fmt::format("<</Title{}/Author{}/Subject{}/Producer(Quita)>>",
                                 text_string(metadata_.title), text_string(metadata_.author),
                                 text_string(metadata_.subject)));
  const auto table = flushed_ + buffer_.size();
  flush();
  const auto id = hex(digest_).substr(0, 32);
  fmt::format_to(std::back_inserter(buffer_), "xref\n0 {}\n0000000000 65535 f \n",
                 offsets_.size() + 1);
  for (const auto offset : offsets_) {
    fmt::format_to(std::back_inserter(buffer_), "{:010} 00000 n \n", offset);
    if (buffer_.size() >= buffer_size) flush();
  }
  fmt::format_to(
      std::back_inserter(buffer_),
      "trailer\n<</Size {}/Root {} 0 R/Info {} 0 R/ID[<{}><{}>]>>\nstartxref\n{}\n%%EOF\n",
      offsets_.size() + 1, static_cast<std::size_t>(catalog), static_cast<std::size_t>(info), id,
      id, table);
  flush();
}

}  // namespace quita::pdf
