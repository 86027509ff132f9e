#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include "base/text.h"
#include "pix/br_code.h"
#include "pix/pix_key.h"

namespace quita::pix {

namespace {

// One element of a level: where its value begins, counted from 0 in the whole payload.
struct Element {
  std::string_view tag;
  std::string_view value;
  std::size_t at;
};

// The elements of one level, without a heap: each of the hundred tags stands at most once.
class Level {
 public:
  explicit Level(std::string_view payload) : payload_(payload) {}

  std::size_t size() const { return size_; }
  Element operator[](std::size_t i) const {
    const Slot& slot = slots_[i];
    return {payload_.substr(slot.at - 4u, 2), payload_.substr(slot.at, slot.size), slot.at};
  }
  Element front() const { return (*this)[0]; }
  Element back() const { return (*this)[size_ - 1]; }
  bool has(std::string_view tag) const { return place_[number(tag)] != 0; }
  std::optional<Element> find(std::string_view tag) const {
    const std::size_t place = place_[number(tag)];
    return place == 0 ? std::nullopt : std::optional((*this)[place - 1]);
  }
  // An element whose value begins at `at` of the payload.
  void add(std::string_view tag, std::size_t at, std::size_t size) {
    slots_[size_] = {static_cast<std::uint16_t>(at), static_cast<std::uint16_t>(size)};
    place_[number(tag)] = static_cast<std::uint8_t>(++size_);
  }

 private:
  struct Slot {
    std::uint16_t at, size;
  };
  static std::size_t number(std::string_view tag) {
    return static_cast<std::size_t>(tag[0] - '0') * 10 + static_cast<std::size_t>(tag[1] - '0');
  }

