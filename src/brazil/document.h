// CPF and CNPJ: who somebody is to the tax office. A CNPJ may hold letters in its first twelve
// places (IN RFB 2.229/2024, from July 2026), so a document is text, never an integer.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"

namespace quita {

enum class DocumentKind : std::uint8_t { person, company };  // CPF, CNPJ

// A document whose check digits hold; there is no other way to make one than the parsers below.
class Document {
 public:
  DocumentKind kind() const { return size_ == 11 ? DocumentKind::person : DocumentKind::company; }
  bool person() const { return kind() == DocumentKind::person; }
  bool company() const { return kind() == DocumentKind::company; }
  // 11 digits, or 14 characters [0-9A-Z] of which the last two are digits. As stored and sent.
  std::string_view digits() const { return {text_.data(), size_}; }
  // A CNPJ with letters: numeric fields of old layouts (CNAB, Serasa v04) cannot carry it.
  bool has_letters() const;
  // "123.456.789-09", "11.222.333/0001-81", "12.ABC.345/01DE-35".
  std::string formatted() const;

  auto operator<=>(const Document&) const = default;

 private:
  friend Result<Document> parse_cpf(std::string_view);
  friend Result<Document> parse_cnpj(std::string_view);
  explicit Document(std::string_view digits);
  std::array<char, 14> text_{};
  std::uint8_t size_ = 0;
};

// Each takes the text as people type it: dots, dashes, slashes and blanks are dropped, letters may
// be small. Errors: {cpf,cnpj}.length, .character, .repeated (one digit all over passes the
// arithmetic, and is never issued), .check_digit.
Result<Document> parse_cpf(std::string_view text);
Result<Document> parse_cnpj(std::string_view text);
// CPF or CNPJ by the number of characters. Error besides those: document.length.
Result<Document> parse_document(std::string_view text);

// The two check digits of the first twelve characters of a CNPJ ([0-9A-Z], already upper case):
// value of a character = ASCII − 48, weights 2 to 9 from the right, modulus 11.
std::array<char, 2> cnpj_check_digits(std::string_view first_twelve);

}  // namespace quita
