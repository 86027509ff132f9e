// Any bytes are either a note, or an event of an NF-e, or refused with a full error.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "document/nfe_event.h"
#include "document/nfse.h"

namespace {

template <class T>
bool full(const quita::Result<T>& read) {
  using quita::valid_utf8;
  if (read) return true;
  const auto& error = read.error();
  return !error.code.empty() && !error.message.empty() && !error.field.empty() &&
         !error.hint.empty() && valid_utf8(error.message) && valid_utf8(error.field);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace quita;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto nfse = document::read_nfse(bytes);
  const auto event = document::read_nfe_event(bytes);
  if (!full(nfse) || !full(event)) std::abort();
  if (nfse && (nfse->key.size() != 50 || nfse->net.negative() || !valid_utf8(nfse->issuer.name))) {
    std::abort();
  }
  if (event && event->key.size() != 44) std::abort();
  return 0;
}
