// dragoman version: the program, its model and its data, by checksum.
#include "cli/program.h"
#include "cli/share.h"

namespace dragoman {

void add_version(Program& program) {
  auto options = std::make_shared<ShareOptions>();
  Command& command = program.add("version", "print the versions of program, model and codebook",
                                 {{"dragoman version", "what to cite with results"}});
  add_share(command, *options);
  command.action = [options](Console& console) {
    auto engine = load_engine(*options);
    if (!engine) return console.fail(engine.error());
    console.write(engine->version() + "\n");
    return Exit::Done;
  };
}

}  // namespace dragoman
