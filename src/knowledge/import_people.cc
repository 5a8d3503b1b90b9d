// Entries that are persons: one row, and a spell for each dated code.

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "knowledge/import_state.h"
#include "knowledge/key.h"

namespace dragoman {
void Importer::State::person(const DictionaryEntry& e, const std::vector<ReadCode>& codes) {
  // The code that holds without a date says whose somebody is; else the first.
  const auto standing =
      std::find_if(codes.begin(), codes.end(), [](const auto& c) { return !c.dated(); });
  const ReadCode& whose = standing != codes.end() ? *standing : codes.front();
  const std::string country = whose.actor.country.empty() ? whose.actor.code : whose.actor.country;

  struct Form {
    std::string text;
    int line;
  };
  std::vector<Form> full, bare;
  for (const auto& name : e.names) {
    const std::string rest = without_titles(name.text);
    if (rest.find(' ') != std::string::npos) {
      full.push_back({casing.person(rest), name.line});
    } else if (rest.size() < name.text.size()) {
      leave("composed", name.line, name.text, "a title and a family name");
    } else {
      bare.push_back({casing.person(rest), name.line});
    }
  }
  const PersonRow* known = nullptr;
  for (const auto& form : full)
    if (const auto found = people.find(key_of(form.text, KeySpace::Capitals));
        found != people.end() && !known)
      for (const auto* row : found->second)
        if (row->country == country || std::any_of(codes.begin(), codes.end(), [&](const auto& c) {
              return c.actor.code == row->country;
            }))
          known = row;
  if (full.empty()) {
    for (const auto& form : bare) leave("bare name", form.line, form.text, country);
    return;
  }

  // Somebody who has an entry twice has one row.
  const std::string key = key_of(full.front().text, KeySpace::Capitals) + '\t' + country;
  auto again = known ? new_people.find(known->id) : new_people.find(key);
  for (const auto& form : full)
    if (again == new_people.end() && !known)
      again = new_people.find(key_of(form.text, KeySpace::Capitals) + '\t' + country);
  const bool fresh = again == new_people.end();
  PersonRow row;
  if (!fresh)
    row = out.tables.people[again->second];
  else if (known)
    row = *known;
  else {
    row.name = full.front().text;
    row.country = country;
    // The family name first, as name_forms() looks for it.
    const auto space = family_name_first(country) ? row.name.find(' ') : row.name.rfind(' ');
    const std::string first = row.name.substr(0, space), last = row.name.substr(space + 1);
    row.id =
        new_id(family_name_first(country) ? first + " " + last : last + " " + first, person_ids);
  }
  bool changed = !known;
  const auto add_alias = [&](const Form& form) {
    if (form.text == row.name ||
        std::find(row.aliases.begin(), row.aliases.end(), form.text) != row.aliases.end())
      return;
    if (form.text.find(' ') != std::string::npos) {
      const auto [owner, free] = person_names.emplace(form.text + '\t' + row.country, row.id);
      if (!free && owner->second != row.id)
        return leave("ambiguous", form.line, form.text, "names " + owner->second + " already");
    }
    row.aliases.push_back(form.text);
    changed = true;
  };
  if (fresh && !known) person_names.emplace(row.name + '\t' + row.country, row.id);
  for (const auto& form : full) {
    const auto found = people.find(key_of(form.text, KeySpace::Capitals));
    const bool has =
        known && found != people.end() &&
        std::find(found->second.begin(), found->second.end(), known) != found->second.end();
    if (has)
      leave("known", form.line, form.text, known->id);
    else
      add_alias(form);
  }
  for (const auto& form : bare) {
    // The family name is derived from the name; another short form stands for itself.
    const auto forms_of_row = name_forms(row);
    const bool derived = std::any_of(forms_of_row.begin(), forms_of_row.end(), [&](const auto& f) {
      return fold(f.form) == fold(form.text);
    });
    if (derived)
      leave("composed", form.line, form.text, "the family name of " + row.id);
    else
      add_alias(form);
  }

  if (!known || options.replace) {
    std::optional<Date> last;
    bool ends = true;
    for (const auto& code : codes) {
      ends = ends && code.end;
      if (code.end && (!last || *last < *code.end)) last = code.end;
      // Notables between offices: what the program makes of anybody with a past office.
      const bool notable = code.actor.sector.has(Sector::ELI);
      if (notable || !code.dated()) row.sector.add(code.actor.sector);
      if (notable || !code.dated()) continue;
      SpellRow spell{row.id, role_of(code.actor.sector), code.actor.code, life_of(code), {}};
      out.tables.spells.push_back(std::move(spell));
    }
    // Of a notable of the past the last day is known; of a minister only that he was no minister.
    if (ends && row.sector.has(Sector::ELI) && !known) row.life.end.range = DateRange::day(*last);
    changed = true;
  } else {
    for (const auto& code : codes) {
      if (!code.dated() || code.actor.sector.has(Sector::ELI)) continue;
      const auto& own = spells[known->id];
      const bool agrees = std::any_of(own.begin(), own.end(), [&](const auto* spell) {
        return lives_meet(spell->life, life_of(code));
      });
      if (!agrees && !own.empty())
        leave("differs", e.line, row.name,
              fmt::format("{} from {} to {}", code.actor.code, code.start ? code.start->iso() : "?",
                          code.end ? code.end->iso() : "?"));
    }
  }
  if (!changed) return;
  if (!fresh) {
    out.tables.people[again->second] = std::move(row);
    return;
  }
  if (known) new_people.emplace(known->id, out.tables.people.size());
  for (const auto& form : full)
    new_people.emplace(key_of(form.text, KeySpace::Capitals) + '\t' + country,
                       out.tables.people.size());
  out.tables.people.push_back(std::move(row));
}

}  // namespace dragoman
