// find_times: every time expression of the document, resolved where the text supports it.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "coding/calendar.h"
#include "coding/stages.h"
#include "coding/time_reader.h"
#include "reading/date_text.h"

namespace dragoman {
namespace {

constexpr std::array<std::string_view, 20> kNumbers = {
    "zero",     "one",     "two",     "three",     "four",     "five",    "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<std::string_view, 8> kTens = {"twenty", "thirty",  "forty",  "fifty",
                                                   "sixty",  "seventy", "eighty", "ninety"};
constexpr std::array<std::string_view, 21> kOrdinals = {
    "zeroth",     "first",     "second",    "third",       "fourth",     "fifth",      "sixth",
    "seventh",    "eighth",    "ninth",     "tenth",       "eleventh",   "twelfth",    "thirteenth",
    "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"};

void read_number(TimeWord& w) {
  const std::string& s = w.text;
  std::size_t digits = 0;
  int value = 0;
  while (digits < s.size() && digits < 7 && s[digits] >= '0' && s[digits] <= '9')
    value = value * 10 + (s[digits++] - '0');
  if (digits > 0) {
    const std::string_view rest = std::string_view(s).substr(digits);
    if (rest.empty()) w.number = value;
    if (rest == "st" || rest == "nd" || rest == "rd" || rest == "th")
      w.number = value, w.ordinal = true;
    return;
  }
  for (std::size_t i = 0; i < kNumbers.size(); ++i)
    if (s == kNumbers[i]) w.number = static_cast<int>(i);
  for (std::size_t i = 0; i < kTens.size(); ++i)
    if (s == kTens[i]) w.number = static_cast<int>(20 + 10 * i);
  for (std::size_t i = 1; i < kOrdinals.size(); ++i)
    if (s == kOrdinals[i]) w.number = static_cast<int>(i), w.ordinal = true;
}

// The dateline's day where it is at most three days before publication, else publication itself.
std::optional<Date> day_of_writing(const Document& d) {
  const auto published = d.source.published;
  if (!published) return std::nullopt;
  for (const Block& block : d.blocks) {
    if (block.kind != BlockKind::Dateline) continue;
    const auto written = find_date(d.text_of(block.span));
    if (!written) continue;
    for (int year : {published->year(), published->year() - 1})
      if (const auto day = Date::make(year, written->month, written->day);
          day && *day <= *published && published->days() - day->days() <= 3)
        return day;
  }
  return published;
}

}  // namespace

std::vector<TimeWord> time_words(const Document& d, const Sentence& sentence) {
  std::vector<TimeWord> out;
  for (TokenId t = sentence.tokens.begin; t < sentence.tokens.end; ++t) {
    const Token& token = d.tokens[static_cast<std::size_t>(t)];
    const std::string_view text = d.text_of(token);
    const auto add = [&](std::size_t begin, std::size_t end) {
      if (begin >= end) return;
      TimeWord w;
      const std::string_view part = text.substr(begin, end - begin);
      w.text = part.size() == text.size() && !token.lower.empty() ? std::string(token.lower)
                                                                  : lower_case(part);
      if (w.text == "\xE2\x80\x99s" || w.text == "’") w.text = w.text == "’" ? "'" : "'s";
      w.token = t;
      w.span = {token.span.begin + static_cast<std::uint32_t>(begin),
                token.span.begin + static_cast<std::uint32_t>(end)};
      w.capital = part[0] >= 'A' && part[0] <= 'Z';
      read_number(w);
      out.push_back(std::move(w));
    };
    if (Date::parse(text) && text.size() == 10) {
      add(0, text.size());
      continue;
    }
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size();) {
      const std::size_t n =
          text[i] == '-' || text[i] == '/'                                             ? 1
          : text.substr(i, 3) == "\xE2\x80\x93" || text.substr(i, 3) == "\xE2\x80\x94" ? 3
                                                                                       : 0;
      if (n == 0) {
        ++i;
        continue;
      }
      add(begin, i);
      add(i, i + n);
      begin = i += n;
    }
    add(begin, text.size());
  }
  return out;
}

TimeReader::TimeReader(const Document& document, const Sentence& sentence,
                       std::optional<DateRange> before, std::optional<Date> desk)
    : d_(document),
      sentence_(sentence),
      words_(time_words(document, sentence)),
      today_(document.source.published),
      desk_(desk),
      before_(before) {}

bool TimeReader::any(std::size_t i, std::initializer_list<std::string_view> list) const {
  return i < words_.size() && std::find(list.begin(), list.end(), words_[i].text) != list.end();
}

bool TimeReader::before_is(std::size_t i, std::initializer_list<std::string_view> list) const {
  return i > 0 && any(i - 1, list);
}

