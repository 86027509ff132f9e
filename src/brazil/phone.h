// Brazilian telephones (Anatel's numbering plan): area code (DDD) and eight digits of a landline
// or nine of a mobile.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "base/error.h"

namespace quita {

class Phone {
 public:
  const std::string& e164() const { return e164_; }  // "+5511987654321"
  std::string_view area() const { return std::string_view(e164_).substr(3, 2); }
  std::string_view subscriber() const { return std::string_view(e164_).substr(5); }
  // Only a mobile can take SMS and is expected on WhatsApp.
  bool mobile() const { return e164_.size() == 14; }
  std::string formatted() const;  // "(11) 98765-4321", "(11) 3333-4444"
  auto operator<=>(const Phone&) const = default;

 private:
  friend Result<Phone> parse_phone(std::string_view);
  explicit Phone(std::string e164) : e164_(std::move(e164)) {}
  std::string e164_;
};

// As people type it: with or without +55, the trunk 0 and a carrier code ("0 15 11 98765-4321"),
// brackets, blanks and dashes. Errors: phone.character, phone.length (an eight-digit mobile of
// before 2016 is refused with the nine in the hint), phone.area, phone.subscriber, phone.country.
Result<Phone> parse_phone(std::string_view text);

// Whether Anatel has assigned this area code, e.g. "11".
bool valid_area_code(std::string_view ddd);

}  // namespace quita
