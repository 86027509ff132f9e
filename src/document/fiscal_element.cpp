#include "document/fiscal_element.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace quita::document {

FiscalElement FiscalElement::operator[](std::string_view name) const {
  return {child_of(node_, name), fmt::format("{}/{}", path_, name), prefix_};
}

std::vector<FiscalElement> FiscalElement::all(std::string_view name) const {
  std::vector<FiscalElement> found;
  for (const auto child : node_.children()) {
    if (child.type() != pugi::node_element || local_name(child) != name) continue;
    found.emplace_back(child, fmt::format("{}/{}[{}]", path_, name, found.size() + 1), prefix_);
  }
  return found;
}

tl::unexpected<Error> FiscalElement::refused(std::string_view rule, std::string message,
                                             std::string expected) const {
  return invalid(fmt::format("{}.{}", prefix_, rule), std::move(message), path_,
                 std::move(expected));
}

Result<std::string> required(const FiscalElement& parent, std::string_view name) {
  const auto element = parent[name];
  auto text = element.text();
  if (text.empty()) {
    return element.refused("missing", fmt::format("Falta o campo {}.", name),
                           fmt::format("o campo {} preenchido", name));
  }
  return text;
}

Result<Money> read_money(const FiscalElement& element) {
  const auto text = element.text();
  const auto point = text.find('.');
  const auto whole = std::string_view(text).substr(0, point);
  const auto decimals =
      point == std::string::npos ? std::string_view("0") : std::string_view(text).substr(point + 1);
  if (!all_digits(whole) || !all_digits(decimals) || decimals.size() > 2 || whole.size() > 13) {
    return element.refused("money", fmt::format("“{}” não é um valor.", prefix_utf8(text, 40)),
                           "um valor como 1299.90, com ponto e até duas casas decimais");
  }
  std::int64_t centavos = 0;
  for (const char c : whole) centavos = centavos * 10 + (c - '0');
  for (std::size_t i = 0; i < 2; ++i) {
    centavos = centavos * 10 + (i < decimals.size() ? decimals[i] - '0' : 0);
  }
  if (centavos > Money::outside_max) {
    return element.refused("money",
                           fmt::format("O valor {} é maior do que o sistema aceita.", text),
                           "um valor de até 9999999999.99");
  }
  return Money::centavos(centavos);
}

Result<Money> required_money(const FiscalElement& parent, std::string_view name) {
  TRY(required(parent, name));
  return read_money(parent[name]);
}

Result<std::optional<Money>> optional_money(const FiscalElement& parent, std::string_view name) {
  if (parent.text(name).empty()) return std::nullopt;
  return TRY(read_money(parent[name]));
}

Result<Date> read_date(const FiscalElement& element) {
  const auto text = element.text();
  auto date = parse_iso_date(text);
  if (!date) {
    return element.refused("date", fmt::format("“{}” não é uma data.", prefix_utf8(text, 40)),
                           "uma data como 2026-12-10");
  }
  return *date;
}

Result<LocalInstant> read_local_instant(const FiscalElement& element) {
  const auto text = element.text();
  const auto number = [&](std::size_t at) {
    const auto digits = std::string_view(text).substr(at, 2);
    return all_digits(digits) ? (digits[0] - '0') * 10 + (digits[1] - '0') : 100;
  };
  const auto refused = [&] {
    return element.refused("date", fmt::format("“{}” não é um instante.", prefix_utf8(text, 40)),
                           "data, hora e fuso como 2026-11-22T13:05:09-03:00");
  };
  const bool zulu = text.size() == 20 && text[19] == 'Z';
  if (!zulu && (text.size() != 25 || (text[19] != '-' && text[19] != '+') || text[22] != ':')) {
    return refused();
  }
  const auto date = parse_iso_date(std::string_view(text).substr(0, 10));
  const int hour = number(11), minute = number(14), second = number(17);
  const int offset_hours = zulu ? 0 : number(20), offset_minutes = zulu ? 0 : number(23);
  if (!date || text[10] != 'T' || text[13] != ':' || text[16] != ':' || hour > 23 || minute > 59 ||
      second > 59 || offset_hours > 14 || offset_minutes > 59) {
    return refused();
  }
  const std::int64_t offset = (offset_hours * 60 + offset_minutes) * (text[19] == '-' ? -1 : 1);
  const std::int64_t seconds =
      date->days() * std::int64_t{86'400} + hour * 3'600 + minute * 60 + second - offset * 60;
  return LocalInstant{{seconds * 1000}, *date};
}

std::vector<std::string> split_emails(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == ';' || c == ',' || c == ' '; }, '\n');
  std::vector<std::string> emails;
  for (const auto part : split(text, '\n')) {
    if (!part.empty()) emails.emplace_back(part);
  }
  return emails;
}

}  // namespace quita::document