TimeReader::Amount TimeReader::amount(std::size_t i) const {
  const TimeWord* w = at(i);
  if (!w) return {};
  if (w->text == "half" && any(i + 1, {"a", "an"})) {
    Amount a{0, 2};
    a.half = true;
    return a;
  }
  if (w->text == "a" || w->text == "an") {
    if (any(i + 1, {"few"})) return {-1, 2};
    if (any(i + 1, {"couple"})) return {2, is(i + 2, "of") ? std::size_t{3} : std::size_t{2}};
    if (any(i + 1, {"dozen"})) return {12, 2};
    if (any(i + 1, {"full", "whole", "single", "further"})) return {1, 2};
    return {1, 1};
  }
  if (any(i, {"several", "few", "many", "some", "dozens", "numerous", "recent"})) {
    if (w->text == "some") {
      const Amount inner = amount(i + 1);
      if (inner.words && inner.n > 1) return {inner.n, inner.words + 1};
    }
    return {-1, w->text == "dozens" && is(i + 1, "of") ? std::size_t{2} : std::size_t{1}};
  }
  if (w->number < 0 || w->ordinal) return {};
  int n = w->number;
  std::size_t used = 1;
  const bool tens = n >= 20 && n % 10 == 0 && n < 100 && !(w->text[0] >= '0' && w->text[0] <= '9');
  if (tens) {
    const std::size_t next = is(i + 1, "-") ? i + 2 : i + 1;
    const TimeWord* ones = at(next);
    if (ones && ones->number > 0 && ones->number < 10 && !ones->ordinal)
      n += ones->number, used = next + 1 - i;
  }
  Amount a{n, used};
  if (is(i + used, "and") && is(i + used + 1, "a") && is(i + used + 2, "half"))
    a.half = true, a.words += 3;
  return a;
}

char TimeReader::unit(std::size_t i, bool* plural) const {
  if (i >= words_.size()) return 0;
  std::string_view w = words_[i].text;
  static constexpr std::array<std::pair<std::string_view, char>, 18> units = {{{"second", 's'},
                                                                               {"minute", 'N'},
                                                                               {"hour", 'h'},
                                                                               {"day", 'D'},
                                                                               {"night", 'D'},
                                                                               {"week", 'W'},
                                                                               {"fortnight", 'F'},
                                                                               {"month", 'M'},
                                                                               {"year", 'Y'},
                                                                               {"decade", 'X'},
                                                                               {"century", 'C'},
                                                                               {"weekend", 'E'},
                                                                               {"quarter", 'Q'},
                                                                               {"evening", 'D'},
                                                                               {"morning", 'D'},
                                                                               {"centurie", 'C'},
                                                                               {"yr", 'Y'},
                                                                               {"mth", 'M'}}};
  for (auto [name, c] : units) {
    if (w == name) {
      if (plural) *plural = false;
      return c;
    }
    if (w.size() == name.size() + 1 && w.back() == 's' && w.substr(0, name.size()) == name) {
      if (plural) *plural = true;
      return c;
    }
  }
  return 0;
}

int TimeReader::month(std::size_t i, std::size_t* end) const {
  const TimeWord* w = at(i);
  if (!w || w->number >= 0) return 0;
  std::string_view s = w->text;
  const bool stop = s.size() > 3 && s.back() == '.';
  const int m = month_of(s);
  if (!m || (s.size() - stop < 5 && m != 5 && m != 6 && m != 7 && s.size() - stop > 4)) return 0;
  if (!w->capital) return 0;
  *end = i + 1;
  if (!stop && (s.size() == 3 || s == "sept") && m != 5 && is(i + 1, ".") && i + 2 < words_.size())
    *end = i + 2;
  return m;
}

int TimeReader::day_number(std::size_t i, std::size_t* end) const {
  std::size_t k = i;
  if (is(k, "the")) ++k;
  const TimeWord* w = at(k);
  if (!w || w->number < 1 || w->number > 31 || (k > i && !w->ordinal)) return 0;
  if (!(w->text[0] >= '0' && w->text[0] <= '9') && !w->ordinal) return 0;
  *end = k + 1;
  if (any(k + 1, {"st", "nd", "rd", "th"}) && words_[k + 1].span.begin == w->span.end) *end = k + 2;
  return w->number;
}

int TimeReader::year(std::size_t i, std::size_t* end) const {
  const TimeWord* w = at(i);
  if (!w) return 0;
  if (w->number >= 1500 && w->number < 2200 && !w->ordinal && w->text.size() == 4) {
    *end = i + 1;
    return w->number;
  }
  const bool apostrophe =
      w->text == "'" && at(i + 1) && words_[i + 1].text.size() == 2 && words_[i + 1].number >= 0;
  if (apostrophe) {
    *end = i + 2;
    const int n = words_[i + 1].number;
    return n < 40 ? 2000 + n : 1900 + n;
  }
  return 0;
}

