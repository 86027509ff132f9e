#include "figure.h"

#include <fmt/format.h>

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
  std::string line =
      fmt::format(R"({{"name":"{}","value":{:.6g},"unit":"{}","aim":{:.6g},"better":"{}")",
                  figure.name, three_digits(figure.value), figure.unit, three_digits(figure.aim),
                  figure.higher_is_better ? "higher" : "lower");
  if (!figure.limit.empty()) line += fmt::format(R"(,"limit":"{}")", figure.limit);
  if (figure.peer_value > 0)
    line += fmt::format(R"(,"peer":"{}","peer_value":{:.6g},"times_peer":{:.6g})", figure.peer,
                        figure.peer_value,
                        three_digits(figure.higher_is_better ? figure.value / figure.peer_value
                                                             : figure.peer_value / figure.value));
  std::printf("%s}\n", line.c_str());
  std::fflush(stdout);
}

}  // namespace quita::bench
