#include "figure.h"

#include <boost/json.hpp>
#include <cmath>
#include <cstdio>

namespace quita::bench {

namespace {
double three_digits(double value) {
  if (value == 0) return 0;
  const double unit = std::pow(10, std::floor(std::log10(std::abs(value))) - 2);
  return std::round(value / unit) * unit;
}
}  // namespace

void print(const Figure& figure) {
  boost::json::object line{{"name", figure.name},
                           {"value", three_digits(figure.value)},
                           {"unit", figure.unit},
                           {"aim", figure.aim},
                           {"better", figure.higher_is_better ? "higher" : "lower"}};
  if (!figure.limit.empty()) line["limit"] = figure.limit;
  std::printf("%s\n", boost::json::serialize(line).c_str());
  std::fflush(stdout);
}

}  // namespace quita::bench
