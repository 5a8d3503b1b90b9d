// Any bytes as the tables of a data folder: complaints, or rows that compile into a file that
// opens. The tables stand one after the other, each under a line "==> NAME", as tail(1) prints
// files.
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "knowledge/knowledge.h"
#include "knowledge/tables.h"
#include "scratch.h"

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMark = "==> ";
constexpr std::string_view kTables[] = {"countries", "country_names", "organisations", "people",
                                        "spells",    "roles",         "modifiers",     "places"};

// Gone when the fuzzer is.
struct Folder {
  fs::path path = dragoman::fuzz_scratch("tables");
  Folder() { fs::create_directories(path); }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
};

void write_tables(const fs::path& folder, std::string_view text) {
  for (std::string_view table : kTables) {
    std::string head(kMark);
    head += table;
    head += '\n';
    const auto at = text.find(head);
    const fs::path file = folder / (std::string(table) + ".tsv");
    std::error_code ignored;
    fs::remove(file, ignored);
    if (at == std::string_view::npos) continue;
    const std::string_view rest = text.substr(at + head.size());
    std::ofstream(file, std::ios::binary) << rest.substr(0, rest.find(kMark));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dragoman;
  static const Folder folder;
  write_tables(folder.path, {reinterpret_cast<const char*>(data), size});
  TableProblems problems;
  SourceTables tables = read_tables(folder.path.string(), true, problems);
  check_tables(tables, problems);
  merge_tables(tables, read_tables(folder.path.string(), false, problems));
  // Even rows that contradict each other make a file whose references hold.
  auto knowledge = Knowledge::build_unchecked(compile_tables(tables));
  if (!knowledge) std::abort();
  for (const auto& row : tables.people) (void)knowledge->find(row.name);
  for (const auto& row : tables.spells)
    if (const auto day = row.life.first_day()) (void)knowledge->holders(row.role, row.body, *day);
  return 0;
}
