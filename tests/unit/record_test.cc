#include "exports/record.h"

#include <gtest/gtest.h>

#include <set>

#include "exports/event_layout.h"
#include "exports/rows.h"

namespace dragoman {
namespace {

// "Erdoğan’s café: Putin visited Ankara on Monday." as a coded document, by hand. The words before
// the event hold three characters of more than one byte.
Document coded() {
  Source source;
  source.id = "r1";
  source.text = "Erdoğan’s café: Putin visited Ankara on Monday.";
  source.published = Date::parse("2016-08-10");
  source.published_basis = "metadata";
  source.publication = "Harbour Wire";
  Document d(std::move(source));
  d.contributors = {"TASS"};
  const std::string& text = d.source.text;
  const auto add = [&](std::string_view word) {
    Token t;
    const auto at = static_cast<std::uint32_t>(text.find(word));
    t.span = {at, at + static_cast<std::uint32_t>(word.size())};
    d.tokens.push_back(t);
  };
  for (const char* word : {"Erdoğan", "Putin", "visited", "Ankara", "on", "Monday"}) add(word);
  Sentence s;
  s.span = {0, static_cast<std::uint32_t>(text.size())};
  s.tokens = {0, 6};
  d.sentences.push_back(s);
  Event e;
  e.trigger = 2;
  e.trigger_begin = 2;
  e.trigger_end = 3;
  e.type = EventType::CONSULT;
  e.modes = {"visit"};
  Participant p;
  p.entity.code = "RUS";
  p.entity.sector.add(Sector::GOV);
  p.entity.identifier_text = "Vladimir Putin";
  p.entity.span = d.tokens[1].span;
  p.entity.mention = "name";
  e.actors.push_back(p);
  e.date.range = DateRange::day(*Date::parse("2016-08-08"));
  e.date.basis = "expression";
  e.date.span = d.tokens[5].span;
  e.confidence = 0.87654321;
  e.basis = {{"type", "frame consult.visit"}, {"type", "visit"}, {"date", "rule weekday"}};
  e.killed = Count{3, -1, d.tokens[4].span};
  d.events.push_back(e);
  return d;
}

TEST(Record, OffsetsCountCodePoints) {
  Document d = coded();
  const Json r = event_records(d, {"c", "p"}).at(0);
  // "Erdoğan’s café: " has 16 characters.
  EXPECT_EQ(r["actor"][0]["start"], 16);
  EXPECT_EQ(r["actor"][0]["end"], 21);
  EXPECT_EQ(r["trigger"]["start"], 22);
  EXPECT_EQ(r["date_info"]["start"], 40);
  EXPECT_EQ(r["date_info"]["text"], "Monday");
  EXPECT_EQ(r["text_info"]["end"], 47);
  EXPECT_EQ(r["text"], d.source.text);
}

TEST(Record, KeysStandInTheDocumentedOrder) {
  Document d = coded();
  const Json r = event_records(d, {"c", "p"}).at(0);
  const std::vector<std::string> expected = {
      "id",        "event",    "mode",       "context",   "cameo", "quad_code", "event_scale",
      "date",      "enddate",  "date_info",  "auxiliary", "actor", "recipient", "toward",
      "event_loc", "reporter", "event_text", "trigger",   "text",  "text_info", "killed",
      "injured",   "arrested", "confidence", "basis",     "link",  "cite_info"};
  std::vector<std::string> keys;
  for (const auto& item : r.items()) keys.push_back(item.key());
  EXPECT_EQ(keys, expected);
}

TEST(Record, ValuesAndNulls) {
  Document d = coded();
  const Json r = event_records(d, {"c", "p"}).at(0);
  EXPECT_EQ(r["event"], Json::array({"CONSULT"}));
  EXPECT_EQ(r["quad_code"], 1);
  EXPECT_TRUE(r["cameo"].is_null());
  EXPECT_TRUE(r["event_loc"].is_null());
  EXPECT_TRUE(r["toward"].is_null());
  EXPECT_EQ(r["recipient"], Json::array());
  EXPECT_EQ(r["confidence"], 0.8765);
  EXPECT_EQ(r["basis"]["type"], "frame consult.visit; visit");
  EXPECT_EQ(r["killed"]["min"], 3);
  EXPECT_TRUE(r["killed"]["max"].is_null());
  EXPECT_EQ(r["cite_info"]["document"], "r1");
  EXPECT_EQ(r["cite_info"]["contributors"], Json::array({"TASS"}));
  EXPECT_EQ(r["cite_info"]["codebook"], "c");
}

TEST(Record, IdsAreStableAndUnique) {
  Document d = coded();
  d.events.push_back(d.events[0]);  // two of one type at one trigger
  assign_event_ids(d);
  EXPECT_NE(d.events[0].id, d.events[1].id);
  EXPECT_EQ(d.events[0].id.size(), 16u);
  Document again = coded();
  again.events[0].confidence = 0.1;
  again.events[0].actors.clear();
  assign_event_ids(again);
  EXPECT_EQ(again.events[0].id, d.events[0].id);  // what the engine found elsewhere does not matter
  Document other = coded();
  other.source.id = "r2";
  assign_event_ids(other);
  EXPECT_NE(other.events[0].id, d.events[0].id);
}

TEST(Record, StampSplitsTheVersion) {
  const auto stamp = RecordStamp::from_version("dragoman 0.1.0 model M codebook C knowledge K");
  EXPECT_EQ(stamp.codebook, "C");
  EXPECT_EQ(stamp.coder, "dragoman 0.1.0 model M knowledge K");
  EXPECT_EQ(RecordStamp::from_version("dragoman").coder, "dragoman");
}

std::string written(OutputFormat format, const std::vector<Json>& rows) {
  RowLayout layout;
  layout.columns = {{"a", [](const Json& r) { return text_or(member(r, "a")); }, false, 0},
                    {"b", [](const Json& r) { return text_or(member(r, "b")); }, true, 0}};
  std::string out;
  RowWriter writer({format, 40, false}, layout, [&](std::string_view s) { return out += s, true; });
  for (const auto& row : rows) writer.add(row);
  writer.finish();
  return out;
}

TEST(Rows, EveryFormatQuotesWhatItMust) {
  const std::vector<Json> rows = {{{"a", "x,\"y\""}, {"b", "1"}}, {{"a", "t\tn\n|\\"}, {"b", "ü"}}};
  EXPECT_EQ(written(OutputFormat::Csv, rows), "a,b\n\"x,\"\"y\"\"\",1\n\"t\tn\n|\\\",ü\n");
  EXPECT_EQ(written(OutputFormat::Tsv, rows), "a\tb\nx,\"y\"\t1\nt\\tn\\n|\\\\\tü\n");
  EXPECT_EQ(written(OutputFormat::Markdown, rows),
            "| a | b |\n| --- | ---: |\n| x,\"y\" | 1 |\n| t n \\|\\\\ | ü |\n");
  EXPECT_EQ(written(OutputFormat::JsonLines, rows),
            "{\"a\":\"x,\\\"y\\\"\",\"b\":\"1\"}\n{\"a\":\"t\\tn\\n|\\\\\",\"b\":\"ü\"}\n");
  EXPECT_EQ(written(OutputFormat::Table, rows), "a       b\nx,\"y\"   1\nt n |\\  ü\n");
}

TEST(Rows, NoRows) {
  EXPECT_EQ(written(OutputFormat::JsonArray, {}), "[]\n");
  EXPECT_EQ(written(OutputFormat::JsonLines, {}), "");
  EXPECT_EQ(written(OutputFormat::Csv, {}), "a,b\n");
  EXPECT_EQ(
      Json::parse(written(OutputFormat::JsonArray, {Json{{"a", "1"}}, Json{{"a", "2"}}})).size(),
      2u);
}

TEST(Rows, WidthsAreThoseOfTheTerminal) {
  EXPECT_EQ(display_width("Erdoğan"), 7);
  EXPECT_EQ(display_width("新華社"), 6);
  EXPECT_EQ(cut_to_width("Erdoğan", 4), "Erd…");
  EXPECT_EQ(cut_to_width("新華社", 4), "新…");
  EXPECT_EQ(printable("a\x1b[31mb\xc2\x9b"), "a [31mb ");
  EXPECT_EQ(wrap("one two three", 7), (std::vector<std::string>{"one two", "three"}));
}

TEST(EventLayout, LabelsKeepThePrecisionOfTheDate) {
  const auto label = [](const char* from, const char* to) {
    return date_label(Json{{"date", from}, {"enddate", to}});
  };
  EXPECT_EQ(label("2016-08-09", "2016-08-09"), "2016-08-09");
  EXPECT_EQ(label("2015-11-01", "2015-11-30"), "2015-11");
  EXPECT_EQ(label("2014-01-01", "2014-12-31"), "2014");
  EXPECT_EQ(label("2016-08-09", "2016-09-01"), "2016-08-09/2016-09-01");
  EXPECT_EQ(date_label(Json{{"date", nullptr}}), "undated");
}

}  // namespace
}  // namespace dragoman
