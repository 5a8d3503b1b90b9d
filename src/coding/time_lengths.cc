// Rules for lengths and repetitions, and for counts of units from a day or a happening.
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

}  // namespace

std::string TimeReader::duration(int n, char u, bool half) {
  const int factor = u == 'F' ? 2 : u == 'X' ? 10 : u == 'C' ? 100 : u == 'Q' ? 3 : 1;
  const char* clock = u == 'h' || u == 'N' || u == 's' ? "T" : "";
  if (n < 0) return fmt::format("P{}X{}", clock, iso_unit(u));
  if (half && n == 0 && (u == 'C' || u == 'X')) return fmt::format("P{}Y", u == 'C' ? 50 : 5);
  if (half) return fmt::format("P{}{}.5{}", clock, n, iso_unit(u));
  return fmt::format("P{}{}{}", clock, n * factor, iso_unit(u));
}

// "two days ago", "three months later", "five days after the raid", "a two-day visit", "for 12
// hours".
bool TimeReader::n_units(std::size_t i, Found& f) const {
  Amount a = amount(i);
  std::size_t k = i + a.words;
  bool plural = false;
  if (!a.words) {
    // "weeks later", "hours before the vote", "for years", "a year-long siege", "a daylong battle"
    static constexpr std::pair<std::string_view, char> whole[] = {
        {"daylong", 'D'}, {"weeklong", 'W'}, {"monthlong", 'M'}, {"yearlong", 'Y'}};
    for (auto [w, u] : whole)
      if (is(i, w)) {
        f.kind = Kind::Duration;
        return unresolved(f, i + 1, "length", duration(1, u));
      }
    const char named = unit(i, &plural);
    const bool adjective = is(i + 1, "-") && any(i + 2, {"long", "old"});
    if (named && !plural && adjective && is(i + 2, "long")) {
      f.kind = Kind::Duration;
      return unresolved(f, i + 3, "length", duration(1, named));
    }
    if (!named || !plural) return false;
    a.n = -1;
    if (adjective && is(i + 2, "old")) {
      f.kind = Kind::Duration;
      return unresolved(f, i + 3, "length", duration(-1, named));
    }
    // "within days", "within weeks": soon.
    if (before_is(i, {"within"}) && today_ && !any(i + 1, {"of"}) && looks_ahead(i, i + 1) &&
        (named == 'D' || named == 'W' || named == 'M' || named == 'h')) {
      f.kind = Kind::Duration;
      f.value = duration(-1, named);
      f.end = i + 1, f.grain = Grain::Range, f.rule = "length ahead", f.told = false;
      f.range = DateRange{*today_, named == 'M'   ? today_->plus_months(6)
                                   : named == 'W' ? today_->plus_days(42)
                                   : named == 'D' ? today_->plus_days(7)
                                                  : today_->plus_days(1)};
      return true;
    }
    if (!adjective && !any(i + 1, {"ago", "later", "earlier", "before", "after"}) &&
        !(before_is(i, {"for"}) && !is(i + 1, "of")))
      return false;
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
  // "a year to the day after": as exact as a count of days.
  if (is(end, "to") && is(end + 1, "the") && is(end + 2, "day")) end += 3;
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
    // "a year ago today", "a week ago on Monday": the very day.
    if (a.n > 0 && !ahead && (u == 'W' || u == 'M' || u == 'Y')) {
      const Date same = u == 'W'   ? today_->plus_days(-7 * a.n)
                        : u == 'M' ? today_->plus_months(-a.n)
                                   : today_->plus_months(-12 * a.n);
      if (is(stop, "today"))
        return done(f, stop + 1, DateRange::day(same), Grain::Day, "counted from publication");
    }
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
    // "three days later than planned": how late, not when.
    if (is(stop, "than")) {
      f.kind = Kind::Duration;
      return unresolved(f, stop, "length", duration(a.n, u, a.half));
    }
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
      f.offset =
          (back ? -1 : 1) * (a.half && a.n == 0 && u == 'D' ? 0 : std::max(a.n, clock ? 0 : 1));
      if (a.n < 0 && !clock) f.offset = (back ? -1 : 1) * (u == 'D' ? 3 : 2);
      if (clock) f.offset = 0, f.unit = 'D';
      count_from(f, is(end, "prior") ? next - 1 : end, next);
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
  // "the first visit in 37 years", "the worst drought in a decade": looks back, whatever the tense.
  bool ranked = false;
  for (std::size_t back = i < 16 ? 0 : i - 16; back < i; ++back)
    ranked |= any(back, {"first", "only", "second", "third"}) ||
              d_.tokens[static_cast<std::size_t>(words_[back].token)].xpos == Xpos::JJS;
  if (today_ && before_is(i, {"in", "within", "over"}) && looks_ahead(i, end) && !hyphen &&
      a.n > 0 && !clock && !ranked) {
    Grain g;
    std::string v;
    const DateRange r = shift(*today_, a.n, u, g, v);
    f.range = before_is(i, {"within", "over"}) ? DateRange{*today_, r.last} : r;
    f.grain = Grain::Range;
  }
  return true;
}

// What a count counts from: the head of what its preposition introduces.
void TimeReader::count_from(Found& f, std::size_t preposition, std::size_t next) const {
  f.kind = Kind::Relative;
  const Token& p = d_.tokens[static_cast<std::size_t>(words_[preposition].token)];
  if (p.head > words_[preposition].token && p.head < sentence_.tokens.end) f.anchor = p.head;
  if (!has_tree(d_) && f.anchor == kNone) f.anchor = words_[next].token;
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
