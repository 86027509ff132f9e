// XML from outside, loaded with every door closed: no DOCTYPE (so no entities of one's own, the
// "billion laughs"), a size and a depth limit, and the encoding that the prolog declares.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "base/error.h"

namespace quita::document {

struct XmlLimits {
  std::size_t bytes_max = 5 * 1024 * 1024;
  int depth_max = 64;
};

// Fills `document`, whose strings are UTF-8. `prefix` begins the error codes: <prefix>.size,
// .encoding, .xml (field "linha L, coluna C"), .doctype, .depth.
Status load_xml(std::string_view bytes, const XmlLimits&, const std::string& prefix,
                pugi::xml_document& document);

// "nfe:emit" -> "emit".
std::string_view local_name(pugi::xml_node);
// The first child element of that local name, or a null node.
pugi::xml_node child_of(pugi::xml_node parent, std::string_view name);
// The node's or attribute's text as valid UTF-8, trimmed, control characters as blanks. A comment
// within a text does not end it: comments are not signed, and could else be put into a signed
// document to shorten what is read.
std::string text_of(pugi::xml_node);
std::string attribute_of(pugi::xml_node, const char* name);

}  // namespace quita::document
