// The grammar of time expressions over the words of one sentence. Each rule reads from a position,
// and says how many words it took and what day, stretch or length they mean against the publication
// day, the tense of the clause and what was told before. find_times (times.cc) tries the rules in
// order at every position; the first that fits takes its words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "coding/tense.h"
#include "language/document.h"

namespace dragoman {

// Kinds of words that begin time expressions (time_openers.cc); a word may be of several.
using Openers = std::uint32_t;
namespace openers {
inline constexpr Openers kFigure = 1 << 0;      // has a figure in it: "2004", "16:40", "'80s", "q3"
inline constexpr Openers kNumber = 1 << 1;      // "12", "twelve", "12th", "twelfth"
inline constexpr Openers kAmount = 1 << 2;      // "a", "half", "several"
inline constexpr Openers kThe = 1 << 3;         // "the"
inline constexpr Openers kWhich = 1 << 4;       // "last", "this", "same", "first"
inline constexpr Openers kWhose = 1 << 5;       // "his", "these"
inline constexpr Openers kEdge = 1 << 6;        // "early", "end", "eve"
inline constexpr Openers kDay = 1 << 7;         // "today"
inline constexpr Openers kFrom = 1 << 8;        // "between", "from"
inline constexpr Openers kUnit = 1 << 9;        // "day", "weeks", "yearlong"
inline constexpr Openers kPartOfDay = 1 << 10;  // "dawn"
inline constexpr Openers kWeekday = 1 << 11;    // "Monday", "Mondays"
inline constexpr Openers kMonth = 1 << 12;      // "May", "Sept."
inline constexpr Openers kSeason = 1 << 13;     // "spring"
inline constexpr Openers kFeast = 1 << 14;      // "Easter"
inline constexpr Openers kRepeated = 1 << 15;   // "every", "daily"
inline constexpr Openers kVague = 1 << 16;      // "now", "since"
inline constexpr Openers kApostrophe = 1 << 17;  // "'04"
}  // namespace openers

// A word, or a part of one parted by hyphens ("mid-July" is three: mid, -, july).
struct TimeWord {
  std::string text;  // lower case
  TokenId token = kNone;
  Span span;
  bool capital = false;
  int number = -1;  // "12", "twelve", "12th", "twelfth"
  bool ordinal = false;
  int month = 0;     // 1 to 12 for the name of a month with its capital
  int weekday = -1;  // 0 to 6 likewise
  Openers may_begin = 0;
};
// Sets what a word's text and capital tell: number, month, weekday, what it may begin.
void read_word(TimeWord& word);

std::vector<TimeWord> time_words(const Document& document, const Sentence& sentence);

class TimeReader {
 public:
  using Kind = TimeExpression::Kind;
  // `before` is the last day or stretch that the text told of, for "the same day".
  // `desk` is the day the report was written, by its dateline, for "today": a morning paper prints
  // tomorrow what was filed today.
  TimeReader(const Document& document, const Sentence& sentence, std::optional<DateRange> before,
             std::optional<Date> desk);
  // Expressions of the sentence in text order.
  std::vector<TimeExpression> read();

 private:
  struct Found {
    std::size_t end = 0;  // past its last word; 0 for nothing
    std::optional<DateRange> range;
    Grain grain = Grain::Day;
    Kind kind = Kind::Date;
    const char* rule = "";
    std::string value;
    TokenId anchor = kNone;
    int offset = 0;
    char unit = 'D';
    bool part = false;  // early, mid, late: value keeps its grain, range is narrower
    int back = 0;       // words before the position that belong to it as well
    bool told = true;   // may serve as "the same day" of what follows
  };
  using Rule = bool (TimeReader::*)(std::size_t, Found&) const;
  // A rule with the words that what it reads may begin with, and those that may follow a "the"
  // there. It is asked nowhere else.
  struct GatedRule {
    Rule rule;
    Openers begin, behind_the = 0;
  };
  bool may_read(const GatedRule& rule, std::size_t i) const;

