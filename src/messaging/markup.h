// The little markup of templates as blocks: bytes in, structure out; nothing here knows mustache.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace quita::messaging {

struct Inline {
  std::string text;
  bool bold = false;
  std::string address;  // of a link; empty otherwise. Only https://, http:// and mailto:
};
using Line = std::vector<Inline>;

struct Block {
  enum class Kind { paragraph, list, placed } kind = Kind::paragraph;
  std::vector<Line> lines;  // of a paragraph; items of a list
  std::string placed;       // name of what stands here: "tabela", "botao", "pix"
};

// A control character before a block's name marks where it stands; it cannot come from a value.
inline constexpr char block_mark = '\x01';

// Never fails: what is not markup is text.
std::vector<Block> parse_markup(std::string_view text);

// A value so that it reads as itself: markup signs get a backslash, control characters and line
// ends become blanks.
std::string escape_markup(std::string_view value);
// Control characters and line ends as blanks, runs of them as one.
std::string one_line(std::string_view value);

}  // namespace quita::messaging