int TimeReader::weekday(std::size_t i) const {
  const TimeWord* w = at(i);
  if (!w || !w->capital) return -1;
  // Short forms ("Sat", "Sun") are words of their own too; only with their full stop.
  const std::string_view s = w->text;
  if (s.size() < 6 && !(s.size() > 3 && s.back() == '.')) return -1;
  return weekday_of(s);
}

const char* TimeReader::part_of_day(std::size_t i) const {
  if (any(i, {"morning", "dawn"})) return "MO";
  if (any(i, {"afternoon"})) return "AF";
  if (any(i, {"evening", "dusk"})) return "EV";
  if (any(i, {"night", "midnight"})) return "NI";
  if (any(i, {"noon", "lunchtime"})) return "MI";
  return nullptr;
}

Tense TimeReader::tense(std::size_t from, std::size_t to) const {
  if (from >= words_.size() || to == 0) return Tense::Unknown;
  const TokenRange r{words_[from].token, words_[std::min(to, words_.size()) - 1].token + 1};
  if (planned(from, r)) return Tense::Future;
  return tense_around(d_, r);
}

// "scheduled for September", "postponed until March", "proposed talks in May", "a December summit
// is planned": the day of what is planned, whatever the tense of the planning.
bool TimeReader::planned(std::size_t from, TokenRange r) const {
  static constexpr std::array<std::string_view, 21> kPlan = {
      "schedule", "plan",    "set",   "slate",   "propose", "postpone",   "delay",
      "announce", "call",    "offer", "promise", "pledge",  "adjourn",    "defer",
      "due",      "convene", "fix",   "expect",  "agree",   "reschedule", "settle"};
  TokenId head = kNone, t = r.begin;
  for (; t < r.end; ++t)
    if (head = d_.tokens[static_cast<std::size_t>(t)].head; head != kNone && !r.contains(head))
      break;
  if (t == r.end || head == kNone) return false;
  const TokenId clause = governing_clause(d_, head);
  if (clause == kNone) return false;
  const std::string_view lemma = d_.tokens[static_cast<std::size_t>(clause)].lemma;
  if (std::find(kPlan.begin(), kPlan.end(), lemma) == kPlan.end()) return false;
  // It hangs on the thing planned, not on where the planning was done ("agreed at a summit in
  // May").
  if (head != clause) {
    if (any(from, {"last", "past"}) || lemma == "announce" || lemma == "call" || lemma == "offer")
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

std::vector<TimeExpression> TimeReader::read() {
  static constexpr std::array<Rule, 27> rules = {
      &TimeReader::iso_date,     &TimeReader::numeric_date, &TimeReader::date_range,
      &TimeReader::full_date,    &TimeReader::eve_rule,     &TimeReader::within_rule,
      &TimeReader::before_last,  &TimeReader::unit_from,    &TimeReader::hour_of_day,
      &TimeReader::feast_rule,   &TimeReader::part_rule,    &TimeReader::deictic_day,
      &TimeReader::same_day,     &TimeReader::last_n_units, &TimeReader::quarter_rule,
      &TimeReader::deictic_unit, &TimeReader::weekday_rule, &TimeReader::bare_day,
      &TimeReader::season_rule,  &TimeReader::month_rule,   &TimeReader::year_range,
      &TimeReader::decade_rule,  &TimeReader::clock_rule,   &TimeReader::set_rule,
      &TimeReader::n_units,      &TimeReader::year_rule,    &TimeReader::vague_rule};
  std::vector<TimeExpression> out;
  std::size_t taken = 0;  // words before this one belong to an expression
  for (std::size_t i = 0; i < words_.size();) {
    Found f;
    bool hit = false;
    for (const Rule rule : rules) {
      f = {};
      if ((hit = (this->*rule)(i, f))) break;
    }
    if (!hit) {
      ++i;
      continue;
    }
    const std::size_t begin =
        i - std::min<std::size_t>(static_cast<std::size_t>(f.back), i - taken);
    TimeExpression e;
    e.tokens = {words_[begin].token, words_[f.end - 1].token + 1};
    e.span = {words_[begin].span.begin, words_[f.end - 1].span.end};
    e.range = f.range;
    e.grain = f.grain;
    e.kind = f.kind;
    e.rule = f.rule;
    e.value = std::move(f.value);
    e.anchor = f.anchor;
    e.offset = f.offset;
    e.unit = f.unit;
    if (f.range && f.told && f.kind != Kind::Duration && f.kind != Kind::Set)
      before_ = f.range, in_sentence_ = true;
    out.push_back(std::move(e));
    i = taken = f.end;
  }
  return out;
}

void find_times(Document& document) {
  document.times.clear();
  const auto desk = day_of_writing(document);
  std::optional<DateRange> before;
  for (const Sentence& sentence : document.sentences) {
    TimeReader reader(document, sentence, before, desk);
    for (TimeExpression& e : reader.read()) {
      if (e.range && e.kind == TimeExpression::Kind::Date) before = e.range;
      document.times.push_back(std::move(e));
    }
  }
}

}  // namespace dragoman
