// Rules for expressions that count from the publication day, from what was told before, or from
// another happening, and for lengths and repetitions.
#include <fmt/format.h>

#include <algorithm>

#include "coding/calendar.h"
#include "coding/time_reader.h"

namespace dragoman {
namespace {

char iso_unit(char u) {
  return u == 'N'               ? 'M'
         : u == 'h'             ? 'H'
         : u == 's'             ? 'S'
         : u == 'F'             ? 'W'
         : u == 'X' || u == 'C' ? 'Y'
         : u == 'E'             ? 'W'
         : u == 'Q'             ? 'M'
                                : u;
}

std::string duration(int n, char u, bool half = false) {
  const int factor = u == 'F' ? 2 : u == 'X' ? 10 : u == 'C' ? 100 : u == 'Q' ? 3 : 1;
  const char* clock = u == 'h' || u == 'N' || u == 's' ? "T" : "";
  if (n < 0) return fmt::format("P{}X{}", clock, iso_unit(u));
  if (half) return fmt::format("P{}{}.5{}", clock, n, iso_unit(u));
  return fmt::format("P{}{}{}", clock, n * factor, iso_unit(u));
}

}  // namespace

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
  const std::size_t end = k + 1;
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
          : today_->plus_days(ahead ? 1 : -(count + 23) / 24);
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
  if (is(k, "the") && any(k + 1, {"same", "next", "following", "previous", "preceding"})) {
    offset = is(k + 1, "same") ? 0 : any(k + 1, {"next", "following"}) ? 1 : -1;
    u = unit(k + 2);
    if (is(k + 1, "next") && u != 'D') return false;  // "the next month" may count from now
    k += 3;
  } else if (any(k, {"same", "next"}) && is(k + 1, "day")) {
    offset = is(k, "next") ? 1 : 0, u = 'D', k += 2;
  } else if (any(k, {"that"}) && (any(k + 1, {"same"}) || unit(k + 1))) {
    if (is(k + 1, "same")) ++k;
    bool plural = false;
    u = unit(k + 1, &plural);
    if (plural) return false;
    k += 2;
  } else if (is(k, "the") && any(k + 1, {"day", "night", "evening", "week", "month", "year"}) &&
             any(k + 2, {"before", "after"})) {
    u = unit(k + 1);
    offset = is(k + 2, "before") ? -1 : 1;
    // With something behind it, it counts from that.
    if (at(k + 3) && !any(k + 3, {".", ",", ";", "in", "at", "by", "and", "with", "from", "on",
                                  "to", ")", "when", "that"}))
      return false;
    k += 3;
  } else {
    return false;
  }
  if (!(u == 'D' || u == 'W' || u == 'M' || u == 'Y')) return false;
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

// "two days ago", "three months later", "five days after the raid", "a two-day visit", "for 12
// hours".
bool TimeReader::n_units(std::size_t i, Found& f) const {
  Amount a = amount(i);
  std::size_t k = i + a.words;
  bool plural = false;
  if (!a.words) {
    // "weeks later", "hours before the vote"
    if (!unit(i, &plural) || !plural) return false;
    a.n = -1;
    const bool adjective = is(i + 1, "-") && is(i + 2, "long");
    if (!adjective && !any(i + 1, {"ago", "later", "earlier", "before", "after"})) return false;
  }
  bool hyphen = false;
  if (is(k, "-")) hyphen = true, ++k;
  while (any(k, {"more", "full", "consecutive", "straight", "long", "whole", "successive"})) ++k;
  const char u = unit(k, &plural);
  if (!u) return false;
  // "a night", "a morning": parts of a day are no lengths; "a quarter" is a share.
  if ((any(k, {"morning", "evening", "quarter"}) || u == 'Q') &&
      !any(k + 1, {"ago", "earlier", "later", "before", "after"}))
    return false;
  std::size_t end = k + 1;
  // Ages.
  if (any(end, {"-"}) && any(end + 1, {"old", "olds"})) return false;
  if (any(end, {"old", "of"}) && (is(end, "old") || is(end + 1, "age"))) return false;
  if (before_is(i, {"aged", "age"})) return false;
  if (is(end, "-") && is(end + 1, "long")) end += 2;
  if (is(end, "'") || is(end, "'s")) {
    if (any(end + 1, {"time"}) && before_is(i, {"in"}) && today_) {
      Grain g = Grain::Day;
      std::string v;
      const DateRange r = shift(*today_, std::max(1, a.n), u, g, v);
      f.value = v;
      return done(f, end + 2, r, g, "counted from publication");
    }
  }
  // "a year" after an amount of money or a rate repeats.
  const bool article = any(i, {"a", "an"}) && a.words == 1;
  if (article && !any(end, {"ago", "later", "earlier", "before", "after", "-", "long", "since"})) {
    const bool rate =
        i > 0 &&
        (words_[i - 1].number >= 0 ||
         before_is(i, {"million", "billion", "trillion", "dollars", "euros",   "times",  "twice",
                       "once",    "percent", "%",        "barrels", "tons",    "tonnes", "jobs",
                       "deaths",  "cubic",   "people",   "pounds",  "feet",    "metres", "meters",
                       "hours",   "days",    "cars",     "units",   "aircraft"}));
    if (rate) {
      f.kind = Kind::Set;
      return unresolved(f, end, "repetition", duration(1, u));
    }
    // "for a year", "within a week", "a day of protests": a length only after a preposition.
    if (!before_is(i, {"for", "within", "in", "over", "than", "nearly", "almost", "about", "lasted",
                       "half", "after", "under", "least", "spent", "spend", "took", "takes", "of",
                       "and"}) &&
        !any(end, {"-"}))
      return false;
  }
  f.offset = a.n;
  f.unit = u;
  const auto resolved = [&](Date from, int n, std::size_t stop, const char* rule) {
    Grain g = Grain::Day;
    std::string v;
    DateRange r = shift(from, n, u, g, v);
    f.value = v;
    return done(f, stop, r, g, rule);
  };
  const bool clock = u == 'h' || u == 'N' || u == 's';
  if (any(end, {"ago", "back"}) || (is(end, "from") && is(end + 1, "now"))) {
    const bool ahead = is(end, "from");
    const std::size_t stop = ahead ? end + 2 : end + 1;
    if (is(end, "back") && !today_) return false;
    if (!today_) return unresolved(f, stop, "counted from publication", "XXXX-XX-XX");
    if (a.n < 0) {  // "several years ago", "days ago": a few
      Grain g;
      std::string v;
      const DateRange near = shift(*today_, ahead ? 2 : -2, u, g, v),
                      far = shift(*today_, ahead ? 6 : -6, u, g, v);
      f.value = ahead ? "FUTURE_REF" : "PAST_REF";
      return done(f, stop, {std::min(near.first, far.first), std::max(near.last, far.last)},
                  Grain::Range, "counted from publication");
    }
    return resolved(*today_, ahead ? a.n : -a.n, stop, "counted from publication");
  }
  // "closed for 43 days after the coup": a length, though one that begins there.
  if (!before_is(i, {"for"}) &&
      any(end, {"earlier", "later", "afterwards", "before", "after", "prior", "since"})) {
    const bool back = any(end, {"earlier", "before", "prior"});
    std::size_t stop = end + 1;
    const bool since = is(end, "since");
    // What it counts from: a date or a happening behind it.
    std::size_t next = stop;
    if (is(end, "prior") && is(next, "to")) ++next;
    const bool open = !at(next) ||
                      any(next, {".", ",", ";", ")", "and", "but", "in", "at", "when", ":", "with",
                                 "by", "-", "—", "–", "than", "because", "that"}) ||
                      any(end, {"earlier", "later", "afterwards"});
    if (!open) {
      Found inner;
      for (const Rule rule : {&TimeReader::full_date, &TimeReader::deictic_day,
                              &TimeReader::weekday_rule, &TimeReader::month_rule}) {
        inner = {};
        if ((this->*rule)(next, inner) && inner.range) {
          if (a.n >= 0 && !since)
            return resolved(inner.range->first, back ? -a.n : a.n, inner.end,
                            "counted from a date");
          break;
        }
      }
      if (since) {
        f.kind = Kind::Duration;
        return unresolved(f, end, "length", duration(a.n, u, a.half));
      }
      // "nine days after North Korea's third nuclear test": the head of what follows.
      f.kind = Kind::Relative;
      f.offset = (back ? -1 : 1) * std::max(a.n, clock ? 0 : 1);
      if (a.n < 0 && !clock) f.offset = (back ? -1 : 1) * (u == 'D' ? 3 : 2);
      if (clock) f.offset = 0, f.unit = 'D';
      // The preposition hangs on what it introduces.
      const TokenId preposition = words_[is(end, "prior") ? next - 1 : end].token;
      const Token& p = d_.tokens[static_cast<std::size_t>(preposition)];
      if (p.head > preposition && p.head < sentence_.tokens.end) f.anchor = p.head;
      if (!has_tree(d_) && f.anchor == kNone) f.anchor = words_[next].token;
      return unresolved(f, stop, "counted from a happening", duration(a.n, u, a.half));
    }
    if (since) {
      f.kind = Kind::Duration;
      return unresolved(f, end, "length", duration(a.n, u, a.half));
    }
    const auto from = before_ ? std::optional<Date>(back ? before_->first : before_->last) : today_;
    if (!from || a.n < 0) {
      f.kind = Kind::Relative;
      f.offset = (back ? -1 : 1) * (clock ? 0 : 2);
      if (clock) f.unit = 'D';
      if (from && clock)
        return done(f, stop, DateRange::day(*from), Grain::Day,
                    "counted from what was told before");
      return unresolved(f, stop, "counted from what was told before", "XXXX-XX-XX");
    }
    return resolved(*from, back ? -a.n : a.n, stop,
                    before_ ? "counted from what was told before" : "counted from publication");
  }
  // A length. "within three months", "in two weeks" ahead of the publication day have a range.
  f.kind = Kind::Duration;
  f.offset = 0;
  unresolved(f, end, "length", duration(a.n, u, a.half));
  if (today_ && before_is(i, {"in", "within"}) && looks_ahead(i, end) && !hyphen && a.n > 0 &&
      !clock) {
    Grain g;
    std::string v;
    const DateRange r = shift(*today_, a.n, u, g, v);
    f.range = before_is(i, {"within"}) ? DateRange{*today_, r.last} : r;
    f.grain = Grain::Range;
  }
  return true;
}

// "every year", "each week", "daily", "annual".
bool TimeReader::set_rule(std::size_t i, Found& f) const {
  if (any(i, {"every", "each", "per"})) {
    const Amount a = amount(i + 1);
    const std::size_t k = i + 1 + a.words;
    const char u = unit(k);
    if (!u) return false;
    f.kind = Kind::Set;
    return unresolved(f, k + 1, "repetition", duration(a.words ? a.n : 1, u));
  }
  static constexpr std::pair<std::string_view, char> words[] = {
      {"daily", 'D'},  {"weekly", 'W'},   {"monthly", 'M'}, {"quarterly", 'Q'}, {"yearly", 'Y'},
      {"annual", 'Y'}, {"annually", 'Y'}, {"nightly", 'D'}, {"hourly", 'h'}};
  for (auto [w, u] : words)
    if (is(i, w)) {
      if (words_[i].capital && i > 0) return false;  // the Daily Mail
      f.kind = Kind::Set;
      return unresolved(f, i + 1, "repetition", duration(1, u));
    }
  return false;
}

}  // namespace dragoman