  // --- words (time_words.cc)
  const TimeWord* at(std::size_t i) const { return i < words_.size() ? &words_[i] : nullptr; }
  bool is(std::size_t i, std::string_view w) const {
    return i < words_.size() && words_[i].text == w;
  }
  bool any(std::size_t i, std::initializer_list<std::string_view> list) const;
  bool before_is(std::size_t i, std::initializer_list<std::string_view> list) const;
  // "5", "five", "a", "several" with what it means (several and few: -1), and how many words.
  struct Amount {
    int n = 0;
    std::size_t words = 0;
    bool half = false;
  };
  Amount amount(std::size_t i) const;
  char unit(std::size_t i,
            bool* plural = nullptr) const;  // s h D W M Y X(decade) C, N (minute), F(ortnight) or 0
  int month(std::size_t i, std::size_t* end) const;       // with its full stop
  int day_number(std::size_t i, std::size_t* end) const;  // "5", "5th", "the 5th"
  int year(std::size_t i, std::size_t* end) const;        // "2004", "'04"
  int weekday(std::size_t i) const;
  // A weekday there, or behind a preposition there.
  bool weekday_near(std::size_t i) const {
    return weekday(i) >= 0 || (any(i, {"on", "of", "last"}) && weekday(i + 1) >= 0);
  }
  bool dash(std::size_t i) const {
    return any(i, {"-", "–", "—", "to", "through", "until", "till"});
  }
  const char* part_of_day(std::size_t i) const;  // "MO", "AF", "EV", "NI"

  // --- meaning (time_meaning.cc)
  Tense tense(std::size_t from, std::size_t to) const;
  bool planned(std::size_t from, TokenRange tokens) const;
  bool told_as_done(std::size_t from, std::size_t to) const {
    const Tense t = tense(from, to);
    return t == Tense::Past || t == Tense::Perfect || t == Tense::PastPerfect;
  }
  bool looks_ahead(std::size_t from, std::size_t to) const;
  std::optional<int> year_for(int month, int day, std::size_t from, std::size_t to) const;
  std::optional<int> year_for_month(int month, std::size_t from, std::size_t to) const;
  DateRange shift(Date day, int n, char unit, Grain& grain, std::string& value) const;
  static std::string value_of(DateRange range, Grain grain);
  static std::string duration(int n, char unit, bool half = false);  // "P2Y", "PT6H", "PXD"
  void count_from(Found& f, std::size_t preposition, std::size_t next) const;
  static DateRange narrow(DateRange range, std::string_view part);
  // Finishes a rule.
  bool done(Found& f, std::size_t end, DateRange range, Grain grain, const char* rule) const;
  bool unresolved(Found& f, std::size_t end, const char* rule, std::string value) const;

  // --- rules on the calendar (time_calendar.cc)
  bool iso_date(std::size_t i, Found& f) const;
  bool numeric_date(std::size_t i, Found& f) const;
  bool date_range(std::size_t i, Found& f) const;
  bool full_date(std::size_t i, Found& f) const;
  bool bare_day(std::size_t i, Found& f) const;
  bool weekday_rule(std::size_t i, Found& f) const;
  bool month_rule(std::size_t i, Found& f) const;
  bool year_range(std::size_t i, Found& f) const;
  bool year_rule(std::size_t i, Found& f) const;
  bool decade_rule(std::size_t i, Found& f) const;
  bool season_rule(std::size_t i, Found& f) const;
  bool quarter_rule(std::size_t i, Found& f) const;
  bool feast_rule(std::size_t i, Found& f) const;
  bool part_rule(std::size_t i, Found& f) const;
  // --- rules made of others (time_compound.cc)
  bool within_rule(std::size_t i, Found& f) const;
  bool eve_rule(std::size_t i, Found& f) const;
  bool before_last(std::size_t i, Found& f) const;
  bool unit_from(std::size_t i, Found& f) const;
  bool hour_of_day(std::size_t i, Found& f) const;
  // --- rules that count from somewhere (time_relative.cc)
  bool deictic_day(std::size_t i, Found& f) const;
  bool deictic_unit(std::size_t i, Found& f) const;
  bool last_n_units(std::size_t i, Found& f) const;
  bool same_day(std::size_t i, Found& f) const;
  // --- lengths, repetitions, counts of units (time_lengths.cc)
  bool n_units(std::size_t i, Found& f) const;
  bool set_rule(std::size_t i, Found& f) const;
  // --- times of day, expressions without a day (time_vague.cc)
  std::size_t clock(std::size_t i, std::string& time) const;  // past its last word, or 0
  bool clock_rule(std::size_t i, Found& f) const;
  bool vague_rule(std::size_t i, Found& f) const;

  const Document& d_;
  const Sentence& sentence_;
  std::vector<TimeWord> words_;
  std::optional<Date> today_, desk_;  // publication day; day of writing
  std::optional<DateRange> before_;
  bool in_sentence_ = false;  // before_ was told in this sentence
};

}  // namespace dragoman
