// dragoman evaluate: how right the events are, against a gold file.
#include <fmt/format.h>

#include "cli/coding_run.h"
#include "cli/program.h"
#include "cli/record_file.h"
#include "cli/share.h"
#include "evaluation/score.h"

namespace dragoman {
namespace {

struct Options {
  std::string gold, predicted;
  bool json = false, errors = false, confusion = false;
  unsigned threads = 0;
  ShareOptions share;
};

Result<std::vector<Json>> read_gold(const std::string& file) {
  std::vector<Json> documents;
  auto done = read_json_lines_file(file, [&](Json value, std::int64_t line) -> Result<void> {
    if (member(value, "id").is_null() || !member(value, "text").is_string() ||
        !member(value, "events").is_array())
      return Error{"E603-not-gold", "the line is no gold document", file, line,
                   "a gold document has 'id', 'text' and 'events'"};
    documents.push_back(std::move(value));
    return {};
  });
  if (!done) return done.error();
  if (documents.empty())
    return Error{"E603-not-gold", "there is no document in the file", file, -1, "check the name"};
  return documents;
}

std::string error_list(const Score& score) {
  std::string out;
  for (const ScoreError& error : score.errors) {
    out += fmt::format(
        "{:<6} {} {} | {} | {}", error.kind, error.document,
        error.gold_type.empty() || error.gold_type == error.predicted_type ? error.predicted_type
        : error.predicted_type.empty()                                     ? error.gold_type
                                       : error.gold_type + " > " + error.predicted_type,
        printable(error.words), error.parties);
    if (!error.wrong.empty()) out += " | " + error.wrong;
    if (!error.sentence.empty()) out += " | " + cut_to_width(printable(error.sentence), 110);
    out += '\n';
  }
  return out;
}

Exit run(Console& console, const Options& options) {
  auto gold = read_gold(options.gold);
  if (!gold) return console.fail(gold.error());
  PredictedEvents predicted;
  Exit exit = Exit::Done;
  const auto keep = [&](Json record) {
    const std::string id = document_id(member(member(record, "cite_info"), "document"));
    predicted[id].push_back(std::move(record));
  };
  if (!options.predicted.empty()) {
    auto records = read_records(options.predicted);
    if (!records) return console.fail(records.error());
    for (auto& record : *records) keep(std::move(record));
  } else {
    auto engine = load_engine(options.share);
    if (!engine) return console.fail(engine.error());
    InputOptions input_options;
    input_options.files = {options.gold};
    input_options.format = "jsonl";
    Input input(input_options, true);
    RunOptions run_options;
    run_options.threads = options.threads;
    const RunCounts counts =
        run_coding(console, *engine, input, run_options, [&](CodedDocument coded) {
          for (auto& record : coded.records) keep(std::move(record));
          return true;
        });
    exit = report_bad(console, counts);
  }
  const Score score = score_events(*gold, predicted);
  console.write(options.json ? score_json(score) : score_text(score));
  if (options.confusion) console.write("\n" + confusion_text(score));
  if (options.errors) console.write("\n" + error_list(score));
  return exit;
}

}  // namespace

void add_evaluate(Program& program) {
  auto options = std::make_shared<Options>();
  Command& command = program.add(
      "evaluate", "score events against a gold file",
      {{"dragoman evaluate gold.jsonl", "codes the texts of the gold file and scores the events"},
       {"dragoman evaluate gold.jsonl events.jsonl --json",
        "scores what another run or program made"},
       {"dragoman evaluate gold.jsonl --confusion --errors", "and what went wrong"}});
  command.argument("GOLD", options->gold, "documents with 'id', 'text' and the right 'events'");
  command.argument("PREDICTED", options->predicted,
                   "event records to score; without it the program codes the gold texts", false);
  command.flag("--json", &options->json, "", "the figures as one line of JSON");
  command.flag("--confusion", &options->confusion, "", "also a table of gold by coded types");
  command.flag("--errors", &options->errors, "",
               "also every event missed, extra or wrong in a field");
  add_threads(command, options->threads);
  add_share(command, options->share);
  command.action = [options](Console& console) { return run(console, *options); };
}

}  // namespace dragoman
