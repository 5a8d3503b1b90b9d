#include "ledger/ledger.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "evaluation/difference.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;

class LedgerTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("dragoman-ledger-test-" + std::to_string(getpid()));
    fs::create_directories(folder_);
    file_ = (folder_ / "news.ledger").string();
  }
  void TearDown() override { fs::remove_all(folder_); }

  Ledger open(Ledger::Access access = Ledger::Access::Write) {
    auto ledger = Ledger::open(file_, access);
    EXPECT_TRUE(ledger) << (ledger ? "" : ledger.error().message);
    return std::move(*ledger);
  }
  static Source source(const std::string& id, const std::string& text) {
    Source s;
    s.id = id;
    s.text = text;
    s.published = Date::parse("2016-08-10");
    return s;
  }
  static Json record(const std::string& id, const std::string& actor, const std::string& document) {
    return {{"id", id},
            {"event", {"CONSULT"}},
            {"mode", {"meet"}},
            {"quad_code", 1},
            {"event_scale", 2.5},
            {"date", "2016-08-09"},
            {"enddate", "2016-08-09"},
            {"auxiliary", Json::array()},
            {"actor",
             Json::array({{{"code", actor}, {"sector", {"GOV"}}, {"entity_text", "Erdoğan"}}})},
            {"recipient", Json::array({{{"code", "TUR"}}})},
            {"text", "They met."},
            {"confidence", 0.9},
            {"cite_info", {{"document", document}}}};
  }
  static Ledger::Seen put(Ledger& ledger, const Source& s, const std::vector<Json>& records) {
    Document document(s);
    auto seen = ledger.write(s, document, records, "test");
    EXPECT_TRUE(seen) << (seen ? "" : seen.error().message);
    return seen ? *seen : Ledger::Seen::Same;
  }
  static std::vector<std::string> ids(const Ledger& ledger, const EventQuery& query) {
    std::vector<std::string> out;
    auto done = ledger.events(query, [&](const Json& r) {
      out.push_back(text_or(member(r, "id")));
      return true;
    });
    EXPECT_TRUE(done);
    return out;
  }

  fs::path folder_;
  std::string file_;
};

TEST_F(LedgerTest, KnowsWhatItHasSeen) {
  Ledger ledger = open();
  const Source a = source("a", "They met.");
  EXPECT_EQ(*ledger.look_up(a), Ledger::Seen::New);
  EXPECT_EQ(put(ledger, a, {record("1", "RUS", "a")}), Ledger::Seen::New);
  EXPECT_EQ(*ledger.look_up(a), Ledger::Seen::Same);
  EXPECT_EQ(put(ledger, a, {record("1", "RUS", "a")}), Ledger::Seen::Same);
  EXPECT_EQ(*ledger.look_up(source("b", "They met.")), Ledger::Seen::Duplicate);
  Source other_day = source("b", "They met.");
  other_day.published = Date::parse("2016-08-11");
  EXPECT_EQ(*ledger.look_up(other_day), Ledger::Seen::New);
  Source renamed = a;
  renamed.title = "New title";
  EXPECT_EQ(*ledger.look_up(renamed), Ledger::Seen::Changed);
}

