// Rules for stretches of the year: seasons, quarters, feasts, and parts of a stretch.
#include <fmt/format.h>

#include <algorithm>

#include "coding/calendar.h"
#include "coding/time_reader.h"

namespace dragoman {

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
                "party", "carol", "agreement", "accord", "accords", "revolution", "rising"}))
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
  // "year-end", "month's end", "the year's end"
  std::size_t whole_end = is(k, "the") ? k + 1 : k;
  if (const char u = unit(whole_end); today_ && (u == 'Y' || u == 'M' || u == 'W')) {
    const bool joined = is(whole_end + 1, "-") && is(whole_end + 2, "end");
    const bool owned = is(whole_end + 1, "'s") && is(whole_end + 2, "end");
    if (joined || owned) {
      const Date day = *today_;
      const DateRange r = u == 'M'   ? DateRange::month(day.year(), day.month())
                          : u == 'Y' ? DateRange::year(day.year())
                                     : DateRange::week(day);
      f.value = value_of(r, u == 'M' ? Grain::Month : u == 'Y' ? Grain::Year : Grain::Week);
      return done(f, whole_end + 3, narrow(r, "end"), Grain::Range, "part of a stretch");
    }
  }
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
