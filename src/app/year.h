// `quita year`: a year of an invented company through the real use cases with a simulated clock, in
// about a minute, then every law proved over what it left behind.
#pragma once

#include <cstdint>
#include <string>

#include "app/system.h"

namespace quita::app {

struct YearOptions {
  Location location;  // without a database: a file that is thrown away when `keep` is false
  bool keep = false;
  int customers = 5000;
  int months = 12;
  int titles = 20000;
  std::uint64_t seed = 20261122;
  std::string last;  // AAAA-MM-DD; empty: today
};

// Prints the report and what it took. 0: told, and no law broken; 1: a law was broken; 2: the
// options make no sense.
int year(const YearOptions&);

}  // namespace quita::app
