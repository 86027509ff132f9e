// Any bytes are a mail of some kind: what is read is text, short, and a code is a code.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "mail/bounce.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace quita;
  const auto all =
      mail::read_returned_mail({reinterpret_cast<const char*>(data), size});
  if (all.empty()) std::abort();
  for (const auto& one : all) {
    if (!valid_utf8(one.words) || one.words.size() > 500 || !valid_utf8(one.message_id) ||
        (one.reply_code != 0 && (one.reply_code < 400 || one.reply_code > 599)) ||
        one.status.size() > 9 || (one.hard() && one.kind != mail::ReturnKind::failed)) {
      std::abort();
    }
  }
  return 0;
}
