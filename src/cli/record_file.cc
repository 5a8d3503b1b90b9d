#include "cli/record_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "base/text.h"

namespace dragoman {

Result<void> read_json_lines_file(const std::string& file,
                                  const std::function<Result<void>(Json, std::int64_t)>& take) {
  std::ifstream opened;
  std::error_code ignored;
  const bool folder = file != "-" && std::filesystem::is_directory(file, ignored);
  if (file != "-") opened.open(file, std::ios::binary);
  std::istream& in = file == "-" ? std::cin : opened;
  if (!in || folder)
    return Error{"E600-cannot-read", folder ? "this is a folder" : std::strerror(errno), file, -1,
                 "check the name"};
  std::int64_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    if (find_invalid_utf8(line) != std::string::npos)
      return Error{"E601-bad-json", "the line is not valid UTF-8", file, number,
                   "every line must be one complete JSON value"};
    auto value = parse_json(line);
    if (!value) {
      Error error = value.error();
      error.file = file;
      error.offset = number;
      return error;
    }
    if (auto taken = take(std::move(*value), number); !taken) return taken.error();
  }
  return {};
}

Result<std::vector<Json>> read_records(const std::string& file) {
  std::vector<Json> records;
  auto done = read_json_lines_file(file, [&](Json value, std::int64_t line) -> Result<void> {
    if (strings_of(member(value, "event")).empty() ||
        member(member(value, "cite_info"), "document").is_null())
      return Error{"E602-not-a-record", "the line is no event record", file, line,
                   "a record has at least 'event' and 'cite_info.document' (docs/record.md)"};
    records.push_back(std::move(value));
    return {};
  });
  if (!done) return done.error();
  return records;
}

}  // namespace dragoman
