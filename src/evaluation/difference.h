// What two runs over the same documents say differently.
//
//   for (const Json& change : differences(before, after)) ...
//
// Events pair up by id; what is left pairs up where type, document and trigger are the same, then
// where the document is the same and the triggers overlap. A pair that differs in any field but the
// versions of program and codebook is "changed"; the rest is "lost" or "added".
#pragma once

#include <vector>

#include "exports/json.h"

namespace dragoman {

// One object a change: {change, document, event, event_text, fields, before, after}, by document in
// the order in which the runs name them, then by place in the text. `before` and `after` are the
// records, or null.
std::vector<Json> differences(const std::vector<Json>& before, const std::vector<Json>& after);

}  // namespace dragoman
