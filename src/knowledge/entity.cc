#include "knowledge/entity.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <array>

namespace dragoman {
namespace {

constexpr std::array<std::string_view, kSectorCount> kNames = {
    "GOV", "MIL", "COP", "JUD", "LEG", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS",
    "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"};

}  // namespace

std::string_view name_of(Sector s) {
  return kNames[static_cast<std::size_t>(s)];
}

std::optional<Sector> sector_of(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (kNames[i] == name) return static_cast<Sector>(i);
  return std::nullopt;
}

std::vector<Sector> SectorSet::list() const {
  std::vector<Sector> out;
  for (int i = 0; i < kSectorCount; ++i)
    if (has(static_cast<Sector>(i))) out.push_back(static_cast<Sector>(i));
  return out;
}

std::string stable_id(const Entity& entity) {
  if (!entity.row.empty()) return entity.row;
  // "The Berg Foundation", "Dr. Anna B. Berg" and "Anna Berg": what may be left out says nothing.
  static constexpr std::array<std::string_view, 8> kLeftOut = {"the", "mr",  "mrs",  "ms",
                                                               "dr",  "sir", "prof", "lord"};
  std::string key, word;
  int words = 0;
  const auto flush = [&] {
    const bool letter = word.size() == 1 && word[0] >= 'a' && word[0] <= 'z';
    const bool left_out = std::find(kLeftOut.begin(), kLeftOut.end(), word) != kLeftOut.end();
    if (!word.empty() && !letter && !left_out) {
      key += (words++ ? " " : "") + word;
    }
    word.clear();
  };
  for (char c : fold(entity.identifier_text)) {
    const bool part =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (part)
      word += c;
    else if (c != '\'')
      flush();
  }
  flush();
  if (words == 0) return {};
  key += '\0' + entity.code;
  return fmt::format("new-{:016x}", XXH3_64bits(key.data(), key.size()));
}

std::optional<SectorSet> SectorSet::parse(std::string_view list) {
  SectorSet set;
  while (!list.empty()) {
    const auto cut = list.find(';');
    const auto sector = sector_of(list.substr(0, cut));
    if (!sector) return std::nullopt;
    set.add(*sector);
    list = cut == std::string_view::npos ? std::string_view() : list.substr(cut + 1);
  }
  return set;
}

}  // namespace dragoman
