// The program as one table of commands and flags, from which help, completion and the manual page
// are made. Each command lives in a file of its own and adds itself:
//
//   void add_events(Program& program) {
//     auto options = std::make_shared<Options>();
//     CLI::App* app = program.add("events", "print the events of a ledger", {"dragoman events
//     ..."}); app->add_option("LEDGER", options->ledger, "the ledger")->required(); program.on(app,
//     [options](Console& console) { return Exit::Done; });
//   }
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/console.h"

namespace dragoman {

class Program {
 public:
  using Action = std::function<Exit(Console&)>;
  struct Example {
    std::string command, what;
  };
  struct Command {
    CLI::App* app = nullptr;
    std::vector<Example> examples;
    Action action;
  };

  Program();
  CLI::App* add(const std::string& name, const std::string& summary,
                const std::vector<Example>& examples);
  void on(CLI::App* app, Action action);
  int run(int argc, char** argv);

  const std::vector<Command>& commands() const { return commands_; }
  const CLI::App& root() const { return *root_; }

 private:
  std::unique_ptr<CLI::App> root_;
  std::vector<Command> commands_;
};

void add_code(Program& program);
void add_ingest(Program& program);
void add_events(Program& program);
void add_relations(Program& program);
void add_explain(Program& program);
void add_evaluate(Program& program);
void add_parse(Program& program);
void add_validate(Program& program);
void add_diff(Program& program);
void add_version(Program& program);
void add_completion(Program& program);
void add_man(Program& program);

// Flags that several commands share.
void add_format(CLI::App* app, std::string& format);

}  // namespace dragoman
