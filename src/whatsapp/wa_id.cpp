#include "whatsapp/wa_id.h"

#include "base/text.h"

namespace quita::whatsapp {

std::string wa_id_of(const Phone& phone) { return phone.e164().substr(1); }

std::optional<std::string> phone_of(std::string_view wa_id) {
  constexpr std::size_t without_nine = 12, nine_at = 4;
  if (!all_digits(wa_id) || !wa_id.starts_with("55")) return std::nullopt;
  std::string digits(wa_id);
  // Mobiles of eight digits began with 6 to 9; a landline may have WhatsApp Business.
  if (digits.size() == without_nine && digits[nine_at] >= '6') digits.insert(nine_at, "9");
  const auto phone = parse_phone("+" + digits);
  return phone ? std::optional(phone->e164()) : std::nullopt;
}

}  // namespace quita::whatsapp
