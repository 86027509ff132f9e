#include "pdf/qr_encoder.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <limits>
#include <memory>
#include <mutex>

#include "pdf/qr_codewords.h"

namespace quita::pdf {

namespace {

constexpr int masks = 8;
constexpr int versions = 40;

// A row or column of modules; module 0 is the lowest bit.
template <std::size_t words>
struct Line {
  std::array<std::uint64_t, words> word{};

  void set(int i) {
    word[static_cast<std::size_t>(i) / 64] |= std::uint64_t{1} << (static_cast<unsigned>(i) % 64);
  }
  bool at(int i) const {
    return (word[static_cast<std::size_t>(i) / 64] >> (static_cast<unsigned>(i) % 64) & 1) != 0;
  }
  int count() const {
    int sum = 0;
    for (const auto each : word) sum += std::popcount(each);
    return sum;
  }
  Line operator~() const {
    Line out;
    for (std::size_t i = 0; i < words; ++i) out.word[i] = ~word[i];
    return out;
  }
  friend Line operator&(Line a, const Line& b) {
    for (std::size_t i = 0; i < words; ++i) a.word[i] &= b.word[i];
    return a;
  }
  friend Line operator^(Line a, const Line& b) {
    for (std::size_t i = 0; i < words; ++i) a.word[i] ^= b.word[i];
    return a;
  }
  // The line as seen from module `by` on.
  Line from(unsigned by) const {
    Line out;
    for (std::size_t i = 0; i < words; ++i) {
      out.word[i] = word[i] >> by | (i + 1 < words ? word[i + 1] << (64 - by) : 0);
    }
    return out;
  }
  Line after_one() const {
    Line out;
    for (std::size_t i = 0; i < words; ++i) {
      out.word[i] = word[i] << 1 | (i > 0 ? word[i - 1] >> 63 : 0);
    }
    return out;
  }
  static Line lowest(int count) {
    Line out;
    for (int i = 0; i < count; ++i) out.set(i);
    return out;
  }
};

template <std::size_t words>
struct Grid {
  std::vector<Line<words>> rows, columns;

  explicit Grid(int side = 0)
      : rows(static_cast<std::size_t>(side)), columns(static_cast<std::size_t>(side)) {}
  void set(int x, int y) {
    rows[static_cast<std::size_t>(y)].set(x);
    columns[static_cast<std::size_t>(x)].set(y);
  }
};

// Bits with their BCH check bits (annexes C and D).
unsigned with_bch(unsigned value, int check_bits, unsigned generator) {
  unsigned rest = value;
  for (int i = 0; i < check_bits; ++i) {
    rest = rest << 1 ^ ((rest >> (check_bits - 1)) & 1u) * generator;
  }
  return value << check_bits | (rest & ((1u << check_bits) - 1));
}

bool masked(int mask, int x, int y) {  // table 10, with i = y and j = x
  switch (mask) {
    case 0:
      return (x + y) % 2 == 0;
    case 1:
      return y % 2 == 0;
    case 2:
      return x % 3 == 0;
    case 3:
      return (x + y) % 3 == 0;
    case 4:
      return (x / 3 + y / 2) % 2 == 0;
    case 5:
      return x * y % 2 + x * y % 3 == 0;
    case 6:
      return (x * y % 2 + x * y % 3) % 2 == 0;
    default:
      return ((x + y) % 2 + x * y % 3) % 2 == 0;
  }
}

// All of a version that does not depend on the text.
template <std::size_t words>
struct Template {
  struct Place {
    std::uint8_t x, y;
  };
  int side;
  Grid<words> fixed;                    // the dark modules of the function patterns
  std::vector<Place> places;            // where the data bits go, in their order (7.7.3)
  std::array<Grid<words>, masks> mask;  // over the data, with the format information of that mask

  explicit Template(int version) : side(17 + 4 * version), fixed(side) {
    Grid<words> reserved(side);
    const auto put = [&](int x, int y, bool dark) {
      if (x < 0 || y < 0 || x >= side || y >= side) return;
      reserved.set(x, y);
      if (dark) fixed.set(x, y);
    };
    const auto square = [&](int cx, int cy, int radius, auto dark_at) {
      for (int dy = -radius; dy <= radius; ++dy) {
        for (int dx = -radius; dx <= radius; ++dx) {
          put(cx + dx, cy + dy, dark_at(std::max(std::abs(dx), std::abs(dy))));
        }
      }
    };
    for (const auto& [cx, cy] : {std::pair{3, 3}, {side - 4, 3}, {3, side - 4}}) {
      square(cx, cy, 4, [](int ring) { return ring != 2 && ring != 4; });
    }
    const auto centres = qr_alignment_centres(version);
    for (const int cy : centres) {
      for (const int cx : centres) {
        const bool in_finder =
            (cx == 6 && cy == 6) || (cx == 6 && cy == side - 7) || (cx == side - 7 && cy == 6);
        if (!in_finder) square(cx, cy, 2, [](int ring) { return ring != 1; });
      }
    }
    for (int i = 8; i < side - 8; ++i) {
      put(i, 6, i % 2 == 0);
      put(6, i, i % 2 == 0);
    }
    put(8, side - 8, true);
    if (version >= 7) {
      const unsigned bits = with_bch(static_cast<unsigned>(version), 12, 0x1F25);
      for (int i = 0; i < 18; ++i) {
        put(i / 3, side - 11 + i % 3, (bits >> i & 1) != 0);
        put(side - 11 + i % 3, i / 3, (bits >> i & 1) != 0);
      }
    }
    const auto format = format_places();
    for (const auto& [x, y] : format) put(x, y, false);
    place_data(reserved);
    for (int m = 0; m < masks; ++m) {
      auto& grid = mask[static_cast<std::size_t>(m)];
      grid = Grid<words>(side);
      for (const auto& [x, y] : places) {
        if (masked(m, x, y)) grid.set(x, y);
      }
      // Level M is 00 (table 12).
      const unsigned bits = with_bch(static_cast<unsigned>(m), 10, 0x537) ^ 0x5412;
      for (std::size_t i = 0; i < format.size(); ++i) {
        if (bits >> (i % 15) & 1) grid.set(format[i].first, format[i].second);
      }
    }
  }

