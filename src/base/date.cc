#include "base/date.h"

#include <fmt/format.h>

#include <chrono>

namespace dragoman {
namespace {

std::chrono::year_month_day civil(Date d) {
  return std::chrono::sys_days(std::chrono::days(d.days()));
}

std::optional<int> digits(std::string_view s) {
  int value = 0;
  for (char c : s) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Date> Date::make(int year, int month, int day) {
  if (year < 1 || year > 9999) return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year(year),
                                        std::chrono::month(static_cast<unsigned>(month)),
                                        std::chrono::day(static_cast<unsigned>(day))};
  if (month < 1 || day < 1 || !ymd.ok()) return std::nullopt;
  return from_days(
      static_cast<std::int32_t>(std::chrono::sys_days(ymd).time_since_epoch().count()));
}

std::optional<Date> Date::parse(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (text.size() > 10 && text[10] != 'T' && text[10] != ' ') return std::nullopt;
  const auto y = digits(text.substr(0, 4)), m = digits(text.substr(5, 2)),
             d = digits(text.substr(8, 2));
  if (!y || !m || !d) return std::nullopt;
  return make(*y, *m, *d);
}

int Date::year() const {
  return static_cast<int>(civil(*this).year());
}
int Date::month() const {
  return static_cast<int>(static_cast<unsigned>(civil(*this).month()));
}
int Date::day() const {
  return static_cast<int>(static_cast<unsigned>(civil(*this).day()));
}

Weekday Date::weekday() const {
  const int n = (days_ + 3) % 7;  // 1970-01-01 was a Thursday
  return static_cast<Weekday>(n < 0 ? n + 7 : n);
}

Date Date::plus_months(int n) const {
  const int index = year() * 12 + month() - 1 + n;
  const int y = index / 12, m = index % 12 + 1;
  return *make(y, m, std::min(day(), days_in_month(y, m)));
}

std::string Date::iso() const {
  return fmt::format("{:04}-{:02}-{:02}", year(), month(), day());
}

int days_in_month(int year, int month) {
  return static_cast<int>(
      static_cast<unsigned>((std::chrono::year(year) /
                             std::chrono::month(static_cast<unsigned>(month)) / std::chrono::last)
                                .day()));
}

DateRange DateRange::month(int year, int month) {
  return {*Date::make(year, month, 1), *Date::make(year, month, days_in_month(year, month))};
}

DateRange DateRange::year(int year) {
  return {*Date::make(year, 1, 1), *Date::make(year, 12, 31)};
}

DateRange DateRange::week(Date d) {
  const Date monday = d.plus_days(-static_cast<int>(d.weekday()));
  return {monday, monday.plus_days(6)};
}

std::string_view name_of(Grain grain) {
  constexpr std::string_view names[] = {"day", "week", "month", "season", "year", "range"};
  return names[static_cast<int>(grain)];
}

}  // namespace dragoman
