// Who acts and when: given to every use case from outside, so that none of them reads a clock or
// a session.
#pragma once

#include <string>

#include "base/date.h"

namespace quita {

struct Act {
  std::string actor;  // for people, kept with what was done: "Ana Souza", "régua", "retorno"
  Instant now;
  Date today;  // the company's business date
};

}  // namespace quita
