#include "library/whole_input.h"

#include <istream>

namespace quita::library {

Result<std::string> read_whole(std::istream& in) {
  constexpr std::size_t bytes_max = 256U * 1024 * 1024;
  std::string bytes;
  char block[64 * 1024];
  while (in.read(block, sizeof block), in.gcount() > 0) {
    bytes.append(block, static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > bytes_max)
      return invalid("cnab.too_large", "A entrada passa de 256 MiB.", "arquivo",
                     "até 256 MiB; um retorno maior lê-se pelo nome do arquivo");
  }
  return bytes;
}

}  // namespace quita::library
