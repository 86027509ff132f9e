#include <gtest/gtest.h>

#include "base/date.h"
#include "base/id.h"
#include "base/money.h"
#include "base/secret.h"
#include "base/text.h"

namespace quita {
namespace {

TEST(Money, ReadsWhatPeopleWrite) {
  EXPECT_EQ(parse_money("1.299,90")->centavos(), 129'990);
  EXPECT_EQ(parse_money("R$ 1.299,9")->centavos(), 129'990);
  EXPECT_EQ(parse_money("1299.90")->centavos(), 129'990);
  EXPECT_EQ(parse_money("1,299.90")->centavos(), 129'990);
  EXPECT_EQ(parse_money("1.299")->centavos(), 129'900);
  EXPECT_EQ(parse_money("-R$ 0,01")->centavos(), -1);
  EXPECT_EQ(parse_money("9999999999,99")->centavos(), Money::outside_max);
}

TEST(Money, RefusesWhatIsNoAmount) {
  for (const auto* text :
       {"", "abc", "1,2,3", "1.29.900", ",50", "1,234,5678", "R$", "--1", "1e5"}) {
    EXPECT_EQ(parse_money(text).error().code, "money.format") << text;
  }
  EXPECT_EQ(parse_money("10000000000").error().code, "money.range");
}

TEST(Money, PrintsBrazilian) {
  EXPECT_EQ(format_brl(Money::centavos(129'990)), "R$\u00A01.299,90");
  EXPECT_EQ(format_brl(Money::centavos(-5)), "-R$\u00A00,05");
  EXPECT_EQ(format_decimal(Money::centavos(100'000'000)), "1000000.00");
}

TEST(Money, OverflowStopsTheProcess) {
  EXPECT_DEATH((void)(Money::centavos(INT64_MAX) + Money::centavos(1)), "");
  EXPECT_DEATH((void)(Money::centavos(INT64_MIN) - Money::centavos(1)), "");
}

TEST(Rate, RoundsAsNamed) {
  const auto amount = Money::centavos(125);
  const auto rate = Rate::percent(2);  // 2,5 centavos
  EXPECT_EQ(apply(amount, rate, Rounding::half_up).centavos(), 3);
  EXPECT_EQ(apply(amount, rate, Rounding::half_even).centavos(), 2);
  EXPECT_EQ(apply(amount, rate, Rounding::down).centavos(), 2);
  EXPECT_EQ(parse_percent("2,5%")->ppm(), 25'000);
  EXPECT_EQ(parse_percent("0,0333")->ppm(), 333);
  EXPECT_EQ(format_percent(Rate::ppm(25'000)), "2,5%");
  EXPECT_FALSE(parse_percent("0,03333"));
}

TEST(Date, CalendarArithmetic) {
  EXPECT_EQ(format_iso(Date(2026, 1, 31).add_months(1)), "2026-02-28");
  EXPECT_EQ(Date(2026, 11, 22).weekday(), 0u);
  EXPECT_EQ(Date(2025, 2, 22) - Date(1997, 10, 7), 10'000);
  EXPECT_EQ(parse_iso_date("2026-02-30").error().code, "date.format");
  EXPECT_EQ(parse_iso_date("2026-2-3").error().code, "date.format");
}

// Invoice Ninja #8665: the business date is the company's, not the server's.
TEST(Instant, ReadsRfc3339) {
  EXPECT_EQ(format_iso(*parse_iso_instant("2026-11-22T13:05:09.123Z")), "2026-11-22T13:05:09.123Z");
  EXPECT_EQ(format_iso(*parse_iso_instant("2026-11-22T23:05:09-03:00")),
            "2026-11-23T02:05:09.000Z");
  EXPECT_EQ(parse_iso_instant("1970-01-01T00:00:00.9999Z")->ms, 999);
  for (const auto* text :
       {"", "2026-11-22", "2026-11-22T13:05:09", "2026-11-22 13:05:09Z", "2026-02-30T13:05:09Z",
        "2026-11-22T24:05:09Z", "2026-11-22T13:05:09.Z", "2026-11-22T13:05:09.1234567890Z",
        "2026-11-22T13:05:09-0300", "2026-11-22T13:05:09-03:00x", "2026-11-22T13:05:60Z"}) {
    EXPECT_EQ(parse_iso_instant(text).error().code, "instant.format") << text;
  }
}

TEST(Date, BusinessDateIsTheCompanysOwn) {
  const Instant at{std::int64_t{Date(2026, 11, 22).days()} * 86'400'000 + 3 * 3'600'000 + 1};
  EXPECT_EQ(format_iso(business_date(at, "America/Sao_Paulo")), "2026-11-22");
  EXPECT_EQ(format_iso(business_date(at, "America/Manaus")), "2026-11-21");
  EXPECT_EQ(instant_of({Date(2026, 11, 22), 0}, "America/Sao_Paulo").ms, at.ms - 1);
}

TEST(Date, MidnightSkippedBySummerTime) {
  // São Paulo went from 23:59 of 3 November 2018 to 01:00 of the 4th.
  EXPECT_EQ(local_time(instant_of({Date(2018, 11, 4), 0}, "America/Sao_Paulo"), "America/Sao_Paulo")
                .minute,
            60);
}

TEST(Id, TypeIdOfTheSpecification) {
  const auto uuid = parse_uuid("01890a5d-ac96-774b-bcce-b302099a8057");
  ASSERT_TRUE(uuid);
  EXPECT_EQ(format_type_id("prefix", *uuid), "prefix_01h455vb4pex5vsknk084sn02q");
  EXPECT_EQ(*parse_type_id("prefix", "prefix_01h455vb4pex5vsknk084sn02q"), *uuid);
  EXPECT_FALSE(parse_type_id("prefix", "prefix_81h455vb4pex5vsknk084sn02q"));
  EXPECT_FALSE(TitleId::parse("pty_01h455vb4pex5vsknk084sn02q"));
}

TEST(Id, SortsByAge) {
  auto before = make_uuid_v7({1000});
  for (int i = 0; i < 1000; ++i) {  // ten milliseconds, a hundred ids each
    const auto next = make_uuid_v7({1000 + i / 100});
    EXPECT_LT(before, next);
    before = next;
  }
}

TEST(Text, FoldsAccents) {
  EXPECT_EQ(fold_ascii("São José – nº 1º “ç”"), "Sao Jose - no 1o \"c\"");
  EXPECT_EQ(fold_search("  AÇÃO   Ltda. "), "acao ltda.");
  EXPECT_FALSE(valid_utf8("\xC0\x80"));
  EXPECT_FALSE(valid_utf8("\xED\xA0\x80"));
  EXPECT_EQ(latin1_to_utf8("\xC7\x80"), "Ç€");
}

TEST(Secret, SealedOnlyOpensWhole) {
  const SecretKey key = derive_key({}, "test");
  auto sealed = seal(key, "segredo");
  EXPECT_EQ(*unseal(key, sealed), "segredo");
  sealed.back() ^= 1;
  EXPECT_EQ(unseal(key, sealed).error().code, "secret.tampered");
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace quita
