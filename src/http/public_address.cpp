#include "http/public_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>

namespace quita::http {
namespace {

using Bytes = std::span<const std::uint8_t>;

struct Network {
  std::array<std::uint8_t, 16> begins;
  int bits;
};

// IANA IPv4 Special-Purpose Address Registry (RFC 6890 and its updates), and multicast and what
// lies above it (RFC 5771, RFC 1112).
constexpr std::array special_v4 = {
    Network{{0}, 8},
    Network{{10}, 8},
    Network{{100, 64}, 10},
    Network{{127}, 8},
    Network{{169, 254}, 16},
    Network{{172, 16}, 12},
    Network{{192, 0, 0}, 24},
    Network{{192, 0, 2}, 24},
    Network{{192, 88, 99}, 24},
    Network{{192, 168}, 16},
    Network{{198, 18}, 15},
    Network{{198, 51, 100}, 24},
    Network{{203, 0, 113}, 24},
    Network{{224}, 3},
};

// Only 2000::/3 is given out (RFC 4291); of it these are special.
constexpr Network global_v6{{0x20}, 3};
constexpr std::array special_v6 = {
    Network{{0x20, 0x01, 0x00}, 23},        // protocol assignments, Teredo
    Network{{0x20, 0x01, 0x0d, 0xb8}, 32},  // documentation
    Network{{0x20, 0x02}, 16},              // 6to4: an IPv4 address of any kind
    Network{{0x3f, 0xff, 0x00}, 20},        // documentation
};
constexpr std::array<std::uint8_t, 12> v4_in_v6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

bool within(Bytes address, const Network& network) {
  for (int bit = 0; bit < network.bits; ++bit) {
    const auto byte = static_cast<std::size_t>(bit / 8);
    const int mask = 0x80 >> (bit % 8);
    if ((address[byte] & mask) != (network.begins[byte] & mask)) return false;
  }
  return true;
}

template <std::size_t N>
bool within_any(Bytes address, const std::array<Network, N>& networks) {
  return std::any_of(networks.begin(), networks.end(),
                     [&](const Network& network) { return within(address, network); });
}

bool is_public_v4(Bytes address) { return !within_any(address, special_v4); }

bool is_public_v6(Bytes address) {
  if (std::equal(v4_in_v6.begin(), v4_in_v6.end(), address.begin())) {
    return is_public_v4(address.subspan(v4_in_v6.size()));
  }
  return within(address, global_v6) && !within_any(address, special_v6);
}

}  // namespace

bool is_public_address(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in v4;
    std::memcpy(&v4, &address, sizeof v4);
    std::array<std::uint8_t, 4> bytes;
    std::memcpy(bytes.data(), &v4.sin_addr, bytes.size());
    return is_public_v4(bytes);
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 v6;
    std::memcpy(&v6, &address, sizeof v6);
    std::array<std::uint8_t, 16> bytes;
    std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
    return is_public_v6(bytes);
  }
  return false;
}

bool is_public_address(std::string_view text) {
  const std::string address(text);
  std::array<std::uint8_t, 16> bytes{};
  if (::inet_pton(AF_INET, address.c_str(), bytes.data()) == 1) {
    return is_public_v4(Bytes(bytes).first(4));
  }
  if (::inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1) return is_public_v6(bytes);
  return false;
}

}  // namespace quita::http
