// Where the program finds its data and models, and the engine made from them.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "cli/program.h"
#include "engine.h"
#include "knowledge/knowledge.h"

namespace dragoman {

struct ShareOptions {
  std::string share;                   // empty: found
  std::vector<std::string> knowledge;  // folders with rows of the user's own
};

void add_share(Command& command, ShareOptions& options);

// --share, else DRAGOMAN_SHARE, else share/dragoman beside the executable or beside its folder.
Result<std::string> find_share(const ShareOptions& options);
Result<Engine> load_engine(const ShareOptions& options);
Result<Knowledge> load_knowledge(const ShareOptions& options);

}  // namespace dragoman
