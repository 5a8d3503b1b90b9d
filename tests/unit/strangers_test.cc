// People and organisations that no table has: one id in every document.
#include <gtest/gtest.h>

#include "engine_fixture.h"
#include "exports/record.h"

namespace dragoman {
namespace {

Entity stranger(const std::string& name, const std::string& code) {
  Entity e;
  e.identifier_text = name;
  e.code = code;
  return e;
}

TEST(StableId, IsMadeOfNameAndCodeAlone) {
  const std::string id = stable_id(stranger("Marta Kolvenik", "EST"));
  EXPECT_EQ(id.size(), 4u + 16u);
  EXPECT_TRUE(id.starts_with("new-"));
  for (const char* other : {"MARTA KOLVENIK", "Marta B. Kolvenik", "Dr. Marta Kolvenik",
                            "Márta Kolvenik", "Marta  Kolvenik"})
    EXPECT_EQ(stable_id(stranger(other, "EST")), id) << other;
  EXPECT_NE(stable_id(stranger("Marta Kolvenik", "LVA")), id) << "another country, another person";
  EXPECT_NE(stable_id(stranger("Maria Kolvenik", "EST")), id);
  EXPECT_EQ(stable_id(stranger("", "EST")), "");
  EXPECT_EQ(stable_id(stranger("Mr.", "EST")), "") << "nobody is named";
}

TEST(StableId, OfARowIsTheRow) {
  Entity known = stranger("Vladimir Putin", "RUS");
  known.row = "putin_vladimir";
  EXPECT_EQ(stable_id(known), "putin_vladimir");
}

// Ids of the mentions whose words hold `words`.
std::set<std::string> ids_in(const Document& d, const std::string& words) {
  std::set<std::string> out;
  for (const Mention& m : d.mentions)
    for (const Entity& e : m.entities)
      if (e.text.find(words) != std::string::npos) out.insert(stable_id(e));
  return out;
}

TEST(StableId, TheSameStrangerInTwoReportsIsOne) {
  const auto a = testing::code(
      "Estonian Deputy Minister Marta Kolvenik met farmers in Tallinn on Monday. Kolvenik later "
      "condemned the strike.",
      "2016-08-10");
  const auto b = testing::code(
      "Protesters jeered Marta Kolvenik, an Estonian deputy minister, on Friday.", "2017-02-01");
  const auto first = ids_in(a, "Kolvenik"), second = ids_in(b, "Marta Kolvenik");
  ASSERT_EQ(first.size(), 1u) << "the family name alone is the same person";
  EXPECT_TRUE(first.begin()->starts_with("new-"));
  EXPECT_EQ(first, second);
}

TEST(StableId, StandsInTheRecord) {
  auto d =
      testing::code("Russian President Vladimir Putin visited Ankara on Monday.", "2016-08-10");
  const auto records = event_records(d, RecordStamp{});
  ASSERT_FALSE(records.empty());
  EXPECT_EQ(text_or(records[0]["actor"][0]["entity_id"]), "putin_vladimir");
  EXPECT_EQ(text_or(records[0]["recipient"][0]["entity_id"]), "TUR");
}

}  // namespace
}  // namespace dragoman
