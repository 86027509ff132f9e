// Dates and instants. A Date is a business day's name, without a time; an Instant is a point in
// UTC with milliseconds. Only the company's time zone turns one into the other, and nothing but a
// Clock reads the system's time.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"

namespace quita {

class Date {
 public:
  constexpr Date() = default;  // 1970-01-01
  constexpr Date(int year, unsigned month, unsigned day)
      : days_(std::chrono::sys_days(std::chrono::year(year) / std::chrono::month(month) /
                                    std::chrono::day(day))
                  .time_since_epoch()
                  .count()) {}
  explicit constexpr Date(std::chrono::sys_days days) : days_(days.time_since_epoch().count()) {}
  static constexpr Date from_days(std::int32_t since_1970) {
    Date date;
    date.days_ = since_1970;
    return date;
  }

  constexpr std::int32_t days() const { return days_; }  // since 1970-01-01
  constexpr std::chrono::year_month_day ymd() const {
    return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(days_)));
  }
  constexpr int year() const { return static_cast<int>(ymd().year()); }
  constexpr unsigned month() const { return static_cast<unsigned>(ymd().month()); }
  constexpr unsigned day() const { return static_cast<unsigned>(ymd().day()); }
  // 0 = Sunday … 6 = Saturday
  constexpr unsigned weekday() const {
    return std::chrono::weekday(std::chrono::sys_days(std::chrono::days(days_))).c_encoding();
  }

  constexpr auto operator<=>(const Date&) const = default;
  friend constexpr Date operator+(Date date, int days) { return from_days(date.days_ + days); }
  friend constexpr Date operator-(Date date, int days) { return from_days(date.days_ - days); }
  friend constexpr int operator-(Date a, Date b) { return a.days_ - b.days_; }
  constexpr Date& operator++() {
    ++days_;
    return *this;
  }

  // 31 January + 1 month is the last day of February.
  Date add_months(int months) const;

 private:
  std::int32_t days_ = 0;
};

// "2026-11-22" -> Date; years 1900 to 2199. Error: date.format.
Result<Date> parse_iso_date(std::string_view text);
// Day, month, year if they name a real day. Error: date.format.
Result<Date> make_date(int year, int month, int day);
std::string format_iso(Date);  // "2026-11-22"
void append_iso(std::string& text, Date);
std::string format_br(Date);  // "22/11/2026"

// Milliseconds since 1970-01-01T00:00Z.
struct Instant {
  std::int64_t ms = 0;
  constexpr auto operator<=>(const Instant&) const = default;
  friend constexpr Instant operator+(Instant at, std::chrono::milliseconds d) {
    return {at.ms + d.count()};
  }
  friend constexpr Instant operator-(Instant at, std::chrono::milliseconds d) {
    return {at.ms - d.count()};
  }
  friend constexpr std::chrono::milliseconds operator-(Instant a, Instant b) {
    return std::chrono::milliseconds(a.ms - b.ms);
  }
};
std::string format_iso(Instant);  // "2026-11-22T13:05:09.123Z"
// RFC 3339: date, "T", time, up to nine decimals of a second (cut to milliseconds), and "Z" or an
// offset such as "-03:00". Error: instant.format.
Result<Instant> parse_iso_instant(std::string_view text);

// The wall clock of a place.
struct LocalTime {
  Date date;
  int minute = 0;  // since midnight, 0 … 1439
  auto operator<=>(const LocalTime&) const = default;
};
// An IANA name ("America/Manaus"). An unknown name throws std::runtime_error: zones come from our
// own table of states, so it is a bug or a machine without tzdata.
LocalTime local_time(Instant, const std::string& time_zone);
// The instant at which that wall clock shows this minute; of a skipped minute, the first after it.
Instant instant_of(LocalTime, const std::string& time_zone);
inline Date business_date(Instant at, const std::string& time_zone) {
  return local_time(at, time_zone).date;
}

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};
// The one reader of the system's time.
class SystemClock final : public Clock {
 public:
  Instant now() const override;
};
// For tests, the demo and the simulator: stands still until moved.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start) : now_(start) {}
  Instant now() const override { return now_; }
  void set(Instant at) { now_ = at; }
  void advance(std::chrono::milliseconds by) { now_ = now_ + by; }

 private:
  Instant now_;
};

}  // namespace quita
