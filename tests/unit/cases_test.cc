// Runs tests/cases/*.case. A case is a report and what must come out of it:
//
//   why: a passive keeps actor and recipient apart
//   published: 2015-11-30
//   text: A Russian warplane was shot down by Turkish jets near the Syrian border.
//   expect: ASSAULT aerial | TUR > RUS | 2015-11-24..2015-11-30 | historical | reporter=Kremlin
//   reject: ASSAULT | RUS > TUR
//   count: 1
//
// Fields of `expect` after the type are optional and separated by "|": parties, day or range that
// the event's date must lie in, status ("now" for none), "reporter=words", "toward=TYPE",
// "country=XXX". A file holds cases separated by lines of "---".
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "engine_fixture.h"

namespace dragoman {
namespace {

std::string trim(const std::string& s) {
  const auto begin = s.find_first_not_of(" \t");
  return begin == std::string::npos ? "" : s.substr(begin, s.find_last_not_of(" \t") - begin + 1);
}

std::vector<std::string> split(const std::string& s, const std::string& separator) {
  std::vector<std::string> out;
  std::size_t begin = 0;
  for (std::size_t at; (at = s.find(separator, begin)) != std::string::npos;
       begin = at + separator.size())
    out.push_back(trim(s.substr(begin, at - begin)));
  out.push_back(trim(s.substr(begin)));
  return out;
}

std::set<std::string> codes(const std::vector<Participant>& list) {
  std::set<std::string> out;
  for (const auto& p : list)
    if (!p.entity.code.empty()) out.insert(p.entity.code);
  return out;
}

std::set<std::string> code_set(const std::string& list) {
  std::set<std::string> out;
  for (const auto& c : split(list, ","))
    if (!c.empty() && c != "-") out.insert(c);
  return out;
}

std::string show(const Event& e) {
  std::string out(name_of(e.type));
  for (const auto& m : e.modes) out += " " + m;
  out += " |";
  for (const auto& c : codes(e.actors)) out += " " + c;
  out += " >";
  for (const auto& c : codes(e.recipients)) out += " " + c;
  out += " | " +
         (e.date.range ? e.date.range->first.iso() + ".." + e.date.range->last.iso()
                       : std::string("no date")) +
         " |";
  for (const auto s : e.status.list()) out += " " + std::string(s);
  for (const auto& r : e.reporters) out += " | reporter=" + r.entity.text;
  return out + " (" + e.frame + ")";
}

bool satisfies(const Event& e, const std::string& line) {
  const auto fields = split(line, "|");
  const auto head = split(fields[0], " ");
  if (name_of(e.type) != head[0]) return false;
  for (std::size_t i = 1; i < head.size(); ++i)
    if (std::find(e.modes.begin(), e.modes.end(), head[i]) == e.modes.end()) return false;
  for (std::size_t i = 1; i < fields.size(); ++i) {
    const std::string& f = fields[i];
    if (f.empty()) continue;
    if (const auto arrow = f.find('>'); arrow != std::string::npos) {
      if (codes(e.actors) != code_set(f.substr(0, arrow)) ||
          codes(e.recipients) != code_set(f.substr(arrow + 1)))
        return false;
    } else if (f.starts_with("reporter=")) {
      if (std::none_of(e.reporters.begin(), e.reporters.end(), [&](const Participant& p) {
            return p.entity.text.find(f.substr(9)) != std::string::npos;
          }))
        return false;
    } else if (f == "no reporter") {
      if (!e.reporters.empty()) return false;
    } else if (f.starts_with("toward=")) {
      if (!e.toward || name_of(e.toward->type) != f.substr(7)) return false;
    } else if (f.starts_with("country=")) {
      if (!e.place || e.place->country_code != f.substr(8)) return false;
    } else if (const auto day = Date::parse(f.substr(0, 10))) {
      const auto last = f.size() > 12 ? Date::parse(f.substr(12)) : day;
      if (!last || !e.date.range || e.date.range->first < *day || *last < e.date.range->last)
        return false;
    } else {
      Status wanted;
      for (const auto& s : split(f, ",")) {
        if (s == "historical")
          wanted.historical = true;
        else if (s == "future")
          wanted.future = true;
        else if (s == "hypothetical")
          wanted.hypothetical = true;
        else if (s == "negation")
          wanted.negation = true;
        else if (s != "now")
          ADD_FAILURE() << "a case says '" << s << "', which is no field";
      }
      if (!(e.status == wanted)) return false;
    }
  }
  return true;
}

void run_case(const std::string& file, const std::vector<std::string>& lines) {
  std::string why, published, text;
  std::vector<std::pair<std::string, std::string>> checks;
  for (const auto& line : lines) {
    if (line.empty() || line[0] == '#') continue;
    if (line.starts_with("  ")) {  // more text: a new paragraph
      text += "\n\n" + trim(line);
      continue;
    }
    const auto colon = line.find(':');
    ASSERT_NE(colon, std::string::npos) << file << ": " << line;
    const std::string key = line.substr(0, colon), value = trim(line.substr(colon + 1));
    if (key == "why")
      why = value;
    else if (key == "published")
      published = value;
    else if (key == "text")
      text = value;
    else
      checks.emplace_back(key, value);
  }
  if (text.empty()) return;
  ASSERT_FALSE(checks.empty()) << file << ": a case without expectation: " << text;
  const Document d = testing::code(text, published);
  std::string found;
  for (const Event& e : d.events) found += "\n    " + show(e);
  for (const auto& [key, value] : checks) {
    if (key == "count") {
      EXPECT_EQ(std::to_string(d.events.size()), value)
          << file << ": " << why << "\n  " << text << found;
      continue;
    }
    const bool any = std::any_of(d.events.begin(), d.events.end(),
                                 [&, v = value](const Event& e) { return satisfies(e, v); });
    if (key == "expect")
      EXPECT_TRUE(any) << file << ": " << why << "\n  " << text << "\n  expected " << value
                       << "\n  found:" << found;
    else if (key == "reject")
      EXPECT_FALSE(any) << file << ": " << why << "\n  " << text << "\n  must not " << value
                        << "\n  found:" << found;
    else
      ADD_FAILURE() << file << ": unknown key '" << key << "'";
  }
}

TEST(Cases, AllHold) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(DRAGOMAN_SOURCE_DIR "/tests/cases"))
    if (entry.path().extension() == ".case") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  ASSERT_FALSE(files.empty());
  for (const auto& file : files) {
    std::ifstream in(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) {
      if (line == "---") {
        run_case(file.filename().string(), lines);
        lines.clear();
      } else {
        lines.push_back(line);
      }
    }
    run_case(file.filename().string(), lines);
  }
}

}  // namespace
}  // namespace dragoman
