#include "coding/calendar.h"

#include <fmt/format.h>

#include <array>

namespace dragoman {
namespace {

enum class Rule { Fixed, Easter, Islamic, WeekdayOfMonth };
struct Row {
  std::string_view name;
  Rule rule;
  int a, b;  // month and day; days from Easter; month and day of the Islamic year; month and week
  int length;
};
// Names of several words stand before names that begin like them.
constexpr std::array<Row, 30> kFeasts = {{
    {"christmas eve", Rule::Fixed, 12, 24, 1},
    {"christmas day", Rule::Fixed, 12, 25, 1},
    {"christmas", Rule::Fixed, 12, 25, 1},
    {"boxing day", Rule::Fixed, 12, 26, 1},
    {"new year 's eve", Rule::Fixed, 12, 31, 1},
    {"new year eve", Rule::Fixed, 12, 31, 1},
    {"new year 's day", Rule::Fixed, 1, 1, 1},
    {"new year 's", Rule::Fixed, 1, 1, 1},
    {"valentine 's day", Rule::Fixed, 2, 14, 1},
    {"may day", Rule::Fixed, 5, 1, 1},
    {"halloween", Rule::Fixed, 10, 31, 1},
    {"nowruz", Rule::Fixed, 3, 20, 2},
    {"norouz", Rule::Fixed, 3, 20, 2},
    {"good friday", Rule::Easter, -2, 0, 1},
    {"palm sunday", Rule::Easter, -7, 0, 1},
    {"holy thursday", Rule::Easter, -3, 0, 1},
    {"easter monday", Rule::Easter, 1, 0, 1},
    {"easter sunday", Rule::Easter, 0, 0, 1},
    {"easter", Rule::Easter, 0, 0, 1},
    {"pentecost", Rule::Easter, 49, 0, 1},
    {"ramadan", Rule::Islamic, 9, 1, 30},
    {"eid al - fitr", Rule::Islamic, 10, 1, 3},
    {"eid al-fitr", Rule::Islamic, 10, 1, 3},
    {"eid ul-fitr", Rule::Islamic, 10, 1, 3},
    {"eid al - adha", Rule::Islamic, 12, 10, 4},
    {"eid al-adha", Rule::Islamic, 12, 10, 4},
    {"eid ul-adha", Rule::Islamic, 12, 10, 4},
    {"ashura", Rule::Islamic, 1, 10, 1},
    {"thanksgiving day", Rule::WeekdayOfMonth, 11, 4, 1},
    {"thanksgiving", Rule::WeekdayOfMonth, 11, 4, 1},
}};

const Row* row_of(std::string_view words) {
  for (const Row& row : kFeasts)
    if (words.substr(0, row.name.size()) == row.name &&
        (words.size() == row.name.size() || words[row.name.size()] == ' '))
      return &row;
  return nullptr;
}

}  // namespace

std::string iso_week(Date day) {
  // The week belongs to the year of its Thursday.
  const Date thursday = day.plus_days(3 - static_cast<int>(day.weekday()));
  const int first = Date::make(thursday.year(), 1, 1)->days();
  return fmt::format("{}-W{:02}", thursday.year(), (thursday.days() - first) / 7 + 1);
}

int easter_offset(int year) {
  // The anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).
  const int a = year % 19, b = year / 100, c = year % 100;
  const int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4, k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return (n / 31 - 3) * 31 + n % 31;
}

Date easter(int year) {
  return Date::make(year, 3, 1)->plus_days(easter_offset(year));
}

Date islamic_month(int year, int month) {
  const int days = (59 * (month - 1) + 1) / 2 + (year - 1) * 354 + (3 + 11 * year) / 30;
  return Date::from_days(days - 492148);  // 1 Muharram of year 1 is 16 July 622 (Julian)
}

std::optional<Date> islamic_month_in(int civil_year, int month) {
  const int guess = (civil_year - 622) * 33 / 32;
  for (int year = guess - 1; year <= guess + 3; ++year)
    if (const Date day = islamic_month(year, month); day.year() == civil_year) return day;
  return std::nullopt;
}

DateRange season_range(int year, int season) {
  if (season == 3) return {*Date::make(year - 1, 12, 1), Date::make(year, 3, 1)->plus_days(-1)};
  const int month = 3 + 3 * season;
  return {*Date::make(year, month, 1), Date::make(year, month + 3, 1)->plus_days(-1)};
}

int season_of(std::string_view w) {
  if (w == "spring") return 0;
  if (w == "summer") return 1;
  if (w == "autumn" || w == "fall") return 2;
  if (w == "winter") return 3;
  return -1;
}

DateRange quarter_range(int year, int quarter) {
  const Date first = *Date::make(year, 3 * quarter - 2, 1);
  return {first, first.plus_months(3).plus_days(-1)};
}

std::optional<Date> attack_day(int month, int day) {
  if (month == 9 && day == 11) return Date::make(2001, 9, 11);
  if (month == 7 && day == 7) return Date::make(2005, 7, 7);
  if (month == 26 && day == 11) return Date::make(2008, 11, 26);
  return std::nullopt;
}

std::optional<Feast> feast_of(std::string_view words) {
  const Row* row = row_of(words);
  if (!row) return std::nullopt;
  int n = 1;
  for (char c : row->name) n += c == ' ';
  return Feast{n, row->name, row->length};
}

std::optional<DateRange> feast_in(std::string_view words, int year) {
  const Row* row = row_of(words);
  if (!row) return std::nullopt;
  Date first;
  switch (row->rule) {
    case Rule::Fixed:
      first = *Date::make(year, row->a, row->b);
      break;
    case Rule::Easter:
      first = easter(year).plus_days(row->a);
      break;
    case Rule::Islamic: {
      const auto month = islamic_month_in(year, row->a);
      if (!month) return std::nullopt;
      first = month->plus_days(row->b - 1);
      break;
    }
    case Rule::WeekdayOfMonth: {  // the n-th Thursday
      first = *Date::make(year, row->a, 1);
      first = first.plus_days((3 - static_cast<int>(first.weekday()) + 7) % 7 + 7 * (row->b - 1));
      break;
    }
  }
  return DateRange{first, first.plus_days(row->length - 1)};
}

}  // namespace dragoman
