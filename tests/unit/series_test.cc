#include "relations/series.h"

#include <gtest/gtest.h>

#include "relations/chart.h"

namespace dragoman {
namespace {

using Codes = std::vector<std::string>;

Json event(const char* type, double scale, const Codes& actors, const Codes& recipients,
           const char* from, const char* to, const Codes& status = {}) {
  const auto entities = [](const Codes& codes) {
    Json list = Json::array();
    for (const auto& code : codes) list.push_back({{"code", code}});
    return list;
  };
  return {{"event", Json::array({type})},
          {"quad_code", quad_code(*event_type_of(type))},
          {"event_scale", scale},
          {"date", from},
          {"enddate", to},
          {"auxiliary", status},
          {"actor", entities(actors)},
          {"recipient", entities(recipients)}};
}

SeriesBuilder builder(Period period) {
  return {{.code = "RUS"}, {.code = "TUR"}, period};
}

TEST(Series, Directions) {
  const SeriesBuilder b = builder(Period::Month);
  const auto way = [&](const char* type, const Codes& actors, const Codes& recipients) {
    return b.direction(event(type, 1, actors, recipients, "2016-01-01", "2016-01-01"));
  };
  EXPECT_EQ(way("ASSAULT", {"TUR"}, {"RUS"}), Direction::Backward);
  EXPECT_EQ(way("SANCTION", {"RUS", "IRN"}, {"TUR"}), Direction::Forward);
  EXPECT_EQ(way("CONSULT", {"RUS", "TUR"}, {}), Direction::Joint);
  EXPECT_EQ(way("CONSULT", {"TUR", "RUS"}, {"IRN"}), Direction::Joint);
  EXPECT_EQ(way("ASSAULT", {"TUR", "RUS"}, {"SYR"}), std::nullopt);  // against a third
  EXPECT_EQ(way("ACCUSE", {"TUR", "RUS"}, {"TUR", "RUS"}), Direction::Joint);
  EXPECT_EQ(way("CONSULT", {"RUS"}, {"IRN"}), std::nullopt);
  EXPECT_EQ(way("ASSAULT", {"SYR"}, {"RUS", "TUR"}), std::nullopt);
}

TEST(Series, CountsByPeriodAndKeepsOpenEventsApart) {
  SeriesBuilder b = builder(Period::Quarter);
  EXPECT_TRUE(b.add(event("ASSAULT", -9, {"TUR"}, {"RUS"}, "2015-11-24", "2015-11-24")));
  EXPECT_TRUE(b.add(event("SANCTION", -7, {"RUS"}, {"TUR"}, "2015-11-01", "2015-11-30")));
  EXPECT_TRUE(b.add(event("CONSULT", 2.5, {"RUS", "TUR"}, {}, "2016-08-09", "2016-08-09")));
  EXPECT_TRUE(b.add(event("AID", 7, {"RUS"}, {"TUR"}, "2016-08-09", "2016-08-09", {"future"})));
  EXPECT_FALSE(b.add(event("CONSULT", 1, {"RUS"}, {"IRN"}, "2016-08-09", "2016-08-09")));
  const auto rows = b.rows(false);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].label, "2015-Q4");
  const PeriodCounts all = rows[0].all();
  EXPECT_EQ(all.events, 2);
  EXPECT_EQ(all.quads, (std::array<int, 4>{0, 0, 0, 2}));
  EXPECT_DOUBLE_EQ(*all.mean(), -8.0);
  EXPECT_DOUBLE_EQ(all.intensity, 16.0);
  EXPECT_EQ(rows[1].all().events, 1);
  EXPECT_EQ(rows[1].all().open, 1);
  EXPECT_DOUBLE_EQ(rows[1].all().sum, 2.5);
  const auto filled = b.rows(true);
  ASSERT_EQ(filled.size(), 4u);
  EXPECT_EQ(filled[1].label, "2016-Q1");
  EXPECT_EQ(filled[1].all().mean(), std::nullopt);
}

TEST(Series, RangesWiderThanAPeriodStandAlone) {
  SeriesBuilder b = builder(Period::Month);
  b.add(event("ASSAULT", -9, {"TUR"}, {"RUS"}, "2015-01-01", "2015-12-31"));
  b.add(event("ASSAULT", -9, {"TUR"}, {"RUS"}, "2015-11-30", "2015-12-01"));
  b.add(event("ASSAULT", -9, {"TUR"}, {"RUS"}, "2015-11-02", "2015-11-30"));
  const auto rows = b.rows(false);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].label, "2015");
  EXPECT_TRUE(rows[0].wide);
  EXPECT_EQ(rows[1].label, "2015-11");
  EXPECT_FALSE(rows[1].wide);
  EXPECT_EQ(rows[2].label, "2015-11-30/2015-12-01");
}

TEST(Series, WeeksAreIsoWeeks) {
  const auto label = [](const char* day) {
    return period_label(Period::Week, period_around(Period::Week, *Date::parse(day)));
  };
  EXPECT_EQ(label("2016-08-09"), "2016-W32");
  EXPECT_EQ(label("2016-01-01"), "2015-W53");
  EXPECT_EQ(label("2018-12-31"), "2019-W01");
}

TEST(Series, UndatedEventsAreCountedApart) {
  SeriesBuilder b = builder(Period::Year);
  Json undated = event("ACCUSE", -3, {"RUS"}, {"TUR"}, "", "");
  undated["date"] = nullptr;
  EXPECT_TRUE(b.add(undated));
  EXPECT_EQ(b.undated(), 1);
  EXPECT_TRUE(b.rows(true).empty());
}

TEST(Chart, FitsTheTerminalAndShowsBothSides) {
  SeriesBuilder b = builder(Period::Year);
  b.add(event("ASSAULT", -9, {"TUR"}, {"RUS"}, "2015-11-24", "2015-11-24"));
  b.add(event("CONSULT", 2.5, {"RUS", "TUR"}, {}, "2016-08-09", "2016-08-09"));
  for (int width : {60, 80, 120}) {
    const std::string chart = bar_chart(b.rows(false), {width, false});
    EXPECT_NE(chart.find("█│"), std::string::npos);
    EXPECT_NE(chart.find("│█"), std::string::npos);
    EXPECT_EQ(chart.find('\x1b'), std::string::npos);
    std::size_t begin = 0;
    while (begin < chart.size()) {
      const auto end = chart.find('\n', begin);
      int columns = 0;
      for (std::size_t i = begin; i < end; ++i)
        columns += (static_cast<unsigned char>(chart[i]) & 0xC0) != 0x80;
      EXPECT_LE(columns, width) << chart;
      begin = end + 1;
    }
  }
  EXPECT_NE(bar_chart(b.rows(false), {80, true}).find("\x1b[31m"), std::string::npos);
  EXPECT_EQ(spark_line(b.rows(false)), "▁▆");
}

}  // namespace
}  // namespace dragoman
