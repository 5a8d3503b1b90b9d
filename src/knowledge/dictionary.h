// Actor and agent dictionaries of TABARI and PETRARCH, as they stand in their files. Nothing here
// knows what a code means (cameo_codes.h) or what becomes of an entry (import.h).
//
//   AFGHAN_NATIONAL_ARMY_         a name; '_' is a space, at the end a word boundary
//   +ANA_                         another name of the same
//       [AFGMIL 20020101-]        a code, perhaps with the days on which it holds
//   CHAMBER_OF_COMMERCE {CHAMBERS_OF_COMMERCE} [~BUS]    an agent and its plural; {}: has none
//   !PERSON! = MAN, MEN, WOMAN    a macro: SPOKES!PERSON! stands for three names
//   # a comment
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace dragoman {

struct DictionaryName {
  std::string text;                   // "CHAMBER OF COMMERCE": spaces for '_', macros expanded
  std::optional<std::string> plural;  // as given; empty: has none; nothing: the regular one
  int line = 0;
};

struct DictionaryCode {
  std::string code;  // "AFGMIL"; of an agent "~BUS"; of a discarded entry "---"
  std::optional<Date> start, end;
  int line = 0;
};

// Names that share codes.
struct DictionaryEntry {
  std::vector<DictionaryName> names;
  std::vector<DictionaryCode> codes;
  bool agent = false;  // a code holds '~'
  int line = 0;
};

struct Dictionary {
  std::string file;
  std::vector<DictionaryEntry> entries;
  // Lines that could not be read, with what to do; their entries are there as far as they could be.
  std::vector<Error> problems;
};

Dictionary read_dictionary(std::string_view bytes, const std::string& file);

}  // namespace dragoman
