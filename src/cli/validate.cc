// dragoman validate: checks a folder of data, or a ledger, and says everything that is wrong.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>

#include "cli/program.h"
#include "cli/share.h"
#include "coding/codebook.h"
#include "ledger/ledger.h"

namespace dragoman {
namespace {

struct Options {
  std::string what;
  ShareOptions share;
};

Exit check_ledger(Console& console, const std::string& file) {
  auto ledger = Ledger::open(file, Ledger::Access::Read);
  if (!ledger) return console.fail(ledger.error());
  auto complaints = ledger->check();
  auto counts = ledger->counts();
  if (!complaints || !counts) return console.fail(complaints ? counts.error() : complaints.error());
  for (const auto& complaint : *complaints)
    console.error({"E502-damaged-ledger", complaint, file, -1,
                   "restore a copy, or ingest the documents into a new ledger"});
  console.write(fmt::format("{}, {}, {}, {}\n", counted(counts->documents, "document"),
                            counted(counts->revisions, "earlier revision"),
                            counted(counts->duplicates, "duplicate"),
                            counted(counts->events, "event")));
  return complaints->empty() ? Exit::Done : Exit::Failed;
}

// The compiled files that the program reads in place of the tables.
void check_compiled(const std::string& share, std::vector<Error>& complaints) {
  const auto knowledge = Knowledge::of_share(share);
  if (!knowledge)
    complaints.push_back(knowledge.error());
  else if (const auto whole = knowledge->check_gazetteer(); !whole)
    complaints.push_back(whole.error());
}

Exit run(Console& console, const Options& options) {
  std::error_code ignored;
  if (!options.what.empty() && !std::filesystem::is_directory(options.what, ignored))
    return check_ledger(console, options.what);
  const auto share = find_share(options.share);
  // A folder with all tables needs no others to stand on.
  if (!share && options.what.empty()) return console.fail(share.error());
  const std::string own = share ? *share + "/data" : "";
  // What is checked, and the frames that it is read after, as the engine reads them.
  std::vector<std::string> checked = options.share.knowledge, frames;
  checked.insert(checked.begin(), options.what.empty() ? own : options.what);
  const auto is_own = [&](const std::string& folder) {
    return folder == own || std::filesystem::equivalent(folder, own, ignored);
  };
  // A folder with classes of its own is a whole codebook and stands on no other.
  const bool whole = std::filesystem::exists(checked.front() + "/frames/_classes.frames", ignored);
  if (!own.empty() && !whole) frames.push_back(own + "/frames");
  std::vector<Error> complaints;
  for (std::size_t i = 0; i < checked.size(); ++i) {
    if (i > 0 && is_own(checked[i])) continue;  // read already
    for (auto& complaint : Knowledge::validate(checked[i], own)) complaints.push_back(complaint);
    frames.push_back(checked[i] + "/frames");
  }
  if (options.what.empty()) check_compiled(*share, complaints);
  for (auto& complaint : Codebook::validate(frames)) complaints.push_back(complaint);
  for (const auto& complaint : complaints) console.error(complaint);
  console.note(complaints.empty() ? fmt::format("{}: nothing is wrong", fmt::join(checked, ", "))
                                  : fmt::format("{}: {}", fmt::join(checked, ", "),
                                                counted(complaints.size(), "fault")));
  return complaints.empty() ? Exit::Done : Exit::Failed;
}

}  // namespace

void add_validate(Program& program) {
  auto options = std::make_shared<Options>();
  Command& command =
      program.add("validate", "check tables of knowledge and the codebook, or a ledger",
                  {{"dragoman validate", "the data that the program uses"},
                   {"dragoman validate my-data/", "a folder of your own rows and frames"},
                   {"dragoman validate news.ledger", "reads the whole ledger"}});
  command.argument("DATA", options->what,
                   "a data folder or a ledger; without it the program's data", false);
  add_share(command, options->share);
  command.action = [options](Console& console) { return run(console, *options); };
}

}  // namespace dragoman
