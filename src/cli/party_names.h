// Parties as people write them on a command line: "RUS", "RUS:MIL", "Russia", "Rosatom".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "exports/party.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// Codes are taken as they are; a form of a country ("Russia", "Moscow") becomes its code; anything
// else is looked for in names. Knowledge is loaded by the caller only when a name needs it.
PartyFilter party_of(const std::string& written, const Knowledge* knowledge);
bool needs_knowledge(const std::string& written);

}  // namespace dragoman
