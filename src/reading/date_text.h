// Calendar dates as they stand in headers, datelines and feeds, found by their shape alone.
//
//   auto found = find_date("16 August 2016 14:33 (UTC+04:00)");   // day 16, month 8, year 2016
//   parse_published("Tue, 16 Aug 2016 10:33:00 GMT");
#pragma once

#include <optional>
#include <string_view>

#include "base/date.h"

namespace dragoman {

struct WrittenDate {
  int year = 0;  // 0 where not written
  int month = 0, day = 0;
  std::size_t begin = 0, end = 0;  // bytes in the text searched, time of day and zone included
  std::optional<Date> date() const;
};

// The first date in the text at or after `from`; it has a month and a day, the year may be missing.
// Calendar impossibilities ("31 February") are no dates. "03/04/2016" is none: it has two readings.
std::optional<WrittenDate> find_date(std::string_view text, std::size_t from = 0);

// 1 to 12 for "January", "Jan", "Jan.", "SEPT" ..., else 0.
int month_of(std::string_view word);
// 0 (Monday) to 6 for "Monday", "Mon", "Mon." ..., else -1.
int weekday_of(std::string_view word);

// A whole field that should be a date or date-time, in any of these manners or ISO 8601.
std::optional<Date> parse_published(std::string_view field);

}  // namespace dragoman
