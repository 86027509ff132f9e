// The addresses by which a letter tells that it was opened, and what the reader's program says of
// itself: whatever comes is refused or read, and nothing but our own signature is taken.
#include <cstdlib>
#include <string_view>

#include "messaging/mail_trace.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace quita;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  SecretKey key;
  key.bytes.fill(7);
  if (const auto mark = messaging::verify_trace(key, bytes)) {
    if (messaging::sign_trace(key, *mark) != bytes) std::abort();
  }
  static_cast<void>(messaging::by_machine({bytes, false, std::chrono::minutes(1)}));
  return 0;
}
