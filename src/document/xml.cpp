#include "document/xml.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "document/wide_text.h"

namespace quita::document {

namespace {

// Text in UTF-16 begins with a byte order mark, or with a zero beside its "<".
bool wide_encoding(std::string_view bytes) {
  const auto head = bytes.substr(0, 4);
  return head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF") ||
         head.find('\0') != std::string_view::npos;
}

// The name after `encoding=` in the prolog, in capitals; empty when there is none.
std::string declared_encoding(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) return {};
  const auto prolog = bytes.substr(0, bytes.find("?>"));
  auto at = prolog.find("encoding");
  if (at == std::string_view::npos) return {};
  at = prolog.find_first_of("\"'", at);
  if (at == std::string_view::npos) return {};
  const auto end = prolog.find(prolog[at], at + 1);
  if (end == std::string_view::npos) return {};
  return upper_ascii(prolog.substr(at + 1, end - at - 1));
}

std::string place_of(std::string_view bytes, std::size_t offset) {
  const auto before = bytes.substr(0, std::min(offset, bytes.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const auto line_start = before.rfind('\n');
  const auto column =
      line_start == std::string_view::npos ? before.size() + 1 : before.size() - line_start;
  return fmt::format("linha {}, coluna {}", line, column);
}

int depth_reached(const pugi::xml_document& document, int depth_max) {
  int depth = 0, deepest = 0;
  for (pugi::xml_node node = document.first_child(); node;) {
    deepest = std::max(deepest, depth + 1);
    if (deepest > depth_max) break;
    if (const auto child = node.first_child()) {
      node = child;
      ++depth;
      continue;
    }
    while (node && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    node = node.next_sibling();
  }
  return deepest;
}

const char* reason_of(pugi::xml_parse_status status) {
  switch (status) {
    case pugi::status_bad_start_element:
    case pugi::status_end_element_mismatch:
      return "uma marca (tag) não fecha a que foi aberta";
    case pugi::status_bad_attribute:
      return "um atributo está mal escrito";
    case pugi::status_no_document_element:
      return "não há nenhum elemento";
    case pugi::status_bad_cdata:
    case pugi::status_bad_pcdata:
      return "um texto não termina";
    default:
      return "a escrita não é de XML";
  }
}

}  // namespace

Status load_xml(std::string_view bytes, const XmlLimits& limits, const std::string& prefix,
                pugi::xml_document& document) {
  if (bytes.size() > limits.bytes_max) {
    return invalid(
        prefix + ".size",
        fmt::format("O arquivo tem {} bytes; o limite é de {}.", bytes.size(), limits.bytes_max),
        "arquivo", fmt::format("um XML de até {} MB", limits.bytes_max >> 20));
  }
  constexpr unsigned flags = pugi::parse_default | pugi::parse_doctype;
  std::string converted;
  if (wide_encoding(bytes)) {
    std::size_t mark = 0;
    const auto order = utf16_order(bytes, mark);
    auto wide = order ? utf16_to_utf8(bytes.substr(mark), *order) : WideText{"", false};
    if (!wide.whole) {
      return invalid(prefix + ".encoding", "O arquivo parece UTF-16, mas contém bytes que não são.",
                     "arquivo", "UTF-8, UTF-16, ISO-8859-1 ou Windows-1252");
    }
    converted = std::move(wide.utf8);
    bytes = converted;
  } else {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const auto encoding = declared_encoding(bytes);
    if (encoding == "ISO-8859-1" || encoding == "LATIN1" || encoding == "WINDOWS-1252") {
      converted = latin1_to_utf8(bytes);
      bytes = converted;
    } else if (!encoding.empty() && encoding != "UTF-8" && encoding != "UTF8" &&
               encoding != "US-ASCII") {
      return invalid(prefix + ".encoding",
                     fmt::format("A codificação declarada no prólogo, “{}”, não é conhecida.",
                                 fold_ascii(encoding.substr(0, 40))),
                     "linha 1", "UTF-8, UTF-16, ISO-8859-1 ou Windows-1252");
    } else if (!valid_utf8(bytes)) {
      return invalid(prefix + ".encoding",
                     "O arquivo se declara em UTF-8, mas contém bytes que não são UTF-8.",
                     "arquivo",
                     "texto em UTF-8, ou a codificação verdadeira declarada no prólogo do XML");
    }
  }
  if (const auto nul = bytes.find('\0'); nul != std::string_view::npos) {
    return invalid(prefix + ".encoding", "O arquivo contém um caractere nulo.",
                   place_of(bytes, nul), "um XML de texto");
  }
  const auto parsed = document.load_buffer(bytes.data(), bytes.size(), flags, pugi::encoding_utf8);
  const bool has_doctype =
      parsed.status == pugi::status_bad_doctype ||
      std::any_of(document.begin(), document.end(),
                  [](const pugi::xml_node& node) { return node.type() == pugi::node_doctype; });
  if (has_doctype) {
    return invalid(prefix + ".doctype",
                   "O arquivo traz uma declaração DOCTYPE, que documentos fiscais não têm e que "
                   "pode esconder um ataque; foi recusado.",
                   "prólogo", "um XML sem DOCTYPE");
  }
  if (!parsed) {
    return invalid(
        prefix + ".xml",
        fmt::format("O arquivo não é um XML bem formado: {}.", reason_of(parsed.status)),
        place_of(bytes, static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0))),
        "um XML bem formado, inteiro como o sistema emissor o gravou");
  }
  if (depth_reached(document, limits.depth_max) > limits.depth_max) {
    return invalid(prefix + ".depth",
                   fmt::format("O arquivo aninha mais de {} elementos.", limits.depth_max),
                   "arquivo", fmt::format("no máximo {} níveis", limits.depth_max));
  }
  return {};
}

std::string_view local_name(pugi::xml_node node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  if (colon == std::string_view::npos) return name;
  // A name that ends in its colon keeps it: an element always has a name.
  return colon + 1 >= name.size() ? name : name.substr(colon + 1);
}

pugi::xml_node child_of(pugi::xml_node parent, std::string_view name) {
  for (const auto child : parent.children()) {
    if (child.type() == pugi::node_element && local_name(child) == name) return child;
  }
  return {};
}

namespace {

// Control characters become blanks, and what is no UTF-8 (a reference such as &#xD800; makes it)
// question marks.
std::string cleaned(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto piece = prefix_utf8(text, 1);
    const auto first = static_cast<unsigned char>(piece.front());
    if (piece.size() > 1) {
      out += piece;
    } else {
      out += first < 0x20 || first == 0x7F ? ' ' : first >= 0x80 ? '?' : piece.front();
    }
    text.remove_prefix(piece.size());
  }
  return std::string(trim(out));
}

}  // namespace

std::string text_of(pugi::xml_node node) {
  std::string text;
  for (const auto child : node.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
      text += child.value();
    }
  }
  return cleaned(text);
}

std::string attribute_of(pugi::xml_node node, const char* name) {
  return cleaned(node.attribute(name).value());
}

}  // namespace quita::document
