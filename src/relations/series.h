// The course of a relation: the events between two parties, counted by period and direction.
//
//   SeriesBuilder builder({.code = "RUS"}, {.code = "TUR"}, Period::Quarter);
//   ledger.events(query, [&](const Json& record) { builder.add(record); return true; });
//   for (const PeriodRow& row : builder.rows()) ...
//
// A direction is A to B, B to A, or joint: both act together, as in a meeting, or both are actors
// of an act without recipient. What is counted are acts that are said to have happened, so a
// future, hypothetical or negated event is kept apart (`open`). A promise or a threat is itself an
// act that has happened and counts as such when its record has no such flag. An event whose days do
// not lie in one period ("in 2014" by month) has a row of its own, marked wide; it is never spread
// or rounded.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "coding/event.h"
#include "exports/json.h"
#include "exports/party.h"

namespace dragoman {

enum class Period : std::uint8_t { Day, Week, Month, Quarter, Year };
std::optional<Period> period_of(std::string_view name);
std::string_view name_of(Period period);

DateRange period_around(Period period, Date day);
// "2016-08-09", "2016-W32" (ISO week), "2016-08", "2016-Q3", "2016"; for a wide range
// "2016-08-01/2016-10-31", or the month or year where it is just that.
std::string period_label(Period period, DateRange range);
std::string range_label(DateRange range);

enum class Direction : std::uint8_t { Forward, Backward, Joint };

struct PeriodCounts {
  int events = 0;
  std::array<int, 4> quads{};  // by quad code less one
  std::array<int, kEventTypeCount> types{};
  double sum = 0.0;        // of the event scale
  double intensity = 0.0;  // sum of its absolute values
  int open = 0;            // future, hypothetical or negated; in none of the figures above
  std::optional<double> mean() const;
  void add(const PeriodCounts& other);
};

struct PeriodRow {
  std::string label;
  DateRange range;
  bool wide = false;
  std::array<PeriodCounts, 3> directions;  // by Direction
  PeriodCounts all() const;
};

class SeriesBuilder {
 public:
  SeriesBuilder(PartyFilter a, PartyFilter b, Period period);
  // Which way the event goes; nothing where it is not between the two.
  std::optional<Direction> direction(const Json& record) const;
  // False where the event is not between the two.
  bool add(const Json& record);
  // In order of time, wide rows after those that they begin with. With `fill`, also the periods
  // between the first and the last in which nothing was reported (at most 10,000).
  std::vector<PeriodRow> rows(bool fill) const;
  int undated() const { return undated_; }

 private:
  PartyFilter a_, b_;
  Period period_;
  std::map<std::pair<Date, Date>, PeriodRow> rows_;
  int undated_ = 0;
};

// Whether the record counts as having happened.
bool has_happened(const Json& record);

}  // namespace dragoman
