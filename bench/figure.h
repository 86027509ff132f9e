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
  std::string limit;      // what stands in the way of more; may be empty
  double peer_value = 0;  // the best peer's figure, measured elsewhere; 0: none is known
  std::string peer;       // who that is
};
void print(const Figure&);

}  // namespace quita::bench
