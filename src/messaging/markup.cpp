#include "messaging/markup.h"

#include <utility>

#include "base/text.h"

namespace quita::messaging {
namespace {

constexpr std::string_view signs = "\\*[]()-";

bool web_address(std::string_view address) {
  return address.starts_with("https://") || address.starts_with("http://") ||
         address.starts_with("mailto:");
}

// The text up to an unescaped `end`, unescaped; false when there is none.
bool take_until(std::string_view& rest, char end, std::string& taken) {
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (rest[i] == '\\' && i + 1 < rest.size()) {
      taken.push_back(rest[++i]);
    } else if (rest[i] == end) {
      rest.remove_prefix(i + 1);
      return true;
    } else {
      taken.push_back(rest[i]);
    }
  }
  return false;
}

bool take_link(std::string_view& rest, Inline& link) {
  std::string_view ahead = rest.substr(1);
  Inline found;
  if (!take_until(ahead, ']', found.text) || !ahead.starts_with("(")) return false;
  ahead.remove_prefix(1);
  if (!take_until(ahead, ')', found.address) || !web_address(found.address)) return false;
  rest = ahead;
  link = std::move(found);
  return true;
}

Line parse_line(std::string_view rest) {
  Line line;
  Inline current;
  const auto flush = [&] {
    const bool bold = current.bold;
    if (!current.text.empty()) line.push_back(std::move(current));
    current = Inline{"", bold, ""};
  };
  while (!rest.empty()) {
    if (rest[0] == '\\' && rest.size() > 1 && signs.find(rest[1]) != std::string_view::npos) {
      current.text.push_back(rest[1]);
      rest.remove_prefix(2);
      continue;
    }
    if (rest.starts_with("**")) {
      flush();
      current.bold = !current.bold;
      rest.remove_prefix(2);
      continue;
    }
    Inline link;
    if (rest[0] == '[' && take_link(rest, link)) {
      flush();
      link.bold = current.bold;
      line.push_back(std::move(link));
      continue;
    }
    current.text.push_back(rest[0]);
    rest.remove_prefix(1);
  }
  flush();
  return line;
}

}  // namespace

std::vector<Block> parse_markup(std::string_view text) {
  std::vector<Block> blocks;
  bool open = false;  // the last block takes the next line
  for (const std::string_view whole : split(text, '\n')) {
    const std::string_view line = trim(whole);
    if (line.empty()) {
      open = false;
      continue;
    }
    if (line[0] == block_mark) {
      blocks.push_back({Block::Kind::placed, {}, std::string(line.substr(1))});
      open = false;
      continue;
    }
    const bool item = line.starts_with("- ");
    const auto kind = item ? Block::Kind::list : Block::Kind::paragraph;
    if (!open || blocks.back().kind != kind) blocks.push_back({kind, {}, {}});
    blocks.back().lines.push_back(parse_line(item ? line.substr(2) : line));
    open = true;
  }
  return blocks;
}

std::string escape_markup(std::string_view value) {
  std::string escaped;
  for (const char c : one_line(value)) {
    if (signs.find(c) != std::string_view::npos) escaped.push_back('\\');
    escaped.push_back(c);
  }
  return escaped;
}

std::string one_line(std::string_view value) {
  std::string line;
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    const bool blank = byte <= 0x20 || byte == 0x7F;
    if (!blank) {
      line.push_back(c);
    } else if (!line.empty() && line.back() != ' ') {
      line.push_back(' ');
    }
  }
  return std::string(trim(line));
}

}  // namespace quita::messaging
