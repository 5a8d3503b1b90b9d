// compile_knowledge DATA OUT: checks the tables of DATA and compiles them.
// compile_knowledge --gazetteer FOLDER OUT: compiles the gazetteer's JSON.
// compile_knowledge --lenient DATA OUT: reports problems, leaves the bad rows out and goes on.

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "knowledge/knowledge.h"
#include "knowledge/tables.h"

namespace {

void report(const dragoman::Error& e) {
  fmt::print(stderr, "{}:{}: {}: {} ({})\n", e.file, e.offset, e.code, e.message, e.hint);
}

int write(const std::string& bytes, const std::string& file) {
  const std::string aside = file + ".new";
  std::ofstream out(aside, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (out && std::rename(aside.c_str(), file.c_str()) == 0) return 0;
  report({"E235-cannot-write", "cannot write the compiled file", file, -1,
          "check the folder's permissions and the space left"});
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  bool gazetteer = false, lenient = false;
  std::erase_if(arguments, [&](const std::string& a) {
    gazetteer = gazetteer || a == "--gazetteer";
    lenient = lenient || a == "--lenient";
    return a == "--gazetteer" || a == "--lenient";
  });
  if (arguments.size() != 2) {
    fmt::print(stderr, "usage: compile_knowledge [--lenient] DATA OUT | --gazetteer FOLDER OUT\n");
    return 2;
  }
  if (gazetteer) {
    const auto compiled = dragoman::compile_gazetteer(arguments[0]);
    if (!compiled) {
      report(compiled.error());
      return 1;
    }
    return write(*compiled, arguments[1]);
  }
  dragoman::TableProblems problems;
  const auto tables = dragoman::read_tables(arguments[0], true, problems);
  dragoman::check_tables(tables, problems);
  const std::size_t shown = lenient ? 5 : 50;
  for (std::size_t i = 0; i < problems.size() && i < shown; ++i) report(problems[i]);
  if (problems.size() > shown)
    fmt::print(stderr, "... and {} more problems in {}\n", problems.size() - shown, arguments[0]);
  if (!problems.empty() && !lenient) return 1;
  return write(dragoman::compile_tables(tables), arguments[1]);
}
