// A postal address as lines for people.
#pragma once

#include <string>

#include "party/party.h"

namespace quita::messaging {

std::string street_line(const party::Address&);  // "Rua das Flores, 100, sala 2 - Centro"
std::string city_line(const party::Address&);    // "São Paulo/SP - CEP 01310-100"
std::string whole_line(const party::Address&);   // both, with what is there

}  // namespace quita::messaging
