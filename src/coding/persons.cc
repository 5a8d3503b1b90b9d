#include "coding/persons.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace dragoman {
namespace {

constexpr std::array kWeight = {"president",
                                "supreme leader",
                                "king",
                                "queen",
                                "emir",
                                "sultan",
                                "head of state",
                                "chancellor",
                                "prime minister",
                                "premier",
                                "pope",
                                "secretary-general",
                                "crown prince",
                                "vice president",
                                "secretary of state",
                                "foreign minister",
                                "defence minister",
                                "interior minister"};

// Roles that tell which body somebody works for, and little else.
constexpr std::array kGeneral = {"leader",
                                 "chief",
                                 "head",
                                 "boss",
                                 "chairman",
                                 "chairwoman",
                                 "chairperson",
                                 "chair",
                                 "director",
                                 "spokesman",
                                 "spokeswoman",
                                 "spokesperson",
                                 "official",
                                 "member",
                                 "representative",
                                 "delegate",
                                 "delegation",
                                 "negotiator",
                                 "source",
                                 "team",
                                 "envoy",
                                 "special envoy",
                                 "commander",
                                 "founder",
                                 "secretary-general",
                                 "secretary general",
                                 "general secretary",
                                 "president",
                                 "deputy",
                                 "agent",
                                 "deputy leader",
                                 "activist",
                                 "supporter",
                                 "candidate",
                                 "expert",
                                 "staff",
                                 "employee",
                                 "mediator",
                                 "political chief",
                                 "deputy head",
                                 "coordinator",
                                 "inspector",
                                 "investigator",
                                 "worker",
                                 "figure",
                                 "veteran",
                                 "politician",
                                 "cadre",
                                 "operative",
                                 "aide",
                                 "adviser",
                                 "advisor",
                                 "chief executive",
                                 "high representative",
                                 "commissioner",
                                 "monitor",
                                 "observer",
                                 "group",
                                 "officer",
                                 "ambassador",
                                 "director-general",
                                 "director general",
                                 "deputy chief",
                                 "vice chairman",
                                 "vice president"};

std::size_t weight_of(std::string_view role) {
  for (std::size_t i = 0; i < kWeight.size(); ++i)
    if (role == kWeight[i]) return i;
  return kWeight.size();
}

// "premier" and "prime minister" are one office by two names.
std::string_view plain_office(std::string_view role) {
  if (role == "premier" || role == "taoiseach") return "prime minister";
  if (role == "defense minister" || role == "defense secretary" || role == "defence secretary")
    return "defence minister";
  if (role == "foreign secretary" || role == "secretary of state") return "foreign minister";
  if (role == "acting president" || role == "interim president") return "president";
  if (role == "acting prime minister" || role == "interim prime minister") return "prime minister";
  return role;
}

bool leads_country(std::string_view role) {
  return weight_of(role) <= 9;
}

}  // namespace

bool is_general_role(std::string_view role) {
  return std::find(kGeneral.begin(), kGeneral.end(), role) != kGeneral.end();
}

std::optional<SpellView> chief_office(const std::vector<SpellView>& offices) {
  if (offices.empty()) return std::nullopt;
  return *std::min_element(
      offices.begin(), offices.end(),
      [](const SpellView& a, const SpellView& b) { return weight_of(a.role) < weight_of(b.role); });
}

std::optional<std::uint32_t> who_is(const Lexis& lexis, const NameHit& hit,
                                    const Introduction& introduction) {
  const Knowledge& k = lexis.knowledge();
  const auto day = lexis.day();
  std::optional<std::uint32_t> best;
  double best_score = -1e9, second = -1e9;
  bool family = false;
  for (const Candidate& c : hit.candidates) {
    if (c.kind != FactKind::Person) continue;
    const PersonView p = k.person(c.row);
    double score = c.form == 0 ? 5 : 0;
    const auto spells = k.spells(c.row);
    bool served = false, now = false, soon = false;
    std::string_view body = p.country;
    for (const SpellView& s : spells) {
      const bool current = day && (!s.start || *s.start <= *day) && (!s.end || *day <= *s.end);
      const int away = !day                         ? 0
                       : s.start && *day < *s.start ? s.start->days() - day->days()
                       : s.end && *s.end < *day     ? day->days() - s.end->days()
                                                    : 0;
      if (current && leads_country(s.role)) now = true;
      if (current) {
        served = true;
        body = s.body;
      }
      if (away < 5 * 365) soon = true;
      for (const RoleHit& title : introduction.titles)
        if (plain_office(k.role(title.row).role) == plain_office(s.role))
          score += current ? 3 : away < 365 ? 1.5 : 0.5;
    }
    if (served) score += 2;
    if (now) score += 1;
    if (!spells.empty() && !soon) score -= 1.5;
    // A name of long ago or of years to come.
    if (day && ((p.start && *day < *p.start) || (p.end && p.end->plus_days(400) < *day)))
      score -= 4;
    const double share =
        std::max(lexis.share(p.country), body.size() == 3 ? lexis.share(body) : 0.0);
    score += share > 0 ? 1 + std::min(1.0, 2 * share) : 0;
    if (c.form != 0 && lexis.named_in_full(c.row))
      score += 4;
    else if (c.form != 0 && share < 0.1 && lexis.has_namesake(hit))
      score -= 3;
    if (!introduction.country.empty())
      score += introduction.country == p.country || introduction.country == body ? 3 : -4;
    if (score > best_score) {
      second = best_score;
      best_score = score;
      best = c.row;
      family = c.form != 0;
    } else {
      second = std::max(second, score);
    }
  }
  // A bare family name needs a reason beyond being the same.
  if (!best || best_score < (family ? 2.9 : 1.0)) return std::nullopt;
  if (family && second > best_score - 0.25) return std::nullopt;
  return best;
}

Entity as_of(const Knowledge& k, std::uint32_t row, std::optional<Date> day) {
  const PersonView p = k.person(row);
  Entity e;
  e.identifier_id = p.wikidata;
  e.identifier_text = p.name;
  e.row = p.id;
  e.code = p.country;
  e.basis = fmt::format("person {}", p.id);
  const auto spells = k.spells(row);
  std::vector<SpellView> held;
  for (const SpellView& s : spells)
    if (!day ? !s.end : (!s.start || *s.start <= *day) && (!s.end || *day <= *s.end))
      held.push_back(s);
  if (const auto office = chief_office(held)) {
    e.office = office->role;
    if (office->body.size() == 3 && k.country_by_code(office->body)) {
      e.code = office->body;
      e.sector = office->sector;
    } else if (const auto row_of = k.organisation_by_id(office->body)) {
      const auto o = k.organisation(*row_of);
      e.code = o.code;
      e.sector = o.sector;
      e.office = fmt::format("{} of {}", office->role, o.name);
    } else if (office->body.size() == 3) {  // UNO, MNC: no body of its own is named
      e.code = office->body;
      e.sector = office->sector;
    }
    e.basis += fmt::format("; office {} of {}{}", office->role, office->body,
                           day ? " on " + day->iso() : std::string());
    if (e.sector.empty() && e.code == p.country) e.sector = p.sector;
  } else {
    e.sector = p.sector;
    const bool past = std::any_of(spells.begin(), spells.end(), [&](const SpellView& s) {
      return s.end && (!day || *s.end < *day);
    });
    if (past) {
      if (e.sector.empty()) e.sector.add(Sector::ELI);
      e.basis += "; no office now, held one before";
    } else if (!spells.empty()) {
      if (e.sector == *SectorSet::parse("ELI")) e.sector = {};
      e.basis += "; no office yet";
    }
  }
  return e;
}

}  // namespace dragoman
