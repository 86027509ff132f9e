// Our own texts: one for each step of the default régua, the sale and the payment, in three tones,
// for each kind of payer and each channel. They are put together from the files of library/: a text
// by step and tone, the sentence of the payer's profile, and the frame of the channel. A company
// that writes its own text of a template leaves ours (template_store.h).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "messaging/channel.h"
#include "messaging/wording.h"

namespace quita::messaging {

struct LibraryText {
  std::string subject;  // of an e-mail and a letter
  std::string body;
};
// Nothing when the library has no such template. An unknown profile is nobody's in particular.
std::optional<LibraryText> library_text(std::string_view template_name, Channel, const Wording&);

// Of templates that it has: "lembrete", "atraso-7" …
std::vector<std::string_view> library_names();
// Profiles with sentences of their own.
std::vector<std::string_view> library_profiles_known();

}  // namespace quita::messaging
