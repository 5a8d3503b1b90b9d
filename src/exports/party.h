// A party to look for in records: a code, perhaps with a sector, or words of a name.
#pragma once

#include <string>

#include "exports/json.h"

namespace dragoman {

struct PartyFilter {
  std::string code{}, sector{}, name{};  // empty members do not restrict
  std::string label() const;             // "RUS", "RUS:MIL", "Rosatom"
};

bool matches(const PartyFilter& party, const Json& entity);
bool any_matches(const PartyFilter& party, const Json& entities);

}  // namespace dragoman
