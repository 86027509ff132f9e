#include "pdf/qr_codewords.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <memory>
#include <mutex>
#include <stdexcept>

namespace quita::pdf {

namespace {

using Byte = std::uint8_t;

// ISO/IEC 18004 table 9, level M, versions 1 … 40.
constexpr std::array<int, 40> check_bytes_a_block = {
    10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
    26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28};
constexpr std::array<int, 40> blocks_of = {1,  1,  1,  2,  2,  4,  4,  4,  5,  5,  5,  8,  9,  9,
                                           10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26,
                                           28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49};
constexpr int degree_max = 30;

constexpr int version_max = 40;
// Versions share the widths of the character count (table 3) up to these.
constexpr std::array<int, 3> last_of_range = {9, 26, 40};

enum Mode : std::size_t { numeric, alphanumeric, byte, modes };
constexpr std::array<int, modes> mode_indicator = {1, 2, 4};
constexpr int count_bits[modes][3] = {{10, 12, 14}, {9, 11, 13}, {8, 16, 16}};

constexpr std::string_view alphanumeric_signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
constexpr std::array<signed char, 256> alphanumeric_values = [] {
  std::array<signed char, 256> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < alphanumeric_signs.size(); ++i) {
    values[static_cast<Byte>(alphanumeric_signs[i])] = static_cast<signed char>(i);
  }
  return values;
}();

bool fits(Mode mode, char c) {
  const int value = alphanumeric_values[static_cast<Byte>(c)];
  return mode == byte || (mode == alphanumeric ? value >= 0 : value >= 0 && value < 10);
}

int data_bytes(int version) {
  const auto i = static_cast<std::size_t>(version - 1);
  return qr_data_modules(version) / 8 - check_bytes_a_block[i] * blocks_of[i];
}

// The mode of each character that makes the whole shortest, in a range of versions. Costs are
// sixths of a bit, so that a digit (10/3 bits) and a sign (11/2 bits) are whole.
std::vector<Mode> choose_modes(std::string_view text, std::size_t range) {
  constexpr int sixths[modes] = {20, 33, 48};
  constexpr int never = std::numeric_limits<int>::max() / 2;
  std::array<int, modes> header;
  for (std::size_t m = 0; m < modes; ++m) header[m] = (4 + count_bits[m][range]) * 6;

  std::array<int, modes> cost = header;
  std::vector<std::array<Byte, modes>> came_from(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::array<int, modes> next;
    for (std::size_t m = 0; m < modes; ++m) {
      std::size_t best = m;
      int best_cost = i == 0 ? header[m] : cost[m];
      for (std::size_t from = 0; i > 0 && from < modes; ++from) {
        // A segment that ends is rounded up to whole bits.
        const int switched = (cost[from] + 5) / 6 * 6 + header[m];
        if (from != m && cost[from] < never && switched < best_cost) {
          best = from;
          best_cost = switched;
        }
      }
      came_from[i][m] = static_cast<Byte>(best);
      next[m] =
          fits(static_cast<Mode>(m), text[i]) && best_cost < never ? best_cost + sixths[m] : never;
    }
    cost = next;
  }
  std::vector<Mode> chosen(text.size());
  auto mode = static_cast<std::size_t>(std::min_element(cost.begin(), cost.end()) - cost.begin());
  for (std::size_t i = text.size(); i-- > 0;) {
    chosen[i] = static_cast<Mode>(mode);
    mode = came_from[i][mode];
  }
  return chosen;
}

class BitWriter {
 public:
  void put(unsigned value, int bits) {
    for (int i = bits - 1; i >= 0; --i) {
      if (count_ % 8 == 0) bytes_.push_back(0);
      bytes_.back() |= static_cast<Byte>((value >> i & 1u) << (7 - count_ % 8));
      ++count_;
    }
  }
  int count() const { return count_; }
  std::vector<Byte> take() && { return std::move(bytes_); }

 private:
  std::vector<Byte> bytes_;
  int count_ = 0;
};

void put_segment(BitWriter& out, Mode mode, std::string_view text, std::size_t range) {
  out.put(static_cast<unsigned>(mode_indicator[mode]), 4);
  out.put(static_cast<unsigned>(text.size()), count_bits[mode][range]);
  const auto value = [&](std::size_t i) {
    return static_cast<unsigned>(alphanumeric_values[static_cast<Byte>(text[i])]);
  };
  std::size_t i = 0;
  switch (mode) {
    case numeric:
      for (; i + 3 <= text.size(); i += 3) {
        out.put(value(i) * 100 + value(i + 1) * 10 + value(i + 2), 10);
      }
      if (text.size() - i == 2) out.put(value(i) * 10 + value(i + 1), 7);
      if (text.size() - i == 1) out.put(value(i), 4);
      return;
    case alphanumeric:
      for (; i + 2 <= text.size(); i += 2) out.put(value(i) * 45 + value(i + 1), 11);
      if (i < text.size()) out.put(value(i), 6);
      return;
    default:
      for (const char c : text) out.put(static_cast<Byte>(c), 8);
  }
}

BitWriter segments_of(std::string_view text, std::size_t range) {
  const auto modes_of = choose_modes(text, range);
  const std::size_t length_max = (std::size_t{1} << count_bits[byte][range]) - 1;
  BitWriter out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    while (end < text.size() && modes_of[end] == modes_of[i] && end - i < length_max) ++end;
    put_segment(out, modes_of[i], text.substr(i, end - i), range);
    i = end;
  }
  return out;
}

