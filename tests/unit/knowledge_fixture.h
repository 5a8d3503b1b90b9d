// Small tables of data/ for the tests of knowledge and of what is built on it.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "knowledge/knowledge.h"

namespace dragoman::test {

// A folder of tables that goes away with the test. Rows are given with '|' for the tab and sorted.
class TableFolder {
 public:
  TableFolder() {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    path_ =
        std::filesystem::temp_directory_path() /
        ("dragoman_" + std::string(info->test_suite_name()) + "_" + info->name() + "_" +
         std::to_string(::getpid()) + "_" + std::to_string(reinterpret_cast<std::uintptr_t>(this)));
    std::filesystem::create_directories(path_);
  }
  ~TableFolder() { std::filesystem::remove_all(path_); }
  TableFolder(const TableFolder&) = delete;
  TableFolder& operator=(const TableFolder&) = delete;
  std::string path() const { return path_.string(); }

  void write(const std::string& table, std::vector<std::string> rows, bool sorted = true) const {
    for (auto& row : rows) std::replace(row.begin(), row.end(), '|', '\t');
    if (sorted) std::sort(rows.begin(), rows.end());
    const auto file = path_ / (table + ".tsv");
    std::filesystem::create_directories(file.parent_path());
    std::ofstream out(file, std::ios::binary);
    out << header(table.substr(0, table.find('/'))) << '\n';
    for (const auto& row : rows) out << row << '\n';
  }

  static std::string header(const std::string& table) {
    std::string h = table == "countries"
                        ? "code name kind sector start end capital iso2 cow gw successor"
                    : table == "country_names" ? "code form kind sector start end"
                    : table == "organisations"
                        ? "organisation name aliases kind code sector country start end wikidata"
                    : table == "people"    ? "person name aliases country sector start end wikidata"
                    : table == "spells"    ? "person role body start end"
                    : table == "roles"     ? "role plural kind sector code"
                    : table == "modifiers" ? "modifier effect value"
                                           : "place aliases kind country latitude longitude";
    std::replace(h.begin(), h.end(), ' ', '\t');
    return h;
  }

 private:
  std::filesystem::path path_;
};

// A world of a few rows.
inline void write_small_world(const TableFolder& f) {
  f.write("countries", {"RUS|Russia|state||1991-12-26||Moscow|RU|365|365|",
                        "TUR|Turkey|state||||Ankara|TR|640|640|",
                        "USA|United States|state||||Washington|US|2|2|",
                        "GEO|Georgia|state||1991-04-09||Tbilisi|GE|372|372|",
                        "DEU|Germany|state||||Berlin|DE|255|260|"});
  f.write("country_names",
          {"DEU|Bonn|capital|GOV|1949|1999", "DEU|Germany|name|||", "GEO|Georgia|name||1991|",
           "RUS|Kremlin|metonym|GOV||", "RUS|Moscow|capital|GOV||", "RUS|Russia|name|||",
           "RUS|Russian|adjective|||", "RUS|Russians|plural|||", "TUR|Turkey|name|||",
           "TUR|Türkiye|name|||", "TUR|Turkish|adjective|||", "USA|Georgia|region|||",
           "USA|U.S.|abbreviation|||", "USA|United States|name|||"});
  f.write("roles", {"foreign minister||office|GOV|", "president||office|GOV|",
                    "prime minister||office|GOV|", "warplane||force|MIL|"});
  f.write("modifiers", {"former|former|", "rebel|sector|REB"});
  f.write("people/test", {"assad_bashar|Bashar al-Assad||RUS||1965||",
                          "erdogan_recep_tayyip|Recep Tayyip Erdoğan|Tayyip Erdogan|TUR|ELI|1954||",
                          "medvedev_dmitry|Dmitry Medvedev||RUS|ELI|1965||",
                          "putin_vladimir|Vladimir Putin||RUS|ELI|1952||Q7747"});
  f.write("spells/test",
          {"erdogan_recep_tayyip|president|TUR|2014-08-28|",
           "erdogan_recep_tayyip|prime minister|TUR|2003-03-14|2014-08-28",
           "medvedev_dmitry|president|RUS|2008-05-07|2012-05-07",
           "medvedev_dmitry|prime minister|RUS|2012-05-08|2020-01-16",
           "putin_vladimir|president|RUS|2000|2008", "putin_vladimir|president|RUS|2012-05-07|",
           "putin_vladimir|prime minister|RUS|2008-05-08|2012-05-07"});
  f.write("organisations/test",
          {"al_shabaab|Al-Shabaab|al Shabab;Shabaab|armed_group|IMG|REB||2006||",
           "lra|Lord's Resistance Army|LRA|armed_group|IMG|REB||1987||"});
  f.write("places", {"Crimea||region|RUS|45.3|34.4"});
}

inline Knowledge small_world() {
  TableFolder folder;
  write_small_world(folder);
  auto knowledge = Knowledge::build(folder.path());
  EXPECT_TRUE(knowledge) << knowledge.error().code << ' ' << knowledge.error().message << ' '
                         << knowledge.error().file << ':' << knowledge.error().offset;
  return std::move(*knowledge);
}

}  // namespace dragoman::test
