// What Dragoman knows of the world: countries, people and their dated offices, organisations, roles
// and places, compiled from data/ into a memory-mapped file (or built in memory from the tables),
// with the gazetteer of populated places in a second file, gazetteer.bin, beside it. Immutable and
// shared by all workers; all look-ups are const and thread-safe.
//
//   auto knowledge = Knowledge::load("build/share/dragoman/knowledge.bin");
//   for (auto& match : knowledge->match(words, i)) ...   // names that begin at word i
//   knowledge->offices_held(person, Date) ...
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "knowledge/entity.h"

namespace dragoman {

enum class FactKind : std::uint32_t { Country, Person, Organisation, Role, Modifier, Place };

// A row that a form may stand for.
struct Candidate {
  FactKind kind = FactKind::Country;
  std::uint32_t row = 0;  // index among facts of that kind
  // Which of its forms matched. Country: for country_form(). Person: 1 for the bare family name.
  // Role: 1 for the plural. Organisation, place: 1 for an alias.
  std::uint32_t form = 0;
};

struct FormMatch {
  std::uint32_t words = 0;  // how many words the form covers
  std::span<const Candidate> candidates;
};

struct CountryView {
  std::string_view code, name, kind;
  SectorSet sector;
  std::string_view capital;
  std::optional<Date> start, end;
};
struct CountryFormView {
  std::string_view form, kind;  // name, demonym, plural, adjective, capital, metonym, region ...
  SectorSet sector;
  std::optional<Date> start, end;
};
struct PersonView {
  std::string_view id, name, country, wikidata;
  SectorSet sector;
  std::optional<Date> start, end;
};
struct SpellView {
  std::uint32_t person = 0;
  std::string_view role, body;
  SectorSet sector;  // of the role
  std::optional<Date> start, end;
};
struct OrganisationView {
  std::string_view id, name, kind, code, country, wikidata;
  SectorSet sector;
  std::optional<Date> start, end;
};
struct RoleView {
  std::string_view role, plural, kind, code;
  SectorSet sector;
  bool matched_plural = false;
};
struct ModifierView {
  std::string_view modifier, effect, value;
};

// A populated place or region of the gazetteer.
struct GazetteerView {
  std::string_view name, country_code, province, feature_class, feature_code;
  std::int64_t geonameid = 0, population = 0;
  double latitude = 0, longitude = 0;
  bool has_coordinates = true;
  bool alternate_name = false;  // found under another name than its main one
  bool from_table = false;      // a row of data/places.tsv: feature_class is its kind
};

class Knowledge {
 public:
  Knowledge();
  Knowledge(Knowledge&&) noexcept;
  Knowledge& operator=(Knowledge&&) noexcept;
  ~Knowledge();

  // Maps a compiled file, and the gazetteer.bin beside it where there is one. Fails with a clear
  // error on a wrong version or a damaged file; of the gazetteer, five times the size and needed by
  // few commands, the header alone is checked here (check_gazetteer).
  static Result<Knowledge> load(const std::string& file);
  // Reads the tables of a data folder (and of extra folders, whose rows win), checks them, builds.
  static Result<Knowledge> build(const std::string& data,
                                 const std::vector<std::string>& extra = {});
  // What a share folder holds: its compiled files, or, with extra folders, its tables and theirs
  // built anew, with the gazetteer either way.
  static Result<Knowledge> of_share(const std::string& share,
                                    const std::vector<std::string>& extra = {});
  // From bytes that compile_tables() made; for the compiler, which reports problems itself.
  static Result<Knowledge> build_unchecked(std::string compiled);
  // Maps a compiled gazetteer and checks its header; replaces the one there is.
  Result<void> attach_gazetteer(const std::string& file);
  // Reads the whole gazetteer and says whether it is damaged. The first look-up of a place does the
  // same and treats a damaged one as missing; a program that codes asks before it begins.
  Result<void> check_gazetteer() const;
  // Every complaint the validator has about a data folder, one Error each (empty: valid). A folder
  // without countries holds rows that win over those of `base`, and is checked together with them.
  static std::vector<Error> validate(const std::string& data, const std::string& base = "");
  Result<void> save(const std::string& file) const;
  std::string checksum() const;  // of the compiled tables, 16 hexadecimal digits

  // All forms that begin at words[i], longest first. Words are as printed; matching folds
  // diacritics, and case only as data/README.md says.
  std::vector<FormMatch> match(std::span<const std::string_view> words, std::size_t i) const;
  // The candidates of exactly this form ("Kremlin", "foreign minister").
  std::span<const Candidate> find(std::string_view form) const;

  CountryView country(std::uint32_t row) const;
  CountryFormView country_form(std::uint32_t form) const;
  std::optional<std::uint32_t> country_by_code(std::string_view code) const;
  // The code of the state that a state of the past goes on as, at last; empty where there is none.
  std::string_view successor(std::uint32_t country) const;
  PersonView person(std::uint32_t row) const;
  // All spells of a person in order of start; and those whose span holds that day.
  std::vector<SpellView> spells(std::uint32_t person) const;
  std::vector<SpellView> offices_held(std::uint32_t person, Date day) const;
  // Who held that office of that body on that day ("president", "RUS").
  std::vector<std::uint32_t> holders(std::string_view role, std::string_view body, Date day) const;
  OrganisationView organisation(std::uint32_t row) const;
  std::optional<std::uint32_t> organisation_by_id(std::string_view id) const;
  RoleView role(std::uint32_t row) const;
  std::optional<RoleView> find_role(std::string_view phrase) const;  // singular or plural, folded
  ModifierView modifier(std::uint32_t row) const;
  std::optional<ModifierView> find_modifier(std::string_view word) const;
  GazetteerView place(std::uint32_t row) const;  // a row of data/places.tsv
  // Places of that name, best first by population and rank.
  std::vector<GazetteerView> places(std::string_view name) const;

 private:
  struct Tables;
  std::unique_ptr<Tables> tables_;
};

}  // namespace dragoman
