// dragoman diff: what two runs say differently.
#include <fmt/format.h>

#include "cli/program.h"
#include "cli/record_file.h"
#include "evaluation/difference.h"
#include "exports/event_layout.h"

namespace dragoman {
namespace {

struct Options {
  std::string before, after, format;
};

std::string list(const Json& values) {
  std::string out;
  for (const auto& value : strings_of(values)) out += (out.empty() ? "" : ";") + value;
  return out;
}

const Json& shown(const Json& change) {
  const Json& after = member(change, "after");
  return after.is_null() ? member(change, "before") : after;
}

// "actor RUS:GOV > TUR:GOV" for what can be said in a few words.
std::string what_changed(const Json& change) {
  const Json &before = member(change, "before"), &after = member(change, "after");
  std::string out;
  for (const auto& field : strings_of(member(change, "fields"))) {
    if (field == "id" || field == "basis") continue;
    const Json &a = member(before, field), &b = member(after, field);
    out += (out.empty() ? "" : ", ") + field;
    if (field == "actor" || field == "recipient" || field == "reporter")
      out += " " + party_label(a) + " > " + party_label(b);
    else if (!a.is_object() && !b.is_object())
      out += " " + to_line(a) + " > " + to_line(b);
  }
  return out;
}

RowLayout layout() {
  const auto text = [](const char* key) {
    return Column{key, [key](const Json& c) { return text_or(member(c, key)); }, false, 0};
  };
  RowLayout rows;
  rows.columns = {
      text("change"),
      text("document"),
      text("event"),
      text("event_text"),
      {"actor", [](const Json& c) { return party_label(member(shown(c), "actor")); }, false, 0},
      {"recipient", [](const Json& c) { return party_label(member(shown(c), "recipient")); }, false,
       0},
      {"date", [](const Json& c) { return date_label(shown(c)); }, false, 0},
      {"fields", [](const Json& c) { return list(member(c, "fields")); }, false, 0}};
  rows.table.assign(rows.columns.begin(), rows.columns.end() - 1);
  rows.notes = [](const Json& change) {
    std::vector<std::string> notes;
    if (auto what = what_changed(change); !what.empty()) notes.push_back(what);
    notes.push_back(text_or(member(shown(change), "text")));
    return notes;
  };
  return rows;
}

Exit run(Console& console, const Options& options) {
  auto before = read_records(options.before);
  auto after = read_records(options.after);
  if (!before || !after) return console.fail(before ? after.error() : before.error());
  RowWriter rows(console.rows(options.format), layout(),
                 [&](std::string_view text) { return console.write(text); });
  int added = 0, lost = 0, changed = 0;
  for (const Json& change : differences(*before, *after)) {
    const std::string kind = text_or(member(change, "change"));
    added += kind == "added";
    lost += kind == "lost";
    changed += kind == "changed";
    if (!rows.add(change)) break;
  }
  rows.finish();
  console.flush();
  console.note(fmt::format("{} before, {} after: {} added, {} lost, {} changed",
                           counted(before->size(), "event"), after->size(), added, lost, changed));
  return Exit::Done;
}

}  // namespace

void add_diff(Program& program) {
  auto options = std::make_shared<Options>();
  Command& command =
      program.add("diff", "compare the events of two runs",
                  {{"dragoman diff before.jsonl after.jsonl", "after a change of the codebook"},
                   {"dragoman diff before.jsonl after.jsonl --format csv", "one change a line"}});
  command.argument("RUN_A", options->before, "event records of one run");
  command.argument("RUN_B", options->after, "event records of the other");
  add_format(command, options->format);
  command.action = [options](Console& console) { return run(console, *options); };
}

}  // namespace dragoman
