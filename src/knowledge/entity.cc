#include "knowledge/entity.h"

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
