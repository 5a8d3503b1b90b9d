// dragoman events: the events of a ledger, by date.
#include <fmt/format.h>

#include "cli/program.h"
#include "cli/query_options.h"
#include "exports/event_layout.h"

namespace dragoman {
namespace {

struct Options {
  std::string ledger, format;
  QueryOptions query;
};

Exit run(Console& console, const Options& options) {
  auto ledger = Ledger::open(options.ledger, Ledger::Access::Read);
  if (!ledger) return console.fail(ledger.error());
  auto query = query_of(options.query);
  if (!query) return console.fail(query.error());
  RowWriter rows(console.rows(options.format), event_layout(console.width()),
                 [&](std::string_view text) { return console.write(text); });
  std::uint64_t found = 0;
  auto done = ledger->events(*query, [&](const Json& record) {
    ++found;
    return rows.add(record);
  });
  rows.finish();
  console.flush();
  if (!done) return console.fail(done.error());
  if (found > 0) return Exit::Done;
  console.note("no event of the ledger is like that");
  return Exit::Nothing;
}

}  // namespace

void add_events(Program& program) {
  auto options = std::make_shared<Options>();
  Command& command =
      program.add("events", "print the events of a ledger",
                  {{"dragoman events news.ledger --dyad RUS TUR", "between two countries, by date"},
                   {"dragoman events news.ledger --actor Russia --type ASSAULT --since 2015-11",
                    "who, what, from when"},
                   {"dragoman events news.ledger --status future", "what is only planned"},
                   {"dragoman events news.ledger --text \"power station\" --format csv",
                    "by words, as a table"}});
  command.argument("LEDGER", options->ledger, "the ledger");
  add_query_flags(command, options->query);
  add_format(command, options->format);
  add_share(command, options->query.share);
  command.action = [options](Console& console) { return run(console, *options); };
}

}  // namespace dragoman
