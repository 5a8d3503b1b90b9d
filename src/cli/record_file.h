// Event records from a file of JSON Lines, as `code` writes them.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "exports/json.h"

namespace dragoman {

// Calls `take` with each line's value; "-" is standard input. Errors name the line.
Result<void> read_json_lines_file(const std::string& file,
                                  const std::function<Result<void>(Json, std::int64_t)>& take);
// The records of a file, each checked to have an event type and a document.
Result<std::vector<Json>> read_records(const std::string& file);

}  // namespace dragoman
