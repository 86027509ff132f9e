// A small, strict part of SVG 1.1 as a PDF drawing: shapes and paths in plain colours, groups and
// transforms. What would look otherwise than its author meant is refused by name.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <numbers>
#include <optional>
#include <pugixml.hpp>

#include "base/text.h"
#include "pdf/logo_reader.h"
#include "pdf/svg_path.h"
#include "pdf/writer.h"

namespace quita::pdf {

namespace {

constexpr int depth_max = 32;
constexpr std::size_t operators_max = 4 * logo_bytes_max;
// Of style sheets, as often as elements use them.
constexpr std::size_t class_bytes_max = 4 * 1024 * 1024;

tl::unexpected<Error> refused(std::string message) {
  return invalid("logo.svg", "O SVG do logotipo não serve: " + std::move(message), {},
                 "formas em cores cheias; converta textos em curvas, ou use PNG");
}

using Colour = std::array<double, 3>;

struct Style {
  std::optional<Colour> fill = Colour{0, 0, 0};
  std::optional<Colour> stroke;
  double stroke_width = 1;
  bool even_odd = false;
  int cap = 0, join = 0;
  bool visible = true;
};

// By class name, "fill:#fff;stroke:none".
using Classes = std::map<std::string, std::string, std::less<>>;

constexpr std::pair<std::string_view, unsigned> colour_names[] = {
    {"black", 0x000000},   {"silver", 0xC0C0C0}, {"gray", 0x808080},        {"grey", 0x808080},
    {"white", 0xFFFFFF},   {"maroon", 0x800000}, {"red", 0xFF0000},         {"purple", 0x800080},
    {"fuchsia", 0xFF00FF}, {"green", 0x008000},  {"lime", 0x00FF00},        {"olive", 0x808000},
    {"yellow", 0xFFFF00},  {"navy", 0x000080},   {"blue", 0x0000FF},        {"teal", 0x008080},
    {"aqua", 0x00FFFF},    {"orange", 0xFFA500}, {"currentcolor", 0x000000}};

Colour of_rgb(unsigned value) {
  return {(value >> 16 & 0xFF) / 255.0, (value >> 8 & 0xFF) / 255.0, (value & 0xFF) / 255.0};
}

// Nothing inside for "none"; nothing at all when it is no plain colour.
std::optional<std::optional<Colour>> read_colour(std::string_view text) {
  const auto lower = lower_ascii(trim(text));
  if (lower == "none" || lower == "transparent") return std::optional<Colour>();
  if (lower.starts_with('#') && (lower.size() == 4 || lower.size() == 7)) {
    unsigned value = 0;
    const auto read = std::from_chars(lower.data() + 1, lower.data() + lower.size(), value, 16);
    if (read.ec != std::errc() || read.ptr != lower.data() + lower.size()) return std::nullopt;
    if (lower.size() == 4) {
      value = (value >> 8) * 0x110000 + (value >> 4 & 0xF) * 0x1100 + (value & 0xF) * 0x11;
    }
    return of_rgb(value);
  }
  if (lower.starts_with("rgb(") && lower.ends_with(')')) {
    const auto parts = svg_numbers(std::string_view(lower).substr(4, lower.size() - 5));
    if (!parts || parts->size() != 3) return std::nullopt;
    Colour colour;
    for (std::size_t i = 0; i < 3; ++i) colour[i] = std::clamp((*parts)[i], 0.0, 255.0) / 255;
    return colour;
  }
  for (const auto& [name, value] : colour_names) {
    if (lower == name) return of_rgb(value);
  }
  return std::nullopt;
}

// A length in user units, "12", "12px"; nothing for a percentage or another unit.
std::optional<double> read_length(std::string_view text) {
  text = trim(text);
  if (text.ends_with("px")) text.remove_suffix(2);
  const auto numbers = svg_numbers(text);
  if (!numbers || numbers->size() != 1) return std::nullopt;
  return numbers->front();
}

// Attributes and properties that change nothing that we draw.
bool harmless(std::string_view name) {
  constexpr std::string_view names[] = {"id",
                                        "class",
                                        "style",
                                        "version",
                                        "baseProfile",
                                        "role",
                                        "focusable",
                                        "data-name",
                                        "viewBox",
                                        "width",
                                        "height",
                                        "x",
                                        "y",
                                        "x1",
                                        "y1",
                                        "x2",
                                        "y2",
                                        "cx",
                                        "cy",
                                        "r",
                                        "rx",
                                        "ry",
                                        "d",
                                        "points",
                                        "transform",
                                        "enable-background",
                                        "stroke-miterlimit",
                                        "preserveAspectRatio",
                                        "shape-rendering",
                                        "color",
                                        "clip-rule",
                                        "overflow",
                                        "font-family",
                                        "font-size",
                                        "font-weight",
                                        "text-rendering",
                                        "image-rendering",
                                        "paint-order",
                                        "isolation",
                                        "vector-effect",
                                        "color-interpolation",
                                        "color-rendering",
                                        "contentStyleType",
                                        "contentScriptType",
                                        "zoomAndPan",
                                        "href",
                                        "target"};
  return name.find(':') != std::string_view::npos || name.starts_with("xmlns") ||
         name.starts_with("aria-") || name.starts_with('-') ||
         std::find(std::begin(names), std::end(names), name) != std::end(names);
}

Status set_property(Style& style, std::string_view name, std::string_view value) {
  value = trim(value);
  const auto unable = [&] {
    return refused(fmt::format("\"{}: {}\" não é desenhado", name, prefix_utf8(value, 40)));
  };
  if (value == "inherit") return {};
  if (name == "fill" || name == "stroke") {
    const auto colour = read_colour(value);
    if (!colour) return unable();
    (name == "fill" ? style.fill : style.stroke) = *colour;
  } else if (name == "stroke-width") {
    const auto width = read_length(value);
    if (!width || *width < 0) return unable();
    style.stroke_width = *width;
  } else if (name == "fill-rule") {
    style.even_odd = value == "evenodd";
  } else if (name == "stroke-linecap") {
    style.cap = value == "round" ? 1 : value == "square" ? 2 : 0;
  } else if (name == "stroke-linejoin") {
    style.join = value == "round" ? 1 : value == "bevel" ? 2 : 0;
  } else if (name == "display" || name == "visibility") {
    if (value == "none" || value == "hidden") style.visible = false;
  } else if (name == "opacity" || name == "fill-opacity" || name == "stroke-opacity") {
    const auto opacity = svg_numbers(value);
    if (!opacity || opacity->size() != 1) return unable();
    const bool full = opacity->front() >= 1, none = opacity->front() <= 0;
    if (!full && !none) return unable();
    if (none && name == "opacity") style.visible = false;
    if (none && name == "fill-opacity") style.fill.reset();
    if (none && name == "stroke-opacity") style.stroke.reset();
  } else if (name == "stroke-dasharray" || name == "clip-path" || name == "mask" ||
             name == "filter") {
    if (value != "none") return unable();
  } else if (name == "mix-blend-mode") {
    if (value != "normal") return unable();
  } else if (name == "stroke-dashoffset" || harmless(name)) {
    return {};
  } else {
    return unable();
  }
  return {};
}

Status set_properties(Style& style, std::string_view declarations) {
  for (const auto declaration : split(declarations, ';')) {
    const auto colon = declaration.find(':');
    if (colon == std::string_view::npos) continue;
    TRY_STATUS(
        set_property(style, trim(declaration.substr(0, colon)), declaration.substr(colon + 1)));
  }
  return {};
}

// The style of an element: its attributes, then its classes, then its own style (CSS 2, 6.4).
Result<Style> style_of(const pugi::xml_node& node, Style style, const Classes& classes,
                       std::size_t& class_bytes) {
  for (const auto& attribute : node.attributes()) {
    TRY_STATUS(set_property(style, attribute.name(), attribute.value()));
  }
  for (const auto name : split(node.attribute("class").value(), ' ')) {
    const auto found = classes.find(name);
    if (found == classes.end()) continue;
    class_bytes += found->second.size();
    if (class_bytes > class_bytes_max) return refused("a folha de estilo é grande demais");
    TRY_STATUS(set_properties(style, found->second));
  }
  TRY_STATUS(set_properties(style, node.attribute("style").value()));
  return style;
}

// ".a,.b{fill:#fff}": class selectors alone.
Status read_classes(std::string_view css, Classes& classes) {
  while (!trim(css).empty()) {
    const auto open = css.find('{'), close = css.find('}');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open) {
      return refused("a folha de estilo não se deixa ler");
    }
    for (const auto selector : split(css.substr(0, open), ',')) {
      const auto name = trim(selector);
      if (!name.starts_with('.') || name.find_first_of(" >:[.", 1) != std::string_view::npos) {
        return refused("a folha de estilo usa mais que classes");
      }
      auto& declarations = classes[std::string(name.substr(1))];
      declarations += css.substr(open + 1, close - open - 1);
      declarations += ';';
    }
    css.remove_prefix(close + 1);
  }
  return {};
}

// "translate(1,2) scale(3)" as operators of the graphics state.
Result<std::string> transforms(std::string_view text) {
  std::string out;
  while (!trim(text).empty()) {
    const auto open = text.find('('), close = text.find(')');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open) {
      return refused("uma transformação não se deixa ler");
    }
    std::string_view name = trim(text.substr(0, open));
    if (name.starts_with(',')) name = trim(name.substr(1));
    const auto given = svg_numbers(text.substr(open + 1, close - open - 1));
    text.remove_prefix(close + 1);
    const std::size_t count = given ? given->size() : 0;
    const auto at = [&](std::size_t i, double otherwise = 0) {
      return i < count ? (*given)[i] : otherwise;
    };
    const double turn = at(0) * std::numbers::pi / 180;
    std::array<double, 6> m{1, 0, 0, 1, 0, 0};
    if (name == "matrix" && count == 6) {
      for (std::size_t i = 0; i < 6; ++i) m[i] = at(i);
    } else if (name == "translate" && (count == 1 || count == 2)) {
      m = {1, 0, 0, 1, at(0), at(1)};
    } else if (name == "scale" && (count == 1 || count == 2)) {
      m = {at(0), 0, 0, at(1, at(0)), 0, 0};
    } else if (name == "rotate" && (count == 1 || count == 3)) {
      const double c = std::cos(turn), s = std::sin(turn);
      m = {c, s, -s, c, at(1) - c * at(1) + s * at(2), at(2) - s * at(1) - c * at(2)};
    } else if (name == "skewX" && count == 1) {
      m = {1, 0, std::tan(turn), 1, 0, 0};
    } else if (name == "skewY" && count == 1) {
      m = {1, std::tan(turn), 0, 1, 0, 0};
    } else {
      return refused("uma transformação não se deixa ler");
    }
    for (std::size_t i = 0; i < 6; ++i) {
      if (!(std::abs(m[i]) <= svg_number_max)) return refused("uma transformação é grande demais");
      // Finer than coordinates: these are multiplied by them.
      fmt::format_to(std::back_inserter(out), "{:.6f} ", m[i]);
    }
    out += "cm\n";
  }
  return out;
}

