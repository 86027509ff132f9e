// The company's own bands of days late: no gap, no overlap, on both engines.
#include "receivable/delay_bands.h"

#include <gtest/gtest.h>

#include "testing/engines.h"

namespace quita::receivable {
namespace {

TEST(DelayBands, HoldEachDayOnceWhateverTheirEnds) {
  for (const auto& ends : {default_band_ends(), std::vector{1}, std::vector{5, 30, 60},
                           std::vector{1, 2, 3, 4, 3650}}) {
    const auto bands = bands_of(ends);
    ASSERT_TRUE(bands);
    ASSERT_EQ(bands->size(), ends.size() + 1);
    for (int late = 1; late <= 4000; ++late) {
      int times = 0;
      for (const DelayBand& band : *bands) times += band.holds(late) ? 1 : 0;
      EXPECT_EQ(times, 1) << late;
    }
  }
}

TEST(DelayBands, AreNamedAsPeopleSayThem) {
  EXPECT_EQ(label({1, 5}), "1 a 5 dias");
  EXPECT_EQ(label({1, 1}), "1 dia");
  EXPECT_EQ(label({7, 7}), "7 dias");
  EXPECT_EQ(label({181, 0}), "mais de 180 dias");
  EXPECT_EQ(label({2, 0}), "mais de 1 dia");
}

TEST(DelayBands, RefuseWhatNoSeriesOfBandsIs) {
  EXPECT_EQ(bands_of({}).error().code, "bands.count");
  EXPECT_EQ(bands_of(std::vector<int>(12, 1)).error().code, "bands.count");
  EXPECT_EQ(bands_of({5, 5}).error().field, "ends.1");
  EXPECT_EQ(bands_of({30, 15}).error().code, "bands.order");
  EXPECT_EQ(bands_of({0}).error().code, "bands.order");
  EXPECT_EQ(bands_of({band_end_max + 1}).error().code, "bands.order");
}

class Bands : public testing::EachEngine {};
QUITA_EACH_ENGINE(Bands);

TEST_P(Bands, AreTheHousesUntilTheCompanySaysItsOwn) {
  const Act act{"Ana Souza", clock().now(), Date(2026, 11, 23)};
  const auto load = [&] {
    return db().read(tenant(), [](db::Tx& tx) { return load_delay_bands(tx); });
  };
  EXPECT_EQ(load(), bands_of(default_band_ends()).value());
  db().write(tenant(), [&](db::Tx& tx) {
    EXPECT_FALSE(save_delay_bands(tx, act, {30, 5}));
    EXPECT_TRUE(save_delay_bands(tx, act, {5, 30, 60}));
  });
  EXPECT_EQ(load(), (std::vector<DelayBand>{{1, 5}, {6, 30}, {31, 60}, {61, 0}}));
}

}  // namespace
}  // namespace quita::receivable
