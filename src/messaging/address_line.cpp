#include "messaging/address_line.h"

#include "brazil/postal_code.h"

namespace quita::messaging {

std::string street_line(const party::Address& address) {
  std::string line = address.street;
  if (!address.number.empty()) line += ", " + address.number;
  if (!address.complement.empty()) line += ", " + address.complement;
  if (!address.district.empty()) line += " - " + address.district;
  return line;
}

std::string city_line(const party::Address& address) {
  std::string line = address.city;
  if (!address.state.empty()) line += (line.empty() ? "" : "/") + address.state;
  if (!address.postal_code.empty()) {
    const auto code = parse_postal_code(address.postal_code);
    line += (line.empty() ? "CEP " : " - CEP ") + (code ? code->formatted() : address.postal_code);
  }
  return line;
}

std::string whole_line(const party::Address& address) {
  const std::string street = street_line(address);
  const std::string city = city_line(address);
  return street.empty() || city.empty() ? street + city : street + ", " + city;
}

}  // namespace quita::messaging