Result<double> length_of(const pugi::xml_node& node, const char* name) {
  const auto attribute = node.attribute(name);
  if (!attribute) return 0.0;
  const auto length = read_length(attribute.value());
  if (!length) return refused(fmt::format("\"{}\" não é um número", name));
  return *length;
}

Result<std::string> rectangle(const pugi::xml_node& node) {
  const double x = TRY(length_of(node, "x")), y = TRY(length_of(node, "y"));
  const double width = TRY(length_of(node, "width")), height = TRY(length_of(node, "height"));
  double rx = TRY(length_of(node, "rx")), ry = TRY(length_of(node, "ry"));
  if (width <= 0 || height <= 0) return std::string();
  if (!node.attribute("rx")) rx = ry;
  if (!node.attribute("ry")) ry = rx;
  rx = std::clamp(rx, 0.0, width / 2);
  ry = std::clamp(ry, 0.0, height / 2);
  std::string d = fmt::format("M{} {}H{}", x + rx, y, x + width - rx);
  const auto corner = [&](double to_x, double to_y) {
    if (rx > 0 && ry > 0)
      fmt::format_to(std::back_inserter(d), "A{} {} 0 0 1 {} {}", rx, ry, to_x, to_y);
  };
  corner(x + width, y + ry);
  fmt::format_to(std::back_inserter(d), "V{}", y + height - ry);
  corner(x + width - rx, y + height);
  fmt::format_to(std::back_inserter(d), "H{}", x + rx);
  corner(x, y + height - ry);
  fmt::format_to(std::back_inserter(d), "V{}", y + ry);
  corner(x + rx, y);
  return svg_path(d + "Z").value_or("");
}

