// The editable tables of data/ as typed rows, straight from the files: what the validator checks
// and what the builder compiles. Nothing at run time reads these.
//
//   TableProblems problems;
//   SourceTables tables = read_tables("data", problems);   // rows that could not be read are left
//   out check_tables(tables, problems);                        // references, overlaps, ambiguous
//   names
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "knowledge/entity.h"

namespace dragoman {

using TableProblems = std::vector<Error>;

// A date cell of a table: YYYY, YYYY-MM or YYYY-MM-DD, as the days it may mean.
struct PartialDate {
  std::optional<DateRange> range;  // nothing: unknown
  static std::optional<PartialDate> parse(std::string_view cell);
};

// The days on which a row holds. Unknown ends are open.
struct Life {
  PartialDate start, end;
  std::optional<Date> first_day() const;  // earliest
  std::optional<Date> last_day() const;   // latest
};

// Where a row stands, for messages.
struct RowOrigin {
  std::int32_t file = 0;  // index into SourceTables::files
  std::int32_t line = 0;
};

struct CountryRow {
  std::string code, name, kind, capital, iso2;
  SectorSet sector;
  Life life;
  std::vector<std::string> successors;
  RowOrigin origin;
};
struct CountryNameRow {
  std::string code, form, kind;
  SectorSet sector;
  Life life;
  RowOrigin origin;
};
struct OrganisationRow {
  std::string id, name, kind, code, country, wikidata;
  std::vector<std::string> aliases;
  SectorSet sector;
  Life life;
  RowOrigin origin;
};
struct PersonRow {
  std::string id, name, country, wikidata;
  std::vector<std::string> aliases;
  SectorSet sector;
  Life life;
  RowOrigin origin;
};
struct SpellRow {
  std::string person, role, body;
  Life life;
  RowOrigin origin;
};
struct RoleRow {
  std::string role, plural, kind, code;
  SectorSet sector;
  RowOrigin origin;
};
struct ModifierRow {
  std::string modifier, effect, value;
  RowOrigin origin;
};
struct PlaceRow {
  std::string place, kind;
  std::string country;  // empty for a feature that several share: a sea, a river on a border
  std::vector<std::string> aliases;
  double latitude = 0, longitude = 0;
  bool has_coordinates = false;
  RowOrigin origin;
  std::vector<std::string> countries;  // all that the table names
};

struct SourceTables {
  std::vector<std::string> files;
  std::vector<CountryRow> countries;
  std::vector<CountryNameRow> country_names;
  std::vector<OrganisationRow> organisations;
  std::vector<PersonRow> people;
  std::vector<SpellRow> spells;
  std::vector<RoleRow> roles;
  std::vector<ModifierRow> modifiers;
  std::vector<PlaceRow> places;
};

// Whether a folder has a table of that name, as one file or as a folder of files.
bool has_table(const std::string& folder, const std::string& name);
// Reads every table of a folder. Problems of form (bytes, header, columns, order, cells) are added
// to `problems`; a row with one is left out. `complete`: a missing countries.tsv is a problem.
SourceTables read_tables(const std::string& folder, bool complete, TableProblems& problems);
// Adds the rows of `extra`; where both have a row of one key, that of `extra` stays.
void merge_tables(SourceTables& tables, SourceTables extra);
// Problems between rows and tables: unknown references, overlapping holders of one office, ends
// before starts, names that cannot be told apart.
void check_tables(const SourceTables& tables, TableProblems& problems);

// Writes the tables that an import makes (country names, organisations, people, spells, roles) into
// a folder.
Result<void> write_tables(const SourceTables& tables, const std::string& folder);

// Compiles the rows into the bytes that Knowledge maps (knowledge/blob.h).
std::string compile_tables(const SourceTables& tables);
// Compiles the JSON of a gazetteer folder (script/fetch_gazetteer) the same way.
Result<std::string> compile_gazetteer(const std::string& folder);

// Forms under which a person is named: full name, spellings and the family name derived from them.
struct NameForm {
  std::string form;
  bool family = false;  // the family name alone
};
std::vector<NameForm> name_forms(const PersonRow& person);
// Whether the people of that country put the family name first.
bool family_name_first(std::string_view country);

}  // namespace dragoman
