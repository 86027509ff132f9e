#include "messaging/wording.h"

#include <boost/json/object.hpp>

#include "company/setting.h"
#include "json/parse.h"

namespace quita::messaging {
namespace {

constexpr std::array<std::string_view, 3> tone_words = {"light", "neutral", "firm"};
constexpr std::array<std::string_view, 3> tone_labels = {"Leve", "Neutro", "Firme"};
constexpr std::string_view setting = "texts";

}  // namespace

std::string_view word(Tone tone) { return tone_words[static_cast<std::size_t>(tone)]; }
std::string_view label(Tone tone) { return tone_labels[static_cast<std::size_t>(tone)]; }

std::optional<Tone> parse_tone(std::string_view text) {
  for (const Tone tone : all_tones) {
    if (word(tone) == text) return tone;
  }
  return std::nullopt;
}

std::string to_text(const Wording& wording) {
  return std::string(word(wording.tone)) + "/" + wording.profile;
}

Wording wording_of(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto tone = parse_tone(text.substr(0, slash));
  if (!tone || slash == std::string_view::npos) return {};
  return {*tone, std::string(text.substr(slash + 1))};
}

Tone load_tone(db::Tx& tx) {
  const auto stored = company::read_setting(tx, setting);
  const auto value = stored ? json::parse(*stored) : Result<boost::json::value>(nullptr);
  if (!value || !value->is_object()) return Tone::neutral;
  const auto* tone = value->get_object().if_contains("tone");
  if (tone == nullptr || !tone->is_string()) return Tone::neutral;
  return parse_tone(std::string_view(tone->get_string())).value_or(Tone::neutral);
}

void save_tone(db::Tx& tx, Instant now, Tone tone) {
  company::write_setting(tx, now, setting,
                         json::serialize(boost::json::object{{"tone", word(tone)}}));
}

}  // namespace quita::messaging