// The outline of a shape; nothing for an element that is no shape.
Result<std::optional<std::string>> outline_of(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  if (name == "path") {
    auto path = svg_path(node.attribute("d").value());
    if (!path) return refused("um caminho não se deixa ler");
    return path;
  }
  if (name == "rect") return std::optional(TRY(rectangle(node)));
  if (name == "circle" || name == "ellipse") {
    const double cx = TRY(length_of(node, "cx")), cy = TRY(length_of(node, "cy"));
    const double r = TRY(length_of(node, "r"));
    const double rx = name == "circle" ? r : TRY(length_of(node, "rx"));
    const double ry = name == "circle" ? r : TRY(length_of(node, "ry"));
    if (rx <= 0 || ry <= 0) return std::optional<std::string>("");
    return std::optional(svg_ellipse(cx, cy, rx, ry));
  }
  if (name == "line") {
    const double x1 = TRY(length_of(node, "x1")), y1 = TRY(length_of(node, "y1"));
    const double x2 = TRY(length_of(node, "x2")), y2 = TRY(length_of(node, "y2"));
    return svg_path(fmt::format("M{} {}L{} {}", x1, y1, x2, y2));
  }
  if (name == "polygon" || name == "polyline") {
    const std::string_view points = node.attribute("points").value();
    if (trim(points).empty()) return std::optional<std::string>("");
    auto path = svg_path("M" + std::string(points) + (name == "polygon" ? "Z" : ""));
    if (!path) return refused("os pontos de um polígono não se deixam ler");
    return path;
  }
  return std::optional<std::string>();
}

