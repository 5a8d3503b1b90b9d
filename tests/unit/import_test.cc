// Dictionaries of TABARI and PETRARCH into tables.
#include "knowledge/import.h"

#include <gtest/gtest.h>

#include "knowledge_fixture.h"

namespace dragoman::test {
namespace {

using Lines = std::vector<std::string>;

const std::string kActors =
    "# comment\n"
    "RURITANIA_ [RUR] # a country\n"
    "+RURITANIAN_\n"
    "+KINGDOM_OF_RURITANIA\n"
    "\n"
    "RUDOLF_ELPHBERG_\n"
    "+KING_RUDOLF_ELPHBERG_\n"
    "+RUDOLPH_ELPHBERG\n"
    "+KING_RUDOLF\n"
    "\t[RURELI 720101-840930]\n"
    "\t[RURGOV >20110101]\n"
    "\t[RURELI]\n"
    "RURITANIAN_FREE_ARMY_(RFA) [RURREBMUS]\n";

Dictionary read(const std::string& text) {
  return read_dictionary(text, "own.txt");
}

TEST(Dictionary, ReadsBlocksCodesAndDates) {
  const Dictionary d = read(kActors);
  EXPECT_TRUE(d.problems.empty());
  ASSERT_EQ(d.entries.size(), 3u);
  EXPECT_EQ(d.entries[0].names[2].text, "KINGDOM OF RURITANIA");
  const auto& king = d.entries[1];
  ASSERT_EQ(king.codes.size(), 3u);
  EXPECT_EQ(king.codes[0].start->iso(), "1972-01-01");
  EXPECT_EQ(king.codes[0].end->iso(), "1984-09-30");
  EXPECT_EQ(king.codes[1].start->iso(), "2011-01-01");
  EXPECT_FALSE(king.codes[1].end);
  EXPECT_EQ(king.line, 6);
}

TEST(Dictionary, YearsOfTwoDigitsAreOfTheNearCentury) {
  const Dictionary d = read("A_B [RUR 310101-300101]\nC_D [RUR 310101-290101]\n");
  ASSERT_EQ(d.entries.size(), 2u);
  EXPECT_EQ(d.entries[0].codes[0].start->iso(), "1931-01-01");
  EXPECT_EQ(d.entries[0].codes[0].end->iso(), "2030-01-01");
}

TEST(Dictionary, ExpandsMacrosAndPlurals) {
  const Dictionary d = read(
      "!PERSON! = MAN, MEN\n"
      "SPOKES!PERSON! [~GOV]\n"
      "CHAMBER_OF_COMMERCE {CHAMBERS_OF_COMMERCE} [~BUS]\n"
      "RIOT_POLICE {} [~COP]\n"
      "YAHOO!_INC [MNCUSA]\n");
  EXPECT_TRUE(d.problems.empty());
  ASSERT_EQ(d.entries.size(), 4u);
  ASSERT_EQ(d.entries[0].names.size(), 2u);
  EXPECT_EQ(d.entries[0].names[1].text, "SPOKESMEN");
  EXPECT_TRUE(d.entries[0].agent);
  EXPECT_EQ(d.entries[1].names[0].plural, "CHAMBERS OF COMMERCE");
  EXPECT_EQ(d.entries[2].names[0].plural, "");
  EXPECT_FALSE(d.entries[3].agent);
}

TEST(Dictionary, ReportsBrokenLinesAndGoesOn) {
  const Dictionary d = read(
      "+LOST_SYNONYM\n"              // 1: nothing above it
      "NO_CODE_\n"                   // 2
      "GOOD_ONE [RURGOV]\n"          // 3
      "BAD_DATE [RURGOV 9008223]\n"  // 4
      "BACKWARDS [RURGOV 20121207-20120802]\n"
      "OPEN [~ENV}\n"
      "TEXT [RUR] 991,000,000\n"
      "NO!MACRO!HERE [RUR]\n"
      "B\x1aYTES [RUR]\n"
      "EMPTY []\n"
      "BRACE {PLURAL [~GOV]\n");
  Lines got;
  for (const auto& p : d.problems) {
    EXPECT_EQ(p.code, "E240-bad-dictionary-line");
    EXPECT_EQ(p.file, "own.txt");
    EXPECT_FALSE(p.hint.empty());
    got.push_back(std::to_string(p.offset) + " " + p.message);
  }
  const Lines expected = {"1 a line that goes on an entry stands without one",
                          "2 the name has no code",
                          "4 \"9008223\" is no date",
                          "5 20121207-20120802 ends before it starts",
                          "6 the code has no closing bracket",
                          "7 \"991,000,000\" stands after the code",
                          "8 the macro !MACRO! is not defined",
                          "9 the line has bytes that are no text",
                          "10 the brackets hold no code",
                          "11 the plural has no closing brace"};
  EXPECT_EQ(got, expected);
  EXPECT_GE(d.entries.size(), 2u);
}

TEST(Dictionary, ManyMacrosDoNotFillTheMemory) {
  std::string text = "!A! = X, Y, Z\n";
  std::string name;
  for (int i = 0; i < 60; ++i) name += "!A!";
  EXPECT_LE(read(text + name + " [RUR]\n").entries.at(0).names.size(), 256u);
}

class Import : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_.write("countries", {"RUR|Ruritania|state||1900||Strelsau|RU|1|1|",
                                "USA|United States|state||1776||Washington|US|2|2|"});
    folder_.write("country_names", {"RUR|Ruritania|name|||", "RUR|Ruritanian|adjective|||",
                                    "USA|United States|name|||"});
    folder_.write("roles", {"king|kings|office|GOV|", "army|armies|group|MIL|",
                            "government official||occupation|GOV|", "government||group|GOV|"});
    folder_.write("people", {"zapt_colonel|Sapt Zapt|Colonel Zapt|RUR|MIL|||"});
    folder_.write("spells", {"zapt_colonel|king|RUR|1990|1995"});
    std::ofstream(folder_.path() + "/cameo.tsv")
        << "part\tmeans\tvalue\nELI\tsector\tELI\nGOV\tsector\tGOV\nBUS\tsector\tBUS\n"
           "LEG\tsector\tLEG\nMED\tsector\tJRN\nMUS\tcreed\tISM\nREB\tsector\tREB\n"
           "COP\tsector\tCOP\nMNC\tbody\tMNC\nIMG\tbody\tIMG\nIGO\tbody\tIGO\nUNO\tbody\tUNO\n"
           "WEU\tregion\t\nTMP\tcountry\tRUR\n";
    TableProblems problems;
    base_ = read_tables(folder_.path(), true, problems);
    ASSERT_TRUE(problems.empty()) << problems.front().message;
    auto knowledge = Knowledge::build(folder_.path());
    auto codes = CameoCodes::load(folder_.path() + "/cameo.tsv", {"RUR", "USA"});
    ASSERT_TRUE(knowledge && codes);
    knowledge_ = std::move(*knowledge);
    codes_ = std::move(*codes);
  }
  Imported import(const std::string& text, ImportOptions options = {}) {
    Importer importer(base_, knowledge_, codes_, options);
    importer.add(read(text));
    Imported out = importer.finish();
    // Whatever comes in, the validator accepts what goes out.
    TableFolder written;
    EXPECT_TRUE(write_tables(out.tables, written.path()));
    for (const auto& fault : Knowledge::validate(written.path(), folder_.path()))
      ADD_FAILURE() << fault.file << ":" << fault.offset << ": " << fault.message;
    return out;
  }
  static Lines causes(const Imported& imported) {
    Lines out;
    for (const auto& item : imported.not_carried)
      out.push_back(std::to_string(item.line) + " " + item.cause + ": " + item.words);
    return out;
  }
  std::string meaning(const std::string& code) const {
    const CameoActor actor = codes_.read(code);
    std::string sectors;
    for (Sector s : actor.sector.list()) sectors += " " + std::string(name_of(s));
    return actor.fault == CameoActor::Good ? actor.code + "/" + actor.country + sectors
                                           : "fault " + std::to_string(actor.fault);
  }

