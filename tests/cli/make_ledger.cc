// Makes a ledger of documents and event records written by hand, so that the tests of reading one
// do not change with the engine: make_ledger LEDGER DOCUMENTS.jsonl EVENTS.jsonl
#include <cstdio>

#include "cli/record_file.h"
#include "ledger/ledger.h"
#include "reading/reader.h"

using namespace dragoman;

namespace {

int fail(const Error& error) {
  std::fprintf(stderr, "%s: %s\n", error.code.c_str(), error.message.c_str());
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  if (std::string(argv[2]) == "sql") {
    auto database = Database::open(argv[1], Database::Access::Write);
    if (!database) return fail(database.error());
    auto done = database->run(argv[3]);
    return done ? 0 : fail(done.error());
  }
  auto ledger = Ledger::open(argv[1], Ledger::Access::Write);
  if (!ledger) return fail(ledger.error());
  auto records = read_records(argv[3]);
  if (!records) return fail(records.error());
  auto stream = DocumentStream::open(argv[2]);
  if (!stream) return fail(stream.error());
  for (;;) {
    auto source = stream->next();
    if (!source) return fail(source.error());
    if (!*source) return 0;
    Document document(**source);
    std::vector<Json> own;
    for (const Json& record : *records)
      if (text_or(member(member(record, "cite_info"), "document")) == document.source.id)
        own.push_back(record);
    auto written = ledger->write(**source, document, own, "hand");
    if (!written) return fail(written.error());
    if (*written == Ledger::Seen::Duplicate)
      if (auto noted = ledger->write_duplicate(**source); !noted) return fail(noted.error());
  }
}
