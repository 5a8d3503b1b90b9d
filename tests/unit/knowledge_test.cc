#include "knowledge/knowledge.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstring>

#include "knowledge_fixture.h"

namespace dragoman {
namespace {

using test::small_world;
using test::TableFolder;
using test::write_small_world;

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const auto cut = text.find(' ');
    out.push_back(text.substr(0, cut));
    text = cut == std::string_view::npos ? std::string_view() : text.substr(cut + 1);
  }
  return out;
}

// The names of what the longest form at word i may be.
std::vector<std::string> best(const Knowledge& k, std::string_view text, std::size_t i = 0) {
  const auto w = words(text);
  const auto found = k.match(w, i);
  std::vector<std::string> out;
  if (found.empty()) return out;
  for (const auto& c : found.front().candidates) {
    std::string name;
    switch (c.kind) {
      case FactKind::Country:
        name = k.country(c.row).code;
        break;
      case FactKind::Person:
        name = k.person(c.row).id;
        break;
      case FactKind::Organisation:
        name = k.organisation(c.row).id;
        break;
      case FactKind::Role:
        name = k.role(c.row).role;
        break;
      case FactKind::Modifier:
        name = k.modifier(c.row).modifier;
        break;
      case FactKind::Place:
        name = k.place(c.row).name;
        break;
    }
    out.push_back(std::to_string(found.front().words) + ":" + name);
  }
  return out;
}

using Names = std::vector<std::string>;

TEST(Knowledge, MatchesTheLongestFormFirst) {
  const Knowledge k = small_world();
  EXPECT_EQ(best(k, "United States troops"), Names{"2:USA"});
  EXPECT_EQ(best(k, "Foreign Minister Lavrov"), Names{"2:foreign minister"});
  EXPECT_EQ(best(k, "foreign ministers met"), Names{"2:foreign minister"});
  EXPECT_EQ(best(k, "Vladimir Putin said"), Names{"2:putin_vladimir"});
  EXPECT_EQ(best(k, "said Putin", 1), Names{"1:putin_vladimir"});
  EXPECT_EQ(best(k, "Georgia said"), (Names{"1:GEO", "1:USA"}));
}

TEST(Knowledge, FoldsWhatSpellingDoesNotTell) {
  const Knowledge k = small_world();
  EXPECT_EQ(best(k, "Erdogan"), Names{"1:erdogan_recep_tayyip"});
  EXPECT_EQ(best(k, "Erdoğan"), Names{"1:erdogan_recep_tayyip"});
  EXPECT_EQ(best(k, "Turkiye"), Names{"1:TUR"});
  EXPECT_EQ(best(k, "US"), Names{"1:USA"});
  EXPECT_EQ(best(k, "U.S. jets"), Names{"1:USA"});
  EXPECT_EQ(best(k, "Al - Shabaab fighters"), Names{"3:al_shabaab"});
  EXPECT_EQ(best(k, "Al-Shabaab"), Names{"1:al_shabaab"});
  EXPECT_EQ(best(k, "Lord 's Resistance Army"), Names{"4:lra"});
  EXPECT_EQ(best(k, "Lord’s Resistance Army"), Names{"3:lra"});
  EXPECT_EQ(best(k, "Bashar Assad"), Names{"2:assad_bashar"});
  EXPECT_EQ(best(k, "al - Assad"), Names{"3:assad_bashar"});
}

TEST(Knowledge, KeepsCaseExceptInCapitals) {
  const Knowledge k = small_world();
  EXPECT_EQ(best(k, "turkey"), Names{});
  EXPECT_EQ(best(k, "TURKEY"), Names{"1:TUR"});
  EXPECT_EQ(best(k, "VLADIMIR PUTIN"), Names{"2:putin_vladimir"});
  EXPECT_EQ(best(k, "us"), Names{});
}

TEST(Knowledge, StopsAtPunctuation) {
  const Knowledge k = small_world();
  EXPECT_EQ(best(k, "Vladimir , Putin"), Names{});
  EXPECT_EQ(best(k, "Vladimir . Putin"), Names{});
}

TEST(Knowledge, OfficesAreDated) {
  const Knowledge k = small_world();
  const auto medvedev = k.find("Dmitry Medvedev");
  ASSERT_EQ(medvedev.size(), 1u);
  const auto in2009 = k.offices_held(medvedev[0].row, *Date::make(2009, 1, 1));
  ASSERT_EQ(in2009.size(), 1u);
  EXPECT_EQ(in2009[0].role, "president");
  const auto in2013 = k.offices_held(medvedev[0].row, *Date::make(2013, 1, 1));
  ASSERT_EQ(in2013.size(), 1u);
  EXPECT_EQ(in2013[0].role, "prime minister");
  EXPECT_TRUE(k.offices_held(medvedev[0].row, *Date::make(2021, 1, 1)).empty());
  const auto holders = k.holders("president", "RUS", *Date::make(2010, 6, 1));
  ASSERT_EQ(holders.size(), 1u);
  EXPECT_EQ(k.person(holders[0]).id, "medvedev_dmitry");
  EXPECT_TRUE(k.holders("president", "DEU", *Date::make(2010, 6, 1)).empty());
}

