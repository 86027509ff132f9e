#include "conversation/wish.h"

#include <array>

#include "base/text.h"
#include "messaging/leaving.h"

namespace quita::conversation {
namespace {

using whatsapp::MessageKind;

struct Words {
  Wish wish;
  std::string_view word, label;
};
constexpr std::array wishes = {
    Words{Wish::slip, "slip", "Pediu a segunda via"},
    Words{Wish::pix, "pix", "Pediu o código Pix"},
    Words{Wish::paid, "paid", "Disse que já pagou"},
    Words{Wish::negotiate, "negotiate", "Quer negociar"},
    Words{Wish::stop, "stop", "Não quer mensagens"},
    Words{Wish::talk, "talk", "Escreveu"},
    Words{Wish::none, "none", ""},
};

constexpr std::string_view prefix = "quita:";

// Folded: small letters, no accents.
struct Phrase {
  std::string_view text;
  Wish wish;
};
constexpr std::array button_words = {
    Phrase{"2a via", Wish::slip},
    Phrase{"2a via do boleto", Wish::slip},
    Phrase{"segunda via", Wish::slip},
    Phrase{"boleto", Wish::slip},
    Phrase{"copiar pix", Wish::pix},
    Phrase{"pix", Wish::pix},
    Phrase{"pagar com pix", Wish::pix},
    Phrase{"codigo pix", Wish::pix},
    Phrase{"ja paguei", Wish::paid},
    Phrase{"negociar", Wish::negotiate},
    Phrase{"quero negociar", Wish::negotiate},
};
// "  Copiar Pix. " -> "copiar pix"
std::string bare(std::string_view text) {
  std::string folded = fold_search(text);
  while (!folded.empty() && std::string_view(".!?, \"'").find(folded.back()) != std::string::npos) {
    folded.pop_back();
  }
  while (!folded.empty() && std::string_view("\"' ").find(folded.front()) != std::string::npos) {
    folded.erase(folded.begin());
  }
  return folded;
}

}  // namespace

std::string_view word(Wish wish) { return wishes[static_cast<std::size_t>(wish)].word; }
std::string_view label(Wish wish) { return wishes[static_cast<std::size_t>(wish)].label; }

std::optional<Wish> parse_wish(std::string_view text) {
  for (const Words& each : wishes) {
    if (each.word == text) return each.wish;
  }
  return std::nullopt;
}

std::string payload_of(Wish wish) { return std::string(prefix) + std::string(word(wish)); }

std::optional<Wish> wish_of_words(std::string_view words) {
  if (messaging::wants_no_more_messages(words)) return Wish::stop;
  const std::string text = bare(words);
  for (const Phrase& phrase : button_words) {
    if (phrase.text == text) return phrase.wish;
  }
  return std::nullopt;
}

Wish wish_of(const whatsapp::IncomingMessage& message) {
  switch (message.kind) {
    case MessageKind::button:
    case MessageKind::choice:
      if (std::string_view(message.payload).starts_with(prefix)) {
        if (const auto wish = parse_wish(std::string_view(message.payload).substr(prefix.size()))) {
          return *wish;
        }
      }
      return wish_of_words(message.text).value_or(Wish::talk);
    case MessageKind::text:
      return messaging::wants_no_more_messages(message.text) ? Wish::stop : Wish::talk;
    case MessageKind::media:
    case MessageKind::other:
      return Wish::talk;
    case MessageKind::reaction:
    case MessageKind::edit:
    case MessageKind::revoke:
    case MessageKind::system:
      return Wish::none;
  }
  return Wish::talk;
}

}  // namespace quita::conversation
