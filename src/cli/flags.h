// The flags of the program as plain data, read from the one table that the commands fill in, for
// completion and the manual.
#pragma once

#include <string>
#include <vector>

#include "cli/program.h"
#include "coding/event.h"

namespace dragoman {

struct FlagInfo {
  std::vector<std::string> names;  // "--threads", "-h"
  std::string value;               // "N", empty for a switch
  std::string what;
};
struct CommandInfo {
  std::string name, summary;
  std::vector<std::pair<std::string, std::string>> positionals;  // name and what it is
  std::vector<bool> positional_required;
  std::vector<FlagInfo> flags;
  std::vector<Program::Example> examples;
  std::string usage() const;
};

std::vector<CommandInfo> describe(const Program& program);
// The values that a flag may have, where they are a closed list.
std::vector<std::string> choices_of(const FlagInfo& flag);

}  // namespace dragoman
