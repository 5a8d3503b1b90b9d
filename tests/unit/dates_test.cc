// Runs tests/dates/*.txt (its README tells the form): time expressions and the days of events.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include "coding/calendar.h"
#include "coding/stages.h"
#include "language/stages.h"
#include "reading/stages.h"

namespace dragoman {
namespace {

struct Case {
  std::string published, text, where;
  std::vector<std::string> expected, events;
};

std::vector<Case> cases_of(const std::string& file) {
  std::vector<Case> out;
  std::ifstream in(std::string(DRAGOMAN_SOURCE_DIR) + "/tests/dates/" + file);
  std::string line, published;
  int number = 0;
  while (std::getline(in, line)) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    if (line.rfind("== ", 0) == 0)
      published = line.substr(3);
    else if (line[0] == '>')
      out.back().expected.push_back(line.substr(2));
    else if (line[0] == '@')
      out.back().events.push_back(line.substr(2));
    else
      out.push_back({published, line, file + ":" + std::to_string(number), {}, {}});
  }
  return out;
}

std::vector<std::string> fields(const std::string& line) {
  std::vector<std::string> out;
  std::stringstream in(line);
  for (std::string field; std::getline(in, field, '|');) {
    const auto first = field.find_first_not_of(' '), last = field.find_last_not_of(' ');
    out.push_back(first == std::string::npos ? "" : field.substr(first, last - first + 1));
  }
  return out;
}

std::string shown(const std::optional<DateRange>& range) {
  if (!range) return "none";
  return range->first == range->last ? range->first.iso()
                                     : range->first.iso() + ".." + range->last.iso();
}

class Dates : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto loaded = LanguageModel::load(std::string(DRAGOMAN_SOURCE_DIR) + "/models/language.dgm");
    if (loaded) model = std::make_unique<LanguageModel>(std::move(*loaded));
  }
  static void TearDownTestSuite() { model.reset(); }

  Document analysed(const Case& c) const {
    Source source;
    source.text = c.text;
    source.published = Date::parse(c.published);
    Document d(std::move(source));
    find_blocks(d);
    segment(d);
    model->analyse(d);
    d.index_children();
    lemmatise(d);
    find_times(d);
    return d;
  }

  void expressions(const std::string& file) {
    ASSERT_TRUE(model);
    const auto cases = cases_of(file);
    ASSERT_FALSE(cases.empty());
    for (const Case& c : cases) {
      const Document d = analysed(c);
      std::vector<std::string> found, wanted;
      for (std::size_t i = 0; i < d.times.size(); ++i) {
        const TimeExpression& t = d.times[i];
        std::string value = shown(t.range);
        // A wanted value that is no day is one in the manner of TimeML.
        if (i < c.expected.size() && fields(c.expected[i]).back() == t.value) value = t.value;
        found.push_back(std::string(d.text_of(t.span)) + " | " + value);
      }
      for (const auto& e : c.expected)
        if (e != "none") wanted.push_back(e);
      EXPECT_EQ(found, wanted) << c.where << ": " << c.text;
    }
  }

  static std::unique_ptr<LanguageModel> model;
};
std::unique_ptr<LanguageModel> Dates::model;

TEST_F(Dates, Calendar) {
  expressions("calendar.txt");
}
TEST_F(Dates, Relative) {
  expressions("relative.txt");
}

TEST_F(Dates, Wire) {
  expressions("wire.txt");
}

TEST_F(Dates, Events) {
  ASSERT_TRUE(model);
  for (const Case& c : cases_of("events.txt")) {
    Document d = analysed(c);
    std::vector<std::string> found;
    for (const auto& line : c.events) {
      const std::string word = fields(line)[0];
      for (std::size_t t = 0; t < d.tokens.size(); ++t)
        if (d.word(static_cast<TokenId>(t)) == word) {
          Event e;
          e.trigger = e.trigger_begin = static_cast<TokenId>(t);
          e.trigger_end = e.trigger + 1;
          e.sentence = d.tokens[t].sentence;
          e.type = EventType::ASSAULT;
          d.events.push_back(e);
          break;
        }
    }
    date_events(d);
    ASSERT_EQ(d.events.size(), c.events.size()) << c.where;
    for (std::size_t i = 0; i < d.events.size(); ++i) {
      const Event& e = d.events[i];
      const auto f = fields(c.events[i]);
      EXPECT_EQ(shown(e.date.range), f[1]) << c.where << ": " << f[0];
      const std::string ground =
          (e.date.range ? std::string(e.date.basis) : "") +
          (e.status.historical ? e.date.range ? " historical" : "historical" : "");
      EXPECT_EQ(ground, f[2]) << c.where << ": " << f[0];
    }
  }
}

TEST(Calendar, MovableFeasts) {
  EXPECT_EQ(easter(2016).iso(), "2016-03-27");
  EXPECT_EQ(easter(1980).iso(), "1980-04-06");
  EXPECT_EQ(easter(2035).iso(), "2035-03-25");
  // Within a day of what was kept.
  for (const char* kept : {"2016-06-06", "2017-05-27", "2021-04-13", "1980-07-13"}) {
    const Date day = *Date::parse(kept);
    const auto begins = islamic_month_in(day.year(), 9);
    ASSERT_TRUE(begins);
    EXPECT_LE(std::abs(begins->days() - day.days()), 1) << kept;
  }
  EXPECT_EQ(feast_in("thanksgiving", 2016)->first.iso(), "2016-11-24");
  EXPECT_EQ(iso_week(*Date::parse("2004-11-24")), "2004-W48");
  EXPECT_EQ(iso_week(*Date::parse("2005-01-01")), "2004-W53");
  EXPECT_EQ(shown(quarter_range(2004, 2)), "2004-04-01..2004-06-30");
  EXPECT_EQ(shown(season_range(2016, 3)), "2015-12-01..2016-02-29");
}

}  // namespace
}  // namespace dragoman
