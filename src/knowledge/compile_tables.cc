// Rows to bytes: records, the index of forms, and the order of office holders.

#include <algorithm>
#include <tuple>

#include "knowledge/blob.h"
#include "knowledge/key.h"
#include "knowledge/knowledge.h"
#include "knowledge/tables.h"

namespace dragoman {
namespace {

blob::Days days_of(const Life& life) {
  blob::Days out;
  if (auto d = life.first_day()) out.start = d->days();
  if (auto d = life.last_day()) out.end = d->days();
  return out;
}

std::uint32_t bits_of(SectorSet set) {
  std::uint32_t bits = 0;
  for (Sector s : set.list()) bits |= 1u << static_cast<unsigned>(s);
  return bits;
}

// Puts a form into the index: names as printed and, for texts in capitals, folded.
void add_name(blob::IndexBuilder& index, std::string_view form, FactKind kind, std::uint32_t row,
              std::uint32_t which) {
  const blob::Entry entry{static_cast<std::uint32_t>(kind), row, which};
  index.add(key_of(form, KeySpace::Names), entry);
  index.add(key_of(form, KeySpace::Capitals), entry);
}

void add_word(blob::IndexBuilder& index, std::string_view form, FactKind kind, std::uint32_t row,
              std::uint32_t which) {
  index.add(key_of(form, KeySpace::Words), {static_cast<std::uint32_t>(kind), row, which});
}

// The regular plural of the last word: "foreign minister" -> "foreign ministers".
std::string regular_plural(const std::string& word) {
  if (word.ends_with("s") || word.ends_with("x") || word.ends_with("ch") || word.ends_with("sh"))
    return word + "es";
  if (word.size() > 2 && word.ends_with("y") &&
      std::string_view("aeiou").find(word[word.size() - 2]) == std::string_view::npos)
    return word.substr(0, word.size() - 1) + "ies";
  return word + "s";
}

}  // namespace

std::string compile_tables(const SourceTables& t) {
  blob::Writer w;
  blob::IndexBuilder index(true);
  std::unordered_map<std::string, std::uint32_t> country_of, person_of, role_of;

  std::vector<blob::Country> countries;
  for (const auto& r : t.countries) {
    country_of.emplace(r.code, static_cast<std::uint32_t>(countries.size()));
    countries.push_back({w.text(r.code), w.text(r.name), w.text(r.kind), w.text(r.capital),
                         w.text(r.iso2),
                         w.text(r.successors.empty() ? std::string() : r.successors.front()),
                         bits_of(r.sector), days_of(r.life)});
  }
  std::vector<blob::Form> forms;
  const auto add_form = [&](const std::string& code, const std::string& form,
                            const std::string& kind, SectorSet sector, const Life& life) {
    const auto found = country_of.find(code);
    if (found == country_of.end()) return;
    const auto which = static_cast<std::uint32_t>(forms.size());
    forms.push_back({w.text(form), w.text(kind), found->second, bits_of(sector), days_of(life)});
    add_name(index, form, FactKind::Country, found->second, which);
  };
  for (const auto& r : t.country_names) add_form(r.code, r.form, r.kind, r.sector, r.life);
  // A country is known by its own name even where country_names does not repeat it.
  for (const auto& r : t.countries) {
    const bool named =
        std::any_of(t.country_names.begin(), t.country_names.end(),
                    [&](const auto& n) { return n.code == r.code && n.form == r.name; });
    if (!named) add_form(r.code, r.name, "name", {}, r.life);
  }

  std::vector<blob::Role> roles;
  for (const auto& r : t.roles) {
    const auto row = static_cast<std::uint32_t>(roles.size());
    role_of.emplace(r.role, row);
    const std::string plural = r.plural.empty() ? regular_plural(r.role) : r.plural;
    roles.push_back(
        {w.text(r.role), w.text(plural), w.text(r.kind), w.text(r.code), bits_of(r.sector)});
    add_word(index, r.role, FactKind::Role, row, 0);
    if (plural != r.role) add_word(index, plural, FactKind::Role, row, 1);
  }
  std::vector<blob::Modifier> modifiers;
  for (const auto& r : t.modifiers) {
    add_word(index, r.modifier, FactKind::Modifier, static_cast<std::uint32_t>(modifiers.size()),
             0);
    modifiers.push_back({w.text(r.modifier), w.text(r.effect), w.text(r.value)});
  }

  for (std::size_t i = 0; i < t.people.size(); ++i)
    person_of.emplace(t.people[i].id, static_cast<std::uint32_t>(i));
  std::vector<blob::Spell> spells;
  for (const auto& r : t.spells) {
    const auto person = person_of.find(r.person);
    const auto role = role_of.find(r.role);
    if (person == person_of.end() || role == role_of.end()) continue;
    spells.push_back({w.text(r.body), person->second, role->second, days_of(r.life)});
  }
  const auto when = [&](const blob::Spell& s) {
    return std::tuple(s.person, s.life.start, s.life.end,
                      w.view(t.roles.empty() ? blob::Text{} : roles[s.role].role), w.view(s.body));
  };
  std::sort(spells.begin(), spells.end(),
            [&](const auto& a, const auto& b) { return when(a) < when(b); });
  std::vector<blob::Person> persons;
  std::uint32_t next = 0;
  for (const auto& r : t.people) {
    const auto row = static_cast<std::uint32_t>(persons.size());
    const std::uint32_t first = next;
    while (next < spells.size() && spells[next].person == row) ++next;
    persons.push_back({w.text(r.id), w.text(r.name), w.text(r.country), w.text(r.wikidata),
                       bits_of(r.sector), first, next - first, days_of(r.life)});
    for (const auto& form : name_forms(r))
      add_name(index, form.form, FactKind::Person, row, form.family ? 1 : 0);
  }
  std::vector<blob::Holder> holders;
  for (std::uint32_t i = 0; i < spells.size(); ++i) holders.push_back({i});
  const auto order = [&](const blob::Holder& h) {
    const auto& s = spells[h.spell];
    return std::tuple(w.view(roles[s.role].role), w.view(s.body), s.life.start, s.person);
  };
  std::sort(holders.begin(), holders.end(),
            [&](const auto& a, const auto& b) { return order(a) < order(b); });

  std::vector<blob::Organisation> organisations;
  for (const auto& r : t.organisations) {
    const auto row = static_cast<std::uint32_t>(organisations.size());
    organisations.push_back({w.text(r.id), w.text(r.name), w.text(r.kind), w.text(r.code),
                             w.text(r.country), w.text(r.wikidata), bits_of(r.sector),
                             days_of(r.life)});
    add_name(index, r.name, FactKind::Organisation, row, 0);
    for (const auto& alias : r.aliases) add_name(index, alias, FactKind::Organisation, row, 1);
  }
  std::vector<blob::Place> places;
  for (const auto& r : t.places) {
    const auto row = static_cast<std::uint32_t>(places.size());
    places.push_back({w.text(r.place),
                      w.text(r.country),
                      {},
                      w.text(r.kind),
                      0,
                      0,
                      r.has_coordinates ? r.latitude : 1000.0,
                      r.has_coordinates ? r.longitude : 1000.0});
    // Two letters ("IN", "OR") are a place only where one is looked for.
    const auto add_place = [&](const std::string& form, std::uint32_t which) {
      index.add(key_of(form, KeySpace::Gazetteer),
                {static_cast<std::uint32_t>(FactKind::Place), row, which});
      if (form.size() > 2) add_name(index, form, FactKind::Place, row, which);
    };
    add_place(r.place, 0);
    for (const auto& alias : r.aliases) add_place(alias, 1);
  }

  w.section(blob::kCountries, countries);
  w.section(blob::kForms, forms);
  w.section(blob::kPersons, persons);
  w.section(blob::kSpells, spells);
  w.section(blob::kOrganisations, organisations);
  w.section(blob::kRoles, roles);
  w.section(blob::kModifiers, modifiers);
  w.section(blob::kPlaces, places);
  w.section(blob::kHolders, holders);
  index.finish(w);
  return w.finish();
}

}  // namespace dragoman
