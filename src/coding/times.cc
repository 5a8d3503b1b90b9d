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