  std::string_view payload_;
  std::array<Slot, 100> slots_;
  std::array<std::uint8_t, 100> place_{};  // by tag: which slot, from 1
  std::size_t size_ = 0;
};

struct Place {
  std::size_t at = 0;     // from 0
  std::string_view path;  // "62.05"
};

tl::unexpected<Error> broken(std::string_view rule, Place place, std::string message,
                             std::string expected) {
  return invalid(fmt::format("br_code.{}", rule), std::move(message),
                 fmt::format("posição {}, campo {}", place.at + 1, place.path),
                 std::move(expected));
}

bool two_digits(std::string_view text) {
  return text.size() == 2 && text[0] >= '0' && text[0] <= '9' && text[1] >= '0' && text[1] <= '9';
}

// The elements of the `size` characters at `base` of the payload, which are the value of `parent`.
Result<Level> elements(std::string_view payload, std::size_t base, std::size_t size,
                       std::string_view parent) {
  const auto path_of = [&](std::string_view tag) {
    return parent.empty() ? std::string(tag) : fmt::format("{}.{}", parent, tag);
  };
  const auto text = payload.substr(base, size);
  Result<Level> found{Level(payload)};
  std::size_t at = 0;
  while (at < text.size()) {
    const auto tag = text.substr(at, 2);
    if (!two_digits(tag)) {
      return broken("tag", {base + at, parent.empty() ? "?" : parent},
                    fmt::format("\"{}\" não é o número de um campo", tag),
                    "dois dígitos com o número do campo");
    }
    const auto length = text.substr(std::min(at + 2, text.size()), 2);
    if (!two_digits(length)) {
      return broken("tag", {base + at + 2, path_of(tag)},
                    fmt::format("\"{}\" não é o tamanho de um campo", length),
                    "dois dígitos com o tamanho do campo");
    }
    const std::size_t value_size =
        static_cast<std::size_t>(length[0] - '0') * 10 + static_cast<std::size_t>(length[1] - '0');
    if (text.size() - at - 4 < value_size) {
      return broken(
          "truncated", {base + at + 4, path_of(tag)},
          fmt::format("o campo diz ter {} caracteres, e restam {}", value_size,
                      text.size() - at - 4),
          fmt::format("{} caracteres; o código pode ter sido copiado pela metade", value_size));
    }
    if (found->has(tag)) {
      return broken("repeated", {base + at, path_of(tag)}, "o campo aparece duas vezes",
                    "cada campo uma só vez");
    }
    found->add(tag, base + at + 4, value_size);
    at += 4 + value_size;
  }
  return found;
}

Result<Level> elements(std::string_view payload, const Element& parent) {
  return elements(payload, parent.at, parent.value.size(), parent.tag);
}

Result<Element> require(const Level& level, std::string_view tag, Place end) {
  if (const auto found = level.find(tag)) return *found;
  return broken("missing", end, "falta um campo obrigatório", fmt::format("o campo {}", end.path));
}

bool is_pix(const Level& account) {
  const auto gui = account.find("00");
  return gui && lower_ascii(gui->value) == "br.gov.bcb.pix";
}

// Eight characters at once: a bit of 0x80 stays where one is below ' ' or above '~'.
bool printable(std::string_view text) {
  constexpr std::uint64_t each = 0x0101010101010101;
  std::uint64_t bad = 0;
  while (text.size() >= 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data(), 8);
    bad |= eight | (eight - each * ' ') | (eight + each);
    text.remove_prefix(8);
  }
  bool good = (bad & each * 0x80) == 0;
  for (const char c : text) good = good && c >= ' ' && c <= '~';
  return good;
}

Status check_printable(std::string_view payload) {
  if (printable(payload)) return {};
  const auto found =
      std::find_if(payload.begin(), payload.end(), [](char c) { return c < ' ' || c > '~'; });
  return broken(
      "charset", {static_cast<std::size_t>(found - payload.begin()), "?"},
      fmt::format("o byte {:02X} não é um caractere permitido", static_cast<unsigned char>(*found)),
      "letras sem acento, dígitos e sinais do ASCII");
}

std::string crc_text(std::uint16_t crc) {
  constexpr std::string_view figures = "0123456789ABCDEF";
  return {figures[crc >> 12], figures[crc >> 8 & 15], figures[crc >> 4 & 15], figures[crc & 15]};
}

Status check_crc(std::string_view payload, const Level& top, BrCode& code) {
  const Element last = top.back();
  if (last.tag != "63") {
    const auto elsewhere = top.find("63");
    if (!elsewhere) {
      return broken("missing", {payload.size(), "63"}, "falta o CRC",
                    "o campo 63 no fim; o código pode ter sido copiado pela metade");
    }
    return broken("order", {elsewhere->at, "63"}, "o CRC não é o último campo",
                  "o campo 63 no fim");
  }
  const std::string expected = crc_text(crc16(payload.substr(0, last.at)));
  if (last.value != expected && upper_ascii(last.value) != expected) {
    return broken("crc", {last.at, "63"},
                  fmt::format("o CRC é \"{}\", e o do conteúdo é {}; algum caractere foi trocado",
                              last.value, expected),
                  expected);
  }
  if (last.value != expected) code.warnings.emplace_back("O CRC deveria ter letras maiúsculas");
  code.crc = expected;
  return {};
}

Status check_key(const Element& element) {
  const std::string_view key = element.value;
  // A telephone of another country is a key too.
  if (key.substr(0, 1) == "+" && key.substr(0, 3) != "+55" && key.size() >= 9 && key.size() <= 16 &&
      all_digits(key.substr(1))) {
    return {};
  }
  const auto parsed = parse_key(key);
  if (parsed) return {};
  return broken("key", {element.at, "26.01"}, parsed.error().message,
                parsed.error().hint.empty() ? "uma chave Pix válida" : parsed.error().hint);
}

Result<std::string> read_location(const Element& element, std::string_view path, BrCode& code) {
  std::string_view location = element.value;
  if (location.empty() || location.find(' ') != std::string_view::npos) {
    return broken("location", {element.at, path},
                  "o endereço da cobrança está vazio ou tem espaços",
                  "servidor e caminho, como pix.banco.com.br/qr/v2/…");
  }
  if (location.substr(0, 8) == "https://") {
    code.warnings.push_back(
        fmt::format("O endereço do campo {} não deveria começar com https://", path));
  }
  return std::string(location);
}

// The account template (26 to 51 with Pix's GUI) and the one of recurrence (80).
Status read_account(std::string_view payload, const Level& top, BrCode& code) {
  Level account(payload);
  std::size_t account_at = 0;
  for (std::size_t i = 0; i < top.size(); ++i) {
    const Element element = top[i];
    if (element.tag < "26" || element.tag > "51") continue;
    const auto inner = elements(payload, element);
    if (!inner) return tl::make_unexpected(inner.error());
    if (!is_pix(*inner)) continue;
    account = *inner;
    account_at = element.at;
    break;
  }
  if (account.size() == 0) {
    return broken("gui", {0, "26.00"}, "nenhum campo de 26 a 51 é do Pix",
                  "o identificador br.gov.bcb.pix");
  }
  if (const auto recurrence = top.find("80")) {
    const auto inner = TRY(elements(payload, *recurrence));
    if (is_pix(inner)) {
      const auto location = TRY(require(inner, "25", {recurrence->at, "80.25"}));
      code.recurrence = TRY(read_location(location, "80.25", code));
    }
  }
  const auto key = account.find("01");
  const auto location = account.find("25");
  if (!key && !location && code.recurrence.empty()) {
    return broken("empty_account", {account_at, "26"}, "não há chave nem endereço de cobrança",
                  "a chave em 26.01 ou o endereço em 26.25");
  }
  if (key && location) {
    return broken("location", {location->at, "26.25"}, "há uma chave e também um endereço",
                  "a chave em 26.01 ou o endereço em 26.25, e não os dois");
  }
  if (key) {
    TRY_STATUS(check_key(*key));
    code.key = key->value;
  }
  if (location) code.location = TRY(read_location(*location, "26.25", code));
  if (const auto description = account.find("02")) code.description = description->value;
  if (const auto provider = account.find("03")) code.withdrawal_provider = provider->value;
  return {};
}

Status read_amount(const Element& element, BrCode& code) {
  const std::string_view text = element.value;
  const auto dot = text.find('.');
  const auto whole = text.substr(0, dot);
  const auto cents = dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
  if (!all_digits(whole) || whole.size() > 10 || cents.size() > 2 ||
      (!cents.empty() && !all_digits(cents))) {
    return broken("amount", {element.at, "54"}, fmt::format("\"{}\" não é um valor", text),
                  "até dez dígitos, ponto e centavos, como 1299.90");
  }
  std::int64_t centavos = 0;
  for (const char c : whole) centavos = centavos * 10 + (c - '0');
  for (std::size_t i = 0; i < 2; ++i) {
    centavos = centavos * 10 + (i < cents.size() ? cents[i] - '0' : 0);
  }
  if (centavos == 0) code.warnings.emplace_back("O valor é zero; o campo 54 deveria faltar");
  code.amount = Money::centavos(centavos);
  return {};
}

Status check_fixed(const Element& element, std::string_view rule, std::string_view expected) {
  if (element.value == expected) return {};
  return broken(rule, {element.at, element.tag},
                fmt::format("\"{}\" não é permitido", element.value), std::string(expected));
}

Status check_size(const Element& element, std::string_view rule, std::size_t size_max) {
  if (!element.value.empty() && element.value.size() <= size_max) return {};
  return broken(rule, {element.at, element.tag},
                fmt::format("tem {} caracteres", element.value.size()),
                fmt::format("de 1 a {} caracteres", size_max));
}

Status read_txid(std::string_view payload, const Element& additional, BrCode& code) {
  const auto inner = TRY(elements(payload, additional));
  const auto txid = TRY(require(inner, "05", {additional.at, "62.05"}));
  if (auto status = check_static_txid(txid.value); !status) {
    return broken("txid", {txid.at, "62.05"},
                  fmt::format("o txid \"{}\" não é permitido", txid.value), status.error().hint);
  }
  if (code.dynamic() && txid.value != "***") {
    code.warnings.emplace_back("Em um código dinâmico, o txid do campo 62.05 deveria ser ***");
  }
  code.txid = txid.value;
  return {};
}

}  // namespace

