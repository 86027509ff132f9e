#include "brazil/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "base/text.h"

namespace quita {

namespace {

// What people write around the characters of a document.
bool separator(char c) { return c == '.' || c == '-' || c == '/' || c == ' '; }

std::string without_separators(std::string_view text) {
  std::string bare;
  for (const char c : trim(text)) {
    if (!separator(c)) bare += c;
  }
  return bare;
}

// Sum of value × weight, weights 2 … weight_max from the right; 11 − remainder, and 0 for 10
// and 11.
char check_digit(std::string_view characters, int weight_max) {
  int sum = 0;
  int weight = 2;
  for (std::size_t i = characters.size(); i-- > 0;) {
    sum += (characters[i] - '0') * weight;  // ASCII − 48 for letters too
    weight = weight == weight_max ? 2 : weight + 1;
  }
  const int remainder = sum % 11;
  return static_cast<char>(remainder < 2 ? '0' : '0' + 11 - remainder);
}

bool all_the_same(std::string_view text) {
  return text.find_first_not_of(text.front()) == std::string_view::npos;
}

tl::unexpected<Error> wrong_check_digits(std::string_view kind, std::string code,
                                         std::string_view found, std::string_view expected) {
  return invalid(std::move(code),
                 fmt::format("{}: os dígitos verificadores são {}, mas deveriam ser {} para este "
                             "número; confira se algum caractere foi trocado",
                             kind, found, expected));
}

}  // namespace

Document::Document(std::string_view digits) : size_(static_cast<std::uint8_t>(digits.size())) {
  assert(digits.size() == 11 || digits.size() == 14);
  std::copy(digits.begin(), digits.end(), text_.begin());
}

bool Document::has_letters() const { return !all_digits(digits()); }

std::string Document::formatted() const {
  const auto d = digits();
  if (person()) {
    return fmt::format("{}.{}.{}-{}", d.substr(0, 3), d.substr(3, 3), d.substr(6, 3), d.substr(9));
  }
  return fmt::format("{}.{}.{}/{}-{}", d.substr(0, 2), d.substr(2, 3), d.substr(5, 3),
                     d.substr(8, 4), d.substr(12));
}

std::array<char, 2> cnpj_check_digits(std::string_view first_twelve) {
  assert(first_twelve.size() == 12);
  std::array<char, 13> characters{};
  std::copy(first_twelve.begin(), first_twelve.end(), characters.begin());
  characters[12] = check_digit(first_twelve, 9);
  return {characters[12], check_digit({characters.data(), characters.size()}, 9)};
}

Result<Document> parse_cpf(std::string_view text) {
  const std::string bare = without_separators(text);
  if (bare.size() != 11) {
    return invalid("cpf.length",
                   fmt::format("CPF: tem {} caracteres, e um CPF tem 11 dígitos", bare.size()));
  }
  if (!all_digits(bare)) return invalid("cpf.character", "CPF: um CPF só tem dígitos");
  if (all_the_same(bare)) {
    return invalid("cpf.repeated", "CPF: onze vezes o mesmo dígito não é um CPF emitido");
  }
  std::string complete = bare.substr(0, 9);
  complete += check_digit(complete, 10);
  complete += check_digit(complete, 11);
  if (complete != bare) {
    return wrong_check_digits("CPF", "cpf.check_digit", bare.substr(9), complete.substr(9));
  }
  return Document(bare);
}

Result<Document> parse_cnpj(std::string_view text) {
  const std::string bare = upper_ascii(without_separators(text));
  if (bare.size() != 14) {
    return invalid("cnpj.length",
                   fmt::format("CNPJ: tem {} caracteres, e um CNPJ tem 14", bare.size()));
  }
  const bool body_good = std::all_of(bare.begin(), bare.begin() + 12, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  });
  if (!body_good || !all_digits(std::string_view(bare).substr(12))) {
    return invalid("cnpj.character",
                   "CNPJ: os doze primeiros caracteres são letras de A a Z ou dígitos, e os dois "
                   "últimos são dígitos");
  }
  if (all_the_same(bare)) {
    return invalid("cnpj.repeated", "CNPJ: catorze vezes o mesmo dígito não é um CNPJ emitido");
  }
  const auto expected = cnpj_check_digits(std::string_view(bare).substr(0, 12));
  const std::string_view expected_text(expected.data(), expected.size());
  if (std::string_view(bare).substr(12) != expected_text) {
    return wrong_check_digits("CNPJ", "cnpj.check_digit", bare.substr(12), expected_text);
  }
  return Document(bare);
}

Result<Document> parse_document(std::string_view text) {
  const std::string bare = without_separators(text);
  if (bare.size() == 11) return parse_cpf(bare);
  if (bare.size() == 14) return parse_cnpj(bare);
  return invalid("document.length",
                 fmt::format("O documento tem {} caracteres; um CPF tem 11 dígitos e um CNPJ tem "
                             "14 caracteres",
                             bare.size()));
}

}  // namespace quita
