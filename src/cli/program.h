// The program as one table of commands and flags, from which parsing, help, completion and the
// manual are made. Each command lives in a file of its own and adds itself:
//
//   void add_events(Program& program) {
//     auto options = std::make_shared<Options>();
//     Command& command = program.add("events", "print the events of a ledger", {{"dragoman ..."}});
//     command.argument("LEDGER", options->ledger, "the ledger");
//     command.action = [options](Console& console) { return run(console, *options); };
//   }
//
// The variables that flags write to live in `options`, which the action keeps alive.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "cli/console.h"

namespace dragoman {

struct Flag {
  using Target = std::variant<std::string*, std::vector<std::string>*, bool*, unsigned*, double*,
                              std::int64_t*>;
  std::string name;  // "--threads", or of an argument without dashes, "LEDGER"
  Target target;
  std::string what;
  std::string value;                 // what stands for the value in help: "N"; empty for a switch
  std::vector<std::string> choices;  // the values it may have, where they are a closed list
  double least = 0.0, most = 0.0;    // of a number; equal: any
  bool required = false;
  bool pair = false;  // takes two values, or one with a comma
};

struct Example {
  std::string command, what;
};

struct Command {
  std::string name, summary;
  std::vector<Example> examples;
  std::vector<Flag> arguments, flags;
  std::function<Exit(Console&)> action;

  void argument(const std::string& what_name, std::string& target, const std::string& what,
                bool required = true) {
    arguments.push_back({what_name, &target, what, "", {}, 0, 0, required, false});
  }
  // The rest of the command line.
  void arguments_left(const std::string& what_name, std::vector<std::string>& target,
                      const std::string& what, bool required = false) {
    arguments.push_back({what_name, &target, what, "", {}, 0, 0, required, false});
  }
  Flag& flag(const std::string& flag_name, Flag::Target target, const std::string& value,
             const std::string& what) {
    flags.push_back({flag_name, target, what, value, {}, 0, 0, false, false});
    return flags.back();
  }
  std::string usage() const;
};

class Program {
 public:
  Program();
  Command& add(const std::string& name, const std::string& summary, std::vector<Example> examples);
  int run(int argc, char** argv);

  const std::deque<Command>& commands() const { return commands_; }
  static std::string summary();

 private:
  std::deque<Command> commands_;  // a command stays where it is
};

void add_code(Program& program);
void add_ingest(Program& program);
void add_events(Program& program);
void add_relations(Program& program);
void add_explain(Program& program);
void add_evaluate(Program& program);
void add_parse(Program& program);
void add_import(Program& program);
void add_validate(Program& program);
void add_diff(Program& program);
void add_version(Program& program);
void add_completion(Program& program);
void add_man(Program& program);

// Flags that several commands share.
void add_format(Command& command, std::string& format);

}  // namespace dragoman
