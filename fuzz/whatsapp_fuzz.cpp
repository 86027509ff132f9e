// Any bytes may be posted to the webhook, or come as an answer of a server that is not Meta's:
// what is read is text, a time is a time, and nothing is invented.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "whatsapp/approved_template.h"
#include "whatsapp/graph_answer.h"
#include "whatsapp/wa_id.h"
#include "whatsapp/webhook.h"
#include "whatsapp/webhook_signature.h"

namespace {

using namespace quita;
using namespace quita::whatsapp;

void check_message(const IncomingMessage& message) {
  if (!valid_utf8(message.text) || !valid_utf8(message.payload) || !valid_utf8(message.type)) {
    std::abort();
  }
  if (message.kind == MessageKind::media && message.type == "text") std::abort();
  if (const auto phone = phone_of(message.from); phone && !parse_phone(*phone)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto changes = read_webhook(bytes)) {
    for (const Change& change : *changes) {
      for (const auto& message : change.messages) check_message(message);
      for (const auto& message : change.echoes) check_message(message);
      for (const auto& status : change.statuses) {
        if (status.at && status.at->ms < 0) std::abort();
        if (status.error && explain(*status.error).empty()) std::abort();
      }
    }
    phone_number_ids(*changes);
  }
  read_send_answer(200, bytes);
  read_number_answer(200, bytes);
  read_id_answer(200, bytes);
  const auto page = read_template_page(200, bytes);
  if (const auto* listed = std::get_if<TemplatePage>(&page)) {
    for (const auto& form : listed->templates) {
      if (filled(form.body, {}) != form.body) std::abort();
    }
  }
  if (signed_by("secret", bytes, bytes)) std::abort();
  return 0;
}
