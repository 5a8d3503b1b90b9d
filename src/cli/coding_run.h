// The run that `code`, `ingest` and `evaluate` have in common: documents in, coded by all threads,
// handed over in input order, with progress on a terminal and a count of what was bad.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/input.h"
#include "engine.h"
#include "exports/record.h"

namespace dragoman {

struct CodedDocument {
  Source read;  // without its text, which is in `document`
  Document document;
  std::vector<Json> records;
  std::optional<Error> error;  // then there is no document
  int verdict = 0;             // what `inspect` said
};

struct RunOptions {
  unsigned threads = 0;
  // Asked in the reading thread; anything but 0 leaves the document uncoded.
  std::function<int(const Source&)> inspect;
};

struct RunCounts {
  std::uint64_t documents = 0, words = 0, events = 0, bad = 0;
};

void add_threads(Command& command, unsigned& threads);

// `take` gets every good document; false from it ends the run. Bad ones are reported and counted.
RunCounts run_coding(Console& console, const Engine& engine, Input& input,
                     const RunOptions& options, const std::function<bool(CodedDocument)>& take);

// "3 of 20 documents could not be read" where there were any.
Exit report_bad(Console& console, const RunCounts& counts);

}  // namespace dragoman
