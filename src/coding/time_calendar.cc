// Rules for expressions that name their place in the calendar: days, months, years, seasons,
// feasts.
#include <fmt/format.h>

#include <algorithm>

#include "coding/calendar.h"
#include "coding/time_reader.h"

namespace dragoman {

// "2016-08-16" as one word.
bool TimeReader::iso_date(std::size_t i, Found& f) const {
  const auto day = Date::parse(words_[i].text);
  return day && words_[i].text.size() == 10 &&
         done(f, i + 1, DateRange::day(*day), Grain::Day, "iso date");
}

// "May 3-5", "3 to 5 May 2004", "April 26 and 27", "between May 3 and 5", "May 30 to June 2".
bool TimeReader::date_range(std::size_t i, Found& f) const {
  const bool between = any(i, {"between", "from"});
  const std::size_t start = between ? i + 1 : i;
  const auto link = [&](std::size_t k) { return dash(k) || is(k, "and") || is(k, "or"); };
  std::size_t k = start, end = 0;
  int m1 = 0, d1 = 0, m2 = 0, d2 = 0, y = 0;
  if (const int m = month(k, &end)) {
    m1 = m2 = m;
    if (!(d1 = day_number(end, &k))) return false;
    if (!link(k)) return false;
    std::size_t next = k + 1;
    if (const int other = month(next, &end)) m2 = other, next = end;
    if (!(d2 = day_number(next, &k))) return false;
  } else if ((d1 = day_number(k, &end))) {
    k = end;
    if (const int named = month(k, &end)) m1 = named, k = end;
    if (!link(k)) return false;
    if (!(d2 = day_number(k + 1, &end))) return false;
    k = end;
    if (is(k, "of")) ++k;
    if (!(m2 = month(k, &end))) return false;
    k = end;
    if (!m1) m1 = m2;
  } else {
    return false;
  }
  if (m1 == m2 && d2 <= d1) return false;
  std::size_t after = is(k, ",") ? k + 1 : k;
  if ((y = year(after, &end))) k = end;
  const auto last_year = y ? std::optional<int>(y) : year_for(m2, d2, start, k);
  if (!last_year)
    return unresolved(f, k, "days of a month", fmt::format("XXXX-{:02}-{:02}", m1, d1));
  const auto first = Date::make(m1 > m2 ? *last_year - 1 : *last_year, m1, d1);
  const auto last = Date::make(*last_year, m2, d2);
  if (!first || !last || *last < *first) return false;
  f.value = first->iso();
  return done(f, k, {*first, *last}, Grain::Range, "days of a month");
}

// "August 16, 2016", "16th of August", "Friday, January 4, 2019", "Aug. 16".
bool TimeReader::full_date(std::size_t i, Found& f) const {
  std::size_t k = i, end = 0;
  if (weekday(k) >= 0) {
    ++k;
    while (any(k, {",", "the", "on"}) || part_of_day(k)) ++k;
    if (k == i + 1 && !month(k, &end) && !day_number(k, &end)) return false;
  }
  int m = 0, d = 0, y = 0;
  if ((m = month(k, &end))) {
    std::size_t at_day = end;
    if (!(d = day_number(at_day, &end))) return false;
    k = end;
    // "May 12 people": a number that counts things is no day.
    if (const TimeWord* w = at(k - 1); w && w->number > 31) return false;
    std::size_t after = is(k, ",") ? k + 1 : k;
    if ((y = year(after, &end))) k = end;
  } else if ((d = day_number(k, &end))) {
    std::size_t at_month = is(end, "of") || is(end, "-") ? end + 1 : end;
    if (!(m = month(at_month, &end))) return false;
    k = end;
    std::size_t after = is(k, ",") || is(k, "-") ? k + 1 : k;
    if ((y = year(after, &end))) k = end;
  } else {
    return false;
  }
  const auto resolved = y ? std::optional<int>(y) : year_for(m, d, i, k);
  if (!resolved) return unresolved(f, k, "day and month", fmt::format("XXXX-{:02}-{:02}", m, d));
  const auto day = Date::make(*resolved, m, d);
  if (!day) return false;
  return done(f, k, DateRange::day(*day), Grain::Day, y ? "full date" : "day and month");
}

// "Friday", "last Thursday", "next Monday night", "Fridays", "on Saturday or Sunday".
bool TimeReader::weekday_rule(std::size_t i, Found& f) const {
  std::size_t k = i;
  std::string_view which;
  if (any(k,
          {"last", "next", "this", "coming", "past", "previous", "following", "early", "late"})) {
    which = words_[k].text;
    ++k;
    if (which == "this" && any(k, {"coming", "past"})) which = words_[k++].text;
    if ((which == "early" || which == "late") && any(k, {"on", "last", "next"})) {
      if (!is(k, "on")) which = words_[k].text;
      ++k;
    }
  }
  const TimeWord* w = at(k);
  if (!w) return false;
  int day = weekday(k);
  if (day < 0) {
    if (w->capital && w->text.size() > 6 && w->text.back() == 's') {  // "on Fridays"
      static constexpr std::string_view names[] = {
          "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"};
      for (int n = 0; n < 7; ++n)
        if (w->text == names[n] && k == i) {
          f.kind = Kind::Set;
          return unresolved(f, k + 1, "set of weekdays", fmt::format("XXXX-WXX-{}", n + 1));
        }
    }
    return false;
  }
  std::size_t end = k + 1;
  if (is(end, "'s") && part_of_day(end + 1)) ++end;
  const char* part = part_of_day(end);
  if (part) ++end;
  if (before_is(i, {"every", "each"})) {
    f.kind = Kind::Set;
    f.back = 1;
    return unresolved(f, end, "set of weekdays", fmt::format("XXXX-WXX-{}", day + 1));
  }
  if (!today_) return unresolved(f, end, "weekday", fmt::format("XXXX-WXX-{}", day + 1));
  const Date today = *today_;
  const int now = static_cast<int>(today.weekday());
  const Date behind = today.plus_days(-((now - day + 7) % 7));  // not after today
  Date d = behind;
  if (which == "last" || which == "previous" || which == "past") {
    // On a Friday "last Thursday" is eight days ago; yesterday would be "Thursday".
    d = behind == today                 ? today.plus_days(-7)
        : behind == today.plus_days(-1) ? behind.plus_days(-7)
                                        : behind;
    if (which == "past" && behind == today.plus_days(-1)) d = behind;
  } else if (which == "next") {
    d = DateRange::week(today).first.plus_days(7 + day);
  } else if (which == "coming") {
    d = behind.plus_days(7);
  } else if (which == "following" && before_) {
    d = before_->last.plus_days(1);
    while (static_cast<int>(d.weekday()) != day) d = d.plus_days(1);
  } else if (which == "this") {
    d = looks_ahead(i, end) ? (behind == today ? today : behind.plus_days(7)) : behind;
  } else if (behind != today && (looks_ahead(i, end) || before_is(i, {"until", "till", "by"}))) {
    d = behind.plus_days(7);
  }
  f.value = d.iso() + (part ? std::string("T") + part : "");
  // "Saturday and Sunday": two days, one expression each; the second follows the first.
  if (before_is(i, {"and", "or"}) && before_ && before_->first == before_->last && which.empty() &&
      i >= 2 && weekday(i - 2) >= 0 && d < before_->first &&
      before_->first.plus_days(7) > d.plus_days(7) &&
      d.plus_days(7).days() - before_->first.days() < 4 && looks_ahead(i, end))
    d = d.plus_days(7), f.value = d.iso();
  return done(f, end, DateRange::day(d), Grain::Day,
              which.empty() ? "weekday" : "weekday with last, next or this");
}

// "November", "last November", "November 2015", "March-June", "from March to June 2004".
bool TimeReader::month_rule(std::size_t i, Found& f) const {
  std::size_t k = i, end = 0;
  std::string_view which;
  if (any(k, {"last", "next", "this", "coming", "past", "previous", "following"}) || is(k, "of")) {
    if (is(k, "of")) return false;
    which = words_[k].text;
    ++k;
  }
  const int m = month(k, &end);
  if (!m) return false;
  std::size_t after = end;
  if (is(after, "of") || is(after, ",")) ++after;
  std::size_t past = 0;
  if (const int y = year(after, &past);
      y && (after == end || is(end, "of") || past >= words_.size() || is(past, ",") ||
            is(past, ".") || is(after - 1, ","))) {
    return done(f, past, DateRange::month(y, m), Grain::Month, "month and year");
  }
  // "May" and "March" are verbs too, "April" and "June" women: ask for a preposition or neighbour.
  const bool proper =
      !which.empty() ||
      before_is(i,
                {"in",  "since",  "by",  "of", "until",   "till",       "from",  "late",    "early",
                 "mid", "during", "for", "to", "through", "before",     "after", "between", "and",
                 "-",   "–",      "/",   "or", "every",   "throughout", "on"}) ||
      is(end, "'s") || is(end, "-") || (m != 3 && m != 5);
  if (!proper || (any(end, {"said", "told", "says"}) && which.empty() && !before_is(i, {"in"})))
    return false;
  if (before_is(i, {"every", "each"})) return false;
  // A range of months shares its year.
  std::size_t second_end = 0, year_end = 0;
  if (const int m2 = dash(end) || (is(end, "and") && before_is(k, {"between"}))
                         ? month(end + 1, &second_end)
                         : 0) {
    int y2 = year(second_end, &year_end);
    const std::size_t stop = y2 ? year_end : second_end;
    const auto resolved = y2 ? std::optional<int>(y2) : year_for_month(m2, i, stop);
    if (resolved) {
      const int y1 = m > m2 ? *resolved - 1 : *resolved;
      f.value = fmt::format("{:04}-{:02}", y1, m);
      return done(f, stop, {DateRange::month(y1, m).first, DateRange::month(*resolved, m2).last},
                  Grain::Range, "months");
    }
  }
  std::optional<int> y;
  if (!today_) {
    y = year_for_month(m, i, end);
  } else if (which == "last" || which == "previous" || which == "past") {
    y = m < today_->month() ? today_->year() : today_->year() - 1;
  } else if (which == "next" || which == "coming") {
    y = m > today_->month() ? today_->year() : today_->year() + 1;
  } else if (which == "this") {
    y = today_->year();
  } else if (which == "following" && before_) {
    y = m > before_->last.month() ? before_->last.year() : before_->last.year() + 1;
  } else {
    // "March and April 2004", "between 3 March and May": the year may stand behind the second.
    if ((is(end, "and") || is(end, ",") || is(end, "or")) && month(end + 1, &second_end))
      if (const int shared = year(second_end, &year_end)) y = shared;
    if (!y) y = year_for_month(m, i, end);
  }
  if (!y) return unresolved(f, end, "month", fmt::format("XXXX-{:02}", m));
  return done(f, end, DateRange::month(*y, m), Grain::Month,
              which.empty() ? "month" : "month with last, next or this");
}

// "2003-2005", "2003-04", "between 2003 and 2005", "from 2009 to 2011".
bool TimeReader::year_range(std::size_t i, Found& f) const {
  const bool lead = any(i, {"between", "from"});
  const std::size_t start = lead ? i + 1 : i;
  std::size_t end = 0, last_end = 0;
  const int a = year(start, &end);
  if (a < 1800) return false;
  if (!(dash(end) || is(end, "/") || (lead && is(end, "and")))) return false;
  int b = year(end + 1, &last_end);
  if (!b) {
    const TimeWord* w = at(end + 1);
    if (!(is(end, "-") || is(end, "–") || is(end, "/")) || !w || w->text.size() != 2 ||
        w->number < 0)
      return false;
    b = a / 100 * 100 + w->number;
    last_end = end + 2;
  }
  if (b <= a || b - a > 200) return false;
  f.value = fmt::format("{:04}/{:04}", a, b);
  return done(f, last_end, {DateRange::year(a).first, DateRange::year(b).last}, Grain::Range,
              "years");
}

// "in 2014", "Russia's 2014 annexation"; not "2000 people", "$1999", "1,950".
bool TimeReader::year_rule(std::size_t i, Found& f) const {
  std::size_t end = 0;
  const int y = year(i, &end);
  if (!y) return false;
  const bool preposition = before_is(
      i, {"in",     "since",   "by",         "of",    "until", "till", "from", "before", "after",
          "during", "through", "throughout", "early", "late",  "mid",  "and",  "to",     "around",
          "circa",  "for",     "(",          "into",  "-",     "or",   ",",    "year"});
  const int low = preposition ? 1700 : 1900;
  if (y < low || (today_ && y > today_->year() + 60) || y > 2100) return false;
  if (before_is(i,
                {"$", "€", "£", "number", "no.", "no", "flight", "than", "about", "some", "nearly",
                 "over", "almost", "room", "least", "highway", "boeing", "windows", "office"}))
    return false;
  if (is(end, ",") && at(end + 1) && words_[end + 1].number >= 100 &&
      words_[end + 1].span.begin == words_[end].span.end)
    return false;
  static constexpr std::string_view counted[] = {
      "people",    "troops",  "soldiers",   "men",        "women",      "children", "meters",
      "metres",    "miles",   "km",         "kilometers", "kilometres", "feet",     "tons",
      "tonnes",    "barrels", "percent",    "%",          "dollars",    "euros",    "pounds",
      "points",    "gmt",     "hours",      "utc",        "est",        "edt",      "workers",
      "homes",     "others",  "protesters", "refugees",   "fighters",   "police",   "prisoners",
      "employees", "jobs",    "families",   "square",     "hectares",   "acres",    "million",
      "billion",   "yuan",    "yen",        "rubles",     "rupees",     "crore",    "mw",
      "megawatts", "votes",   "years",      "days",       "cases",      "deaths",   "students",
      "cars"};
  if (const TimeWord* next = at(end);
      next && std::find(std::begin(counted), std::end(counted), next->text) != std::end(counted))
    return false;
  if (is(end, "'s") || any(end, {"-"})) {
    if (is(end, "-") && at(end + 1) && words_[end + 1].span.begin == words_[end].span.end &&
        words_[end + 1].number < 0 && unit(end + 1))
      return false;
  }
  // A round number before a plural counts, unless a preposition of time stands before it.
  if (const TimeWord* next = at(end);
      next && !before_is(i, {"in", "since", "the", "by", "of", "during", "early", "late"}) &&
      y % 100 == 0) {
    const Token& t = d_.tokens[static_cast<std::size_t>(next->token)];
    if (t.xpos == Xpos::NNS || t.xpos == Xpos::NNPS) return false;
  }
  // Followed by a letter or figure without a space: a model number.
  if (const TimeWord* next = at(end);
      next && next->span.begin == words_[end - 1].span.end && next->number >= 0)
    return false;
  return done(f, end, DateRange::year(y), Grain::Year, "year");
}

// "the 1990s", "the '80s", "the early 1990s", "the 20th century".
bool TimeReader::decade_rule(std::size_t i, Found& f) const {
  const std::string& s = words_[i].text;
  int first = 0;
  std::size_t end = i + 1;
  if (s.size() == 5 && s.back() == 's' && s[3] == '0' && (s[0] == '1' || s[0] == '2'))
    first = std::atoi(s.substr(0, 4).c_str());
  else if (s.size() == 4 && s[3] == '0' && s[0] == '1' && any(i + 1, {"s", "'s"}) &&
           words_[i + 1].span.begin == words_[i].span.end)
    first = std::atoi(s.c_str()), end = i + 2;
  else if ((s.size() == 3 && s.back() == 's' && s[1] == '0') &&
           (before_is(i, {"'", "the", "’", "‘", "mid", "late", "early", "-"})))
    first = 1900 + std::atoi(s.substr(0, 2).c_str());
  else if (s.size() == 4 && s[0] == '\'' && s.back() == 's' && s[2] == '0')
    first = 1900 + std::atoi(s.substr(1, 2).c_str());
  if (first >= 1000) {
    f.value = fmt::format("{:03}", first / 10);
    return done(f, end, {DateRange::year(first).first, DateRange::year(first + 9).last},
                Grain::Range, "decade");
  }
  const TimeWord& w = words_[i];
  if (w.ordinal && w.number >= 10 && w.number < 23 && any(i + 1, {"century", "-"})) {
    const std::size_t c = is(i + 1, "-") ? i + 2 : i + 1;
    if (!is(c, "century")) return false;
    f.value = fmt::format("{:02}", w.number - 1);
    const int y = 100 * (w.number - 1);
    return done(f, c + 1, {DateRange::year(std::max(1, y)).first, DateRange::year(y + 99).last},
                Grain::Range, "century");
  }
  return false;
}

// "summer 2004", "the summer of 2004", "last winter", "this spring", "in the autumn".
bool TimeReader::season_rule(std::size_t i, Found& f) const {
  std::size_t k = i;
  std::string_view which;
  if (any(k, {"last", "next", "this", "coming", "past"})) which = words_[k++].text;
  const int season = k < words_.size() ? season_of(words_[k].text) : -1;
  if (season < 0) return false;
  const bool fall = is(k, "fall") || is(k, "spring");
  std::size_t after = is(k + 1, "of") || is(k + 1, ",") ? k + 2 : k + 1, end = 0;
  static constexpr const char* codes[] = {"SP", "SU", "FA", "WI"};
  int y = year(after, &end);
  const bool preposition = before_is(
      i, {"in", "since", "by", "during", "until", "the", "early", "late", "mid", "-", "for"});
  if (!y) {
    if (which.empty() && !preposition) return false;
    if (which.empty() && fall &&
        !(before_is(i, {"the"}) && i >= 2 &&
          any(i - 2, {"in", "since", "by", "during", "until"})) &&
        !before_is(i, {"in", "since", "by", "until", "early", "late"}))
      return false;
    if (which.empty() && before_is(i, {"the"}) &&
        !(i >= 2 &&
          any(i - 2, {"in", "since", "by", "during", "until", "for", "of", "before", "after"})))
      return false;
    const Token& t = d_.tokens[static_cast<std::size_t>(words_[k].token)];
    if (t.upos == Upos::VERB || (words_[k].capital && any(k + 1, {"olympics", "games", "palace"})))
      return false;
    end = k + 1;
    if (!today_) return unresolved(f, end, "season", fmt::format("XXXX-{}", codes[season]));
    // The season now, or the latest one begun.
    y = today_->year() + 1;
    while (season_range(y, season).first > *today_) --y;
    const bool now = season_range(y, season).contains(*today_);
    if (which == "next" || which == "coming" || (which == "this" && !now && looks_ahead(i, end)))
      ++y;
    else if (which == "last" && now)
      --y;
    else if (which.empty() && !now &&
             (tense(i, end) == Tense::Future || before_is(i, {"by", "until"})))
      ++y;
  } else if (season == 3) {
    ++y;  // the winter of 2004 ends in 2005
  }
  f.value = fmt::format("{:04}-{}", season == 3 ? y - 1 : y, codes[season]);
  return done(f, end, season_range(y, season), Grain::Season, "season");
}

// "the first quarter of 2004", "the third quarter", "Q3 2009", "the second half of the year".
bool TimeReader::quarter_rule(std::size_t i, Found& f) const {
  std::size_t k = i;
  int n = 0;
  bool half = false;
  const std::string& s = words_[i].text;
  if (s.size() == 2 && s[0] == 'q' && s[1] >= '1' && s[1] <= '4' && words_[i].capital) {
    n = s[1] - '0';
    ++k;
  } else {
    if (is(k, "the")) ++k;
    const bool last = any(k, {"last", "final"});
    const TimeWord* w = at(k);
    if (!w || !(w->ordinal || last)) return false;
    if (any(k + 1, {"fiscal"})) ++k;
    const std::size_t noun = is(k + 1, "-") ? k + 2 : k + 1;
    if (any(noun, {"quarter"}))
      n = last ? 4 : w->number;
    else if (any(noun, {"half"}) && !last)
      n = w->number, half = true;
    if (n < 1 || n > (half ? 2 : 4)) return false;
    if (last && is(k, "last")) return false;  // "last quarter" counts from now
    k = noun + 1;
    // A half and a quarter of something else ("the first half of the match").
    if (half && !is(k, "of")) return false;
  }
  std::size_t end = k, year_at = k;
  while (any(year_at, {"of", "the", "fiscal", "year", ","}) && year_at < k + 4) ++year_at;
  int y = year(year_at, &end);
  if (y)
    k = end;
  else if (is(k, "of")) {
    std::size_t j = is(k + 1, "the") ? k + 2 : k + 1;
    int shift_years = 9;
    if (any(j, {"this", "current"}) && is(j + 1, "year"))
      shift_years = 0, j += 2;
    else if (any(j, {"last", "previous"}) && is(j + 1, "year"))
      shift_years = -1, j += 2;
    else if (any(j, {"next"}) && is(j + 1, "year"))
      shift_years = 1, j += 2;
    else if (is(j, "year"))
      shift_years = 0, j += 1;
    if (shift_years == 9) {
      if (half) return false;
    } else if (today_) {
      y = today_->year() + shift_years, k = j;
    }
  }
  if (half && !y) return false;
  if (!y && today_) {
    // The latest that has ended, or in a plan the next to begin.
    const int now = (today_->month() - 1) / 3 + 1;
    y = n < now || (n == now) ? today_->year() : today_->year() - 1;
    if (n > now && tense(i, k) == Tense::Future) y = today_->year();
    if (n < now && tense(i, k) == Tense::Future) y = today_->year() + 1;
  }
  if (!y)
    return unresolved(f, k, "quarter",
                      half ? fmt::format("XXXX-H{}", n) : fmt::format("XXXX-Q{}", n));
  const DateRange r =
      half ? DateRange{quarter_range(y, 2 * n - 1).first, quarter_range(y, 2 * n).last}
           : quarter_range(y, n);
  f.value = half ? fmt::format("{:04}-H{}", y, n) : fmt::format("{:04}-Q{}", y, n);
  return done(f, k, r, Grain::Season, half ? "half of a year" : "quarter");
}

// "Christmas", "Easter Sunday", "Ramadan", "New Year's Eve 2008", "last Christmas".
bool TimeReader::feast_rule(std::size_t i, Found& f) const {
  std::size_t k = i;
  std::string_view which;
  if (any(k, {"last", "next", "this"})) which = words_[k++].text;
  if (k >= words_.size() || !words_[k].capital) return false;
  std::string joined;
  for (std::size_t j = k; j < words_.size() && j < k + 5; ++j) {
    std::string w = words_[j].text;
    if (w == "year's") w = "year 's";
    if (w == "valentine's") w = "valentine 's";
    joined += (joined.empty() ? "" : " ") + w;
  }
  const auto feast = feast_of(joined);
  if (!feast) return false;
  std::size_t end = k, seen = 0;
  for (; end < words_.size() && seen < static_cast<std::size_t>(feast->words); ++end)
    seen += words_[end].text == "year's" || words_[end].text == "valentine's" ? 2 : 1;
  // "the Easter Island", "Christmas shopping": a name or a manner, not a day.
  if (any(end, {"island", "islands", "shopping", "tree", "season", "presents", "gifts", "sales",
                "party", "carol"}))
    return false;
  std::size_t year_end = 0;
  std::size_t at_year = is(end, ",") || is(end, "in") ? end + 1 : end;
  if (const int y = year(at_year, &year_end)) {
    if (const auto r = feast_in(feast->rule, y))
      return done(f, year_end, *r, r->first == r->last ? Grain::Day : Grain::Range, "feast");
  }
  if (!today_) return unresolved(f, end, "feast", "XXXX-XX-XX");
  std::optional<DateRange> behind, ahead;
  for (int y = today_->year() - 1; y <= today_->year() + 1; ++y)
    if (const auto r = feast_in(feast->rule, y)) {
      if (r->first <= *today_)
        behind = r;
      else if (!ahead)
        ahead = r;
    }
  auto r = behind;
  const int gap = ahead ? ahead->first.days() - today_->days() : 999;
  if (which == "next" ||
      (which != "last" && ahead &&
       (looks_ahead(i, end) || gap <= 10 || before_is(i, {"by", "before", "until"})) && gap < 300))
    r = ahead;
  if (!r) return unresolved(f, end, "feast", "XXXX-XX-XX");
  return done(f, end, *r, r->first == r->last ? Grain::Day : Grain::Range, "feast");
}

// "early 2004", "late last year", "mid-July", "the end of the month", "later this year".
bool TimeReader::part_rule(std::size_t i, Found& f) const {
  std::size_t k = i;
  if (any(k, {"in", "by"})) return false;
  if (is(k, "the")) ++k;
  if (is(k, "very")) ++k;
  if (!any(k, {"early", "late", "mid", "middle", "beginning", "end", "start", "earlier", "later",
               "close", "outset"}))
    return false;
  const std::string part = words_[k].text;
  const bool noun = any(k, {"middle", "beginning", "end", "start", "close", "outset"});
  ++k;
  if (noun && !is(k, "of") && !is(k, "-")) return false;
  if (any(k, {"-", "of", "in", "on"})) ++k;
  const bool the = is(k, "the");
  if (the && !noun) {
    // "early in the year", "later in the month"
    if (!before_is(k, {"in", "-"})) {
      // "late the same day" and the like
    }
  }
  if (k >= words_.size()) return false;
  Found inner;
  std::size_t j = k;
  const auto whole = [&](DateRange r, Grain grain, std::string value, std::size_t end) {
    DateRange n = narrow(r, part);
    // "earlier this month" ends today, "later this year" begins today.
    if (today_ && r.contains(*today_)) {
      if (part == "earlier") n = {r.first, *today_};
      if (part == "later") n = {*today_, r.last};
    }
    f.value = value.empty() ? value_of(r, grain) : std::move(value);
    return done(f, end, n, grain == Grain::Day ? Grain::Day : Grain::Range, "part of a stretch");
  };
  if (the) {
    ++j;
    // "the end of the month", "the beginning of the year": the one that is told of, else this one.
    const char u = unit(j);
    if ((u == 'M' || u == 'Y' || u == 'W' || u == 'X') && noun) {
      if (!today_) return unresolved(f, j + 1, "part of a stretch", "XXXX");
      const Date day = *today_;
      if (u == 'X') {
        const int first = day.year() / 10 * 10;
        return whole({DateRange::year(first).first, DateRange::year(first + 9).last}, Grain::Range,
                     fmt::format("{:03}", first / 10), j + 1);
      }
      const DateRange r = u == 'M'   ? DateRange::month(day.year(), day.month())
                          : u == 'Y' ? DateRange::year(day.year())
                                     : DateRange::week(day);
      return whole(r, u == 'M' ? Grain::Month : u == 'Y' ? Grain::Year : Grain::Week, "", j + 1);
    }
    if ((u == 'M' || u == 'Y' || u == 'W' || u == 'D') && today_ &&
        (part == "earlier" || part == "later")) {
      const Date day = *today_;
      if (u == 'D') return done(f, j + 1, DateRange::day(day), Grain::Day, "part of a stretch");
      const DateRange r = u == 'M'   ? DateRange::month(day.year(), day.month())
                          : u == 'Y' ? DateRange::year(day.year())
                                     : DateRange::week(day);
      return whole(r, u == 'M' ? Grain::Month : u == 'Y' ? Grain::Year : Grain::Week, "", j + 1);
    }
  }
  for (const Rule rule :
       {&TimeReader::full_date, &TimeReader::deictic_day, &TimeReader::deictic_unit,
        &TimeReader::month_rule, &TimeReader::decade_rule, &TimeReader::year_range,
        &TimeReader::season_rule, &TimeReader::quarter_rule, &TimeReader::weekday_rule}) {
    inner = {};
    if (!(this->*rule)(j, inner) || inner.kind != Kind::Date) continue;
    if (!inner.range) return unresolved(f, inner.end, "part of a stretch", inner.value);
    if (inner.grain == Grain::Day) return false;  // "late on Tuesday": the day rule takes it whole
    return whole(*inner.range, inner.grain, inner.value, inner.end);
  }
  std::size_t end = 0;
  if (const int y = year(j, &end); y > 1800 && y < 2200)
    return whole(DateRange::year(y), Grain::Year, "", end);
  return false;
}

}  // namespace dragoman
