// Civil dates of the proleptic Gregorian calendar, without clock, zone or locale.
//
//   auto day = Date::parse("2016-08-16");
//   DateRange month = DateRange::month(2016, 8);
//   day->plus_days(-7).iso();
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dragoman {

enum class Weekday : std::uint8_t {
  Monday,
  Tuesday,
  Wednesday,
  Thursday,
  Friday,
  Saturday,
  Sunday
};

// A day, kept as the number of days since 1970-01-01.
class Date {
 public:
  constexpr Date() = default;
  static constexpr Date from_days(std::int32_t days) {
    Date d;
    d.days_ = days;
    return d;
  }
  // The day, or nothing where the calendar has none (31 February).
  static std::optional<Date> make(int year, int month, int day);
  // Accepts YYYY-MM-DD, optionally followed by 'T' or ' ' and a time, which is dropped.
  static std::optional<Date> parse(std::string_view text);
  std::int32_t days() const { return days_; }
  int year() const;
  int month() const;  // 1 to 12
  int day() const;    // 1 to 31
  Weekday weekday() const;
  Date plus_days(int n) const { return from_days(days_ + n); }
  // The same day n months on; the last day of that month where it is shorter.
  Date plus_months(int n) const;
  std::string iso() const;  // YYYY-MM-DD
  auto operator<=>(const Date&) const = default;

 private:
  std::int32_t days_ = 0;
};

int days_in_month(int year, int month);

// Both ends belong to the range; first <= last.
struct DateRange {
  Date first, last;
  static DateRange day(Date d) { return {d, d}; }
  static DateRange month(int year, int month);
  static DateRange year(int year);
  static DateRange week(Date any_day);  // Monday to Sunday
  bool contains(Date d) const { return first <= d && d <= last; }
  bool operator==(const DateRange&) const = default;
};

enum class Grain : std::uint8_t { Day, Week, Month, Season, Year, Range };
std::string_view name_of(Grain);

}  // namespace dragoman
