#include "receivable/delay_bands.h"

#include <fmt/format.h>

#include "company/setting.h"
#include "json/parse.h"

namespace quita::receivable {
namespace {

constexpr std::string_view setting = "delay_bands";

}  // namespace

std::string label(const DelayBand& band) {
  if (band.to == 0)
    return fmt::format("mais de {} {}", band.from - 1, band.from == 2 ? "dia" : "dias");
  if (band.from == band.to) return fmt::format("{} {}", band.to, band.to == 1 ? "dia" : "dias");
  return fmt::format("{} a {} dias", band.from, band.to);
}

std::vector<int> default_band_ends() { return {5, 15, 30, 60, 90, 180}; }

Result<std::vector<DelayBand>> bands_of(const std::vector<int>& last_days) {
  if (last_days.empty() || last_days.size() > band_ends_max) {
    return invalid("bands.count", fmt::format("Diga o último dia de 1 a {} faixas.", band_ends_max),
                   "ends");
  }
  std::vector<DelayBand> bands;
  int from = 1;
  for (std::size_t i = 0; i < last_days.size(); ++i) {
    const int to = last_days[i];
    if (to < from || to > band_end_max) {
      return invalid(
          "bands.order",
          fmt::format("A faixa que começa em {} {} não pode acabar em {}.", from,
                      from == 1 ? "dia" : "dias", to),
          fmt::format("ends.{}", i),
          fmt::format("Cada faixa acaba depois da anterior, até {} dias.", band_end_max));
    }
    bands.push_back({from, to});
    from = to + 1;
  }
  bands.push_back({from, 0});
  return bands;
}

std::vector<DelayBand> load_delay_bands(db::Tx& tx) {
  std::vector<int> ends;
  if (const auto text = company::read_setting(tx, setting)) {
    const auto stored = json::parse(*text);
    if (stored && stored->is_array()) {
      for (const auto& end : stored->get_array()) ends.push_back(static_cast<int>(end.as_int64()));
    }
  }
  const auto own = bands_of(ends);
  return own ? *own : bands_of(default_band_ends()).value();
}

Status save_delay_bands(db::Tx& tx, const Act& act, const std::vector<int>& last_days) {
  TRY(bands_of(last_days));
  const boost::json::array ends(last_days.begin(), last_days.end());
  company::write_setting(tx, act.now, setting, json::serialize(ends));
  return {};
}

}  // namespace quita::receivable
