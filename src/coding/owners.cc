// Whose a party is: countries, organisations and persons that its phrase names.

#include <fmt/format.h>

#include <algorithm>

#include "coding/resolver.h"

namespace dragoman {

// Owners named in a range, in text order. Several only where they are coordinated ("Thai and
// Cambodian soldiers"); else an organisation goes before a country, and the first before others.
std::vector<Resolver::Owner> Resolver::owners_in(TokenRange range, MentionId self, bool places) {
  struct Found {
    TokenRange tokens;
    Owner owner;
  };
  std::vector<Found> found;
  for (TokenId t = range.begin; t < range.end;) {
    const NameHit* hit = lexis_.name_at(t);
    if (!hit || hit->tokens.begin != t) {
      if (places)
        for (const Toponym& x : d_.toponyms)
          if (x.tokens.begin == t && x.tokens.end <= range.end && !x.place.country_code.empty()) {
            found.push_back(
                {x.tokens,
                 {x.place.country_code,
                  {},
                  false,
                  fmt::format("place {} lies in {}", x.place.extracted_place, x.place.country_code),
                  {}}});
            break;
          }
      ++t;
      continue;
    }
    t = hit->tokens.end;
    if (lexis_.is_orientation(*hit)) continue;
    if (const auto c = lexis_.country_of(*hit)) {
      found.push_back({hit->tokens,
                       {c->code,
                        {},
                        false,
                        fmt::format("country {} '{}'", c->kind, c->form),
                        std::string(c->name)}});
    } else if (const auto o = lexis_.organisation_of(*hit)) {
      const OrganisationView v = k_.organisation(o->row);
      found.push_back({hit->tokens,
                       {std::string(v.code), v.sector, true, fmt::format("organisation {}", v.id),
                        std::string(v.name), std::string(v.id)}});
    } else if (lexis_.may_be_person(*hit)) {
      if (const auto who = who_is(lexis_, *hit, {})) {
        const Entity e = as_of(k_, *who, lexis_.day());
        found.push_back(
            {hit->tokens, {e.code, e.sector, false, e.basis, e.identifier_text, e.row}});
      }
    } else {
      for (const Candidate& candidate : hit->candidates)
        if (candidate.kind == FactKind::Place) {
          const auto v = k_.place(candidate.row);
          if (!v.country_code.empty())
            found.push_back({hit->tokens,
                             {std::string(v.country_code.substr(0, v.country_code.find(';'))),
                              {},
                              false,
                              fmt::format("place '{}'", v.name),
                              {}}});
          break;
        }
    }
  }
  (void)self;
  std::erase_if(found, [](const Found& f) { return f.owner.code.empty(); });
  std::vector<Owner> out;
  if (found.empty()) return out;
  // A run joined by commas and "and".
  const auto joined = [&](const Found& a, const Found& b) {
    if (b.tokens.begin <= a.tokens.end) return false;
    for (TokenId t = a.tokens.end; t < b.tokens.begin; ++t) {
      const auto w = d_.tokens[t].lower;
      if (w != "," && w != "and" && w != "&" && w != "or" && w != "the" && w != "both")
        return false;
    }
    return true;
  };
  std::size_t first = 0;
  for (std::size_t i = 0; i < found.size(); ++i)
    if (found[i].owner.organisation) {
      first = i;
      break;
    }
  if (!found[first].owner.organisation) first = 0;
  out.push_back(found[first].owner);
  for (std::size_t i = first; i + 1 < found.size() && joined(found[i], found[i + 1]); ++i)
    out.push_back(found[i + 1].owner);
  for (std::size_t i = first; i > 0 && joined(found[i - 1], found[i]); --i)
    out.insert(out.begin(), found[i - 1].owner);
  return out;
}

std::vector<Resolver::Owner> Resolver::owners_of_token(TokenId head) {
  std::vector<Owner> out;
  const MentionId m = d_.mention_headed_by(head);
  if (m == kNone) return out;
  by_own_words(m);
  if (state_[m].strength == kNothing &&
      (mention(m).entities.empty() || mention(m).entities.front().code.empty()))
    by_context(m);
  for (const Entity& e : mention(m).entities)
    if (!e.code.empty()) {
      const bool organisation = e.basis.starts_with("organisation") ||
                                e.basis.find("; organisation") != std::string::npos;
      out.push_back({e.code, e.sector, organisation, fmt::format("of '{}': {}", e.text, e.basis),
                     e.identifier_text, e.row});
    }
  return out;
}

std::vector<Resolver::Owner> Resolver::owners_of(const Phrase& p, MentionId self) {
  const TokenId stop = p.person.size() ? p.person.begin : p.core.end;
  auto out = owners_in({p.core.begin, std::min(stop, p.core.end)}, self, false);
  if (!out.empty()) return out;
  if (p.possessor.size()) {
    // The possessor's own mention knows more ("the group's spokesman"); its words are enough where
    // it has none.
    for (TokenId t = p.possessor.end - 1; t >= p.possessor.begin && out.empty(); --t) {
      const TokenId head = d_.tokens[t].head;
      if (head == kNone || !p.possessor.contains(head)) out = owners_of_token(t);
    }
    if (out.empty()) out = owners_in(p.possessor, self, true);
    if (!out.empty()) return out;
  }
  if (p.possessive != kNone) {
    const MentionId m = d_.mention_headed_by(p.possessive);
    if (m != kNone && m != self) out = owners_of_token(p.possessive);
    if (!out.empty()) return out;
  }
  // "of" binds closest; a place in "in Kisumu" tells no more than where they are.
  for (std::string_view preposition : {"of", "for", "from", "to", "at", "in", "near", "with"}) {
    for (const Complement& c : p.complements) {
      if (c.preposition != preposition) continue;
      const bool local = preposition == "in" || preposition == "near" || preposition == "at" ||
                         preposition == "from" || preposition == "of";
      if (preposition == "to" || preposition == "with") continue;  // "ambassador to Turkey"
      out = owners_in(c.tokens, self, local);
      if (out.empty() && (preposition == "of" || preposition == "for" || preposition == "from"))
        for (TokenId t = c.tokens.begin; t < c.tokens.end && out.empty(); ++t) {
          const TokenId head = d_.tokens[t].head;
          if (head != kNone && c.tokens.contains(head)) continue;
          const MentionId m = d_.mention_headed_by(t);
          if (m != kNone && m != self) out = owners_of_token(t);
        }
      if (!out.empty()) return out;
    }
  }
  return out;
}

SectorSet Resolver::sector_of_role(const Phrase& p, const RoleHit& hit, const Owner* owner,
                                   std::string& basis) const {
  const RoleView role = k_.role(hit.row);
  basis = fmt::format("role '{}'", role.role);
  SectorSet own = role.sector, around;
  const bool general = is_general_role(role.role);
  bool former = false;
  for (const ModifierHit& x : p.modifiers) {
    if (x.tokens.begin >= hit.tokens.end) continue;
    const ModifierView v = k_.modifier(x.row);
    if (hit.tokens.contains(x.tokens)) continue;  // part of the role: "opposition leader"
    if (v.effect == "former") former = true;
    if (v.effect == "sector")
      if (const auto s = SectorSet::parse(v.value)) {
        around.add(*s);
        basis += fmt::format("; modifier '{}'", v.modifier);
      }
  }
  for (const RoleHit& r : p.roles)
    if (r.tokens.end <= hit.tokens.begin) {
      const RoleView v = k_.role(r.row);
      if (!v.sector.empty()) around.add(v.sector);
      basis += fmt::format("; beside '{}'", v.role);
    }
  if (former) {
    basis += "; former";
    SectorSet s;
    const bool arms = own.has(Sector::MIL) || own.has(Sector::COP) || own.has(Sector::REB) ||
                      own.has(Sector::LAB);
    s.add(arms && role.kind != "office" ? Sector::CVL : Sector::ELI);
    return s;
  }
  const SectorSet civil = *SectorSet::parse("CVL");
  if (owner && owner->organisation) {
    if (general)
      return owner->sector.empty() && !around.empty() && !around.has(Sector::GOV) ? around
                                                                                  : owner->sector;
    if (own.empty() || own == civil || (own.has(Sector::GOV) && !owner->sector.empty()))
      return owner->sector.empty() && own == civil ? own : owner->sector;
    // "YPG militia", "Abu Sayyaf gunmen": its own people, whatever such people are elsewhere.
    const auto irregular = [](SectorSet s) {
      return s.has(Sector::REB) || s.has(Sector::UAF) || s.has(Sector::PRM);
    };
    if (irregular(own) && irregular(owner->sector)) {
      basis += "; its own people";
      return owner->sector;
    }
    return own;
  }
  // "A spokesman for the Foreign Ministry": the ministry's sector.
  if (general || own.empty())
    for (const Complement& c : p.complements)
      if (c.preposition == "of" || c.preposition == "for")
        for (const RoleHit& r : lexis_.roles_in(c.tokens)) {
          const RoleView v = k_.role(r.row);
          if (v.sector.empty() || is_general_role(v.role)) continue;
          basis += fmt::format("; of '{}'", v.role);
          return v.sector;
        }
  // "rebel leader", "police spokesman": the other word says more.
  if (!around.empty() && (general || own.empty() || own == civil)) return around;
  if (owner && general && !owner->sector.empty() && !owner->sector.has(Sector::GOV) &&
      !owner->sector.has(Sector::CVL))
    return owner->sector;
  if (own.has(Sector::MIL) || own.has(Sector::REB) || own.has(Sector::UAF)) {
    if (around.has(Sector::REB)) own.add(Sector::REB);
    if (around.has(Sector::COP)) own.add(Sector::COP);
  }
  if (own.empty() && owner && owner->code.size() == 3 && k_.country_by_code(owner->code) &&
      (general || role.kind == "member" || role.kind == "occupation" || role.kind == "office")) {
    own.add(Sector::GOV);
    basis += "; of a country";
  }
  return own;
}

}  // namespace dragoman
