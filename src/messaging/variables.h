// Words that the checker and the renderer share.
#pragma once

#include <string_view>

namespace quita::messaging {

// Variables that stand for a whole block of the letter, alone on their line.
constexpr bool is_block(std::string_view name) {
  return name == "tabela" || name == "botao" || name == "pix";
}

}  // namespace quita::messaging