 private:
  // Bit 0 … 14 around the top left finder, then the same along the two others (figure 25).
  std::vector<std::pair<int, int>> format_places() const {
    std::vector<std::pair<int, int>> places_of;
    for (int i = 0; i < 6; ++i) places_of.emplace_back(8, i);
    places_of.insert(places_of.end(), {{8, 7}, {8, 8}, {7, 8}});
    for (int i = 9; i < 15; ++i) places_of.emplace_back(14 - i, 8);
    for (int i = 0; i < 8; ++i) places_of.emplace_back(side - 1 - i, 8);
    for (int i = 8; i < 15; ++i) places_of.emplace_back(8, side - 15 + i);
    return places_of;
  }

  void place_data(const Grid<words>& reserved) {
    bool upwards = true;
    for (int right = side - 1; right > 0; right -= 2, upwards = !upwards) {
      if (right == 6) --right;  // the timing pattern
      for (int i = 0; i < side; ++i) {
        const int y = upwards ? side - 1 - i : i;
        for (const int x : {right, right - 1}) {
          if (!reserved.rows[static_cast<std::size_t>(y)].at(x)) {
            places.push_back({static_cast<std::uint8_t>(x), static_cast<std::uint8_t>(y)});
          }
        }
      }
    }
  }
};

template <std::size_t words>
const Template<words>& template_of(int version) {
  static std::array<std::once_flag, versions + 1> made;
  static std::array<std::unique_ptr<const Template<words>>, versions + 1> templates;
  const auto at = static_cast<std::size_t>(version);
  std::call_once(made[at], [&] { templates[at] = std::make_unique<Template<words>>(version); });
  return *templates[at];
}

// Rules 1 and 3 (7.8.3.1) along the lines of one direction: runs of five and more, and what looks
// like a finder pattern beside four light modules. `same` takes where a module equals the next.
template <std::size_t words>
int line_penalty(const Line<words>& line, const Line<words>& within, const Line<words>& same) {
  const auto five = same & same.from(1) & same.from(2) & same.from(3);
  const int runs = five.count() + 2 * (five & ~five.after_one()).count();

  const auto light = ~line & within;
  const auto finder = line & light.from(1) & line.from(2) & line.from(3) & line.from(4) &
                      light.from(5) & line.from(6);
  const auto light_two = light & light.from(1);
  const auto light_four = light_two & light_two.from(2);
  return runs +
         40 * ((finder & light_four.from(7)).count() + (light_four & finder.from(4)).count());
}

template <std::size_t words>
int penalty_of(const Grid<words>& base, const Grid<words>& mask, int side, int stop_at) {
  const auto within = Line<words>::lowest(side);
  const auto pairs = Line<words>::lowest(side - 1);
  int penalty = 0;
  int dark = 0;
  Line<words> above, same_above;
  for (std::size_t y = 0; y < base.rows.size(); ++y) {
    const auto line = base.rows[y] ^ mask.rows[y];
    const auto same = ~(line ^ line.from(1)) & pairs;
    penalty += line_penalty(line, within, same);
    // Rule 2: blocks of two by two.
    if (y > 0) penalty += 3 * (same & same_above & ~(line ^ above)).count();
    dark += line.count();
    above = line;
    same_above = same;
  }
  // Rule 4: ten for each five percent away from half dark.
  const int total = side * side;
  penalty += std::abs(dark * 20 - total * 10) / total * 10;
  for (std::size_t x = 0; x < base.columns.size() && penalty < stop_at; ++x) {
    const auto line = base.columns[x] ^ mask.columns[x];
    penalty += line_penalty(line, within, ~(line ^ line.from(1)) & pairs);
  }
  return penalty;
}

template <std::size_t words>
QrModules encode(const QrCodewords& codewords) {
  const auto& blank = template_of<words>(codewords.version);
  Grid<words> base = blank.fixed;
  for (std::size_t i = 0; i < codewords.bytes.size() * 8; ++i) {
    const std::uint64_t bit = codewords.bytes[i / 8] >> (7 - i % 8) & 1u;
    const auto [x, y] = blank.places[i];
    base.rows[y].word[x / 64u] |= bit << (x % 64u);
    base.columns[x].word[y / 64u] |= bit << (y % 64u);
  }
  int lowest = std::numeric_limits<int>::max();
  std::size_t chosen = 0;
  for (std::size_t m = 0; m < masks; ++m) {
    const int penalty = penalty_of(base, blank.mask[m], blank.side, lowest);
    if (penalty < lowest) {
      lowest = penalty;
      chosen = m;
    }
  }
  QrModules modules{blank.side, {}};
  modules.dark.reserve(static_cast<std::size_t>(blank.side) * static_cast<std::size_t>(blank.side));
  for (std::size_t y = 0; y < base.rows.size(); ++y) {
    const auto line = base.rows[y] ^ blank.mask[chosen].rows[y];
    for (int x = 0; x < blank.side; ++x) modules.dark.push_back(line.at(x) ? 1 : 0);
  }
  return modules;
}

}  // namespace

QrModules encode_qr(std::string_view text) {
  const auto codewords = qr_codewords(text);
  if (codewords.version <= 11) return encode<1>(codewords);
  if (codewords.version <= 27) return encode<2>(codewords);
  return encode<3>(codewords);
}

}  // namespace quita::pdf
