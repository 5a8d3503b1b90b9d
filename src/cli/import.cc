// dragoman import: dictionaries of TABARI and PETRARCH into tables for --knowledge.
#include "knowledge/import.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "cli/program.h"
#include "cli/share.h"

namespace dragoman {
namespace {

struct Options {
  std::string folder;
  std::vector<std::string> files;
  bool replace = false;
  ShareOptions share;
};

constexpr const char* kListing = "not_carried.tsv";

std::string plain_cell(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return text;
}

Result<void> write_listing(const Imported& imported, const std::string& folder) {
  const std::string file = folder + "/" + kListing;
  std::ofstream out(file, std::ios::binary);
  out << "file\tline\tcause\twords\twhat\n";
  for (const auto& item : imported.not_carried)
    out << item.file << '\t' << item.line << '\t' << item.cause << '\t' << plain_cell(item.words)
        << '\t' << plain_cell(item.what) << '\n';
  out.close();
  if (!out)
    return Error{"E242-cannot-write-tables", "cannot write the listing", file, -1,
                 "check the folder's permissions and the space left"};
  return {};
}

std::string report(const Imported& imported) {
  std::string out = fmt::format("read: {}, {}, {}\n", counted(imported.entries, "block"),
                                counted(imported.names, "name"), counted(imported.codes, "code"));
  const SourceTables& t = imported.tables;
  out += "carried:\n";
  const std::pair<const char*, std::size_t> carried[] = {{"people", t.people.size()},
                                                         {"spells", t.spells.size()},
                                                         {"organisations", t.organisations.size()},
                                                         {"country_names", t.country_names.size()},
                                                         {"roles", t.roles.size()}};
  for (const auto& [name, count] : carried) out += fmt::format("  {:<14}{:>7}\n", name, count);
  out += "not carried, or not wholly:\n";
  for (const auto& cause : import_causes()) {
    const auto count =
        std::count_if(imported.not_carried.begin(), imported.not_carried.end(),
                      [&](const NotCarried& item) { return item.cause == cause.name; });
    if (count > 0) out += fmt::format("  {:<14}{:>7}  {}\n", cause.name, count, cause.meaning);
  }
  if (!imported.problems.empty())
    out += fmt::format("  {:<14}{:>7}  lines that could not be read\n", "broken",
                       imported.problems.size());
  return out;
}

Exit run(Console& console, const Options& options) {
  const auto share = find_share(options.share);
  if (!share) return console.fail(share.error());
  TableProblems problems;
  SourceTables base = read_tables(*share + "/data", true, problems);
  for (const auto& folder : options.share.knowledge)
    merge_tables(base, read_tables(folder, false, problems));
  if (!problems.empty()) return console.fail(problems.front());
  const auto knowledge = Knowledge::of_share(*share, options.share.knowledge);
  if (!knowledge) return console.fail(knowledge.error());
  std::set<std::string> countries;
  for (const auto& country : base.countries) countries.insert(country.code);
  const auto codes = CameoCodes::load(*share + "/data/cameo.tsv", std::move(countries));
  if (!codes) return console.fail(codes.error());

  Importer importer(base, *knowledge, *codes, {options.replace});
  for (const auto& file : options.files) {
    std::ifstream in(file, std::ios::binary);
    std::stringstream bytes;
    if (!in || !(bytes << in.rdbuf()))
      return console.fail({"E241-no-dictionary", "cannot read the dictionary", file, -1,
                           "check the name and that the file is not empty"});
    importer.add(read_dictionary(bytes.str(), file));
  }
  const Imported imported = importer.finish();
  if (auto written = write_tables(imported.tables, options.folder); !written)
    return console.fail(written.error());
  if (auto written = write_listing(imported, options.folder); !written)
    return console.fail(written.error());
  for (const auto& problem : imported.problems) console.error(problem);
  console.write(report(imported));
  console.flush();
  console.note(
      fmt::format("every line that was left out stands in {}/{}", options.folder, kListing));
  if (!imported.problems.empty()) return Exit::Failed;
  const SourceTables& t = imported.tables;
  const bool nothing =
      t.people.empty() && t.organisations.empty() && t.country_names.empty() && t.roles.empty();
  return nothing ? Exit::Nothing : Exit::Done;
}

}  // namespace

void add_import(Program& program) {
  auto options = std::make_shared<Options>();
  Command& command = program.add(
      "import", "make tables of knowledge from TABARI or PETRARCH dictionaries",
      {{"dragoman import mine/ Phoenix.Countries.actors.txt Phoenix.agents.txt",
        "a folder for --knowledge, and a report of what could not be carried"},
       {"dragoman validate mine/", "checks the folder together with the program's tables"},
       {"dragoman code news.jsonl --knowledge mine/", "codes with it"}});
  command.argument("FOLDER", options->folder, "the folder to write the tables to");
  command.arguments_left("FILES", options->files, "dictionaries of actors and agents", true);
  command.flag("--replace", &options->replace, "",
               "also carry what the program knows otherwise: the dictionary wins");
  add_share(command, options->share);
  command.action = [options](Console& console) { return run(console, *options); };
}

}  // namespace dragoman
