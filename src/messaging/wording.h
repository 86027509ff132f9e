// How one thing is said: the company's tone, or the step's own, and to what kind of payer.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "db/db.h"

namespace quita::messaging {

enum class Tone { light, neutral, firm };
inline constexpr std::array all_tones = {Tone::light, Tone::neutral, Tone::firm};
std::string_view word(Tone);   // "light"
std::string_view label(Tone);  // Portuguese: "Leve"
std::optional<Tone> parse_tone(std::string_view word);

struct Wording {
  Tone tone = Tone::neutral;
  // A profile of dunning/payer_profile.h by its word ("hardship"); empty: nobody's in particular.
  std::string profile;
  bool operator==(const Wording&) const = default;
};
// As the outbox keeps it: "firm/hardship", "firm/". What cannot be read is the default.
std::string to_text(const Wording&);
Wording wording_of(std::string_view text);

// The company's tone (setting "texts"); neutral until somebody chose.
Tone load_tone(db::Tx&);
void save_tone(db::Tx&, Instant now, Tone);

}  // namespace quita::messaging
