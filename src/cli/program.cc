#include "cli/program.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <csignal>

namespace dragoman {
namespace {

// Gives CLI11 one flag or argument of the table.
void declare(CLI::App& app, const Flag& flag) {
  CLI::Option* option = std::visit(
      [&](auto* target) -> CLI::Option* {
        using Target = std::remove_pointer_t<decltype(target)>;
        if constexpr (std::is_same_v<Target, bool>)
          return app.add_flag(flag.name, *target, flag.what);
        else
          return app.add_option(flag.name, *target, flag.what);
      },
      flag.target);
  if (std::holds_alternative<bool*>(flag.target)) return;
  option->type_name(flag.value)->required(flag.required);
  if (flag.pair)
    option->expected(1, 2)->delimiter(',');
  else if (std::holds_alternative<std::vector<std::string>*>(flag.target) && flag.name[0] == '-')
    option->expected(1)->take_all()->allow_extra_args(false);  // one value each time it is given
  if (!flag.choices.empty()) option->check(CLI::IsMember(flag.choices).description(""));
  if (flag.least < flag.most) option->check(CLI::Range(flag.least, flag.most).description(""));
}

}  // namespace

std::string Command::usage() const {
  std::string out = "dragoman " + name;
  for (const Flag& one : arguments) {
    const bool many = std::holds_alternative<std::vector<std::string>*>(one.target);
    const std::string shown = one.name + (many ? "..." : "");
    out += one.required ? " " + shown : " [" + shown + "]";
  }
  return out + " [FLAGS]";
}

std::string Program::summary() {
  return "Reads news and writes down who did what to whom, when, where, and according to whom.";
}

Program::Program() {
  add_code(*this);
  add_ingest(*this);
  add_events(*this);
  add_relations(*this);
  add_explain(*this);
  add_evaluate(*this);
  add_parse(*this);
  add_import(*this);
  add_validate(*this);
  add_diff(*this);
  add_version(*this);
  add_completion(*this);
  add_man(*this);
}

Command& Program::add(const std::string& name, const std::string& summary,
                      std::vector<Example> examples) {
  commands_.push_back({name, summary, std::move(examples), {}, {}, nullptr});
  return commands_.back();
}

int Program::run(int argc, char** argv) {
  // A closed pipe and a limit on the size of files are told by the failing write.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  CLI::App root(summary(), "dragoman");
  root.require_subcommand(0, 1);
  root.set_version_flag("--version", "dragoman " DRAGOMAN_VERSION, "print the version and exit");
  root.get_help_ptr()->description("print this help and exit");
  root.footer(
      "Exit codes: 0 done, 1 nothing found where something was asked for, 2 error.\n"
      "Run 'dragoman COMMAND --help' for the flags of a command and examples.");
  for (const Command& command : commands_) {
    CLI::App* app = root.add_subcommand(command.name, command.summary);
    app->get_help_ptr()->description("print this help and exit");
    for (const Flag& flag : command.arguments) declare(*app, flag);
    for (const Flag& flag : command.flags) declare(*app, flag);
    std::string footer = "Examples:";
    for (const Example& example : command.examples)
      footer += fmt::format("\n  {}\n      {}", example.command, example.what);
    app->footer(footer);
  }

  Console console;
  const auto done = [&console](Exit code) {
    if (!console.flush()) code = Exit::Failed;
    return static_cast<int>(code);
  };
  const auto usage = [&](const std::string& what) {
    const auto chosen = root.get_subcommands();
    const std::string name = chosen.empty() ? "" : " " + chosen.front()->get_name();
    console.error({"E001-usage", what, "", -1, "see 'dragoman" + name + " --help'"});
    return done(Exit::Failed);
  };
  try {
    root.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    console.write(root.help());  // that of the command, where one was given
    return done(Exit::Done);
  } catch (const CLI::CallForVersion& call) {
    console.write(std::string(call.what()) + '\n');
    return done(Exit::Done);
  } catch (const CLI::ParseError& wrong) {
    return usage(wrong.what());
  }
  for (const Command& command : commands_)
    if (root.got_subcommand(command.name)) return done(command.action(console));
  return usage("no command given");
}

void add_format(Command& command, std::string& format) {
  command
      .flag("--format", &format, "FORMAT",
            "table, json, jsonl, csv, tsv or markdown; without it a table on a terminal and jsonl "
            "elsewhere")
      .choices = {"table", "json", "jsonl", "csv", "tsv", "markdown"};
}

}  // namespace dragoman
