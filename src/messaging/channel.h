// The ways on which a message reaches a person, and what each of them can prove.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quita::messaging {

enum class Channel { email, sms, whatsapp, letter };
inline constexpr std::array all_channels = {Channel::email, Channel::sms, Channel::whatsapp,
                                            Channel::letter};
std::string_view word(Channel);   // "sms": as stored and in the API
std::string_view label(Channel);  // Portuguese: "e-mail", "SMS", "WhatsApp", "carta"
std::optional<Channel> parse_channel(std::string_view word);

// In the order in which to try them, as the database keeps them: "email,sms"; "" is none. What is
// no channel is left out.
std::string words_of(const std::vector<Channel>&);
std::vector<Channel> parse_channels(std::string_view words);

class ChannelSet {
 public:
  constexpr ChannelSet() = default;
  constexpr ChannelSet(std::initializer_list<Channel> channels) {
    for (const Channel channel : channels) add(channel);
  }
  constexpr void add(Channel channel) { bits_ |= bit(channel); }
  constexpr bool has(Channel channel) const { return (bits_ & bit(channel)) != 0; }
  constexpr bool operator==(const ChannelSet&) const = default;

 private:
  static constexpr std::uint8_t bit(Channel channel) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(channel));
  }
  std::uint8_t bits_ = 0;
};

// What a step wants to know of its message before it is content.
enum class Proof {
  delivered,  // the message arrived
  read        // somebody looked at it
};
std::string_view word(Proof);  // "delivered"
std::optional<Proof> parse_proof(std::string_view word);

// What the channel itself can tell at best, for a step that wants `wanted`. No SMS tells that it
// was read: its delivery is the proof. No mail server tells that a mail arrived: that it left and
// did not come back is as much as there is, and nothing more is waited for (nullopt). A letter that
// was posted has arrived (presumption of receipt at the address that the debtor gave).
std::optional<Proof> proof_of(Channel, Proof wanted);

}  // namespace quita::messaging
