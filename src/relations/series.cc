#include "relations/series.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace dragoman {
namespace {

constexpr std::string_view kPeriods[] = {"day", "week", "month", "quarter", "year"};
constexpr std::size_t kMostFilled = 10'000;

// The ISO year of a week is that of its Thursday.
std::string week_label(Date monday) {
  const Date thursday = monday.plus_days(3);
  const Date first = *Date::make(thursday.year(), 1, 1);
  return fmt::format("{:04}-W{:02}", thursday.year(), (thursday.days() - first.days()) / 7 + 1);
}

}  // namespace

std::optional<Period> period_of(std::string_view name) {
  for (std::size_t i = 0; i < std::size(kPeriods); ++i)
    if (kPeriods[i] == name) return static_cast<Period>(i);
  return std::nullopt;
}

std::string_view name_of(Period period) {
  return kPeriods[static_cast<std::size_t>(period)];
}

DateRange period_around(Period period, Date day) {
  switch (period) {
    case Period::Day:
      return DateRange::day(day);
    case Period::Week:
      return DateRange::week(day);
    case Period::Month:
      return DateRange::month(day.year(), day.month());
    case Period::Quarter: {
      const int first = (day.month() - 1) / 3 * 3 + 1;
      return {*Date::make(day.year(), first, 1), DateRange::month(day.year(), first + 2).last};
    }
    case Period::Year:
      break;
  }
  return DateRange::year(day.year());
}

std::string period_label(Period period, DateRange range) {
  const Date first = range.first;
  switch (period) {
    case Period::Day:
      return first.iso();
    case Period::Week:
      return week_label(first);
    case Period::Month:
      return first.iso().substr(0, 7);
    case Period::Quarter:
      return fmt::format("{:04}-Q{}", first.year(), (first.month() - 1) / 3 + 1);
    case Period::Year:
      break;
  }
  return first.iso().substr(0, 4);
}

std::string range_label(DateRange range) {
  for (Period period : {Period::Day, Period::Month, Period::Year})
    if (range == period_around(period, range.first)) return period_label(period, range);
  return range.first.iso() + "/" + range.last.iso();
}

std::optional<double> PeriodCounts::mean() const {
  if (events == 0) return std::nullopt;
  return sum / events;
}

void PeriodCounts::add(const PeriodCounts& other) {
  events += other.events;
  for (std::size_t i = 0; i < quads.size(); ++i) quads[i] += other.quads[i];
  for (std::size_t i = 0; i < types.size(); ++i) types[i] += other.types[i];
  sum += other.sum;
  intensity += other.intensity;
  open += other.open;
}

PeriodCounts PeriodRow::all() const {
  PeriodCounts total;
  for (const auto& direction : directions) total.add(direction);
  return total;
}

bool has_happened(const Json& record) {
  for (const auto& flag : strings_of(member(record, "auxiliary")))
    if (flag == "future" || flag == "hypothetical" || flag == "negation") return false;
  return true;
}

SeriesBuilder::SeriesBuilder(PartyFilter a, PartyFilter b, Period period)
    : a_(std::move(a)), b_(std::move(b)), period_(period) {}

std::optional<Direction> SeriesBuilder::direction(const Json& record) const {
  const Json &actors = member(record, "actor"), &recipients = member(record, "recipient");
  const bool a_acts = any_matches(a_, actors), b_acts = any_matches(b_, actors);
  const bool a_receives = any_matches(a_, recipients), b_receives = any_matches(b_, recipients);
  const bool forward = a_acts && b_receives, backward = b_acts && a_receives;
  if (a_.label() == b_.label()) {  // inside one country
    if (forward) return Direction::Forward;
    return std::nullopt;
  }
  if (forward && backward) return Direction::Joint;  // each to the other
  if (forward) return Direction::Forward;
  if (backward) return Direction::Backward;
  if (!a_acts || !b_acts) return std::nullopt;
  // Together: towards each other where nobody else receives the act, or where it is cooperation
  // with a third; two that act against a third say nothing of each other.
  const bool cooperation = integer_or(member(record, "quad_code"), 0) <= 2;
  const bool alone = !recipients.is_array() || recipients.empty();
  if (alone || cooperation) return Direction::Joint;
  return std::nullopt;
}

bool SeriesBuilder::add(const Json& record) {
  const auto way = direction(record);
  if (!way) return false;
  const auto first = Date::parse(text_or(member(record, "date")));
  if (!first) {
    ++undated_;
    return true;
  }
  const Date last =
      std::max(*first, Date::parse(text_or(member(record, "enddate"))).value_or(*first));
  DateRange range = period_around(period_, *first);
  const bool wide = !range.contains(last);
  if (wide) range = {*first, last};
  PeriodRow& row = rows_[{range.first, range.last}];
  row.range = range;
  row.wide = wide;
  row.label = wide ? range_label(range) : period_label(period_, range);
  PeriodCounts& counts = row.directions[static_cast<std::size_t>(*way)];
  if (!has_happened(record)) {
    ++counts.open;
    return true;
  }
  ++counts.events;
  const auto quad = integer_or(member(record, "quad_code"), 0);
  if (quad >= 1 && quad <= 4) ++counts.quads[static_cast<std::size_t>(quad - 1)];
  const auto types = strings_of(member(record, "event"));
  if (const auto type = types.empty() ? std::nullopt : event_type_of(types[0]))
    ++counts.types[static_cast<std::size_t>(*type)];
  const double scale = number_of(member(record, "event_scale")).value_or(0.0);
  counts.sum += scale;
  counts.intensity += std::abs(scale);
  return true;
}

std::vector<PeriodRow> SeriesBuilder::rows(bool fill) const {
  std::map<std::pair<Date, Date>, PeriodRow> rows = rows_;
  if (fill && !rows_.empty()) {
    std::optional<Date> first, last;
    for (const auto& [key, row] : rows_)
      if (!row.wide) {
        if (!first) first = row.range.first;
        last = row.range.last;
      }
    for (Date day = first.value_or(Date()); first && day <= *last && rows.size() < kMostFilled;) {
      const DateRange range = period_around(period_, day);
      PeriodRow& row = rows[{range.first, range.last}];
      row.range = range;
      row.label = period_label(period_, range);
      day = range.last.plus_days(1);
    }
  }
  std::vector<PeriodRow> out;
  out.reserve(rows.size());
  for (auto& [key, row] : rows) out.push_back(std::move(row));
  return out;
}

}  // namespace dragoman