Result<BrCode> read_br_code(std::string_view payload) {
  if (payload.empty() || payload.size() > br_code_size_max) {
    return broken("length", {0, "00"}, fmt::format("o código tem {} caracteres", payload.size()),
                  fmt::format("de 1 a {} caracteres", br_code_size_max));
  }
  TRY_STATUS(check_printable(payload));
  const auto top = TRY(elements(payload, 0, payload.size(), {}));
  if (top.front().tag != "00") {
    return broken("order", {0, "00"},
                  fmt::format("o código começa com o campo {}", top.front().tag),
                  "o campo 00 no início");
  }
  BrCode code;
  TRY_STATUS(check_crc(payload, top, code));
  TRY_STATUS(check_fixed(top.front(), "version", "01"));

  const std::size_t end = payload.size();
  if (const auto point = top.find("01")) {
    if (point->value != "11" && point->value != "12") {
      return broken("point_of_initiation", {point->at, "01"},
                    fmt::format("\"{}\" não é permitido", point->value),
                    "11 (pode ser pago várias vezes) ou 12 (uma só vez)");
    }
    code.point_of_initiation = point->value;
  }
  TRY_STATUS(read_account(payload, top, code));
  if (code.point_of_initiation == "12" && !code.dynamic()) {
    code.warnings.emplace_back("Só um código dinâmico pode ser de uso único (campo 01 com 12)");
  }

  const auto category = TRY(require(top, "52", {end, "52"}));
  if (category.value.size() != 4 || !all_digits(category.value)) {
    return broken("category", {category.at, "52"},
                  fmt::format("\"{}\" não é uma categoria", category.value), "quatro dígitos");
  }
  code.category = category.value;
  TRY_STATUS(check_fixed(TRY(require(top, "53", {end, "53"})), "currency", "986"));
  if (const auto amount = top.find("54")) TRY_STATUS(read_amount(*amount, code));
  TRY_STATUS(check_fixed(TRY(require(top, "58", {end, "58"})), "country", "BR"));

  const auto name = TRY(require(top, "59", {end, "59"}));
  TRY_STATUS(check_size(name, "name", merchant_name_max));
  code.merchant_name = name.value;
  const auto city = TRY(require(top, "60", {end, "60"}));
  TRY_STATUS(check_size(city, "city", merchant_city_max));
  code.merchant_city = city.value;
  if (const auto postal_code = top.find("61")) code.postal_code = postal_code->value;
  const auto additional = TRY(require(top, "62", {end, "62"}));
  TRY_STATUS(read_txid(payload, additional, code));
  return code;
}

}  // namespace quita::pix
