#include "base/date.h"

#include <date/tz.h>
#include <fmt/format.h>

#include "base/text.h"

namespace quita {

Date Date::add_months(int months) const {
  const auto first = ymd().year() / ymd().month() + std::chrono::months(months);
  const auto last =
      std::chrono::year_month_day_last(first.year(), std::chrono::month_day_last(first.month()));
  const auto day = std::min(ymd().day(), last.day());
  return Date(std::chrono::sys_days(first / day));
}

Result<Date> make_date(int year, int month, int day) {
  const auto ymd = std::chrono::year(year) / month / day;
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31 || !ymd.ok()) {
    return invalid("date.format", fmt::format("{:02}/{:02}/{:04} não é uma data que existe entre "
                                              "1900 e 2199",
                                              day, month, year));
  }
  return Date(std::chrono::sys_days(ymd));
}

Result<Date> parse_iso_date(std::string_view text) {
  int parts[3] = {0, 0, 0};
  bool good = text.size() == 10;
  for (std::size_t i = 0; good && i < 10; ++i) {
    if (i == 4 || i == 7) {
      good = text[i] == '-';
    } else {
      good = text[i] >= '0' && text[i] <= '9';
      auto& part = parts[i < 4 ? 0 : i < 7 ? 1 : 2];
      part = part * 10 + (text[i] - '0');
    }
  }
  if (!good) {
    return invalid("date.format",
                   fmt::format("\"{}\" não é uma data; esperado AAAA-MM-DD", text.substr(0, 40)));
  }
  return make_date(parts[0], parts[1], parts[2]);
}

std::string format_iso(Date date) {
  std::string text;
  append_iso(text, date);
  return text;
}

void append_iso(std::string& text, Date date) {
  const auto ymd = date.ymd();
  const auto year = static_cast<unsigned>(static_cast<int>(ymd.year()));
  const auto two = [&](unsigned number) {
    text += static_cast<char>('0' + number / 10 % 10);
    text += static_cast<char>('0' + number % 10);
  };
  two(year / 100);
  two(year);
  text += '-';
  two(static_cast<unsigned>(ymd.month()));
  text += '-';
  two(static_cast<unsigned>(ymd.day()));
}

std::string format_br(Date date) {
  return fmt::format("{:02}/{:02}/{:04}", date.day(), date.month(), date.year());
}

std::string format_iso(Instant at) {
  const auto day_ms = std::int64_t{86'400'000};
  auto days = at.ms / day_ms;
  if (at.ms % day_ms < 0) --days;
  const auto rest = at.ms - days * day_ms;
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z",
                     format_iso(Date::from_days(static_cast<std::int32_t>(days))), rest / 3'600'000,
                     rest / 60'000 % 60, rest / 1000 % 60, rest % 1000);
}

Result<Instant> parse_iso_instant(std::string_view text) {
  const auto wrong = [&] {
    return invalid("instant.format",
                   fmt::format("\"{}\" não é um instante; esperado AAAA-MM-DDTHH:MM:SSZ ou com o "
                               "fuso, como -03:00",
                               prefix_utf8(text, 40)));
  };
  const auto two_digits = [&](std::size_t at) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (at + 2 > text.size() || !digit(text[at]) || !digit(text[at + 1])) return -1;
    return (text[at] - '0') * 10 + (text[at + 1] - '0');
  };
  if (text.size() < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':') return wrong();
  const auto date = parse_iso_date(text.substr(0, 10));
  const int hour = two_digits(11);
  const int minute = two_digits(14);
  const int second = two_digits(17);
  if (!date || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
    return wrong();
  }
  std::size_t at = 19;
  int ms = 0;
  if (text[at] == '.') {
    int weight = 100;
    const auto first = ++at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, weight /= 10) {
      ms += (text[at] - '0') * weight;
    }
    if (at == first || at > first + 9) return wrong();
  }
  int offset_minutes = 0;
  if (text.substr(at) != "Z") {
    if (text.size() != at + 6 || (text[at] != '+' && text[at] != '-') || text[at + 3] != ':') {
      return wrong();
    }
    const int hours = two_digits(at + 1);
    const int minutes = two_digits(at + 4);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return wrong();
    offset_minutes = (hours * 60 + minutes) * (text[at] == '-' ? -1 : 1);
  }
  const auto minutes = (std::int64_t{date->days()} * 24 + hour) * 60 + minute - offset_minutes;
  return Instant{(minutes * 60 + second) * 1000 + ms};
}

LocalTime local_time(Instant at, const std::string& time_zone) {
  using namespace std::chrono;
  const sys_time<milliseconds> point{milliseconds(at.ms)};
  const auto offset = date::locate_zone(time_zone)->get_info(floor<seconds>(point)).offset;
  const auto local_ms = at.ms + duration_cast<milliseconds>(offset).count();
  const auto day_ms = std::int64_t{86'400'000};
  auto days = local_ms / day_ms;
  if (local_ms % day_ms < 0) --days;
  return {Date::from_days(static_cast<std::int32_t>(days)),
          static_cast<int>((local_ms - days * day_ms) / 60'000)};
}

Instant instant_of(LocalTime local, const std::string& time_zone) {
  const date::local_time<std::chrono::minutes> wall{
      std::chrono::minutes(std::int64_t{local.date.days()} * 1440 + local.minute)};
  const auto info = date::locate_zone(time_zone)->get_info(wall);
  if (info.result == date::local_info::nonexistent) {
    return {std::chrono::duration_cast<std::chrono::milliseconds>(info.first.end.time_since_epoch())
                .count()};
  }
  return {std::chrono::duration_cast<std::chrono::milliseconds>(wall.time_since_epoch() -
                                                                info.first.offset)
              .count()};
}

Instant SystemClock::now() const {
  return {std::chrono::duration_cast<std::chrono::milliseconds>(
              std::chrono::system_clock::now().time_since_epoch())
              .count()};
}

}  // namespace quita
