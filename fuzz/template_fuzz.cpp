// A template from anybody: it is refused or it renders, and never breaks the frame.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "messaging/template.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace quita;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = text.find('\n');
  const std::string_view subject = cut == std::string_view::npos ? "Assunto" : text.substr(0, cut);
  const std::string_view body = cut == std::string_view::npos ? text : text.substr(cut + 1);
  messaging::Creditor creditor;
  creditor.legal_name = "Distribuidora Aurora Ltda";
  const auto facts = messaging::sample_facts(creditor, Date(2026, 11, 22));
  const auto letter = messaging::render(subject, body, facts);
  if (!letter) return 0;
  if (letter->html.find("Distribuidora Aurora Ltda") == std::string::npos) std::abort();
  if (letter->text.find("Distribuidora Aurora Ltda") == std::string::npos) std::abort();
  if (letter->subject.find_first_of("\r\n") != std::string::npos) std::abort();
  return 0;
}