  TableFolder folder_;
  SourceTables base_;
  Knowledge knowledge_;
  CameoCodes codes_;
};

TEST_F(Import, CodesBecomeCodeAndSectors) {
  EXPECT_EQ(meaning("RUR"), "RUR/RUR");
  EXPECT_EQ(meaning("RURGOV"), "RUR/RUR GOV");
  EXPECT_EQ(meaning("RURGOVBUS"), "RUR/RUR GOV") << "the department";
  EXPECT_EQ(meaning("RURGOVLEG"), "RUR/RUR LEG") << "a parliament is no government";
  EXPECT_EQ(meaning("TMPREB"), "RUR/RUR REB") << "an old code";
  EXPECT_EQ(meaning("IGOUNO"), "UNO/");
  EXPECT_EQ(meaning("MNCUSAMED"), "MNC/USA BUS JRN");
  EXPECT_EQ(meaning("IMGMUS"), "ISM/ REB");
  EXPECT_EQ(meaning("WEUREB"), "IMG/ REB");
  EXPECT_EQ(meaning("~GOV"), "/ GOV");
  EXPECT_EQ(meaning("---"), "fault 1");
  EXPECT_EQ(meaning("QQQ"), "fault 2");
  EXPECT_EQ(meaning("NGO214"), "fault 2");
  EXPECT_EQ(meaning("WEU"), "fault 3");
}

