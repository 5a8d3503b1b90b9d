// What must hold between rows and tables.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "knowledge/key.h"
#include "knowledge/tables.h"

namespace dragoman {
namespace {

constexpr std::string_view kPlainCodes[] = {"UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "ISM"};

class Checker {
 public:
  Checker(const SourceTables& tables, TableProblems& problems) : t_(tables), problems_(problems) {}

  void run() {
    for (const auto& r : t_.countries) {
      if (r.code.size() != 3 || fold(r.code) == r.code)
        complain(r.origin, "E215-unknown-code", fmt::format("\"{}\" is no country code", r.code),
                 "three capital letters");
      if (!codes_.insert(r.code).second)
        complain(r.origin, "E216-duplicate-key", fmt::format("country {} stands twice", r.code),
                 "keep one row");
    }
    for (auto code : kPlainCodes) codes_.insert(std::string(code));
    unique(t_.organisations, "organisation", organisations_, [](const auto& r) { return r.id; });
    unique(t_.people, "person", people_, [](const auto& r) { return r.id; });
    unique(t_.roles, "role", roles_, [](const auto& r) { return r.role; });
    std::unordered_map<std::string, const ModifierRow*> modifiers;
    unique(t_.modifiers, "modifier", modifiers, [](const auto& r) { return r.modifier; });
    check_codes();
    check_spells();
    check_country_names();
    check_organisation_names();
    check_person_names();
  }

 private:
  void complain(RowOrigin at, const char* code, std::string message, std::string hint) {
    problems_.push_back({code, std::move(message), t_.files[static_cast<std::size_t>(at.file)],
                         at.line, std::move(hint)});
  }
  std::string place(RowOrigin at) const {
    return fmt::format("{}:{}", t_.files[static_cast<std::size_t>(at.file)], at.line);
  }

  template <class Row, class Key>
  void unique(const std::vector<Row>& rows, const char* what,
              std::unordered_map<std::string, const Row*>& into, Key key) {
    for (const auto& r : rows) {
      const auto [at, fresh] = into.emplace(key(r), &r);
      if (!fresh)
        complain(
            r.origin, "E216-duplicate-key",
            fmt::format("{} {} stands twice, first at {}", what, key(r), place(at->second->origin)),
            "keep one row");
    }
  }
  void code(RowOrigin at, const std::string& value, bool needed) {
    if (value.empty() ? needed : !codes_.contains(value))
      complain(at, "E215-unknown-code",
               fmt::format("\"{}\" is no code of countries.tsv or of the record", value),
               "add the country, or use its code");
  }

  void check_codes() {
    for (const auto& r : t_.countries)
      for (const auto& s : r.successors) code(r.origin, s, false);
    for (const auto& r : t_.country_names) code(r.origin, r.code, true);
    for (const auto& r : t_.organisations) {
      code(r.origin, r.code, true);
      code(r.origin, r.country, false);
    }
    for (const auto& r : t_.people) code(r.origin, r.country, false);
    for (const auto& r : t_.roles) code(r.origin, r.code, false);
    for (const auto& r : t_.places)
      for (const auto& c : r.countries) code(r.origin, c, false);
    for (const auto& r : t_.modifiers)
      if (r.effect == "sector" && !SectorSet::parse(r.value))
        complain(r.origin, "E210-unknown-sector",
                 fmt::format("\"{}\" is no list of sectors", r.value),
                 "docs/record.md lists the sectors");
  }

  void check_spells() {
    std::map<std::pair<std::string, std::string>, std::vector<const SpellRow*>> offices;
    for (const auto& r : t_.spells) {
      if (!people_.contains(r.person))
        complain(r.origin, "E217-unknown-person", fmt::format("no person {}", r.person),
                 "add the person to people/, or mend the id");
      const auto role = roles_.find(r.role);
      if (role == roles_.end())
        complain(r.origin, "E218-unknown-role", fmt::format("no role \"{}\"", r.role),
                 "add the role to roles.tsv, or use one of its offices");
      if (!codes_.contains(r.body) && !organisations_.contains(r.body))
        complain(r.origin, "E219-unknown-body",
                 fmt::format("\"{}\" is no country code and no organisation", r.body),
                 "add the organisation, or mend the id");
      if (role != roles_.end() && role->second->kind == "office")
        offices[{r.role, r.body}].push_back(&r);
    }
    // One holder at a time. A date that is only a year or a month may mean any day of it, and the
    // day of a handover belongs to both, so only a sure overlap is a complaint.
    for (auto& [office, rows] : offices) {
      std::sort(rows.begin(), rows.end(), [](auto* a, auto* b) {
        return std::pair(a->life.first_day(), a->person) <
               std::pair(b->life.first_day(), b->person);
      });
      for (std::size_t i = 0; i + 1 < rows.size(); ++i)
        for (std::size_t j = i + 1; j < rows.size(); ++j) {
          const Life &a = rows[i]->life, &b = rows[j]->life;
          if (!a.end.range && !b.start.range) continue;
          if (!b.start.range) continue;
          const bool before = a.end.range && a.end.range->first <= b.start.range->last;
          const bool after =
              b.end.range && a.start.range && b.end.range->first <= a.start.range->last;
          if (before || after) continue;
          complain(rows[j]->origin, "E220-two-holders",
                   fmt::format("{} and {} are both {} of {}", rows[i]->person, rows[j]->person,
                               office.first, office.second),
                   fmt::format("mend the dates of this row or of {}", place(rows[i]->origin)));
          break;
        }
    }
  }

  static bool lives_meet(const Life& a, const Life& b) {
    const auto ends_before = [](const Life& x, const Life& y) {
      return x.end.range && y.start.range && x.end.range->first <= y.start.range->last;
    };
    return !ends_before(a, b) && !ends_before(b, a);
  }

  // One name, two countries: allowed only where a region, capital or people of one bears the
  // other's name (Georgia, Jordan), which context decides; never for two rows of one kind at one
  // time.
  void check_country_names() {
    std::unordered_map<std::string, std::vector<const CountryNameRow*>> forms;
    for (const auto& r : t_.country_names) {
      for (const auto* other : forms[r.form]) {
        const bool same_kind = other->kind == r.kind && r.kind != "region" && r.kind != "demonym" &&
                               r.kind != "plural" && r.kind != "adjective" && r.kind != "metonym";
        if (!lives_meet(r.life, other->life)) continue;
        if (other->code == r.code && other->kind == r.kind)
          complain(r.origin, "E221-ambiguous-name",
                   fmt::format("{} stands twice for {}", r.form, r.code),
                   fmt::format("keep one; the other is at {}", place(other->origin)));
        else if (same_kind && other->code != r.code && !ambiguous_by_nature(r.form))
          complain(
              r.origin, "E221-ambiguous-name",
              fmt::format("\"{}\" means {} and {} at one time", r.form, other->code, r.code),
              fmt::format("give years, or drop one; the other is at {}", place(other->origin)));
      }
      forms[r.form].push_back(&r);
    }
  }
  // Names that two states bear and that reports use for both: resolution decides by context.
  static bool ambiguous_by_nature(std::string_view form) {
    static constexpr std::string_view names[] = {
        "Congo",      "Korea", "Guinea", "China",  "Germany",    "Yemen",  "Vietnam",
        "Yugoslavia", "Samoa", "Sudan",  "Cyprus", "Micronesia", "Ireland"};
    return std::find(std::begin(names), std::end(names), form) != std::end(names);
  }

  void check_organisation_names() {
    std::unordered_map<std::string, const OrganisationRow*> seen;
    for (const auto& r : t_.organisations) {
      std::unordered_set<std::string> own;
      std::vector<std::string> forms = r.aliases;
      forms.push_back(r.name);
      for (const auto& form : forms) {
        if (!own.insert(form).second) continue;
        const auto [at, fresh] = seen.emplace(form + '\t' + r.code + '\t' + r.country, &r);
        if (!fresh && lives_meet(at->second->life, r.life))
          complain(
              r.origin, "E221-ambiguous-name",
              fmt::format("\"{}\" names {} and {}, both of {}", form, at->second->id, r.id, r.code),
              "drop the alias from one, or give years");
      }
    }
  }

  void check_person_names() {
    std::unordered_map<std::string, const PersonRow*> seen;
    for (const auto& r : t_.people) {
      std::unordered_set<std::string> own;
      std::vector<std::string> forms = r.aliases;
      forms.push_back(r.name);
      for (const auto& form : forms) {
        if (form.find(' ') == std::string::npos) continue;  // family names may be shared
        if (!own.insert(form).second) continue;
        const auto [at, fresh] = seen.emplace(form + '\t' + r.country, &r);
        if (!fresh && lives_meet(at->second->life, r.life))
          complain(r.origin, "E221-ambiguous-name",
                   fmt::format("\"{}\" names {} and {}", form, at->second->id, r.id),
                   fmt::format("drop the alias from one, or give years; the other is at {}",
                               place(at->second->origin)));
      }
    }
  }

  const SourceTables& t_;
  TableProblems& problems_;
  std::unordered_set<std::string> codes_;
  std::unordered_map<std::string, const OrganisationRow*> organisations_;
  std::unordered_map<std::string, const PersonRow*> people_;
  std::unordered_map<std::string, const RoleRow*> roles_;
};

}  // namespace

void check_tables(const SourceTables& tables, TableProblems& problems) {
  Checker(tables, problems).run();
}

}  // namespace dragoman