void paint(std::string& out, const Style& style, const std::string& outline) {
  if (outline.empty() || (!style.fill && !style.stroke)) return;
  const auto colour = [&](const Colour& of, const char* verb) {
    for (const double part : of) append_number(out, part);
    out += verb;
  };
  if (style.fill) colour(*style.fill, "rg\n");
  if (style.stroke) {
    colour(*style.stroke, "RG\n");
    append_number(out, style.stroke_width);
    fmt::format_to(std::back_inserter(out), "w {} J {} j\n", style.cap, style.join);
  }
  out += outline;
  out += style.fill && style.stroke ? "B" : style.fill ? "f" : "S";
  if (style.fill && style.even_odd) out += '*';
  out += '\n';
}

bool without_picture(std::string_view name) {
  constexpr std::string_view names[] = {"title", "desc", "metadata", "defs", "style"};
  return name.find(':') != std::string_view::npos ||
         std::find(std::begin(names), std::end(names), name) != std::end(names);
}

class Drawing {
 public:
  explicit Drawing(const Classes& classes) : classes_(classes) {}

  Status draw(const pugi::xml_node& node, const Style& inherited, int depth) {
    if (depth > depth_max) return refused("os grupos são fundos demais");
    const std::string_view name = node.name();
    if (without_picture(name)) return {};
    const bool group = name == "g" || name == "a" || (name == "svg" && depth == 0);
    const auto outline = TRY(outline_of(node));
    if (!group && !outline) {
      return refused(fmt::format("o elemento \"{}\" não é desenhado", prefix_utf8(name, 40)));
    }
    const auto style = TRY(style_of(node, inherited, classes_, class_bytes_));
    if (!style.visible) return {};
    out_ += "q\n";
    out_ += TRY(transforms(node.attribute("transform").value()));
    if (outline) paint(out_, style, *outline);
    for (const auto& child : node.children()) {
      if (group && child.type() == pugi::node_element) TRY_STATUS(draw(child, style, depth + 1));
    }
    out_ += "Q\n";
    if (out_.size() > operators_max) return refused("o desenho é grande demais");
    return {};
  }
  std::string take() { return std::move(out_); }

