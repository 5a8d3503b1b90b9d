#include "knowledge/cameo_codes.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

namespace dragoman {

Result<CameoCodes> CameoCodes::load(const std::string& file, std::set<std::string> countries) {
  std::ifstream in(file);
  if (!in)
    return Error{"E201-missing-table", "cannot open the table", file, -1,
                 "run script/build, or name the folder with --share"};
  CameoCodes out;
  out.countries_ = std::move(countries);
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (number == 1) continue;
    const auto first = line.find('\t'), second = line.find('\t', first + 1);
    if (first == std::string::npos || second == std::string::npos)
      return Error{"E204-columns", "a row of this table has three columns", file, number,
                   "separate cells by one tab; empty cells keep their tab"};
    const Meaning meaning{line.substr(first + 1, second - first - 1), line.substr(second + 1)};
    if (meaning.kind == "sector" && !SectorSet::parse(meaning.value))
      return Error{"E210-unknown-sector",
                   fmt::format("\"{}\" is no list of sectors", meaning.value), file, number,
                   "docs/record.md lists the sectors"};
    out.words_[line.substr(0, first)] = meaning;
  }
  return out;
}

CameoActor CameoCodes::read(std::string_view written) const {
  CameoActor out;
  std::string code;
  for (char c : written)
    if (c != '~') code += c;
  const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (code.empty() || std::none_of(code.begin(), code.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      })) {
    out.fault = CameoActor::Discarded;
    return out;
  }
  if (code.size() % 3 || !std::all_of(code.begin(), code.end(), is_letter)) {
    out.fault = CameoActor::UnknownCode;
    return out;
  }
  std::vector<SectorSet> sectors;
  bool region = false, muslim = false;
  for (std::size_t at = 0; at < code.size(); at += 3) {
    const std::string part = code.substr(at, 3);
    const auto word = words_.find(part);
    const std::string value = word == words_.end() ? "" : word->second.value;
    std::string kind = word == words_.end() ? "" : word->second.kind;
    // In front "MUS" is Mauritius; behind a code it is a creed.
    if (kind == "creed" && at == 0 && countries_.contains(part)) kind.clear();
    const bool country = kind == "country" || (kind.empty() && countries_.contains(part));
    if (country) {
      const std::string whose = kind == "country" ? value : part;
      out.country = whose;
      if (out.code.empty() || countries_.contains(out.code)) out.code = whose;
    } else if (kind == "body") {
      // "NGO" behind a country says what kind of people they are, not whose.
      if (out.code.empty() || out.code == "IGO")
        out.code = value;
      else
        out.lost.push_back(part);
    } else if (kind == "sector") {
      sectors.push_back(*SectorSet::parse(value));
    } else if (kind == "creed") {
      out.religious = true;
      muslim = muslim || value == "ISM";
      out.lost.push_back(part);
    } else if (kind == "region") {
      region = true;
      out.lost.push_back(part);
    } else if (word == words_.end() && out.code.empty() && sectors.empty() && !region) {
      out.fault = CameoActor::UnknownCode;
      return out;
    } else {
      out.lost.push_back(part);
    }
  }
  const auto add_all = [&] {
    for (const SectorSet& s : sectors) out.sector.add(s);
  };
  // What stands behind GOV is the department, except that a parliament is no government.
  if (!sectors.empty() && sectors.front().has(Sector::GOV)) {
    const bool law = sectors.size() > 1 && sectors[1].has(Sector::LEG);
    out.sector = law ? sectors[1] : sectors.front();
  } else {
    add_all();
  }
  if (out.religious && out.sector.empty() && out.code.empty()) out.sector.add(Sector::REL);
  const bool armed = out.sector.has(Sector::REB) || out.sector.has(Sector::UAF);
  if (out.code.empty() && region && armed) out.code = "IMG";
  if (out.code == "IMG") {
    if (out.sector.empty()) out.sector.add(Sector::REB);
    if (muslim && out.country.empty()) out.code = "ISM";
  }
  if (out.code == "MNC") out.sector.add(Sector::BUS);
  const bool agent = written.find('~') != std::string_view::npos;
  if (out.code.empty() && (!agent || out.sector.empty())) out.fault = CameoActor::NoParty;
  return out;
}

}  // namespace dragoman
