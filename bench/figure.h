// One JSON line a figure, as bench/run prints them.
#pragma once

#include <string>

namespace quita::bench {

struct Figure {
  std::string name;
  double value = 0;
  std::string unit;
  double aim = 0;
  bool higher_is_better = true;
  std::string limit;  // what stands in the way of more; may be empty
};
void print(const Figure&);

}  // namespace quita::bench
