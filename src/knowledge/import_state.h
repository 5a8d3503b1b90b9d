// What the parts of the importer share. Private to import*.cc.
#pragma once

#include <set>
#include <unordered_map>
#include <unordered_set>

#include "knowledge/import.h"
#include "knowledge/name_case.h"

namespace dragoman {

// A code of an entry, read.
struct ReadCode {
  CameoActor actor;
  std::optional<Date> start, end;
  bool dated() const { return start || end; }
};

struct Importer::State {
  State(const SourceTables& b, const Knowledge& k, const CameoCodes& c, ImportOptions o);

  void entry(const DictionaryEntry& e);
  void finish();

  // Parts (import_people.cc, import_bodies.cc).
  void person(const DictionaryEntry& e, const std::vector<ReadCode>& codes);
  void country_forms(const DictionaryEntry& e, const ReadCode& code);
  void organisation(const DictionaryEntry& e, const ReadCode& code);
  void roles(const DictionaryEntry& e);

  std::vector<ReadCode> codes_of(const DictionaryEntry& e);
  // The words behind titles and modifiers: "FORMER PRESIDENT KARZAI" -> "KARZAI".
  std::string without_titles(const std::string& name) const;
  bool is_role(const std::string& words) const;
  bool names_a_body(const DictionaryEntry& e) const;
  bool composed(const std::string& name, const CameoActor& actor) const;
  std::string role_of(SectorSet sector);
  // An id that no row of the program and none made before has.
  std::string new_id(const std::string& words, std::unordered_set<std::string>& taken);
  void leave(const char* cause, int line, const std::string& words, std::string what);

  const SourceTables& base;
  const Knowledge& knowledge;
  const CameoCodes& cameo;
  const ImportOptions options;
  NameCase casing;
  Imported out;
  std::string file;

  // By key of name (key_of, capitals): rows of the program.
  std::unordered_map<std::string, std::vector<const PersonRow*>> people;
  std::unordered_map<std::string, std::vector<const OrganisationRow*>> organisations;
  std::unordered_map<std::string, std::vector<const CountryNameRow*>> forms;
  std::unordered_map<std::string, const RoleRow*> role_words;
  std::unordered_map<std::string, std::vector<const SpellRow*>> spells;  // by person
  std::unordered_map<std::string, std::set<std::string>> served;         // codes, by person
  // By the same key with the code behind a tab: rows made here, as indices.
  std::unordered_map<std::string, std::size_t> new_people, new_organisations;
  std::unordered_set<std::string> new_roles;
  // Names that cannot be given to another row: as the validator compares them.
  std::unordered_map<std::string, std::string> person_names;
  using Owners = std::vector<std::pair<std::string, Life>>;
  std::unordered_map<std::string, Owners> organisation_names, new_forms;
  std::unordered_set<std::string> person_ids, organisation_ids;
  std::map<std::string, std::string> sector_roles;
};

// The days of a code, as a row has them; and whether two such lives share a day for certain (the
// validator's measure: the day of a change belongs to both).
Life life_of(const ReadCode& code);
bool lives_meet(const Life& a, const Life& b);
// "GOV;MIL"
std::string list_of(SectorSet set);

}  // namespace dragoman
