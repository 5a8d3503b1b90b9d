// From dictionaries of TABARI and PETRARCH to tables of our own, which --knowledge reads:
// names with dated codes become people and spells, names with a country's bare code its forms,
// other names organisations, agents roles. What the program knows already is left out, and what
// the tables cannot hold is listed with its line.
//
//   Importer importer(base_tables, knowledge, codes, {});
//   importer.add(read_dictionary(bytes, file));
//   Imported result = importer.finish();
//   write_tables(result.tables, "my-rows");
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "knowledge/cameo_codes.h"
#include "knowledge/dictionary.h"
#include "knowledge/knowledge.h"
#include "knowledge/tables.h"

namespace dragoman {

struct ImportOptions {
  bool replace = false;  // the dictionary wins over rows that the program has
};

// Something that was left out, or carried only in part.
struct NotCarried {
  std::string cause;  // one of import_causes()
  std::string file;
  int line = 0;
  std::string words;  // the name or code that it is about
  std::string what;
};

struct ImportCause {
  const char *name, *meaning;
};
const std::vector<ImportCause>& import_causes();

struct Imported {
  SourceTables tables;
  std::vector<NotCarried> not_carried;  // by file and line
  std::vector<Error> problems;          // lines that could not be read
  std::size_t entries = 0, names = 0, codes = 0;
};

class Importer {
 public:
  // All must outlive the importer.
  Importer(const SourceTables& base, const Knowledge& knowledge, const CameoCodes& codes,
           ImportOptions options);
  ~Importer();
  Importer(const Importer&) = delete;
  Importer& operator=(const Importer&) = delete;
  void add(const Dictionary& dictionary);
  Imported finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dragoman
