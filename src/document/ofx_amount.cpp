#include "document/ofx_amount.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "base/text.h"

namespace quita::document {

namespace {

constexpr auto none = std::string_view::npos;

struct Parts {
  std::string_view whole, decimals;
};

bool grouped_by_three(std::string_view whole, char separator) {
  const auto groups = split(whole, separator);
  if (groups.front().empty() || groups.front().size() > 3) return false;
  return std::all_of(groups.begin() + 1, groups.end(),
                     [](std::string_view group) { return group.size() == 3; });
}

bool only_zeros(std::string_view digits) { return digits.find_first_not_of('0') == none; }

// Where the decimals begin; nothing when the text does not say it.
std::optional<Parts> parts_of(std::string_view text) {
  const auto last = text.find_last_of(".,");
  if (last == none) return Parts{text, {}};
  const char sign = text[last];
  const char other = sign == ',' ? '.' : ',';
  const Parts parts{text.substr(0, last), text.substr(last + 1)};
  if (parts.whole.find(other) != none) {
    if (parts.whole.find(sign) != none || !grouped_by_three(parts.whole, other)) return {};
    return parts;
  }
  if (parts.whole.find(sign) != none) {  // "1.234.567"
    if (!grouped_by_three(text, sign)) return {};
    return Parts{text, {}};
  }
  const bool may_be_a_group =
      parts.decimals.size() == 3 && grouped_by_three(text, sign) && !parts.whole.starts_with('0');
  if (may_be_a_group) return {};
  return parts;
}

}  // namespace

Result<Money> parse_ofx_amount(std::string_view written) {
  const auto refused = [&](std::string_view why) {
    return invalid("ofx.amount",
                   fmt::format("“{}” não é um valor: {}.", prefix_utf8(written, 40), why), {},
                   "um valor como -1234.56 ou -1.234,56");
  };
  std::string_view text = trim(written);
  bool negative = false;
  if (text.starts_with('-') || text.starts_with('+')) {
    negative = text.front() == '-';
    text = trim(text.substr(1));
  } else if (text.ends_with('-') || text.ends_with('+')) {
    negative = text.back() == '-';
    text = trim(text.substr(0, text.size() - 1));
  }
  if (text.find_first_of("0123456789") == none || text.find_first_not_of("0123456789.,") != none) {
    return refused("só pode ter algarismos, um sinal, pontos e vírgulas");
  }
  const auto parts = parts_of(text);
  if (!parts) return refused("não se sabe onde começam os centavos");
  if (parts->decimals.size() > 2 && !only_zeros(parts->decimals.substr(2))) {
    return refused("tem mais de duas casas decimais");
  }
  std::int64_t centavos = 0;
  std::string digits;
  for (const char c : parts->whole) {
    if (c != '.' && c != ',') digits += c;
  }
  digits += parts->decimals.substr(0, 2);
  digits.append(2 - std::min<std::size_t>(parts->decimals.size(), 2), '0');
  for (const char c : digits) {
    centavos = centavos * 10 + (c - '0');
    if (centavos > Money::outside_max) return refused("é maior do que o sistema aceita");
  }
  return Money::centavos(negative ? -centavos : centavos);
}

}  // namespace quita::document
