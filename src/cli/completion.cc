// dragoman completion: scripts that let a shell complete commands, flags and their values.
#include <fmt/format.h>

#include <algorithm>

#include "cli/program.h"

namespace dragoman {
namespace {

std::string words(const std::vector<std::string>& list) {
  std::string out;
  for (const auto& word : list) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::vector<std::string> flag_names(const Command& command) {
  std::vector<std::string> names = {"--help"};
  for (const auto& flag : command.flags) names.push_back(flag.name);
  return names;
}

std::string bash(const std::deque<Command>& commands) {
  std::vector<std::string> names;
  std::string cases;
  for (const auto& command : commands) {
    names.push_back(command.name);
    cases += fmt::format("    {}) flags=\"{}\" ;;\n", command.name, words(flag_names(command)));
  }
  std::string values;
  std::vector<std::string> done;
  for (const auto& command : commands)
    for (const auto& flag : command.flags) {
      const std::string& name = flag.name;
      if (std::find(done.begin(), done.end(), name) != done.end()) continue;
      done.push_back(name);
      if (const auto& choices = flag.choices; !choices.empty())
        values +=
            fmt::format("    {}) COMPREPLY=($(compgen -W \"{}\" -- \"$current\")); return ;;\n",
                        name, words(choices));
      else if (flag.value == "DIR")
        values +=
            fmt::format("    {}) COMPREPLY=($(compgen -d -- \"$current\")); return ;;\n", name);
    }
  return fmt::format(R"sh(# bash completion for dragoman: eval "$(dragoman completion bash)"
_dragoman() {{
  local current="${{COMP_WORDS[COMP_CWORD]}}" previous="${{COMP_WORDS[COMP_CWORD-1]}}" flags=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "{} --help --version" -- "$current"))
    return
  fi
  case "$previous" in
{}  esac
  case "${{COMP_WORDS[1]}}" in
{}  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$current")) ;;
    *) if [ "${{COMP_WORDS[1]}}" = completion ]; then
         COMPREPLY=($(compgen -W "bash zsh fish" -- "$current"))
       else
         COMPREPLY=($(compgen -f -- "$current"))
       fi ;;
  esac
}}
complete -o filenames -F _dragoman dragoman
)sh",
                     words(names), values, cases);
}

// In zsh's _arguments, brackets, colons and quotes mean something.
std::string zsh_text(const std::string& text) {
  std::string out;
  for (char c : text) {
    if (c == '\'')
      out += "'\\''";
    else if (c == '[' || c == ']' || c == ':')
      out += std::string("\\") + c;
    else
      out += c;
  }
  return out;
}

std::string zsh(const std::deque<Command>& commands) {
  std::string list, cases;
  for (const auto& command : commands) {
    list += fmt::format("    '{}:{}'\n", command.name, zsh_text(command.summary));
    cases += fmt::format("    {})\n      _arguments", command.name);
    for (const auto& flag : command.flags) {
      std::string value;
      if (!flag.value.empty())
        value = ":" + zsh_text(flag.value) + ":" +
                (!flag.choices.empty()    ? "(" + words(flag.choices) + ")"
                 : flag.value == "DIR"    ? "_files -/"
                 : flag.value == "LEDGER" ? "_files"
                                          : "");
      cases += fmt::format(" \\\n        '{}[{}]{}'", flag.name, zsh_text(flag.what), value);
    }
    cases += command.name == "completion" ? " \\\n        '1:shell:(bash zsh fish)'\n      ;;\n"
                                          : " \\\n        '*:file:_files'\n      ;;\n";
  }
  return fmt::format(R"(#compdef dragoman
_dragoman() {{
  local -a commands
  commands=(
{}  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
{}  esac
}}
_dragoman "$@"
)",
                     list, cases);
}

std::string fish_text(const std::string& text) {
  std::string out;
  for (char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string fish(const std::deque<Command>& commands) {
  std::string out = "# fish completion for dragoman\n";
  for (const auto& command : commands)
    out += fmt::format("complete -c dragoman -n __fish_use_subcommand -f -a {} -d '{}'\n",
                       command.name, fish_text(command.summary));
  for (const auto& command : commands)
    for (const auto& flag : command.flags) {
      out += fmt::format("complete -c dragoman -n '__fish_seen_subcommand_from {}'", command.name);
      out += " -l " + flag.name.substr(2);
      if (!flag.value.empty()) out += " -r";
      if (const auto& choices = flag.choices; !choices.empty())
        out += fmt::format(" -f -a '{}'", words(choices));
      out += fmt::format(" -d '{}'\n", fish_text(flag.what));
    }
  return out +
         "complete -c dragoman -n '__fish_seen_subcommand_from completion' -f -a 'bash zsh fish'\n";
}

}  // namespace

void add_completion(Program& program) {
  auto shell = std::make_shared<std::string>();
  Command& command = program.add(
      "completion", "print a script for the completion of a shell",
      {{"eval \"$(dragoman completion bash)\"", "for this session"},
       {"dragoman completion zsh > ~/.zsh/completions/_dragoman", "for zsh"},
       {"dragoman completion fish > ~/.config/fish/completions/dragoman.fish", "for fish"}});
  command.argument("SHELL", *shell, "bash, zsh or fish");
  command.arguments.back().choices = {"bash", "zsh", "fish"};
  command.action = [shell, &program](Console& console) {
    const auto& commands = program.commands();
    console.write(*shell == "bash"  ? bash(commands)
                  : *shell == "zsh" ? zsh(commands)
                                    : fish(commands));
    return Exit::Done;
  };
}

}  // namespace dragoman
