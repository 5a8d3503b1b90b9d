// dragoman code: documents in, event records out.
#include "cli/coding_run.h"
#include "cli/program.h"
#include "cli/share.h"
#include "exports/event_layout.h"

namespace dragoman {
namespace {

struct Options {
  InputOptions input;
  ShareOptions share;
  std::string format;
  unsigned threads = 0;
};

Exit run(Console& console, const Options& options) {
  auto engine = load_engine(options.share);
  if (!engine) return console.fail(engine.error());
  Input input(options.input, true);
  RowWriter rows(console.rows(options.format), event_layout(console.width()),
                 [&](std::string_view text) { return console.write(text); });
  RunOptions run_options;
  run_options.threads = options.threads;
  const RunCounts counts =
      run_coding(console, *engine, input, run_options, [&](const CodedDocument& coded) {
        for (const Json& record : coded.records)
          if (!rows.add(record)) return false;
        return console.flush();  // a reader of our output need not wait for the next document
      });
  rows.finish();
  return report_bad(console, counts);
}

}  // namespace

void add_code(Program& program) {
  auto options = std::make_shared<Options>();
  Command& command = program.add(
      "code", "code documents and print their events",
      {{"dragoman code news.jsonl > events.jsonl", "one event record a line"},
       {"dragoman code report.txt page.html --format table", "text and HTML, for reading"},
       {"zcat news.jsonl.gz | dragoman code --format csv > events.csv", "from a pipe to a table"}});
  add_input(command, options->input, "JSON Lines, text, HTML, WARC, feeds or CSV");
  add_format(command, options->format);
  add_threads(command, options->threads);
  add_share(command, options->share);
  command.action = [options](Console& console) { return run(console, *options); };
}

}  // namespace dragoman
