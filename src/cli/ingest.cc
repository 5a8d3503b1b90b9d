// dragoman ingest: documents in, their events into a ledger.
#include <fmt/format.h>

#include "cli/coding_run.h"
#include "cli/program.h"
#include "cli/share.h"
#include "ledger/ledger.h"

namespace dragoman {
namespace {

struct Options {
  std::string ledger;
  InputOptions input;
  ShareOptions share;
  unsigned threads = 0;
};

struct Tally {
  std::uint64_t fresh = 0, revised = 0, same = 0, duplicates = 0;
};

Exit run(Console& console, const Options& options) {
  // A bad ledger stops the program before any work.
  auto ledger = Ledger::open(options.ledger, Ledger::Access::Write);
  if (!ledger) return console.fail(ledger.error());
  // The reading thread asks through a connection of its own what need not be coded again.
  auto asked = Ledger::open(options.ledger, Ledger::Access::Read);
  if (!asked) return console.fail(asked.error());
  auto engine = load_engine(options.share);
  if (!engine) return console.fail(engine.error());
  const std::string version = engine->version();

  // Two documents of one id in one run would take turns as each other's revision.
  Input input(options.input, true);
  Tally tally;
  std::optional<Error> fatal;
  RunOptions run_options;
  run_options.threads = options.threads;
  run_options.inspect = [&](const Source& source) {
    const auto seen = asked->look_up(source);
    // An error shows again, and is reported, when the document is written.
    const bool code = !seen || *seen == Ledger::Seen::New || *seen == Ledger::Seen::Changed;
    return code ? 0 : static_cast<int>(*seen);
  };
  std::uint64_t events = 0;
  const auto take = [&](CodedDocument coded) {
    // The document keeps the text; the source as read gets it back for writing.
    coded.read.text = coded.document.source.text;
    if (coded.verdict != 0) {
      // An earlier document of this run may have taken its place since the reader asked.
      const auto now = ledger->look_up(coded.read);
      if (now && (*now == Ledger::Seen::New || *now == Ledger::Seen::Changed)) {
        engine->code(coded.document);
        coded.records = event_records(coded.document, RecordStamp::from_version(version));
        coded.verdict = 0;
      }
    }
    auto seen = coded.verdict == 0
                    ? ledger->write(coded.read, coded.document, coded.records, version)
                    : ledger->look_up(coded.read);
    if (seen && *seen == Ledger::Seen::Duplicate)
      if (auto written = ledger->write_duplicate(coded.read); !written) seen = written.error();
    if (!seen) {
      fatal = seen.error();
      return false;
    }
    switch (*seen) {
      case Ledger::Seen::New:
        ++tally.fresh;
        events += coded.records.size();
        break;
      case Ledger::Seen::Changed:
        ++tally.revised;
        events += coded.records.size();
        break;
      case Ledger::Seen::Same:
        ++tally.same;
        break;
      case Ledger::Seen::Duplicate:
        ++tally.duplicates;
        break;
    }
    return true;
  };
  const RunCounts counts = run_coding(console, *engine, input, run_options, take);
  if (fatal) console.error(*fatal);
  console.note(fmt::format(
      "{}: {} new, {} revised, {} seen before, {} duplicate, {} bad; {} written",
      counted(counts.documents - (fatal ? 1 : 0), "document"), tally.fresh, tally.revised,
      tally.same, tally.duplicates, counts.bad, counted(events, "event")));
  return fatal || counts.bad != 0 ? Exit::Failed : Exit::Done;
}

}  // namespace

void add_ingest(Program& program) {
  auto options = std::make_shared<Options>();
  Command& command = program.add(
      "ingest", "code documents into a ledger",
      {{"dragoman ingest news.ledger news.jsonl", "makes the ledger where there is none"},
       {"dragoman ingest news.ledger reports/*.txt", "what is already there is not coded again"},
       {"dragoman ingest news.ledger < today.jsonl", "from a pipe"}});
  command.argument("LEDGER", options->ledger, "the ledger, one SQLite file");
  add_input(command, options->input, "JSON Lines, text, HTML, WARC, feeds or CSV");
  add_threads(command, options->threads);
  add_share(command, options->share);
  command.action = [options](Console& console) { return run(console, *options); };
}

}  // namespace dragoman