TEST_F(LedgerTest, ARevisionReplacesTheEvents) {
  Ledger ledger = open();
  put(ledger, source("a", "They met."), {record("1", "RUS", "a"), record("2", "IRN", "a")});
  EXPECT_EQ(ids(ledger, {}), (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ(put(ledger, source("a", "They did not."), {record("3", "RUS", "a")}),
            Ledger::Seen::Changed);
  EXPECT_EQ(ids(ledger, {}), (std::vector<std::string>{"3"}));
  auto old = ledger.document_of_event("2");
  ASSERT_TRUE(old && *old);
  EXPECT_EQ((*old)->source.text, "They met.");
  EXPECT_EQ((*old)->revision, 1);
  auto counts = ledger.counts();
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->documents, 1);
  EXPECT_EQ(counts->revisions, 1);
  EXPECT_EQ(counts->events, 1);
}

TEST_F(LedgerTest, FindsNamesWithoutTheirDiacritics) {
  Ledger ledger = open();
  put(ledger, source("a", "They met."), {record("1", "TUR", "a")});
  EventQuery query;
  query.actors = {{.name = "ERDOGAN"}};
  EXPECT_EQ(ids(ledger, query).size(), 1u);
  query.actors = {{.name = "Putin"}};
  EXPECT_TRUE(ids(ledger, query).empty());
  query.actors = {{.code = "TUR", .sector = "MIL"}};
  EXPECT_TRUE(ids(ledger, query).empty());
  query.actors = {{.code = "TUR", .sector = "GOV"}};
  EXPECT_EQ(ids(ledger, query).size(), 1u);
}

TEST_F(LedgerTest, FindsAStrangerByNameAndById) {
  Ledger ledger = open();
  const auto with = [](const std::string& id, const std::string& document, const char* words,
                       const char* name) {
    Json r = record(id, "EST", document);
    r["actor"][0]["entity_text"] = words;
    r["actor"][0]["identifier_text"] = name;
    r["actor"][0]["entity_id"] = "new-00112233445566aa";
    return r;
  };
  put(ledger, source("b", "Two."), {with("2", "b", "Kolvenik", "Marta Kolvenik")});
  put(ledger, source("a", "One."), {with("1", "a", "Marta B. Kolvenik", "Marta B. Kolvenik")});
  EventQuery query;
  query.actors = {{.name = "Kolvenik"}};
  EXPECT_EQ(ids(ledger, query).size(), 2u);
  query.actors = {{.name = "new-00112233445566aa"}};
  EXPECT_EQ(ids(ledger, query).size(), 2u);
  query.actors = {{.name = "new-00112233445566ab"}};
  EXPECT_TRUE(ids(ledger, query).empty());
  auto database = Database::open(file_, Database::Access::Read);
  ASSERT_TRUE(database);
  auto row = database->prepare("SELECT entity, name FROM entities");
  ASSERT_TRUE(row && *row->step());
  EXPECT_EQ(row->text(0), "new-00112233445566aa");
  EXPECT_EQ(row->text(1), "Marta B. Kolvenik") << "the first in order of letters, not of reading";
  EXPECT_FALSE(*row->step()) << "one person";
}

TEST_F(LedgerTest, AnotherReaderSeesOnlyWholeDocuments) {
  Ledger writer = open();
  put(writer, source("a", "One."), {record("1", "RUS", "a")});
  Ledger reader = open(Ledger::Access::Read);
  EXPECT_EQ(ids(reader, {}).size(), 1u);
  put(writer, source("b", "Two."), {record("2", "RUS", "b")});
  EXPECT_EQ(ids(reader, {}).size(), 2u);
  auto complaints = reader.check();
  ASSERT_TRUE(complaints);
  EXPECT_TRUE(complaints->empty());
}

TEST_F(LedgerTest, CanBeReadInAFolderThatMayNotBeWritten) {
  {
    Ledger ledger = open();
    put(ledger, source("a", "One."), {record("1", "RUS", "a")});
  }
  fs::permissions(folder_, fs::perms::owner_read | fs::perms::owner_exec);
  if (geteuid() != 0) {  // root may write everywhere
    Ledger reader = open(Ledger::Access::Read);
    EXPECT_EQ(ids(reader, {}).size(), 1u);
  }
  fs::permissions(folder_, fs::perms::owner_all);
}

TEST_F(LedgerTest, RefusesWhatIsNoLedger) {
  const auto code = [&](Ledger::Access access) {
    auto ledger = Ledger::open(file_, access);
    return ledger ? std::string("opened") : ledger.error().code;
  };
  EXPECT_EQ(code(Ledger::Access::Read), "E500-no-ledger");
  std::ofstream(file_) << "just a text, and long enough to be read as a header of something else.";
  EXPECT_EQ(code(Ledger::Access::Read), "E501-not-a-ledger");
  EXPECT_EQ(code(Ledger::Access::Write), "E501-not-a-ledger");
}

TEST(Difference, PairsByIdThenByTrigger) {
  const auto event = [](Json id, const char* type, int start, const char* date) {
    return Json{{"id", id},
                {"event", {type}},
                {"date", date},
                {"trigger", {{"start", start}, {"end", start + 4}}},
                {"cite_info", {{"document", "a"}, {"coder", id}}}};
  };
  const std::vector<Json> before = {
      event("1", "AID", 0, "2016-01-01"), event("2", "AID", 10, "2016-01-01"),
      event("3", "AID", 20, "2016-01-01"), event("4", "AID", 30, "2016-01-01")};
  const std::vector<Json> after = {
      event("1", "AID", 0, "2016-01-01"), event("2", "AID", 10, "2017-01-01"),
      event("x", "ACCUSE", 22, "2016-01-01"), event("y", "AID", 90, "2016-01-01")};
  const auto changes = differences(before, after);
  ASSERT_EQ(changes.size(), 4u);
  EXPECT_EQ(changes[0]["change"], "changed");
  EXPECT_EQ(changes[0]["fields"], Json::array({"date"}));
  EXPECT_EQ(changes[1]["fields"], Json::array({"id", "event", "trigger"}));
  EXPECT_EQ(changes[2]["change"], "lost");
  EXPECT_EQ(changes[3]["change"], "added");
  EXPECT_TRUE(differences(before, before).empty());
}

}  // namespace
}  // namespace dragoman
