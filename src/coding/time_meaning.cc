// What the words of a time expression mean against the day of publication and the tense of their
// clause: which year a bare month is of, what is planned, how wide "two years ago" is.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "coding/calendar.h"
#include "coding/time_reader.h"

namespace dragoman {

Tense TimeReader::tense(std::size_t from, std::size_t to) const {
  if (from >= words_.size() || to == 0) return Tense::Unknown;
  const TokenRange r{words_[from].token, words_[std::min(to, words_.size()) - 1].token + 1};
  if (planned(from, r)) return Tense::Future;
  return tense_around(d_, r);
}

// "scheduled for September", "postponed until March", "proposed talks in May", "a December summit
// is planned": the day of what is planned, whatever the tense of the planning.
bool TimeReader::planned(std::size_t from, TokenRange r) const {
  static constexpr std::array<std::string_view, 23> kPlan = {
      "schedule", "plan",   "set",     "slate",      "propose", "postpone", "delay",  "announce",
      "call",     "offer",  "promise", "pledge",     "adjourn", "defer",    "due",    "convene",
      "fix",      "expect", "agree",   "reschedule", "settle",  "proclaim", "declare"};
  TokenId head = kNone, t = r.begin;
  for (; t < r.end; ++t)
    if (head = d_.tokens[static_cast<std::size_t>(t)].head; head != kNone && !r.contains(head))
      break;
  if (t == r.end || head == kNone) return false;
  const TokenId clause = governing_clause(d_, head);
  if (clause == kNone) return false;
  const std::string_view lemma = d_.tokens[static_cast<std::size_t>(clause)].lemma;
  // An "e" that the lemmatiser lost ("postpon") is put back only when the codebook is asked.
  const auto planning = [&](std::string_view verb) {
    return verb == lemma || (verb.back() == 'e' && verb.substr(0, verb.size() - 1) == lemma);
  };
  if (std::none_of(kPlan.begin(), kPlan.end(), planning)) return false;
  // It hangs on the thing planned, not on where the planning was done ("agreed at a summit in
  // May").
  if (head != clause) {
    const bool said = lemma == "announce" || lemma == "call" || lemma == "offer" ||
                      lemma == "proclaim" || lemma == "declare";
    if (any(from, {"last", "past"}) || (said && !before_is(from, {"from", "for", "starting"})))
      return false;
    TokenId thing = head;
    for (int depth = 0; depth < 6; ++depth) {
      const Token& token = d_.tokens[static_cast<std::size_t>(thing)];
      if (token.head == clause || token.head == kNone) break;
      thing = token.head;
    }
    const Deprel role = d_.tokens[static_cast<std::size_t>(thing)].deprel;
    if (role == Deprel::obl)
      for (TokenId c : d_.children(thing))
        if (d_.tokens[static_cast<std::size_t>(c)].deprel == Deprel::cas) {
          const std::string_view w = d_.tokens[static_cast<std::size_t>(c)].lower;
          if (w != "on" && w != "for" && w != "to") return false;
        }
    return role == Deprel::obj || role == Deprel::obl || role == Deprel::nsubj_pass ||
           role == Deprel::xcomp || role == Deprel::acl;
  }
  while (before_is(
      from, {"early", "late", "mid", "-", "middle", "end", "beginning", "start", "of", "the"}))
    --from;
  return before_is(from, {"for", "until", "till", "to"});
}

bool TimeReader::looks_ahead(std::size_t from, std::size_t to) const {
  const Tense t = tense(from, to);
  if (t == Tense::Future) return true;
  // "The ban takes effect Monday": a plan told in the present. A headline's present is the past.
  const bool title = sentence_.block >= 0 &&
                     static_cast<std::size_t>(sentence_.block) < d_.blocks.size() &&
                     d_.blocks[static_cast<std::size_t>(sentence_.block)].kind == BlockKind::Title;
  return t == Tense::Present && !title && !before_is(from, {"since"});
}

std::optional<int> TimeReader::year_for(int month, int day, std::size_t from,
                                        std::size_t to) const {
  if (!today_) return before_ ? std::optional<int>(before_->first.year()) : std::nullopt;
  // The nearest such day behind and ahead of the publication day.
  std::optional<Date> behind, ahead;
  for (int y = today_->year() - 1; y <= today_->year() + 1; ++y)
    if (const auto d = Date::make(y, month, day)) {
      if (*d <= *today_)
        behind = d;
      else if (!ahead)
        ahead = d;
    }
  if (!behind || !ahead) return today_->year();
  if (before_is(from, {"since"})) return behind->year();
  const Tense t = tense(from, to);
  const int gap = ahead->days() - today_->days(), age = today_->days() - behind->days();
  if (t == Tense::Future || t == Tense::Present)
    // Told on the day itself, or a few days late, it is still the near one.
    return age == 0 || (age < 15 && gap > 300) ? behind->year()
           : gap < 300                         ? ahead->year()
                                               : behind->year();
  if (t == Tense::Unknown && gap < 60 && age > 300) return ahead->year();
  if (gap <= 1) return ahead->year();  // east of the writer's desk it is tomorrow already
  return behind->year();
}

std::optional<int> TimeReader::year_for_month(int month, std::size_t from, std::size_t to) const {
  if (!today_) return before_ ? std::optional<int>(before_->first.year()) : std::nullopt;
  const int now = today_->month(), y = today_->year();
  if (month == now) return y;
  if (before_is(from, {"since"})) return month < now ? y : y - 1;
  const Tense t = tense(from, to);
  if (t == Tense::Future) return month > now ? y : y + 1;
  if (t == Tense::Present && month > now && month - now <= 6 && !before_is(from, {"since"}))
    return y;
  if (t == Tense::Unknown && (month - now + 12) % 12 <= 3 &&
      before_is(from, {"by", "until", "till"}))
    return month > now ? y : y + 1;
  return month < now ? y : y - 1;
}

DateRange TimeReader::shift(Date day, int n, char u, Grain& grain, std::string& value) const {
  // Half a unit of slack: "two years ago" is no birthday.
  switch (u) {
    case 'W':
    case 'F': {
      const Date middle = day.plus_days((u == 'F' ? 14 : 7) * n);
      grain = Grain::Week;
      value = iso_week(middle);
      return {middle.plus_days(-4), middle.plus_days(4)};
    }
    case 'M': {
      const Date middle = day.plus_months(n);
      grain = Grain::Month;
      value = value_of({middle, middle}, grain);
      return {middle.plus_days(-15), middle.plus_days(15)};
    }
    case 'Y':
    case 'X':
    case 'C': {
      const int years = n * (u == 'X' ? 10 : u == 'C' ? 100 : 1);
      const Date middle = day.plus_months(12 * std::clamp(years, -1500, 1500));
      grain = Grain::Year;
      value = value_of({middle, middle}, grain);
      return {middle.plus_days(-183), middle.plus_days(183)};
    }
    default: {
      const Date d = u == 'D' ? day.plus_days(n) : day;
      grain = Grain::Day;
      value = d.iso();
      return DateRange::day(d);
    }
  }
}

std::string TimeReader::value_of(DateRange r, Grain grain) {
  switch (grain) {
    case Grain::Week:
      return iso_week(r.first.plus_days((r.last.days() - r.first.days()) / 2));
    case Grain::Month:
      return fmt::format("{:04}-{:02}", r.first.year(), r.first.month());
    case Grain::Year:
      return fmt::format("{:04}", r.first.year());
    default:
      return r.first.iso();
  }
}

DateRange TimeReader::narrow(DateRange r, std::string_view part) {
  const int n = r.last.days() - r.first.days() + 1;
  if (part == "early" || part == "beginning" || part == "start" || part == "earlier" ||
      part == "outset")
    return {r.first, r.first.plus_days(std::max(1, (n + 2) / 3) - 1)};
  if (part == "mid" || part == "middle")
    return {r.first.plus_days(n / 3), r.first.plus_days(std::max(1, 2 * n / 3) - 1 + (n < 3))};
  if (part == "late" || part == "end" || part == "later" || part == "close")
    return {r.first.plus_days(2 * n / 3), r.last};
  return r;
}

bool TimeReader::done(Found& f, std::size_t end, DateRange range, Grain grain,
                      const char* rule) const {
  f.end = end;
  f.range = range;
  f.grain = grain;
  f.rule = rule;
  if (f.value.empty()) f.value = value_of(range, grain);
  return true;
}

bool TimeReader::unresolved(Found& f, std::size_t end, const char* rule, std::string value) const {
  f.end = end;
  f.rule = rule;
  f.value = std::move(value);
  f.told = false;
  return true;
}

}  // namespace dragoman