TEST(Knowledge, FindsRolesAndModifiers) {
  const Knowledge k = small_world();
  ASSERT_TRUE(k.find_role("Warplanes"));
  EXPECT_TRUE(k.find_role("warplanes")->matched_plural);
  EXPECT_EQ(k.find_role("warplane")->kind, "force");
  EXPECT_FALSE(k.find_role("sandwich"));
  ASSERT_TRUE(k.find_modifier("former"));
  EXPECT_EQ(k.find_modifier("former")->effect, "former");
}

TEST(Knowledge, SavesAndLoadsTheSameBytes) {
  const Knowledge k = small_world();
  TableFolder folder;
  const std::string file = folder.path() + "/knowledge.bin";
  ASSERT_TRUE(k.save(file));
  const auto loaded = Knowledge::load(file);
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(loaded->checksum(), k.checksum());
  EXPECT_EQ(best(*loaded, "Vladimir Putin"), Names{"2:putin_vladimir"});
  EXPECT_EQ(small_world().checksum(), k.checksum())
      << "the compiled bytes depend on the tables alone";
}

TEST(Knowledge, RefusesDamagedFiles) {
  const Knowledge k = small_world();
  TableFolder folder;
  const std::string file = folder.path() + "/knowledge.bin";
  ASSERT_TRUE(k.save(file));
  std::ifstream in(file, std::ios::binary);
  const std::string good((std::istreambuf_iterator<char>(in)), {});
  const auto load = [&](std::string bytes) {
    std::ofstream(file, std::ios::binary)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    const auto loaded = Knowledge::load(file);
    return loaded ? std::string("loaded") : loaded.error().code;
  };
  std::string flipped = good, version = good;
  flipped[good.size() / 2] ^= 1;
  version[8] = 99;
  EXPECT_EQ(load(good), "loaded");
  EXPECT_EQ(load(flipped), "E232-damaged-knowledge");
  EXPECT_EQ(load(good.substr(0, good.size() - 16)), "E232-damaged-knowledge");
  EXPECT_EQ(load(version), "E231-knowledge-version");
  EXPECT_EQ(load("no such thing"), "E230-not-knowledge");
  EXPECT_EQ(Knowledge::load("/nowhere/at/all").error().code, "E234-no-knowledge-file");
}

TEST(Knowledge, ADamagedGazetteerIsToldAndNeverRead) {
  const Knowledge k = small_world();
  TableFolder folder;
  ASSERT_TRUE(k.save(folder.path() + "/knowledge.bin"));
  const std::string file = folder.path() + "/gazetteer.bin";
  ASSERT_TRUE(k.save(file));  // any compiled file will do
  std::ifstream in(file, std::ios::binary);
  const std::string good((std::istreambuf_iterator<char>(in)), {});
  const auto load = [&](const std::string& bytes) {
    std::ofstream(file, std::ios::binary)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return Knowledge::load(folder.path() + "/knowledge.bin");
  };
  const auto whole = load(good);
  ASSERT_TRUE(whole);
  EXPECT_TRUE(whole->check_gazetteer());
  // A changed byte is found by the one pass over the file, not at load.
  std::string flipped = good;
  flipped[good.size() / 2] ^= 1;
  const auto damaged = load(flipped);
  ASSERT_TRUE(damaged);
  EXPECT_FALSE(damaged->places("Black Sea").size() > k.places("Black Sea").size());
  ASSERT_FALSE(damaged->check_gazetteer());
  EXPECT_EQ(damaged->check_gazetteer().error().code, "E232-damaged-knowledge");
  EXPECT_EQ(damaged->check_gazetteer().error().file, file);
  // What the header shows is told at load.
  EXPECT_EQ(load(good.substr(0, good.size() - 16)).error().code, "E232-damaged-knowledge");
  EXPECT_EQ(load("no such thing").error().code, "E230-not-knowledge");
}

TEST(Knowledge, RowsOfOnesOwnAreCheckedWithTheProgramsOwn) {
  TableFolder folder, extra;
  write_small_world(folder);
  extra.write("people", {"smith_jane|Jane Smith||USA|JRN|1970||"});
  EXPECT_EQ(Knowledge::validate(extra.path()).size(), 1u + 1u) << "no countries, so no USA";
  EXPECT_TRUE(Knowledge::validate(extra.path(), folder.path()).empty());
  extra.write("people", {"smith_jane|Jane Smith||XXX|JRN|1970||"});
  const auto wrong = Knowledge::validate(extra.path(), folder.path());
  ASSERT_EQ(wrong.size(), 1u);
  EXPECT_EQ(wrong.front().code, "E215-unknown-code");
}

