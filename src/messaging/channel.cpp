#include "messaging/channel.h"

namespace quita::messaging {
namespace {

struct Words {
  std::string_view word;
  std::string_view label;
};
constexpr std::array<Words, all_channels.size()> table = {
    Words{"email", "e-mail"}, Words{"sms", "SMS"}, Words{"whatsapp", "WhatsApp"},
    Words{"letter", "carta"}};

constexpr std::array<std::string_view, 2> proof_words = {"delivered", "read"};

}  // namespace

std::string_view word(Channel channel) { return table[static_cast<std::size_t>(channel)].word; }
std::string_view label(Channel channel) { return table[static_cast<std::size_t>(channel)].label; }

std::optional<Channel> parse_channel(std::string_view text) {
  for (const Channel channel : all_channels) {
    if (word(channel) == text) return channel;
  }
  return std::nullopt;
}

std::string words_of(const std::vector<Channel>& channels) {
  std::string text;
  for (const Channel channel : channels) {
    if (!text.empty()) text += ',';
    text += word(channel);
  }
  return text;
}

std::vector<Channel> parse_channels(std::string_view words) {
  std::vector<Channel> channels;
  while (!words.empty()) {
    const auto comma = words.find(',');
    if (const auto channel = parse_channel(words.substr(0, comma))) channels.push_back(*channel);
    if (comma == std::string_view::npos) break;
    words.remove_prefix(comma + 1);
  }
  return channels;
}

std::string_view word(Proof proof) { return proof_words[static_cast<std::size_t>(proof)]; }

std::optional<Proof> parse_proof(std::string_view text) {
  for (std::size_t i = 0; i < proof_words.size(); ++i) {
    if (proof_words[i] == text) return static_cast<Proof>(i);
  }
  return std::nullopt;
}

std::optional<Proof> proof_of(Channel channel, Proof wanted) {
  switch (channel) {
    case Channel::email:
      if (wanted == Proof::read) return Proof::read;
      return std::nullopt;
    case Channel::sms:
      return Proof::delivered;
    case Channel::whatsapp:
      return wanted;
    case Channel::letter:
      break;
  }
  return std::nullopt;
}

}  // namespace quita::messaging
