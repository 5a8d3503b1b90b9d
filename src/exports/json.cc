#include "exports/json.h"

#include <algorithm>

namespace dragoman {
namespace {

const Json kNull;

}  // namespace

const Json& member(const Json& object, std::string_view key) {
  if (!object.is_object()) return kNull;
  const auto found = object.find(key);
  return found == object.end() ? kNull : *found;
}

std::optional<std::string> string_of(const Json& value) {
  if (!value.is_string()) return std::nullopt;
  return value.get<std::string>();
}

std::string text_or(const Json& value, std::string_view otherwise) {
  return value.is_string() ? value.get<std::string>() : std::string(otherwise);
}

std::optional<double> number_of(const Json& value) {
  if (!value.is_number()) return std::nullopt;
  return value.get<double>();
}

std::int64_t integer_or(const Json& value, std::int64_t otherwise) {
  return value.is_number_integer() ? value.get<std::int64_t>() : otherwise;
}

std::vector<std::string> strings_of(const Json& value) {
  std::vector<std::string> out;
  if (value.is_string()) out.push_back(value.get<std::string>());
  if (value.is_array())
    for (const auto& item : value)
      if (item.is_string()) out.push_back(item.get<std::string>());
  return out;
}

std::string to_line(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Json> parse_json(std::string_view text) {
  // Writing a value recurses as deep as it nests, and a line of 100,000 brackets would exhaust the
  // stack; no record nests deeper than a few levels.
  int depth = 0, deepest = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      deepest = std::max(deepest, ++depth);
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  if (deepest > 200)
    return Error{"E601-bad-json", "JSON nests deeper than 200 levels", "", -1,
                 "event records nest no deeper than five levels; is this the right file?"};
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& failure) {
    return Error{"E601-bad-json", "not valid JSON at byte " + std::to_string(failure.byte), "",
                 static_cast<std::int64_t>(failure.byte),
                 "every line must be one complete JSON value"};
  }
}

}  // namespace dragoman
