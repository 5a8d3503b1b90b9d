// What may begin with a word: every word is looked up once, so that most words, which begin no time
// expression, are compared with none of the words that the rules ask for.
#include <string_view>
#include <unordered_map>

#include "coding/time_reader.h"
#include "reading/date_text.h"

namespace dragoman {
namespace {

using namespace openers;

struct Entry {
  Openers may_begin = 0;
  int number = -1;
  bool ordinal = false;
};

class Dictionary {
 public:
  Dictionary() {
    add(kThe, {"the"});
    add(kAmount,
        {"a", "an", "half", "several", "few", "many", "some", "dozens", "numerous", "recent"});
    add(kWhich,
        {"last", "next", "this", "past", "previous", "coming", "current", "following", "first",
         "recent", "final", "closing", "opening", "same", "preceding", "that", "future"});
    add(kWhose, {"these", "his", "her", "its", "their"});
    add(kEdge, {"early", "earlier", "late", "later", "mid", "middle", "beginning", "end", "start",
                "close", "outset", "very", "eve", "small"});
    add(kDay, {"today", "tonight", "overnight", "yesterday", "tomorrow"});
    add(kFrom, {"between", "from"});
    add(kPartOfDay, {"morning", "dawn", "daybreak", "sunrise", "noon", "lunchtime", "afternoon",
                     "evening", "dusk", "sunset", "nightfall", "night", "midnight"});
    add(kSeason, {"spring", "summer", "autumn", "fall", "winter"});
    add(kRepeated, {"every", "each", "per", "daily", "weekly", "monthly", "quarterly", "yearly",
                    "annual", "annually", "nightly", "hourly"});
    add(kVague, {"now", "currently", "nowadays", "presently", "weekend", "since", "recent",
                 "recently", "lately", "at", "soon"});
    add(kUnit, {"daylong", "weeklong", "monthlong", "yearlong"});
    for (const char* unit : {"second", "minute", "hour", "day", "night", "week", "fortnight",
                             "month", "year", "decade", "century", "weekend", "quarter", "evening",
                             "morning", "centurie", "yr", "mth"}) {
      words_[unit].may_begin |= kUnit;
      words_[std::string(unit) + "s"].may_begin |= kUnit;
    }
    // As months and weekdays, only where they have a capital: see openers_of.
    add(kWeekday,
        {"mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"});
    add(kFeast, {"christmas", "boxing", "new", "valentine", "valentine's", "may", "halloween",
                 "nowruz", "norouz", "good", "palm", "holy", "easter", "pentecost", "ramadan",
                 "eid", "ashura", "thanksgiving"});
    add(kApostrophe, {"'"});
    int n = 0;
    for (const char* number :
         {"zero",     "one",     "two",     "three",     "four",     "five",     "six",
          "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
          "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"})
      add_number(number, n++, false);
    n = 20;
    for (const char* tens :
         {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}) {
      add_number(tens, n, false);
      n += 10;
    }
    n = 1;
    for (const char* ordinal :
         {"first",     "second",      "third",      "fourth",     "fifth",
          "sixth",     "seventh",     "eighth",     "ninth",      "tenth",
          "eleventh",  "twelfth",     "thirteenth", "fourteenth", "fifteenth",
          "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"})
      add_number(ordinal, n++, true);
  }
  const Entry* find(std::string_view word) const {
    if (word.size() > kLongest) return nullptr;
    const auto found = words_.find(word);
    return found == words_.end() ? nullptr : &found->second;
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  static constexpr std::size_t kLongest = 12;  // "thanksgiving"

  void add(Openers may_begin, std::initializer_list<const char*> words) {
    for (const char* word : words) words_[word].may_begin |= may_begin;
  }
  void add_number(const char* word, int number, bool ordinal) {
    Entry& entry = words_[word];
    entry.may_begin |= kNumber;
    entry.number = number;
    entry.ordinal = ordinal;
  }

  std::unordered_map<std::string, Entry, Hash, std::equal_to<>> words_;
};

bool is_figure(char c) {
  return c >= '0' && c <= '9';
}

// "12", "12th"
void read_figures(TimeWord& w) {
  std::size_t digits = 0;
  int value = 0;
  while (digits < w.text.size() && digits < 7 && is_figure(w.text[digits]))
    value = value * 10 + (w.text[digits++] - '0');
  const std::string_view rest = std::string_view(w.text).substr(digits);
  if (rest.empty()) w.number = value;
  if (rest == "st" || rest == "nd" || rest == "rd" || rest == "th")
    w.number = value, w.ordinal = true;
}

}  // namespace

void read_word(TimeWord& w) {
  static const Dictionary dictionary;
  for (const char c : w.text)
    if (is_figure(c)) w.may_begin |= kFigure;
  if (is_figure(w.text[0])) {
    read_figures(w);
    if (w.number >= 0) w.may_begin |= kNumber;
    return;
  }
  if (const Entry* entry = dictionary.find(w.text)) {
    w.may_begin |= entry->may_begin;
    w.number = entry->number;
    w.ordinal = entry->ordinal;
    if (!w.capital) w.may_begin &= ~(kWeekday | kFeast);
  }
  if (!w.capital || w.number >= 0) return;
  w.month = month_of(w.text);
  w.weekday = weekday_of(w.text);
  if (w.month) w.may_begin |= kMonth;
  if (w.weekday >= 0) w.may_begin |= kWeekday;
}

}  // namespace dragoman
