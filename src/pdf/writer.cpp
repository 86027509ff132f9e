#include "pdf/writer.h"

#include <fmt/format.h>
#include <zlib.h>

#include <cmath>
#include <stdexcept>

#include "base/secret.h"
#include "base/text.h"

namespace quita::pdf {

namespace {

// Objects with a fixed number; forms, contents and pages follow.
enum : std::size_t { catalog = 1, page_tree, resources, font_first, info = font_first + 3, fixed };

std::string deflate_bytes(std::string_view bytes) {
  // A window of 8 KiB holds any page of ours, and costs a fraction of zlib's default to set up.
  constexpr int window_bits = 13;
  constexpr int memory_level = 7;
  z_stream stream{};
  if (deflateInit2(&stream, 6, Z_DEFLATED, window_bits, memory_level, Z_DEFAULT_STRATEGY) != Z_OK) {
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

// A text string of the document (7.9.2.2): PDFDocEncoding is ASCII here, all else UTF-16BE.
std::string text_string(std::string_view utf8) {
  std::string units = "FEFF";
  bool ascii = true;
  while (!utf8.empty()) {
    const auto piece = prefix_utf8(utf8, 1);
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(piece[i]); };
    std::uint32_t code = byte(0);
    if (piece.size() == 1 && code >= 0x80) code = '?';
    if (piece.size() == 2) code = (byte(0) & 0x1Fu) << 6 | (byte(1) & 0x3Fu);
    if (piece.size() == 3) {
      code = (byte(0) & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
    }
    if (piece.size() == 4) {
      code = (byte(0) & 0x07u) << 18 | (byte(1) & 0x3Fu) << 12 | (byte(2) & 0x3Fu) << 6 |
             (byte(3) & 0x3Fu);
      units += fmt::format("{:04X}", 0xD7C0 + (code >> 10));
      code = 0xDC00 | (code & 0x3FF);
    }
    units += fmt::format("{:04X}", code);
    ascii = ascii && code >= 0x20 && code < 0x7F && code != '(' && code != ')' && code != '\\';
    utf8.remove_prefix(piece.size());
  }
  if (!ascii) return "<" + units + ">";
  std::string literal = "(";
  for (std::size_t i = 6; i < units.size(); i += 4) {
    literal += static_cast<char>(std::stoi(units.substr(i, 2), nullptr, 16));
  }
  return literal + ")";
}

}  // namespace

void Canvas::number(double value) {
  // Two decimals (0.004 mm) are finer than any printer.
  long hundredths = std::lround(value * 100);
  if (hundredths < 0) {
    operators_ += '-';
    hundredths = -hundredths;
  }
  fmt::format_to(std::back_inserter(operators_), "{}", hundredths / 100);
  if (const long rest = hundredths % 100; rest != 0) {
    operators_ += '.';
    operators_ += static_cast<char>('0' + rest / 10);
    if (rest % 10 != 0) operators_ += static_cast<char>('0' + rest % 10);
  }
  operators_ += ' ';
}

void Canvas::point(double x, double y) {
  number(x * points_per_mm);
  number((height_mm_ - y) * points_per_mm);
}

void Canvas::show(double x, double y, Font font, double size, std::string_view winansi,
                  Align align) {
  if (winansi.empty()) return;
  if (align != Align::left) {
    const double width = text_width(font, size, winansi) / points_per_mm;
    x -= align == Align::right ? width : width / 2;
  }
  operators_ += "BT/F";
  operators_ += static_cast<char>('1' + static_cast<int>(font));
  operators_ += ' ';
  number(size);
  operators_ += "Tf ";
  point(x, y);
  operators_ += "Td(";
  for (const char c : winansi) {
    if (c == '(' || c == ')' || c == '\\') operators_ += '\\';
    operators_ += c;
  }
  operators_ += ")Tj ET\n";
}

void Canvas::text(double x, double y, Font font, double size, std::string_view utf8, Align align) {
  show(x, y, font, size, to_winansi(utf8), align);
}

double Canvas::text_box(const Box& box, Font font, double size_max, double size_min,
                        std::span<const std::string> paragraphs, Align align, Stack stack) {
  std::vector<std::string> winansi;
  winansi.reserve(paragraphs.size());
  for (const auto& paragraph : paragraphs) winansi.push_back(to_winansi(paragraph));
  const auto fit = fit_text(font, winansi, box.width * points_per_mm, box.height * points_per_mm,
                            size_max, size_min);
  const double leading = fit.size * line_height / points_per_mm;
  const double used = leading * static_cast<double>(fit.lines.size());
  // A line's baseline stands a quarter of its leading (the descenders) above its lower edge.
  double y = (stack == Stack::down_from_top ? box.y : box.y + box.height - used) + leading * 0.75;
  const double x = align == Align::left    ? box.x
                   : align == Align::right ? box.x + box.width
                                           : box.x + box.width / 2;
  for (const auto& line : fit.lines) {
    show(x, y, font, fit.size, line, align);
    y += leading;
  }
  return used;
}

void Canvas::line(double x1, double y1, double x2, double y2, double width_pt) {
  number(width_pt);
  operators_ += "w ";
  point(x1, y1);
  operators_ += "m ";
  point(x2, y2);
  operators_ += "l S\n";
}

void Canvas::dashed(double x1, double y1, double x2, double y2, double width_pt) {
  operators_ += "[3 2]0 d ";
  line(x1, y1, x2, y2, width_pt);
  operators_ += "[]0 d\n";
}

void Canvas::path(const Box& box) {
  point(box.x, box.y + box.height);
  number(box.width * points_per_mm);
  number(box.height * points_per_mm);
  operators_ += "re ";
}

void Canvas::rectangle(const Box& box, double width_pt) {
  number(width_pt);
  operators_ += "w ";
  path(box);
  operators_ += "S\n";
}

void Canvas::fill(const Box& box) {
  path(box);
  operators_ += "f\n";
}

void Canvas::grey(double level) {
  number(level);
  operators_ += "g\n";
}

void Canvas::rgb(double red, double green, double blue) {
  number(red);
  number(green);
  number(blue);
  operators_ += "rg\n";
}

void Canvas::cells(double x, double y, double unit_x, double unit_y,
                   const std::vector<Cell>& cells) {
  // The matrix turns the y axis, so that the cells' own small integers can be written as they are.
  fmt::format_to(std::back_inserter(operators_), "q {:.5f} 0 0 {:.5f} ", unit_x * points_per_mm,
                 -unit_y * points_per_mm);
  point(x, y);
  operators_ += "cm\n";
  for (const auto& cell : cells) {
    fmt::format_to(std::back_inserter(operators_), "{} {} {} {} re\n", cell.x, cell.y, cell.width,
                   cell.height);
  }
  operators_ += "f Q\n";
}

void Canvas::form(std::size_t form_id, double form_height_mm, double x, double y) {
  operators_ += "q 1 0 0 1 ";
  point(x, y + form_height_mm);
  fmt::format_to(std::back_inserter(operators_), "cm/X{} Do Q\n", form_id);
}

Form make_form(double width_mm, double height_mm, const Canvas& canvas) {
  return {width_mm, height_mm, deflate_bytes(canvas.operators())};
}

Document::Document(Metadata metadata)
    : metadata_(std::move(metadata)), bytes_("%PDF-1.5\n%\xE2\xE3\xCF\xD3\n") {
  offsets_.resize(fixed - 1);
  std::size_t number = font_first;
  for (const char* name : {"Helvetica", "Helvetica-Bold", "Courier"}) {
    write_object(number++, fmt::format("<</Type/Font/Subtype/Type1/BaseFont/{}"
                                       "/Encoding/WinAnsiEncoding>>",
                                       name));
  }
}

void Document::write_object(std::size_t number, std::string_view body) {
  offsets_[number - 1] = bytes_.size();
  fmt::format_to(std::back_inserter(bytes_), "{} 0 obj\n", number);
  bytes_ += body;
  bytes_ += "\nendobj\n";
}

std::size_t Document::add_stream(std::string_view dictionary, std::string_view compressed) {
  offsets_.push_back(bytes_.size());
  fmt::format_to(std::back_inserter(bytes_),
                 "{} 0 obj\n<<{}/Filter/FlateDecode/Length {}>>stream\n", offsets_.size(),
                 dictionary, compressed.size());
  bytes_ += compressed;
  bytes_ += "\nendstream\nendobj\n";
  return offsets_.size();
}

std::size_t Document::add_form(const Form& form) {
  forms_.push_back(
      add_stream(fmt::format("/Type/XObject/Subtype/Form/BBox[0 0 {:.2f} {:.2f}]/Resources {} 0 R",
                             form.width_mm * points_per_mm, form.height_mm * points_per_mm,
                             static_cast<std::size_t>(resources)),
                 form.compressed));
  return forms_.size() - 1;
}

void Document::add_page(const Canvas& canvas, double width_mm, double height_mm) {
  const auto contents = add_stream("", deflate_bytes(canvas.operators()));
  offsets_.push_back(0);
  write_object(offsets_.size(), fmt::format("<</Type/Page/Parent {} 0 R/MediaBox[0 0 {:.2f} {:.2f}]"
                                            "/Resources {} 0 R/Contents {} 0 R>>",
                                            static_cast<std::size_t>(page_tree),
                                            width_mm * points_per_mm, height_mm * points_per_mm,
                                            static_cast<std::size_t>(resources), contents));
  pages_.push_back(offsets_.size());
}

std::string Document::finish() && {
  write_object(catalog, fmt::format("<</Type/Catalog/Pages {} 0 R/Lang(pt-BR)"
                                    "/ViewerPreferences<</DisplayDocTitle true>>>>",
                                    static_cast<std::size_t>(page_tree)));
  std::string kids;
  for (const auto page : pages_) fmt::format_to(std::back_inserter(kids), "{} 0 R ", page);
  write_object(page_tree, fmt::format("<</Type/Pages/Count {}/Kids[{}]>>", pages_.size(), kids));
  std::string xobjects;
  for (std::size_t i = 0; i < forms_.size(); ++i) {
    fmt::format_to(std::back_inserter(xobjects), "/X{} {} 0 R", i, forms_[i]);
  }
  std::string fonts;
  for (std::size_t i = 0; i < 3; ++i) {
    fmt::format_to(std::back_inserter(fonts), "/F{} {} 0 R", i + 1, font_first + i);
  }
  write_object(resources, fmt::format("<</Font<<{}>>/XObject<<{}>>>>", fonts, xobjects));
  write_object(info, fmt::format("<</Title{}/Author{}/Subject{}/Producer(Quita)>>",
                                 text_string(metadata_.title), text_string(metadata_.author),
                                 text_string(metadata_.subject)));

  const auto id = hex(sha256(bytes_)).substr(0, 32);
  const auto table = bytes_.size();
  fmt::format_to(std::back_inserter(bytes_), "xref\n0 {}\n0000000000 65535 f \n",
                 offsets_.size() + 1);
  for (const auto offset : offsets_) {
    fmt::format_to(std::back_inserter(bytes_), "{:010} 00000 n \n", offset);
  }
  fmt::format_to(
      std::back_inserter(bytes_),
      "trailer\n<</Size {}/Root {} 0 R/Info {} 0 R/ID[<{}><{}>]>>\nstartxref\n{}\n%%EOF\n",
      offsets_.size() + 1, static_cast<std::size_t>(catalog), static_cast<std::size_t>(info), id,
      id, table);
  return std::move(bytes_);
}

}  // namespace quita::pdf
