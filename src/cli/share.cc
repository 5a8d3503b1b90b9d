#include "cli/share.h"

#include <cstdlib>
#include <filesystem>

namespace dragoman {
namespace {

namespace fs = std::filesystem;

Error no_share(const std::string& where) {
  return {"E010-no-share", "the program's data and models are not there", where, -1,
          "build with script/build, or name the folder with --share or DRAGOMAN_SHARE"};
}

}  // namespace

void add_share(Command& command, ShareOptions& options) {
  command.flag("--share", &options.share, "DIR", "folder with the program's data and models");
  command.flag("--knowledge", &options.knowledge, "DIR",
               "folder with rows of your own, which win over the program's; may be repeated");
}

Result<std::string> find_share(const ShareOptions& options) {
  std::error_code ignored;
  const char* variable = std::getenv("DRAGOMAN_SHARE");
  const std::string named = !options.share.empty()                     ? options.share
                            : variable != nullptr && *variable != '\0' ? variable
                                                                       : "";
  if (!named.empty()) {
    if (fs::is_directory(named, ignored)) return named;
    return no_share(named);
  }
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  const fs::path folder = program.parent_path();
  for (const fs::path& candidate :
       {folder / "share" / "dragoman", folder.parent_path() / "share" / "dragoman"})
    if (fs::is_directory(candidate, ignored)) return candidate.string();
  return no_share((folder / "share" / "dragoman").string());
}

Result<Engine> load_engine(const ShareOptions& options) {
  auto share = find_share(options);
  if (!share) return share.error();
  return Engine::load({*share, options.knowledge});
}

Result<Knowledge> load_knowledge(const ShareOptions& options) {
  auto share = find_share(options);
  if (!share) return share.error();
  return Knowledge::of_share(*share, options.knowledge);
}

}  // namespace dragoman
