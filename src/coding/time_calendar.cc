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

// "7/8/07", "23/09/2009", "12.05.2006", "9/11". With slashes the month stands first unless it
// cannot; with full stops the day does.
bool TimeReader::numeric_date(std::size_t i, Found& f) const {
  int a = 0, b = 0, y = 0;
  std::size_t end = 0;
  bool day_first = false;
  const auto digits = [&](std::size_t k) {
    const TimeWord* w = at(k);
    return w && w->number >= 0 && w->text.size() <= 4 && w->text[0] >= '0' && w->text[0] <= '9' &&
           !w->ordinal;
  };
  const auto joined = [&](std::size_t from, std::size_t to) {
    for (std::size_t k = from + 1; k < to; ++k)
      if (words_[k].span.begin != words_[k - 1].span.end) return false;
    return true;
  };
  if (digits(i) && is(i + 1, "/") && digits(i + 2) && words_[i].text.size() <= 2) {
    if (is(i + 3, "/") && digits(i + 4) && joined(i, i + 5) &&
        (words_[i + 4].text.size() == 2 || words_[i + 4].text.size() == 4)) {
      a = words_[i].number, b = words_[i + 2].number, y = words_[i + 4].number, end = i + 5;
    } else if (joined(i, i + 3) && (i == 0 || words_[i - 1].span.end != words_[i].span.begin)) {
      if (const auto day = attack_day(words_[i].number, words_[i + 2].number))
        return done(f, i + 3, DateRange::day(*day), Grain::Day, "day known by its figures");
      return false;
    } else {
      return false;
    }
  } else {
    // one word with full stops
    const std::string& s = words_[i].text;
    int part = 0, n[3] = {0, 0, 0};
    std::size_t size = 0;
    for (const char ch : s) {
      if (ch == '.') {
        if (++part > 2) return false;
        size = 0;
      } else if (ch >= '0' && ch <= '9' && ++size <= 4) {
        n[part] = 10 * n[part] + (ch - '0');
      } else {
        return false;
      }
    }
    if (part != 2 || !(size == 2 || size == 4)) return false;
    a = n[0], b = n[1], y = n[2], end = i + 1, day_first = true;
  }
  if (y < 100) y += y < 40 ? 2000 : 1900;
  int month = day_first ? b : a, day = day_first ? a : b;
  if (month > 12) std::swap(month, day);
  const auto date = Date::make(y, month, day);
  if (!date || y < 1800 || y > 2100) return false;
  return done(f, end, DateRange::day(*date), Grain::Day, "date in figures");
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
  auto resolved = y ? std::optional<int>(y) : year_for(m, d, i, k);
  // "Friday, July 13": the nearest year in which that day is a Friday.
  if (const int named = weekday(i); !y && named >= 0 && today_) {
    for (int away : {0, 1, -1})
      if (const auto day = Date::make(today_->year() + away, m, d);
          day && static_cast<int>(day->weekday()) == named) {
        resolved = today_->year() + away;
        break;
      }
  }
  // "the September 11 attacks": so well known that they need no year.
  if (!y && any(k, {"attacks", "attack", "hijackings", "bombings", "terrorist", "terror"}) &&
      (before_is(i, {"the"}) || before_is(i, {"since"})) && attack_day(m, d) &&
      !(today_ && today_->days() - attack_day(m, d)->days() < 300))
    resolved = attack_day(m, d)->year();
  if (!resolved) return unresolved(f, k, "day and month", fmt::format("XXXX-{:02}-{:02}", m, d));
  const auto day = Date::make(*resolved, m, d);
  if (!day) return false;
  return done(f, k, DateRange::day(*day), Grain::Day, y ? "full date" : "day and month");
}