TEST_F(Import, PeopleSpellsAndOrganisations) {
  const Imported got = import(kActors);
  ASSERT_EQ(got.tables.people.size(), 1u);
  const PersonRow& king = got.tables.people.front();
  EXPECT_EQ(king.id, "elphberg_rudolf");
  EXPECT_EQ(king.name, "Rudolf Elphberg");
  EXPECT_EQ(king.aliases, Lines{"Rudolph Elphberg"});
  EXPECT_TRUE(king.sector.has(Sector::ELI));
  ASSERT_EQ(got.tables.spells.size(), 1u) << "between offices one is a notable";
  EXPECT_EQ(got.tables.spells[0].role, "government official");
  EXPECT_EQ(got.tables.spells[0].life.first_day()->iso(), "2011-01-01");
  ASSERT_EQ(got.tables.organisations.size(), 1u);
  EXPECT_EQ(got.tables.organisations[0].name, "Ruritanian Free Army");
  EXPECT_EQ(got.tables.organisations[0].aliases, (Lines{"RFA", "Rfa"}))
      << "nothing tells an abbreviation from a word";
  EXPECT_EQ(got.tables.organisations[0].kind, "armed_group");
  ASSERT_EQ(got.tables.country_names.size(), 1u);
  EXPECT_EQ(got.tables.country_names[0].form, "Kingdom of Ruritania");
  const Lines expected = {"2 known: RURITANIA", "3 known: RURITANIAN", "9 composed: KING RUDOLF",
                          "13 detail: RURITANIAN FREE ARMY"};
  Lines listed = causes(got);
  std::sort(listed.begin(), listed.end(),
            [](const auto& a, const auto& b) { return std::stoi(a) < std::stoi(b); });
  ASSERT_EQ(listed.size(), 4u);
  EXPECT_EQ(Lines(listed.begin(), listed.begin() + 3),
            Lines(expected.begin(), expected.begin() + 3));
}

TEST_F(Import, WhatTheProgramKnowsStays) {
  const std::string text = "SAPT_ZAPT_\n+SAPT_VON_ZAPT\n\t[RURGOV 20050101-20060101]\n";
  const Imported kept = import(text);
  ASSERT_EQ(kept.tables.people.size(), 1u) << "for the name that was new";
  EXPECT_EQ(kept.tables.people[0].id, "zapt_colonel");
  EXPECT_EQ(kept.tables.people[0].aliases, (Lines{"Colonel Zapt", "Sapt von Zapt"}));
  EXPECT_TRUE(kept.tables.spells.empty());
  EXPECT_EQ(causes(kept), (Lines{"1 known: Sapt Zapt", "1 differs: Sapt Zapt"}));
  const Imported replaced = import(text, {true});
  EXPECT_EQ(replaced.tables.spells.size(), 1u);
}

TEST_F(Import, AgentsBecomeRoles) {
  const Imported got = import(
      "!PERSON! = MAN, MEN\n!MINIST! = MINISTER, MINISTERS\n"
      "SPOKES!PERSON! [~GOV]\n!MINIST!_OF_TRADE [~GOVBUS]\nRIOT_POLICE {} [~COP]\n"
      "ARMY [~GOV]\nOBSERVER_IN [~GOV]\nBLESSED_ONE [~WEU]\n");
  Lines rows;
  for (const auto& r : got.tables.roles) rows.push_back(r.role + "|" + r.plural + "|" + r.kind);
  EXPECT_EQ(rows, (Lines{"spokesman|spokesmen|occupation",
                         "minister of trade|ministers of trade|occupation",
                         "riot police|riot police|group"}));
  EXPECT_EQ(causes(got),
            (Lines{"6 differs: ARMY", "7 fragment: OBSERVER IN", "8 no party: BLESSED ONE"}));
}

TEST_F(Import, NoNameOfTwoThingsAtOnce) {
  const Imported got = import(
      "OLD_RURIA_\n\t[RUR <19500101]\n\t[USA]\nFREE_LEAGUE [RURREB]\n\nFREE_LEAGUE [RURGOV]\n"
      "ANNA_BERG\n\t[RURGOV 19900101-19910101]\nANNA_BERG\n\t[RURGOV 19950101-19960101]\n");
  EXPECT_EQ(got.tables.country_names.size(), 1u);
  EXPECT_EQ(got.tables.organisations.size(), 1u);
  EXPECT_EQ(got.tables.people.size(), 1u);
  EXPECT_EQ(got.tables.spells.size(), 2u);
}

}  // namespace
}  // namespace dragoman::test
