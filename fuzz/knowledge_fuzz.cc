// Damaged bytes as compiled knowledge: refused, or every look-up stays inside the file. The input
// is laid over a sound file and the checksum mended, so that the checks behind it are reached.
#include <xxhash.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>

#include "knowledge/blob.h"
#include "knowledge/knowledge.h"
#include "knowledge/tables.h"

namespace {

using namespace dragoman;

std::string sound_file() {
  SourceTables t;
  t.files = {"fuzz"};
  CountryRow country;
  country.code = "RUS", country.name = "Russia", country.kind = "state";
  t.countries.push_back(country);
  country.code = "SUN", country.name = "Soviet Union", country.successors = {"RUS"};
  t.countries.push_back(country);
  CountryNameRow form;
  form.code = "RUS", form.form = "Kremlin", form.kind = "metonym";
  t.country_names.push_back(form);
  PersonRow person;
  person.id = "putin_vladimir", person.name = "Vladimir Putin", person.country = "RUS";
  t.people.push_back(person);
  RoleRow role;
  role.role = "president", role.kind = "office";
  t.roles.push_back(role);
  SpellRow spell;
  spell.person = person.id, spell.role = role.role, spell.body = "RUS";
  spell.life.start = PartialDate::parse("2012-05-07").value();
  t.spells.push_back(spell);
  OrganisationRow organisation;
  organisation.id = "nato", organisation.name = "NATO", organisation.code = "IGO";
  t.organisations.push_back(organisation);
  ModifierRow modifier;
  modifier.modifier = "former", modifier.effect = "former";
  t.modifiers.push_back(modifier);
  PlaceRow place;
  place.place = "Crimea", place.kind = "region", place.country = "RUS";
  t.places.push_back(place);
  return compile_tables(t);
}

void look_up(const Knowledge& k) {
  const Date day = Date::make(2015, 11, 24).value();
  static constexpr std::string_view text[] = {"former", "president", "Vladimir", "Putin",
                                              "of",     "NATO",      "Kremlin",  "Crimea"};
  for (std::size_t i = 0; i < std::size(text); ++i) {
    (void)k.places(text[i]);
    for (const auto& match : k.match(text, i))
      for (const auto& c : match.candidates) switch (c.kind) {
          case FactKind::Country:
            (void)k.country(c.row);
            (void)k.country_form(c.form);
            (void)k.successor(c.row);
            break;
          case FactKind::Person:
            (void)k.person(c.row);
            (void)k.spells(c.row);
            (void)k.offices_held(c.row, day);
            break;
          case FactKind::Organisation:
            (void)k.organisation(c.row);
            break;
          case FactKind::Role:
            (void)k.role(c.row);
            break;
          case FactKind::Modifier:
            (void)k.modifier(c.row);
            break;
          case FactKind::Place:
            (void)k.place(c.row);
            break;
        }
  }
  (void)k.holders("president", "RUS", day);
  (void)k.find_role("presidents");
  (void)k.find_modifier("former");
  (void)k.organisation_by_id("nato");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string sound = sound_file();
  // Pieces of input: two bytes say where, one how many, then the bytes.
  std::string bytes = sound;
  while (size > 3) {
    const std::size_t at = (data[0] << 8 | data[1]) % bytes.size();
    const std::size_t n = std::min<std::size_t>({data[2] % 32u, size - 3, bytes.size() - at});
    std::memcpy(bytes.data() + at, data + 3, n);
    data += 3 + n;
    size -= 3 + n;
  }
  const std::uint64_t checksum =
      XXH3_64bits(bytes.data() + sizeof(blob::Header), bytes.size() - sizeof(blob::Header));
  std::memcpy(bytes.data() + offsetof(blob::Header, checksum), &checksum, sizeof(checksum));
  if (auto knowledge = Knowledge::build_unchecked(std::move(bytes))) look_up(*knowledge);
  return 0;
}
