// What a customer wants who presses a button of ours or writes to us. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "whatsapp/webhook.h"

namespace quita::conversation {

enum class Wish {
  slip,       // "2ª via"
  pix,        // "Copiar Pix"
  paid,       // "Já paguei"
  negotiate,  // "Negociar"
  stop,       // no more messages on this channel
  talk,       // anything else that he says: a person answers
  none        // a reaction, a change of his mind, a notice of WhatsApp: nobody has to answer
};
std::string_view word(Wish);  // "negotiate"
std::optional<Wish> parse_wish(std::string_view word);
std::string_view label(Wish);  // Portuguese: "Pediu a segunda via"

// What our buttons bring back: "quita:slip".
std::string payload_of(Wish);

// A button's payload says it; a button of another's template, by its words; a text, when it says
// nothing but that he wants no more messages (messaging/leaving.h). Nobody's sentence is guessed at:
// everything else is for a person.
Wish wish_of(const whatsapp::IncomingMessage&);

// The wish that the words of a button stand for; nothing when they do not.
std::optional<Wish> wish_of_words(std::string_view words);

}  // namespace quita::conversation
