// Rules for expressions that count from the publication day or from what was told before.
#include <fmt/format.h>

#include <algorithm>

#include "coding/calendar.h"
#include "coding/time_reader.h"

namespace dragoman {
// "today", "yesterday", "last night", "this morning", "the day before yesterday", "overnight".
bool TimeReader::deictic_day(std::size_t i, Found& f) const {
  std::size_t k = i;
  if (any(k, {"early", "late", "earlier", "later"}) &&
      any(k + 1, {"today", "yesterday", "tomorrow", "this", "last"}))
    ++k;
  int offset = 0;
  std::size_t end = 0;
  const char* part = nullptr;
  if (is(k, "the") && is(k + 1, "day") && any(k + 2, {"before", "after"}) &&
      any(k + 3, {"yesterday", "tomorrow"})) {
    offset = is(k + 3, "yesterday") ? -2 : 2, end = k + 4;
  } else if (any(k, {"today", "tonight"})) {
    end = k + 1;
    if (is(k, "tonight")) part = "NI";
  } else if (is(k, "overnight") && k == i && !weekday_near(k + 1)) {
    // The night before, as a morning paper has it; "an overnight stay" is none.
    const Token& t = d_.tokens[static_cast<std::size_t>(words_[k].token)];
    if (t.deprel == Deprel::amod || t.deprel == Deprel::compound) return false;
    if (!desk_) return unresolved(f, k + 1, "day counted from publication", "XXXX-XX-XXTNI");
    if (looks_ahead(k, k + 1)) return false;
    f.value = desk_->plus_days(-1).iso() + "TNI";
    return done(f, k + 1, {desk_->plus_days(-1), *desk_}, Grain::Range,
                "night counted from publication");
  } else if (any(k, {"yesterday", "tomorrow"})) {
    offset = is(k, "yesterday") ? -1 : 1, end = k + 1;
    if ((part = part_of_day(end))) ++end;
  } else if (any(k, {"this", "last"}) && part_of_day(k + 1)) {
    // In a morning paper "last night" is yesterday's.
    offset = is(k, "last") ? -1 : 0, part = part_of_day(k + 1), end = k + 2;
  } else {
    return false;
  }
  if (!desk_) return unresolved(f, end, "day counted from publication", "XXXX-XX-XX");
  const Date day = desk_->plus_days(offset);
  f.value = day.iso() + (part ? std::string("T") + part : "");
  return done(f, end, DateRange::day(day), Grain::Day, "day counted from publication");
}

// "last week", "this year", "next month", "the current quarter", "this weekend", "the past decade".
bool TimeReader::deictic_unit(std::size_t i, Found& f) const {
  std::size_t k = i;
  if (is(k, "the")) ++k;
  if (!any(k, {"last", "this", "next", "past", "previous", "coming", "current", "following"}))
    return false;
  const std::string which = words_[k].text;
  ++k;
  if (any(k, {"calendar", "financial", "fiscal", "coming", "past"})) ++k;
  bool plural = false;
  const char u = unit(k, &plural);
  if (!u || plural || u == 'D' || u == 'h' || u == 'N' || u == 's') return false;
  // "last week's raid" ends at the word itself.
  std::size_t end = k + 1;
  const bool from_text = (which == "following" || which == "previous") && before_;
  if (which == "following" && !before_) return false;
  if ((which == "past" || (which == "last" && i < k - 1 && is(i, "the"))) &&
      (u == 'X' || u == 'C' || u == 'Y' || u == 'M' || u == 'W')) {
    // "the past year", "the last decade": the stretch up to now.
    f.kind = Kind::Duration;
    f.value = duration(1, u);
    if (!today_) return unresolved(f, end, "stretch up to now", f.value);
    Grain g;
    std::string v;
    const DateRange from = shift(*today_, -1, u, g, v);
    const Date first = from.first.plus_days((from.last.days() - from.first.days()) / 2);
    f.end = end, f.range = DateRange{first, *today_}, f.grain = Grain::Range,
    f.rule = "stretch up to now";
    return true;
  }
  if (!today_ && !from_text) return unresolved(f, end, "stretch counted from publication", "XXXX");
  const int n = which == "last" || which == "previous" || which == "past"      ? -1
                : which == "next" || which == "coming" || which == "following" ? 1
                                                                               : 0;
  const Date day = from_text ? before_->first : *today_;
  switch (u) {
    case 'W':
    case 'F': {
      DateRange r = DateRange::week(day.plus_days(7 * n));
      f.value = iso_week(r.first);
      if (n == 0 && !from_text && tense(i, end) != Tense::Future)
        r.last = std::min(r.last, *today_);
      else if (n == 0 && !from_text)
        r.first = std::min(*today_, r.last);
      // A week of the newspaper may begin on Sunday: a day's slack.
      if (n != 0) r.first = r.first.plus_days(-1);
      return done(f, end, r, Grain::Week, "week counted from publication");
    }
    case 'E': {
      // The weekend behind or ahead; "this weekend" goes with the tense.
      DateRange week = DateRange::week(day);
      int shift_weeks = n;
      if (n == 0)
        shift_weeks = looks_ahead(i, end) || static_cast<int>(day.weekday()) >= 5 ? 0 : -1;
      const Date saturday = week.first.plus_days(5 + 7 * shift_weeks);
      f.value = iso_week(saturday) + "-WE";
      return done(f, end, {saturday, saturday.plus_days(1)}, Grain::Range,
                  "weekend counted from publication");
    }
    case 'M': {
      const Date m = Date::make(day.year(), day.month(), 1)->plus_months(n);
      return done(f, end, DateRange::month(m.year(), m.month()), Grain::Month,
                  "month counted from publication");
    }
    case 'Y':
      return done(f, end, DateRange::year(day.year() + n), Grain::Year,
                  "year counted from publication");
    case 'Q': {
      int index = day.year() * 4 + (day.month() - 1) / 3 + n;
      f.value = fmt::format("{:04}-Q{}", index / 4, index % 4 + 1);
      return done(f, end, quarter_range(index / 4, index % 4 + 1), Grain::Season,
                  "quarter counted from publication");
    }
    case 'X': {
      const int first = day.year() / 10 * 10 + 10 * n;
      f.value = fmt::format("{:03}", first / 10);
      return done(f, end, {DateRange::year(first).first, DateRange::year(first + 9).last},
                  Grain::Range, "decade counted from publication");
    }
    case 'C': {
      const int first = day.year() / 100 * 100 + 100 * n;
      f.value = fmt::format("{:02}", first / 100);
      return done(f, end, {DateRange::year(first).first, DateRange::year(first + 99).last},
                  Grain::Range, "century counted from publication");
    }
    default:
      return false;
  }
}

// "the last two weeks", "the past 10 years", "in the next three days", "recent months".
bool TimeReader::last_n_units(std::size_t i, Found& f) const {
  std::size_t k = i;
  if (any(k, {"the", "these", "his", "her", "its", "their"})) ++k;
  const bool recent = any(k, {"recent"});
  if (!any(k, {"last", "past", "next", "coming", "previous", "first", "following", "recent"}))
    return false;
  const std::string which = words_[k].text;
  ++k;
  const Amount a = recent ? Amount{-1, 0} : amount(k);
  if (!recent && !a.words) {
    // "the last days", "in the coming weeks"
    bool plural = false;
    if (!unit(k, &plural) || !plural) return false;
  }
  k += a.words;
  if (is(k, "-")) ++k;
  const char u = unit(k);
  if (!u) return false;
  const int n = a.words && !recent ? a.n : -1;
  f.kind = Kind::Duration;
  f.value = duration(n, u, a.half);
  f.end = k + 1;
  f.rule = "stretch before or after publication";
  f.told = false;
  if (!today_ || which == "first" || which == "previous" || which == "following") return true;
  const bool ahead = which == "next" || which == "coming";
  const int count = n > 0      ? n
                    : u == 'D' ? 5
                    : u == 'Y' ? 4
                    : u == 'h' ? 12
                               : 3;  // "recent weeks": a few
  const Date end =
      u == 'D'   ? today_->plus_days(ahead ? count : -count)
      : u == 'W' ? today_->plus_days((ahead ? 7 : -7) * count)
      : u == 'F' ? today_->plus_days((ahead ? 14 : -14) * count)
      : u == 'M' ? today_->plus_months(ahead ? count : -count)
      : u == 'Y' || u == 'X' || u == 'C'
          ? today_->plus_months((ahead ? 12 : -12) * std::min(1500, count * (u == 'X'   ? 10
                                                                             : u == 'C' ? 100
                                                                                        : 1)))
          : today_->plus_days((ahead ? 1 : -1) * ((count + 23) / 24));
  f.range = ahead ? DateRange{*today_, end} : DateRange{end, *today_};
  f.grain = Grain::Range;
  return true;
}

// "the same day", "that night", "the next day", "the following week", "the day before", "a day
// earlier".
bool TimeReader::same_day(std::size_t i, Found& f) const {
  std::size_t k = i;
  int offset = 0;
  char u = 0;
  // A unit, or a part of the day.
  const auto named = [&](std::size_t at, bool* plural = nullptr) {
    const char c = unit(at, plural);
    return c ? c : part_of_day(at) ? 'D' : char(0);
  };
  if (is(k, "the") && any(k + 1, {"same", "next", "following", "previous", "preceding"})) {
    offset = is(k + 1, "same") ? 0 : any(k + 1, {"next", "following"}) ? 1 : -1;
    u = named(k + 2);
    if (is(k + 1, "next") && u != 'D') return false;  // "the next month" may count from now
    k += 3;
    if (is(k - 2, "same")) {
      // "the same month a year earlier", "the same period last year"
      const bool period = is(k - 1, "period");
      const std::size_t a_year =
          any(k, {"a"}) && is(k + 1, "year") && any(k + 2, {"ago", "earlier", "before"}) ? k + 3
          : is(k, "last") && is(k + 1, "year")                                           ? k + 2
                                                                                         : 0;
      if (a_year && today_ && (u == 'M' || u == 'W' || u == 'Q' || period)) {
        const DateRange base = before_    ? *before_
                               : u == 'M' ? DateRange::month(today_->year(), today_->month())
                                          : DateRange::year(today_->year());
        const DateRange r{base.first.plus_months(-12), base.last.plus_months(-12)};
        const int days = r.last.days() - r.first.days();
        return done(f, a_year, r,
                    days > 300               ? Grain::Year
                    : days > 26 && days < 32 ? Grain::Month
                                             : Grain::Range,
                    "the same stretch a year before");
      }
    }
  } else if (any(k, {"same", "next"}) && is(k + 1, "day")) {
    offset = is(k, "next") ? 1 : 0, u = 'D', k += 2;
  } else if (any(k, {"that"}) && (any(k + 1, {"same"}) || named(k + 1))) {
    if (is(k + 1, "same")) ++k;
    bool plural = false;
    u = named(k + 1, &plural);
    if (plural) return false;
    k += 2;
  } else if (is(k, "the") && any(k + 1, {"day", "week", "month", "year"}) &&
             any(k + 2, {"previous", "earlier"})) {
    u = unit(k + 1);
    offset = -1;
    k += 3;
  } else if (is(k, "the") && any(k + 1, {"day", "night", "evening", "week", "month", "year"}) &&
             any(k + 2, {"before", "after"})) {
    u = unit(k + 1);
    offset = is(k + 2, "before") ? -1 : 1;
    // With something behind it, it counts from that.
    if (at(k + 3) && !any(k + 3, {".", ",", ";", "in", "at", "by", "and", "with", "from", "on",
                                  "to", ")", "when", "that"})) {
      f.offset = offset, f.unit = u;
      count_from(f, k + 2, k + 3);
      if (is(k + 3, "last")) return false;  // "the week before last"
      return unresolved(f, k + 3, "counted from a happening", duration(1, u));
    }
    k += 3;
  } else {
    return false;
  }
  if (!(u == 'D' || u == 'W' || u == 'M' || u == 'Y')) return false;
  if (!before_ && offset < 0 && today_) {
    // Nothing was told before: it counts from the news itself, which is of the last two days.
    if (u == 'D') {
      f.value = today_->plus_days(-1).iso();
      return done(f, k, {today_->plus_days(-2), today_->plus_days(-1)}, Grain::Range,
                  "counted from publication");
    }
    if (u == 'Y')
      return done(f, k, DateRange::year(today_->year() - 1), Grain::Year,
                  "counted from publication");
  }
  if (!before_) {
    f.kind = Kind::Relative;
    f.offset = offset;
    f.unit = u;
    return unresolved(f, k, "counted from what was told before", "XXXX-XX-XX");
  }
  const Date day = offset >= 0 ? before_->last : before_->first;
  if (u == 'D') {
    f.kind = Kind::Date;
    return done(f, k,
                before_->first == before_->last || offset != 0
                    ? DateRange::day(day.plus_days(offset))
                    : *before_,
                Grain::Day, "counted from what was told before");
  }
  if (u == 'W')
    return done(f, k, DateRange::week(day.plus_days(7 * offset)), Grain::Week,
                "counted from what was told before");
  if (u == 'M') {
    const Date m = Date::make(day.year(), day.month(), 1)->plus_months(offset);
    return done(f, k, DateRange::month(m.year(), m.month()), Grain::Month,
                "counted from what was told before");
  }
  return done(f, k, DateRange::year(day.year() + offset), Grain::Year,
              "counted from what was told before");
}

}  // namespace dragoman
