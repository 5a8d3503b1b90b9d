// What newspapers count by besides days and months: weeks as ISO 8601 numbers them, seasons,
// quarters, and feasts whose day moves. Pure functions of the calendar.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"

namespace dragoman {

std::string iso_week(Date day);  // "2004-W47"
int easter_offset(int year);     // western Easter Sunday, days after 1 March
Date easter(int year);
// First day of a month of the Islamic civil calendar; within a day of what is observed.
Date islamic_month(int year, int month);
// Years of the Islamic calendar whose month begins in that civil year; the first of them.
std::optional<Date> islamic_month_in(int civil_year, int month);

// "winter" is December to February and named after the year of its January. Season 0 spring to 3.
DateRange season_range(int year, int season);
int season_of(std::string_view word);  // 0 spring, 1 summer, 2 autumn, 3 winter, -1
DateRange quarter_range(int year, int quarter);

// The day of an attack that is known by its month and day alone ("9/11", "7/7", "26/11").
std::optional<Date> attack_day(int month, int day);

struct Feast {
  int words = 0;  // how many words its name has
  std::string_view rule;
  int length = 1;  // days
};
// A feast by its (lower-case) words, joined with spaces, and its days in a year.
std::optional<Feast> feast_of(std::string_view words);
std::optional<DateRange> feast_in(std::string_view words, int year);

}  // namespace dragoman