 private:
  const Classes& classes_;
  std::size_t class_bytes_ = 0;
  std::string out_;
};

Status collect_classes(const pugi::xml_node& node, Classes& classes, int depth) {
  for (const auto& child : node.children()) {
    if (depth > depth_max) return {};
    if (std::string_view(child.name()) == "style") {
      TRY_STATUS(read_classes(child.text().get(), classes));
    } else {
      TRY_STATUS(collect_classes(child, classes, depth + 1));
    }
  }
  return {};
}

// x, y, width, height.
Result<std::array<double, 4>> view_of(const pugi::xml_node& svg) {
  std::array<double, 4> view{};
  if (const auto attribute = svg.attribute("viewBox")) {
    const auto numbers = svg_numbers(attribute.value());
    if (!numbers || numbers->size() != 4) return refused("o viewBox não tem quatro números");
    std::copy(numbers->begin(), numbers->end(), view.begin());
  } else {
    view[2] = TRY(length_of(svg, "width"));
    view[3] = TRY(length_of(svg, "height"));
  }
  if (view[2] < 1e-3 || view[3] < 1e-3) return refused("não diz o tamanho (viewBox)");
  return view;
}

}  // namespace

Result<Logo> read_svg_logo(std::string_view bytes) {
  if (bytes.size() > logo_bytes_max || !valid_utf8(bytes)) return refused("não é um texto UTF-8");
  if (bytes.find("<!ENTITY") != std::string_view::npos) return refused("define entidades");
  pugi::xml_document document;
  const auto parsed = document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default);
  if (!parsed) return refused("o XML está quebrado");
  const auto svg = document.document_element();
  if (std::string_view(svg.name()) != "svg") return refused("o primeiro elemento não é \"svg\"");
  Classes classes;
  TRY_STATUS(collect_classes(svg, classes, 0));
  const auto [x, y, width, height] = TRY(view_of(svg));
  Drawing drawing(classes);
  TRY_STATUS(drawing.draw(svg, Style{}, 0));
  const auto operators = drawing.take();

  auto form = std::make_shared<External>();
  // The view's rectangle becomes the unit square, with the y axis turned.
  form->dictionary = fmt::format(
      "/Type/XObject/Subtype/Form/BBox[{:.3f} {:.3f} {:.3f} {:.3f}]/Matrix[{:.8f} 0 0 {:.8f} "
      "{:.8f} "
      "{:.8f}]",
      x, y, x + width, y + height, 1 / width, -1 / height, -x / width, 1 + y / height);
  form->data = deflate_bytes(operators, deflate_best);
  form->filter = "/FlateDecode";
  form->has_resources = true;
  form->name = external_name(form->dictionary + operators);
  return Logo{form, width / height};
}

}  // namespace quita::pdf
