// The JSON value of everything that leaves the program, with keys in the order they were written,
// and readers of values that never throw: a record may come from a file that somebody else wrote.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace dragoman {

using Json = nlohmann::ordered_json;

// The member of that name, or null where there is none or the value is no object.
const Json& member(const Json& object, std::string_view key);
// The string, or nothing where the value is not a string.
std::optional<std::string> string_of(const Json& value);
std::string text_or(const Json& value, std::string_view otherwise = "");
std::optional<double> number_of(const Json& value);
std::int64_t integer_or(const Json& value, std::int64_t otherwise);
// The strings of a list; a lone string counts as a list of one.
std::vector<std::string> strings_of(const Json& value);

// One line of JSON without line end. Never fails: bytes that are not UTF-8 are replaced.
std::string to_line(const Json& value);
// Parses one JSON text; the error says where inside it.
Result<Json> parse_json(std::string_view text);

}  // namespace dragoman