// "on the 23rd": of this month, or of the last.
bool TimeReader::bare_day(std::size_t i, Found& f) const {
  std::size_t end = 0;
  if (!is(i, "the") || !before_is(i, {"on", "by", "until", "since", "before", "after"}) || !today_)
    return false;
  const int d = day_number(i, &end);
  if (!d || !(words_[i + 1].text[0] >= '0' && words_[i + 1].text[0] <= '9')) return false;
  if (const TimeWord* next = at(end)) {
    const Token& t = d_.tokens[static_cast<std::size_t>(next->token)];
    if (t.upos == Upos::NOUN || t.upos == Upos::PROPN || t.upos == Upos::ADJ || is(end, "of"))
      return false;
  }
  const bool ahead = looks_ahead(i, end);
  Date month = *Date::make(today_->year(), today_->month(), 1);
  if (!ahead && d > today_->day()) month = month.plus_months(-1);
  if (ahead && d < today_->day()) month = month.plus_months(1);
  const auto day = Date::make(month.year(), month.month(), d);
  return day && done(f, end, DateRange::day(*day), Grain::Day, "day of the month");
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
  // "Black Friday", "the Sunday Times": names.
  if (day >= 0 &&
      (before_is(k, {"black", "bloody"}) ||
       (any(k + 1, {"times", "mail", "telegraph", "mirror", "express", "herald", "post"}) &&
        words_[k + 1].capital)))
    return false;
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
  // "Thursday at noon"
  if (!part && is(end, "at") && any(end + 1, {"noon", "midnight", "dawn", "dusk", "midday"})) {
    part = part_of_day(end + 1);
    end += 2;
  }
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
    const bool ahead = looks_ahead(i, end) || before_is(i, {"until", "till", "by", "for", "to"});
    d = behind == today ? today : ahead ? behind.plus_days(7) : behind;
  } else if (behind != today && (looks_ahead(i, end) || before_is(i, {"until", "till"}) ||
                                 (before_is(i, {"by"}) && !told_as_done(i, end)))) {
    d = behind.plus_days(7);
  }
  // "from Monday to Wednesday", "Thursday through Saturday"
  if (!part && which.empty() &&
      (any(end, {"through", "-", "–"}) || (is(end, "to") && before_is(i, {"from"})) ||
       (is(end, "and") && before_is(i, {"between"}))))
    if (const int until = weekday(end + 1); until >= 0) {
      const Date last = d.plus_days((until - day + 7) % 7);
      const bool past = last > today && d <= today && !looks_ahead(i, end);
      const int back = past ? -7 : 0;
      f.value = d.plus_days(back).iso();
      if (before_is(i, {"from", "between"})) f.back = 1;
      return done(f, end + 2, {d.plus_days(back), last.plus_days(back)}, Grain::Range, "weekdays");
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
  if (any(end, {"revolution", "war"}) && words_[end].capital)
    return false;  // the October Revolution
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
  // "August that year", "October of next year"
  std::size_t whose = is(end, "of") ? end + 1 : end;
  if (is(whose, "the") && any(whose + 1, {"same", "following", "previous"})) ++whose;
  if (which.empty() && is(whose + 1, "year") && today_) {
    const int told = before_ ? before_->first.year() : today_->year();
    if (any(whose, {"that", "same"})) y = told;
    if (is(whose, "following")) y = told + 1;
    if (any(whose, {"next"})) y = today_->year() + 1;
    if (any(whose, {"last", "previous"})) y = today_->year() - 1;
    if (any(whose, {"this"})) y = today_->year();
    if (y) return done(f, whose + 2, DateRange::month(*y, m), Grain::Month, "month of a year told");
  }
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
  if (before_is(i, {"$",      "€",       "£",     "number",    "resolution", "article", "section",
                    "law",    "channel", "unit",  "battalion", "bill",       "decree",  "no.",
                    "no",     "flight",  "than",  "about",     "some",       "nearly",  "over",
                    "almost", "room",    "least", "highway",   "boeing",     "windows", "office"}))
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
           (before_is(i, {"'", "the", "’", "‘", "mid", "late", "early", "-", "of"})))
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

}  // namespace dragoman
