// Rules for times of day and for expressions that name no day: "now", "recently", "since then".
#include <fmt/format.h>

#include <algorithm>

#include "coding/calendar.h"
#include "coding/time_reader.h"

namespace dragoman {

// "18:00 UTC", "6:40 p.m.", "6am": the words of a time by the clock.
std::size_t TimeReader::clock(std::size_t i, std::string& time) const {
  const std::string& s = words_[i].text;
  const TimeWord* w = at(i);
  std::size_t end = 0;
  const auto half_day = [&](std::size_t k) {
    return any(k, {"a.m.", "p.m.", "am", "pm", "a.m", "p.m"});
  };
  const std::size_t colon = s.find(':');
  if (colon != std::string::npos && colon > 0 && colon <= 2 && s.size() == colon + 3 &&
      s[0] >= '0' && s[0] <= '2' && s[colon + 1] >= '0' && s[colon + 1] <= '5') {
    time = colon == 1 ? "0" + s : s;
    end = half_day(i + 1) ? i + 2 : i + 1;
  } else if (w->number >= 1 && w->number <= 12 && s[0] <= '9' && half_day(i + 1)) {
    time = fmt::format("{:02}:00", w->number);
    end = i + 2;
  } else if (s.size() >= 3 && s.size() <= 4 && s[0] >= '1' && s[0] <= '9' &&
             (s.ends_with("am") || s.ends_with("pm"))) {
    time = fmt::format("{:02}:00", std::atoi(s.c_str()));
    end = i + 1;
  } else {
    return 0;
  }
  while (any(end, {"utc", "gmt", "est", "edt", "local", "time", "cet", "bst", "pdt", "pst"}) &&
         end < i + 6)
    ++end;
  return end;
}

// A time of the day that the sentence tells of, or of the day of publication. Only a day told in
// the same sentence dates an event by it.
bool TimeReader::clock_rule(std::size_t i, Found& f) const {
  std::string time;
  std::size_t end = clock(i, time);
  if (!end && is(i, "the") && part_of_day(i + 1) && before_is(i, {"in", "during"})) {
    time = part_of_day(i + 1);
    end = i + 2;
  }
  // "in morning trading", "after evening prayers"
  if (!end && any(i, {"morning", "afternoon", "evening"}) && before_is(i, {"in", "after", "at"}) &&
      at(i + 1) && d_.tokens[static_cast<std::size_t>(words_[i + 1].token)].upos == Upos::NOUN) {
    time = part_of_day(i);
    end = i + 1;
  }
  if (!end) return false;
  const auto day = before_ && in_sentence_ ? std::optional<Date>(before_->last) : today_;
  f.told = false;
  if (!day) return unresolved(f, end, "time of day", "XXXX-XX-XXT" + time);
  f.value = day->iso() + "T" + time;
  f.end = end;
  f.rule = "time of day";
  if (in_sentence_) f.range = DateRange::day(*day);
  return true;
}

// "now", "currently", "recently", "soon": near, but no day.
bool TimeReader::vague_rule(std::size_t i, Found& f) const {
  if (any(i, {"now", "currently", "nowadays", "presently"})) {
    if (is(i, "now") && is(i + 1, "-")) return false;
    return unresolved(f, i + 1, "the present", "PRESENT_REF");
  }
  // "over the weekend", "the weekend raid": the last one.
  if (is(i, "weekend") && today_ && !before_is(i, {"every", "each", "a"})) {
    const int now = static_cast<int>(today_->weekday());
    Date saturday = today_->plus_days(now >= 5 ? 5 - now : -now - 2);
    if (now < 5 && tense(i, i + 1) == Tense::Future) saturday = saturday.plus_days(7);
    f.value = iso_week(saturday) + "-WE";
    return done(f, i + 1, {saturday, saturday.plus_days(1)}, Grain::Range, "weekend");
  }
  if (is(i, "since") && is(i + 1, "then") && !before_)
    return unresolved(f, i + 2, "since what was told before", "PAST_REF");
  // "since then": from what was told before until now.
  if (is(i, "since") && is(i + 1, "then") && before_ && today_ && before_->first <= *today_) {
    f.told = false;
    f.value = "PAST_REF";
    return done(f, i + 2, {before_->first, *today_}, Grain::Range, "since what was told before");
  }
  // "the recent unrest"; "recent weeks" is a stretch.
  if (is(i, "recent") && !unit(i + 1)) return unresolved(f, i + 1, "the near past", "PAST_REF");
  if (any(i, {"recently", "lately"})) return unresolved(f, i + 1, "the near past", "PAST_REF");
  if (any(i, {"at"}) && (is(i + 1, "present") || (is(i + 1, "the") && is(i + 2, "moment"))))
    return unresolved(f, is(i + 1, "present") ? i + 2 : i + 3, "the present", "PRESENT_REF");
  if (is(i, "the") && any(i + 1, {"past", "future"}) && before_is(i, {"in", "of"}) &&
      !unit(i + 2) && !is(i + 2, "of"))
    return unresolved(f, i + 2, "past or future", is(i + 1, "past") ? "PAST_REF" : "FUTURE_REF");
  // "the worst day of the year": which year is plain, but it dates no event.
  if (is(i, "the") && before_is(i, {"of", "for"}) && today_ &&
      any(i + 1, {"day", "week", "month", "quarter", "year"}) &&
      !any(i + 2, {"of", "that", "when", "-", "'s"})) {
    const Date day = *today_;
    const char u = unit(i + 1);
    return unresolved(f, i + 2, "the unit of publication",
                      u == 'D'   ? day.iso()
                      : u == 'W' ? iso_week(day)
                      : u == 'M' ? value_of({day, day}, Grain::Month)
                      : u == 'Y' ? value_of({day, day}, Grain::Year)
                                 : fmt::format("{:04}-Q{}", day.year(), (day.month() - 1) / 3 + 1));
  }
  if (any(i, {"soon"}) && !before_is(i, {"as"}))
    return unresolved(f, i + 1, "the near future", "FUTURE_REF");
  return false;
}

}  // namespace dragoman
