// Rules made of others: a part counted inside a stretch ("the first week of November"), a day
// counted from a day ("the eve of", "before last", "a week from Friday"), an hour with its day.
#include <fmt/format.h>

#include <algorithm>

#include "coding/calendar.h"
#include "coding/time_reader.h"

namespace dragoman {

// "the first week of November", "the last two days of August", "the second Friday in May", "the
// first day of Ramadan".
bool TimeReader::within_rule(std::size_t i, Found& f) const {
  std::size_t k = is(i, "the") ? i + 1 : i;
  const TimeWord* w = at(k);
  if (!w) return false;
  const bool last = any(k, {"last", "final", "closing"});
  const bool opening = any(k, {"opening"});
  if (!last && !opening && !(w->ordinal && w->number >= 1 && w->number <= 31)) return false;
  const int nth = last || opening ? 1 : w->number;
  ++k;
  int count = 1;
  if (const Amount a = amount(k); a.words && a.n > 0 && !any(k, {"a", "an"}))
    count = a.n, k += a.words;
  const int day = weekday(k);
  const char u = day >= 0 ? 'w' : unit(k);
  if (!(u == 'w' || u == 'W' || u == 'D' || u == 'E' || u == 'M')) return false;
  ++k;
  if (!any(k, {"of", "in"})) return false;
  ++k;
  const std::size_t inside = is(k, "the") ? k + 1 : k;
  Found inner;
  for (const Rule rule : {&TimeReader::feast_rule, &TimeReader::month_rule,
                          &TimeReader::deictic_unit, &TimeReader::season_rule}) {
    inner = {};
    if ((this->*rule)(inside, inner) && inner.range) break;
  }
  std::size_t end = 0;
  if (!inner.range)
    if (const int y = year(inside, &end)) inner.range = DateRange::year(y), inner.end = end;
  if (!inner.range) return false;
  const DateRange all = *inner.range;
  const int length = all.last.days() - all.first.days() + 1;
  DateRange r = all;
  if (u == 'w' || u == 'E') {
    const int want = u == 'E' ? 5 : day;
    const int span = u == 'E' ? 1 : 0;
    if (last) {
      const int over = (static_cast<int>(all.last.weekday()) - want + 7) % 7;
      r.first = all.last.plus_days(-over);
    } else {
      const int gap = (want - static_cast<int>(all.first.weekday()) + 7) % 7;
      r.first = all.first.plus_days(gap + 7 * (nth - 1));
    }
    r.last = r.first.plus_days(span);
  } else if (u == 'M') {
    if (length < 300) return false;
    const Date first =
        last ? all.last.plus_days(1).plus_months(-count) : all.first.plus_months((nth - 1) * count);
    r = {first, first.plus_months(count).plus_days(-1)};
  } else {
    const int n = (u == 'W' ? 7 : 1) * count;
    r.first = last ? all.last.plus_days(1 - n) : all.first.plus_days((nth - 1) * n);
    r.last = r.first.plus_days(n - 1);
  }
  if (r.first > all.last || r.first < all.first) return false;
  const bool one = r.first == r.last;
  if (u == 'W' && count == 1) f.value = iso_week(r.first.plus_days(3));
  return done(f, inner.end, r, one ? Grain::Day : Grain::Range, "part counted in a stretch");
}

// "the eve of Ramadan", "on the eve of October 7": the day before.
bool TimeReader::eve_rule(std::size_t i, Found& f) const {
  std::size_t k = is(i, "the") ? i + 1 : i;
  if (!any(k, {"eve"}) || !is(k + 1, "of")) return false;
  k += 2;
  if (is(k, "the")) ++k;
  for (const Rule rule :
       {&TimeReader::full_date, &TimeReader::feast_rule, &TimeReader::weekday_rule}) {
    Found inner;
    if ((this->*rule)(k, inner) && inner.range)
      return done(f, inner.end, DateRange::day(inner.range->first.plus_days(-1)), Grain::Day,
                  "day before");
  }
  return false;
}

// "the week before last", "the Thursday before last".
bool TimeReader::before_last(std::size_t i, Found& f) const {
  const std::size_t k = is(i, "the") ? i + 1 : i;
  if (!is(k + 1, "before") || !is(k + 2, "last") || !today_) return false;
  const Date day = *today_;
  if (const int named = weekday(k); named >= 0) {
    const int now = static_cast<int>(day.weekday());
    const Date behind = day.plus_days(-((now - named + 6) % 7 + 1));  // before today
    return done(f, k + 3, DateRange::day(behind.plus_days(-7)), Grain::Day, "weekday before last");
  }
  const char* rule = "stretch before last";
  switch (unit(k)) {
    case 'W': {
      DateRange r = DateRange::week(day.plus_days(-14));
      f.value = iso_week(r.first);
      r.first = r.first.plus_days(-1);
      return done(f, k + 3, r, Grain::Week, rule);
    }
    case 'E': {
      const Date saturday = DateRange::week(day).first.plus_days(-9);
      f.value = iso_week(saturday) + "-WE";
      return done(f, k + 3, {saturday, saturday.plus_days(1)}, Grain::Range, rule);
    }
    case 'D':
      return done(f, k + 3, DateRange::day(day.plus_days(-2)), Grain::Day, rule);
    case 'M': {
      const Date m = Date::make(day.year(), day.month(), 1)->plus_months(-2);
      return done(f, k + 3, DateRange::month(m.year(), m.month()), Grain::Month, rule);
    }
    case 'Y':
      return done(f, k + 3, DateRange::year(day.year() - 2), Grain::Year, rule);
    default:
      return false;
  }
}

// "a week from Friday", "two weeks from Monday".
bool TimeReader::unit_from(std::size_t i, Found& f) const {
  const Amount a = amount(i);
  if (!a.words || a.n < 1 || !today_) return false;
  const char u = unit(i + a.words);
  if (!(u == 'W' || u == 'D') || !is(i + a.words + 1, "from")) return false;
  Found inner;
  const std::size_t k = i + a.words + 2;
  if (!weekday_rule(k, inner) && !deictic_day(k, inner)) return false;
  if (!inner.range || inner.range->first != inner.range->last) return false;
  Date from = inner.range->first;
  if (from < *today_) from = from.plus_days(7);  // counted on from the weekday to come
  return done(f, inner.end, DateRange::day(from.plus_days((u == 'W' ? 7 : 1) * a.n)), Grain::Day,
              "counted from a date");
}

// An hour or part of the day and the day it is of: "dawn on Tuesday", "9 pm local time on Monday",
// "the early hours of Tuesday", "16:15 UTC, June 1".
bool TimeReader::hour_of_day(std::size_t i, Found& f) const {
  std::size_t k = i;
  std::string time;
  std::size_t end = clock(i, time);
  if (!end) {
    if (is(k, "the")) ++k;
    if (any(k, {"early", "small", "late", "evening", "morning"}) && is(k + 1, "hours"))
      end = k + 2;
    else if (k == i && part_of_day(k) &&
             any(k, {"dawn", "dusk", "midnight", "noon", "daybreak", "sunrise", "sunset",
                     "nightfall", "lunchtime"}))
      end = k + 1, time = part_of_day(k);
    else if (part_of_day(k) && k > i)
      end = k + 1, time = part_of_day(k);
    else
      return false;
  }
  std::size_t day = end;
  if (any(day, {"on", "of", ","})) ++day;
  for (const Rule rule :
       {&TimeReader::full_date, &TimeReader::weekday_rule, &TimeReader::deictic_day}) {
    Found inner;
    if (!(this->*rule)(day, inner) || inner.kind != Kind::Date) continue;
    if (day == end + 1 && is(end, ",") && inner.grain != Grain::Day) continue;
    f = inner;
    if (!time.empty() && f.value.size() == 10) f.value += "T" + time;
    f.rule = "time of day with its day";
    return true;
  }
  return false;
}

}  // namespace dragoman
