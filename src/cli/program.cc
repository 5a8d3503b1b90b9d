#include "cli/program.h"

#include <fmt/format.h>

#include <csignal>

namespace dragoman {
namespace {

constexpr const char* kSummary =
    "Reads news and writes down who did what to whom, when, where, and according to whom.";

}  // namespace

Program::Program() : root_(std::make_unique<CLI::App>(kSummary, "dragoman")) {
  root_->require_subcommand(0, 1);
  root_->set_version_flag("--version", "dragoman " DRAGOMAN_VERSION, "print the version and exit");
  root_->get_help_ptr()->description("print this help and exit");
  root_->footer(
      "Exit codes: 0 done, 1 nothing found where something was asked for, 2 error.\n"
      "Run 'dragoman COMMAND --help' for the flags of a command and examples.");
  add_code(*this);
  add_ingest(*this);
  add_events(*this);
  add_relations(*this);
  add_explain(*this);
  add_evaluate(*this);
  add_parse(*this);
  add_validate(*this);
  add_diff(*this);
  add_version(*this);
  add_completion(*this);
  add_man(*this);
}

CLI::App* Program::add(const std::string& name, const std::string& summary,
                       const std::vector<Example>& examples) {
  CLI::App* app = root_->add_subcommand(name, summary);
  app->get_help_ptr()->description("print this help and exit");
  std::string footer = "Examples:\n";
  for (const auto& example : examples)
    footer += fmt::format("  {}\n      {}\n", example.command, example.what);
  footer.pop_back();
  app->footer(footer);
  commands_.push_back({app, examples, nullptr});
  return app;
}

void Program::on(CLI::App* app, Action action) {
  for (auto& command : commands_)
    if (command.app == app) command.action = std::move(action);
}

int Program::run(int argc, char** argv) {
  // A closed pipe and a limit on the size of files are told by the failing write.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  Console console;
  const auto done = [&console](Exit code) {
    if (!console.flush()) code = Exit::Failed;
    return static_cast<int>(code);
  };
  try {
    root_->parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const auto chosen = root_->get_subcommands();
    console.write(chosen.empty() ? root_->help() : chosen.front()->help());
    return done(Exit::Done);
  } catch (const CLI::CallForVersion& call) {
    console.write(std::string(call.what()) + '\n');
    return done(Exit::Done);
  } catch (const CLI::ParseError& wrong) {
    const auto chosen = root_->get_subcommands();
    const std::string name = chosen.empty() ? "" : " " + chosen.front()->get_name();
    console.error({"E001-usage", wrong.what(), "", -1, "see 'dragoman" + name + " --help'"});
    return done(Exit::Failed);
  }
  for (const auto& command : commands_)
    if (command.app->parsed()) return done(command.action(console));
  console.error({"E001-usage", "no command given", "", -1, "see 'dragoman --help'"});
  return done(Exit::Failed);
}

void add_format(CLI::App* app, std::string& format) {
  app->add_option("--format", format,
                  "table, json, jsonl, csv, tsv or markdown; without it a table on a terminal and "
                  "jsonl elsewhere")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"table", "json", "jsonl", "csv", "tsv", "markdown"}).description(""));
}

}  // namespace dragoman