// GF(256) over x^8 + x^4 + x^3 + x^2 + 1 (7.5.2).
Byte multiply(Byte a, Byte b) {
  unsigned product = 0;
  for (int i = 7; i >= 0; --i) {
    product = (product << 1) ^ ((product >> 7) * 0x11Du);
    product ^= (b >> i & 1u) * a;
  }
  return static_cast<Byte>(product);
}

// For each leading byte, what it adds to the remainder of the division by the generator.
using Remainder = std::array<Byte, 32>;
using Division = std::array<Remainder, 256>;
const Division& division_by_generator(int degree) {
  static std::array<std::once_flag, degree_max + 1> made;
  static std::array<std::unique_ptr<Division>, degree_max + 1> tables;
  const auto at = static_cast<std::size_t>(degree);
  std::call_once(made[at], [&] {
    // The product of (x - 2^i), highest power first, its leading 1 left out.
    std::vector<Byte> generator(at, 0);
    generator.back() = 1;
    Byte root = 1;
    for (int i = 0; i < degree; ++i, root = multiply(root, 2)) {
      for (std::size_t j = 0; j < at; ++j) {
        generator[j] = multiply(generator[j], root);
        if (j + 1 < at) generator[j] ^= generator[j + 1];
      }
    }
    tables[at] = std::make_unique<Division>();
    for (unsigned factor = 0; factor < 256; ++factor) {
      for (std::size_t j = 0; j < at; ++j) {
        (*tables[at])[factor][j] = multiply(generator[j], static_cast<Byte>(factor));
      }
    }
  });
  return *tables[at];
}

Remainder check_bytes(const Byte* data, std::size_t count, const Division& division) {
  Remainder rest{};
  for (std::size_t i = 0; i < count; ++i) {
    const Remainder& added = division[data[i] ^ rest[0]];
    for (std::size_t j = 0; j + 1 < rest.size(); ++j) {
      rest[j] = static_cast<Byte>(rest[j + 1] ^ added[j]);
    }
    rest.back() = 0;
  }
  return rest;
}

// The first blocks are one byte shorter than the last; all are written column by column.
std::vector<Byte> with_check_bytes(const std::vector<Byte>& data, int version) {
  const auto i = static_cast<std::size_t>(version - 1);
  const auto blocks = static_cast<std::size_t>(blocks_of[i]);
  const auto degree = static_cast<std::size_t>(check_bytes_a_block[i]);
  const auto& division = division_by_generator(check_bytes_a_block[i]);
  const std::size_t shorter = data.size() / blocks;
  const std::size_t long_blocks = data.size() % blocks;
  std::vector<Byte> out(data.size() + blocks * degree);
  std::size_t begin = 0;
  for (std::size_t b = 0; b < blocks; ++b) {
    const bool is_long = b >= blocks - long_blocks;
    const std::size_t size = shorter + (is_long ? 1 : 0);
    for (std::size_t j = 0; j < shorter; ++j) out[j * blocks + b] = data[begin + j];
    if (is_long) out[shorter * blocks + b - (blocks - long_blocks)] = data[begin + shorter];
    const auto rest = check_bytes(data.data() + begin, size, division);
    for (std::size_t j = 0; j < degree; ++j) out[data.size() + j * blocks + b] = rest[j];
    begin += size;
  }
  return out;
}

}  // namespace

int qr_data_modules(int version) {
  const int side = 17 + 4 * version;
  // All but finders with separators, timing, format, the dark module …
  int count = side * side - 3 * 64 - 2 * (side - 16) - 31;
  if (version >= 2) {  // … alignment patterns, less where they lie on the timing …
    const int a = version / 7 + 2;
    count -= (a * a - 3) * 25 - (a - 2) * 2 * 5;
  }
  if (version >= 7) count -= 36;  // … and the version
  return count;
}

std::vector<int> qr_alignment_centres(int version) {
  if (version == 1) return {};
  const int side = 17 + 4 * version;
  const int count = version / 7 + 2;
  // Even steps from the far side, as wide as table E.1 has them; version 32 is its one exception.
  const int step = version == 32 ? 26 : (side - 13 + 2 * (count - 1) - 1) / (2 * (count - 1)) * 2;
  std::vector<int> centres(static_cast<std::size_t>(count), 6);
  for (int i = count - 1, at = side - 7; i > 0; --i, at -= step) {
    centres[static_cast<std::size_t>(i)] = at;
  }
  return centres;
}

QrCodewords qr_codewords(std::string_view text) {
  if (text.empty()) throw std::invalid_argument("a QR code needs a text");
  const auto longest = static_cast<std::size_t>(data_bytes(version_max)) * 3;  // all digits
  for (std::size_t range = 0; range < last_of_range.size() && text.size() < longest; ++range) {
    auto bits = segments_of(text, range);
    int version = range == 0 ? 1 : last_of_range[range - 1] + 1;
    while (version <= last_of_range[range] && bits.count() > data_bytes(version) * 8) ++version;
    if (version > last_of_range[range]) continue;

    const int room = data_bytes(version);
    bits.put(0, std::min(4, room * 8 - bits.count()));  // the terminator
    auto data = std::move(bits).take();
    for (bool first = true; data.size() < static_cast<std::size_t>(room); first = !first) {
      data.push_back(first ? 0xEC : 0x11);  // 7.4.10
    }
    return {version, with_check_bytes(data, version)};
  }
  throw std::invalid_argument("the text is too long for a QR code");
}

}  // namespace quita::pdf
