#include "cli/flags.h"

namespace dragoman {

std::string CommandInfo::usage() const {
  std::string out = "dragoman " + name;
  for (std::size_t i = 0; i < positionals.size(); ++i) {
    const std::string& one = positionals[i].first;
    out += positional_required[i] ? " " + one : " [" + one + "]";
  }
  return out + " [FLAGS]";
}

std::vector<CommandInfo> describe(const Program& program) {
  std::vector<CommandInfo> out;
  for (const auto& command : program.commands()) {
    CommandInfo info;
    info.name = command.app->get_name();
    info.summary = command.app->get_description();
    info.examples = command.examples;
    for (const CLI::Option* option : command.app->get_options()) {
      if (option->get_positional()) {
        info.positionals.emplace_back(option->get_name(true), option->get_description());
        info.positional_required.push_back(option->get_required());
        continue;
      }
      FlagInfo flag;
      for (const auto& name : option->get_snames()) flag.names.push_back("-" + name);
      for (const auto& name : option->get_lnames()) flag.names.push_back("--" + name);
      flag.value = option->get_type_size() == 0 ? "" : option->get_type_name();
      flag.what = option->get_description();
      info.flags.push_back(std::move(flag));
    }
    out.push_back(std::move(info));
  }
  return out;
}

std::vector<std::string> choices_of(const FlagInfo& flag) {
  const std::string& name = flag.names.back();
  if (name == "--format") return {"table", "json", "jsonl", "csv", "tsv", "markdown"};
  if (name == "--input-format") return {"guess", "jsonl", "text", "html", "warc", "feed", "csv"};
  if (name == "--by") return {"day", "week", "month", "quarter", "year"};
  if (name == "--status") return {"actual", "historical", "future", "hypothetical", "negation"};
  if (name == "--type") {
    std::vector<std::string> types;
    for (int i = 0; i < kEventTypeCount; ++i)
      types.emplace_back(name_of(static_cast<EventType>(i)));
    return types;
  }
  return {};
}

}  // namespace dragoman