TEST(Knowledge, ExtraFoldersWin) {
  TableFolder folder, extra;
  write_small_world(folder);
  extra.write("people/own", {"putin_vladimir|Vladimir Putin||RUS|BUS|1952||",
                             "smith_jane|Jane Smith||USA|JRN|1970||"});
  const auto k = Knowledge::build(folder.path(), {extra.path()});
  ASSERT_TRUE(k);
  EXPECT_TRUE(k->person(k->find("Vladimir Putin")[0].row).sector.has(Sector::BUS));
  EXPECT_EQ(k->find("Jane Smith").size(), 1u);
}

// The code and line of every complaint about a world with one table replaced.
Names complaints(const std::string& table, std::vector<std::string> rows, bool sorted = true) {
  TableFolder folder;
  write_small_world(folder);
  folder.write(table, std::move(rows), sorted);
  Names out;
  for (const auto& e : Knowledge::validate(folder.path())) {
    EXPECT_FALSE(e.message.empty());
    EXPECT_FALSE(e.hint.empty());
    out.push_back(e.code.substr(0, 4) + ":" + std::to_string(e.offset));
  }
  return out;
}

TEST(KnowledgeValidator, AcceptsAGoodFolder) {
  TableFolder folder;
  write_small_world(folder);
  EXPECT_TRUE(Knowledge::validate(folder.path()).empty());
}

TEST(KnowledgeValidator, NamesEveryFault) {
  EXPECT_EQ(complaints("roles", {"president|office|GOV|"}).front(), "E204:2");
  EXPECT_EQ(complaints("modifiers", {"rebel|sector|REB", "former|former|"}, false),
            Names{"E205:3"});
  EXPECT_EQ(complaints("modifiers", {"former|former|", "former|former|"}).front(), "E206:3");
  EXPECT_EQ(complaints("modifiers", {" former|former|"}), Names{"E207:2"});
  EXPECT_EQ(complaints("modifiers", {"|former|"}), Names{"E208:2"});
  EXPECT_EQ(complaints("people/more", {"Smith|J Smith||USA|||| "}), (Names{"E207:2", "E209:2"}));
  EXPECT_EQ(complaints("people/more", {"smith_j|J Smith||USA|GOVT|||"}), Names{"E210:2"});
  EXPECT_EQ(complaints("modifiers", {"former|strange|"}), Names{"E211:2"});
  EXPECT_EQ(complaints("people/more", {"smith_j|J Smith||USA||19x1||"}), Names{"E212:2"});
  EXPECT_EQ(complaints("people/more", {"smith_j|J Smith||USA||1990|1980|"}), Names{"E213:2"});
  EXPECT_EQ(complaints("places", {"Rhine||river|RUS;XXX|50.4|7.6"}), Names{"E215:2"});
  EXPECT_EQ(complaints("places", {"Nowhere||region|RUS|145|34"}), Names{"E214:2"});
  EXPECT_EQ(complaints("people/more", {"smith_j|J Smith||XXX||||"}), Names{"E215:2"});
  EXPECT_EQ(complaints("people/more", {"putin_vladimir|V. Putin||RUS||||"}).front(), "E216:5");
  EXPECT_EQ(complaints("spells/more", {"nobody|president|USA|2000|2001"}), Names{"E217:2"});
  EXPECT_EQ(complaints("spells/more", {"putin_vladimir|tsar|RUS|2000|2001"}), Names{"E218:2"});
  EXPECT_EQ(complaints("spells/more", {"putin_vladimir|president|no_such_body|2000|2001"}),
            Names{"E219:2"});
  EXPECT_EQ(complaints("people/more", {"smith_j|Vladimir Putin||RUS||||"}), Names{"E221:5"});
}

TEST(KnowledgeValidator, FindsTwoHoldersOfOneOffice) {
  EXPECT_EQ(complaints("spells/more", {"erdogan_recep_tayyip|president|RUS|2009|2011"}),
            Names{"E220:2"});
  // A year that may hold the handover, and the day of it, are no overlap.
  EXPECT_EQ(complaints("spells/more", {"erdogan_recep_tayyip|president|RUS|2008|2008-05-07"}),
            Names{});
}

// The project's own tables.
TEST(KnowledgeValidator, AcceptsTheTablesOfTheProject) {
  for (const Error& e : Knowledge::validate(DRAGOMAN_SOURCE_DIR "/data"))
    ADD_FAILURE() << e.code << " " << e.file << ":" << e.offset << ": " << e.message;
}

TEST(KnowledgeValidator, ComplainsOfAMissingFolder) {
  EXPECT_EQ(Knowledge::validate("/nowhere/at/all").front().code, "E201-missing-table");
}

}  // namespace
}  // namespace dragoman
