#include "boleto/barcode.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "base/text.h"
#include "boleto/check_digit.h"

namespace quita::boleto {

namespace {

constexpr std::size_t check_digit_at = 4;

char digit(int value) { return static_cast<char>('0' + value); }

// Weights 2 to 9 from the right, again and again, and none for the check digit itself.
constexpr std::array<std::uint8_t, 44> weights = [] {
  std::array<std::uint8_t, 44> table{};
  std::uint8_t weight = 2;
  for (std::size_t i = table.size(); i-- > 0;) {
    if (i == check_digit_at) continue;
    table[i] = weight;
    weight = weight == 9 ? 2 : static_cast<std::uint8_t>(weight + 1);
  }
  return table;
}();

// Of the whole barcode, over the 43 digits besides itself: 10 and 11 become 1.
char check_digit_of(const std::array<char, 44>& digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) sum += (digits[i] - '0') * weights[i];
  const int value = 11 - sum % 11;
  return digit(value > 9 ? 1 : value);
}

void write_number(char* last, int width, std::int64_t value) {
  for (; width > 0; --width, value /= 10) *last-- = digit(static_cast<int>(value % 10));
  assert(value == 0);
}

std::int64_t read_number(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

// What people put between the digits of a line.
bool separator(char c) { return c == '.' || c == '-' || c == ' ' || c == '\t'; }

Result<std::string> bare_digits(std::string_view text, std::size_t expected, const char* what) {
  std::string bare;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (separator(c)) continue;
    if (c < '0' || c > '9') {
      return invalid("boleto.character",
                     fmt::format("{}: a posição {} não é um dígito", what, i + 1),
                     fmt::format("posição {}", i + 1), "só dígitos, pontos, traços e espaços");
    }
    if (bare.size() > 60) break;  // far too long already
    bare += c;
  }
  if (bare.size() != expected) {
    return invalid("boleto.length", fmt::format("{}: tem {} dígitos", what, bare.size()), {},
                   fmt::format("{} dígitos", expected));
  }
  return bare;
}

Status check_head(std::string_view digits) {
  if (digits[0] == '8') {
    return invalid("boleto.utility",
                   "É uma conta de arrecadação (começa com 8), e não um boleto de banco",
                   "posição 1", "o código de um banco");
  }
  if (digits[3] != '9') {
    return invalid("boleto.currency", fmt::format("A moeda é {}", digits[3]), "posição 4",
                   "9 (real)");
  }
  return {};
}

Status check_whole(const Barcode& barcode) {
  const char expected = check_digit_of(barcode.digits);
  const char found = barcode.digits[check_digit_at];
  if (found == expected) return {};
  return invalid(
      "boleto.check_digit",
      fmt::format("O dígito verificador geral é {}, mas o conteúdo dá {}; algum dígito foi trocado",
                  found, expected),
      "dígito verificador geral", std::string(1, expected));
}

}  // namespace

int Barcode::due_factor() const { return static_cast<int>(read_number(text().substr(5, 4))); }
std::int64_t Barcode::centavos() const { return read_number(text().substr(9, 10)); }

DigitableLine Barcode::line() const {
  DigitableLine line;
  char* out = line.digits.data();
  const auto put = [&out](std::string_view part) {
    out = std::copy(part.begin(), part.end(), out);
  };
  const auto close = [&out](std::size_t size) {
    *out = digit(mod10({out - size, size}));
    ++out;
  };
  const auto free = free_field();
  put(text().substr(0, 4));
  put(free.substr(0, 5));
  close(9);
  put(free.substr(5, 10));
  close(10);
  put(free.substr(15, 10));
  close(10);
  put(text().substr(check_digit_at, 15));  // check digit, factor, amount
  assert(out == line.digits.data() + line.digits.size());
  return line;
}

std::string DigitableLine::formatted() const {
  const auto d = text();
  return fmt::format("{}.{} {}.{} {}.{} {} {}", d.substr(0, 5), d.substr(5, 5), d.substr(10, 5),
                     d.substr(15, 6), d.substr(21, 5), d.substr(26, 6), d.substr(32, 1),
                     d.substr(33));
}

Barcode make_barcode(std::string_view bank, int factor, std::int64_t centavos,
                     const FreeField& free_field) {
  assert(bank.size() == 3 && factor >= 0 && factor <= 9999);
  assert(centavos >= 0 && centavos <= barcode_centavos_max);
  Barcode barcode;
  char* out = barcode.digits.data();
  std::copy(bank.begin(), bank.end(), out);
  out[3] = '9';
  out[check_digit_at] = '0';
  write_number(out + 8, 4, factor);
  write_number(out + 18, 10, centavos);
  std::copy(free_field.begin(), free_field.end(), out + 19);
  out[check_digit_at] = check_digit_of(barcode.digits);
  return barcode;
}

Result<Barcode> parse_barcode(std::string_view text) {
  const std::string bare = TRY(bare_digits(text, 44, "Código de barras"));
  TRY_STATUS(check_head(bare));
  Barcode barcode;
  std::copy(bare.begin(), bare.end(), barcode.digits.begin());
  TRY_STATUS(check_whole(barcode));
  return barcode;
}

Result<Barcode> parse_line(std::string_view text) {
  const std::string bare = TRY(bare_digits(text, 47, "Linha digitável"));
  const std::string_view line = bare;
  TRY_STATUS(check_head(line));
  struct Field {
    std::size_t start, size;
  };
  constexpr Field fields[] = {{0, 9}, {10, 10}, {21, 10}};
  for (std::size_t i = 0; i < std::size(fields); ++i) {
    const auto [start, size] = fields[i];
    const char expected = digit(mod10(line.substr(start, size)));
    const char found = line[start + size];
    if (found != expected) {
      return invalid("boleto.field_check_digit",
                     fmt::format("O {}º campo da linha digitável ({}) termina em {}, mas deveria "
                                 "terminar em {}; algum dígito deste campo foi trocado",
                                 i + 1, line.substr(start, size + 1), found, expected),
                     fmt::format("campo {}", i + 1), std::string(1, expected));
    }
  }
  Barcode barcode;
  char* out = barcode.digits.data();
  const auto put = [&out](std::string_view part) {
    out = std::copy(part.begin(), part.end(), out);
  };
  put(line.substr(0, 4));
  put(line.substr(32, 15));
  put(line.substr(4, 5));
  put(line.substr(10, 10));
  put(line.substr(21, 10));
  TRY_STATUS(check_whole(barcode));
  return barcode;
}

}  // namespace quita::boleto
