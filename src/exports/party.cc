#include "exports/party.h"

#include <algorithm>

#include "base/text.h"

namespace dragoman {

std::string PartyFilter::label() const {
  if (code.empty()) return name;
  return sector.empty() ? code : code + ":" + sector;
}

bool matches(const PartyFilter& party, const Json& entity) {
  if (!party.code.empty() && text_or(member(entity, "code")) != party.code) return false;
  if (!party.sector.empty()) {
    const auto sectors = strings_of(member(entity, "sector"));
    if (std::find(sectors.begin(), sectors.end(), party.sector) == sectors.end()) return false;
  }
  if (party.name.empty()) return true;
  const std::string wanted = fold(party.name);
  for (const char* key : {"identifier_text", "entity_text", "office"})
    if (fold(text_or(member(entity, key))).find(wanted) != std::string::npos) return true;
  // A stranger's id may stand in place of a name.
  const std::string id = text_or(member(entity, "entity_id"));
  if (id.starts_with("new-") && id.find(wanted) != std::string::npos) return true;
  return false;
}

bool any_matches(const PartyFilter& party, const Json& entities) {
  return entities.is_array() &&
         std::any_of(entities.begin(), entities.end(),
                     [&](const Json& entity) { return matches(party, entity); });
}

}  // namespace dragoman
