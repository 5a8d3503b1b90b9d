// find_times: every time expression of the document, resolved where the text supports it.
#include <algorithm>
#include <array>

#include "coding/stages.h"
#include "coding/time_reader.h"
#include "reading/date_text.h"

namespace dragoman {
namespace {

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

TimeReader::TimeReader(const Document& document, const Sentence& sentence,
                       std::optional<DateRange> before, std::optional<Date> desk)
    : d_(document),
      sentence_(sentence),
      words_(time_words(document, sentence)),
      today_(document.source.published),
      desk_(desk),
      before_(before) {}

bool TimeReader::may_read(const GatedRule& rule, std::size_t i) const {
  const Openers first = words_[i].may_begin;
  if (!(first & openers::kThe)) return first & rule.begin;
  return i + 1 < words_.size() && words_[i + 1].may_begin & rule.behind_the;
}

std::vector<TimeExpression> TimeReader::read() {
  using namespace openers;
  constexpr Openers kDated = kNumber | kWeekday | kMonth;
  static constexpr std::array<GatedRule, 27> rules = {{
      {&TimeReader::iso_date, kFigure},
      {&TimeReader::numeric_date, kFigure},
      {&TimeReader::date_range, kFrom | kDated, kNumber},
      {&TimeReader::full_date, kDated, kNumber},
      {&TimeReader::eve_rule, kEdge, kEdge},
      {&TimeReader::within_rule, kWhich | kNumber, kWhich | kNumber},
      {&TimeReader::before_last, kWeekday | kUnit, kWeekday | kUnit},
      {&TimeReader::unit_from, kAmount | kNumber},
      {&TimeReader::hour_of_day, kFigure | kEdge | kPartOfDay, kEdge | kPartOfDay},
      {&TimeReader::feast_rule, kWhich | kFeast},
      {&TimeReader::part_rule, kEdge | kUnit, kEdge | kUnit},
      {&TimeReader::deictic_day, kDay | kWhich | kEdge, kUnit},
      {&TimeReader::same_day, kWhich, kWhich | kUnit},
      {&TimeReader::last_n_units, kWhich | kWhose, kWhich},
      {&TimeReader::quarter_rule, kFigure | kWhich | kNumber, kWhich | kNumber},
      {&TimeReader::deictic_unit, kWhich, kWhich},
      {&TimeReader::weekday_rule, kWhich | kEdge | kWeekday},
      {&TimeReader::bare_day, 0, kNumber},
      {&TimeReader::season_rule, kWhich | kSeason},
      {&TimeReader::month_rule, kWhich | kMonth},
      {&TimeReader::year_range, kFrom | kNumber | kApostrophe},
      {&TimeReader::decade_rule, kFigure | kNumber},
      {&TimeReader::clock_rule, kFigure | kPartOfDay, kPartOfDay},
      {&TimeReader::set_rule, kRepeated},
      {&TimeReader::n_units, kAmount | kNumber | kUnit},
      {&TimeReader::year_rule, kNumber | kApostrophe},
      {&TimeReader::vague_rule, kVague, kWhich | kUnit},
  }};
  std::vector<TimeExpression> out;
  std::size_t taken = 0;  // words before this one belong to an expression
  for (std::size_t i = 0; i < words_.size();) {
    Found f;
    bool hit = false;
    for (std::size_t r = 0; words_[i].may_begin && !hit && r < rules.size(); ++r) {
      if (!may_read(rules[r], i)) continue;
      f = {};
      hit = (this->*rules[r].rule)(i, f);
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
