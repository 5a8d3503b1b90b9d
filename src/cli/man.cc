// dragoman man: the manual, for man(1) or as docs/cli.md.
#include <fmt/format.h>

#include "cli/program.h"

namespace dragoman {
namespace {

constexpr const char* kFlow =
    "Data goes to standard output, everything else to standard error. A bad document is reported "
    "with a code (docs/errors.md), the others are coded, and the exit code is 2. Progress is shown "
    "only on a terminal; NO_COLOR turns colour off. The output is the same whatever the number of "
    "threads.";

struct Variable {
  const char *name, *what;
};
constexpr Variable kVariables[] = {
    {"DRAGOMAN_SHARE", "folder with the program's data and models, as --share"},
    {"NO_COLOR", "no colour where set and not empty"},
    {"COLUMNS", "width of tables and charts"},
};
constexpr Variable kExits[] = {
    {"0", "done"},
    {"1", "nothing found where something was asked for"},
    {"2", "error; the message says what, where and what to do"},
};

std::string roff(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else if ((c == '.' || c == '\'') && (i == 0 || text[i - 1] == '\n'))
      out += std::string("\\&") + c;
    else
      out += c;
  }
  return out;
}

std::string names(const Flag& flag) {
  return flag.value.empty() ? flag.name : flag.name + " " + flag.value;
}

std::string page(const Program& program) {
  std::string out = fmt::format(
      ".TH DRAGOMAN 1 \"\" \"dragoman {}\" \"User Commands\"\n.SH NAME\ndragoman \\- political "
      "event "
      "coder\n.SH SYNOPSIS\n.B dragoman\n.I COMMAND\n[FLAGS]\n.SH DESCRIPTION\n{}\n.PP\n{}\n",
      DRAGOMAN_VERSION, roff(Program::summary()), roff(kFlow));
  out += ".SH COMMANDS\n";
  for (const auto& command : program.commands()) {
    out += fmt::format(".SS \"{}\"\n{}\n", roff(command.usage()), roff(command.summary));
    for (const auto& argument : command.arguments)
      out += fmt::format(".TP\n.I {}\n{}\n", roff(argument.name), roff(argument.what));
    for (const auto& flag : command.flags)
      out += fmt::format(".TP\n.B {}\n{}\n", roff(names(flag)), roff(flag.what));
    for (const auto& example : command.examples)
      out += fmt::format(".PP\n.EX\n{}\n.EE\n{}\n", roff(example.command), roff(example.what));
  }
  out += ".SH \"EXIT STATUS\"\n";
  for (const auto& exit : kExits) out += fmt::format(".TP\n{}\n{}\n", exit.name, roff(exit.what));
  out += ".SH ENVIRONMENT\n";
  for (const auto& one : kVariables)
    out += fmt::format(".TP\n.B {}\n{}\n", one.name, roff(one.what));
  return out;
}

std::string cell(const std::string& text) {
  std::string out;
  for (char c : text) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

std::string markdown(const Program& program) {
  std::string out = fmt::format(
      "# The command line\n\n<!-- made by `dragoman man --markdown`; tests compare the two -->\n\n"
      "{}\n\n{}\n\n| exit code | meaning |\n| --- | --- |\n",
      Program::summary(), kFlow);
  for (const auto& exit : kExits) out += fmt::format("| {} | {} |\n", exit.name, exit.what);
  out += "\n| variable | meaning |\n| --- | --- |\n";
  for (const auto& one : kVariables) out += fmt::format("| `{}` | {} |\n", one.name, one.what);
  for (const auto& command : program.commands()) {
    out += fmt::format("\n## {}\n\n{}.\n\n```\n{}\n```\n\n", command.name, command.summary,
                       command.usage());
    out += "| argument or flag | meaning |\n| --- | --- |\n";
    for (const auto& argument : command.arguments)
      out += fmt::format("| `{}` | {} |\n", argument.name, cell(argument.what));
    for (const auto& flag : command.flags)
      out += fmt::format("| `{}` | {} |\n", names(flag), cell(flag.what));
    out += "\n```sh\n";
    for (const auto& example : command.examples)
      out += fmt::format("{}    # {}\n", example.command, example.what);
    out += "```\n";
  }
  return out;
}

}  // namespace

void add_man(Program& program) {
  auto as_markdown = std::make_shared<bool>(false);
  Command& command =
      program.add("man", "print the manual",
                  {{"dragoman man | man -l -", "read it"},
                   {"dragoman man > /usr/local/share/man/man1/dragoman.1", "install it"}});
  command.flag("--markdown", as_markdown.get(), "", "as Markdown");
  command.action = [as_markdown, &program](Console& console) {
    console.write(*as_markdown ? markdown(program) : page(program));
    return Exit::Done;
  };
}

}  // namespace dragoman
