// resolve_entities: the driver, and what a mention's own words tell.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "coding/resolver.h"
#include "coding/stages.h"

namespace dragoman {
namespace {

bool is_country_noun(std::string_view w) {
  static constexpr std::array nouns = {"country",   "nation",   "kingdom", "republic", "neighbour",
                                       "neighbor",  "state",    "capital", "side",     "emirate",
                                       "sultanate", "monarchy", "homeland"};
  return std::any_of(nouns.begin(), nouns.end(), [&](const char* n) { return w == n; });
}

}  // namespace

void resolve_entities(Document& document, const Knowledge& knowledge) {
  Resolver(document, knowledge).run();
}

void Resolver::run() {
  order_.resize(d_.mentions.size());
  std::iota(order_.begin(), order_.end(), 0);
  std::stable_sort(order_.begin(), order_.end(),
                   [&](MentionId a, MentionId b) { return mention(a).head < mention(b).head; });
  for (MentionId m : order_) by_own_words(m);
  for (MentionId m : order_)
    if (state_[m].strength < kElsewhere) by_context(m);
  name_in_full();
  if (!d_.tracing) return;
  for (MentionId m : order_)
    for (const Entity& e : mention(m).entities) {
      std::string sectors;
      for (Sector s : e.sector.list())
        sectors += (sectors.empty() ? "" : ";") + std::string(name_of(s));
      d_.trace.push_back(fmt::format("entity '{}' {} {} {} ({}): {}", e.text, stable_id(e), e.code,
                                     sectors, e.mention, e.basis));
    }
}

// "Berg" after "Anna Berg", of whom no table knows: one person under one name.
void Resolver::name_in_full() {
  const auto stranger = [](const Entity& e) {
    return e.row.empty() && !e.identifier_text.empty() &&
           e.basis.find("unknown name") != std::string::npos;
  };
  std::vector<const Entity*> full;
  for (MentionId m : order_)
    for (const Entity& e : mention(m).entities)
      if (stranger(e) && e.identifier_text.find(' ') != std::string::npos) full.push_back(&e);
  for (MentionId m : order_)
    for (Entity& e : mention(m).entities) {
      if (!stranger(e) || e.identifier_text.find(' ') != std::string::npos) continue;
      const std::string family = " " + e.identifier_text;
      const Entity* whose = nullptr;
      bool one = true;
      for (const Entity* f : full) {
        if (!f->identifier_text.ends_with(family) || f == &e) continue;
        if (whose && stable_id(*whose) != stable_id(*f)) one = false;
        whose = f;
      }
      if (!whose || !one) continue;
      e.identifier_text = whose->identifier_text;
      if (!whose->code.empty()) e.code = whose->code;
      if (e.sector.empty()) e.sector = whose->sector;
      e.basis += fmt::format("; family name of '{}'", whose->identifier_text);
    }
}

void Resolver::name_country(Entity& e) const {
  if (const auto row = k_.country_by_code(e.code)) {
    e.identifier_text = k_.country(*row).name;
    e.row = e.code;
  }
}

void Resolver::finish(MentionId m, std::vector<Entity> entities, Strength strength,
                      std::string_view kind) {
  Mention& x = mention(m);
  for (Entity& e : entities) {
    e.span = d_.span_of(x.tokens);
    e.text = d_.text_of(e.span);
    e.mention = kind;
  }
  x.entities = std::move(entities);
  state_[m].strength = strength;
  state_[m].finished = true;
}

void Resolver::by_own_words(MentionId m) {
  if (state_[m].begun) return;
  state_[m].begun = true;
  if (mention(m).kind == MentionKind::Pronoun) return;
  const Phrase p = read_phrase(lexis_, mention(m));
  if (by_quantity(m, p) || by_direction(m, p)) return;
  if (p.person.size() && by_person(m, p)) return;
  if (by_name(m, p)) return;
  if (is_country_noun(d_.tokens[p.head].lemma) || is_country_noun(d_.tokens[p.head].lower)) {
    by_country_noun(m, p);
    return;
  }
  if (p.role) {
    const auto owners = owners_of(p, m);
    if (!owners.empty() || !k_.role(p.role->row).code.empty()) by_role(m, p, owners);
    return;
  }
  if (!by_unknown_name(m, p)) by_owner(m, p);
}

// "the North denounced the drill"
bool Resolver::by_direction(MentionId m, const Phrase& p) {
  const std::string_view word = d_.word(p.head);
  if ((word != "North" && word != "South") || !p.definite || p.core.end != p.head + 1) return false;
  Entity e;
  e.code = lexis_.state_of_direction(word);
  if (e.code.empty()) return false;
  e.sector.add(Sector::GOV);
  name_country(e);
  e.basis = fmt::format("country 'the {}'", word);
  finish(m, {std::move(e)}, kOwnWords, "metonym");
  return true;
}

// "a crowd of Afghan refugees", "four of his commanders": those who are counted.
bool Resolver::by_quantity(MentionId m, const Phrase& p, bool in_context) {
  static constexpr std::array<std::string_view, 30> nouns = {
      "first", "last",  "part",   "thousands", "hundreds", "dozens", "scores", "tens",
      "crowd", "group", "number", "thousand",  "hundred",  "dozen",  "score",  "handful",
      "band",  "pair",  "couple", "majority",  "rest",     "column", "wave",   "one",
      "some",  "many",  "most",   "all",       "member",   "ten"};
  const Token& head = d_.tokens[p.head];
  const bool counts =
      head.upos == Upos::NUM || std::find(nouns.begin(), nouns.end(), head.lemma) != nouns.end();
  if (!counts || p.complements.empty() || p.complements.front().preposition != "of") return false;
  const TokenRange of = p.complements.front().tokens;
  for (TokenId t = of.begin; t < of.end; ++t) {
    const MentionId inner = d_.mention_headed_by(t);
    if (inner == kNone || inner == m || mention(inner).tokens.end > mention(m).tokens.end) continue;
    const bool topmost = !of.contains(d_.tokens[t].head);
    if (!topmost) continue;
    by_own_words(inner);
    if (in_context) by_context(inner);
    if (in_context ? mention(inner).entities.empty() : state_[inner].strength < kOwnWords)
      return false;
    if (head.lemma == "member" && mention(inner).entities.front().sector.empty()) return false;
    copy(m, inner, "part of");
    state_[m].strength = in_context ? state_[inner].strength : kOwnWords;
    return true;
  }
  return false;
}

bool Resolver::by_name(MentionId m, const Phrase& p, bool surely_country) {
  const NameHit* hit = lexis_.name_at(p.head);
  if (!hit) return false;
  Entity e;
  std::string_view kind = "name";
  if (const auto c = lexis_.country_of(*hit, surely_country)) {
    if (lexis_.is_orientation(*hit)) return false;
    // "Georgia Tech", "Jordan Smith": part of a longer name of something else
    for (const Name& n : d_.names)
      if (n.tokens.contains(hit->tokens) && n.tokens.size() > hit->tokens.size() &&
          n.type != NameType::Location && n.type != NameType::Miscellaneous)
        return false;
    e.code = c->code;
    e.identifier_text = c->name;
    e.row = c->code;
    e.sector = c->sector;
    if (c->kind == "demonym" || c->kind == "plural") {
      e.sector.add(Sector::CVL);
      kind = "nominal";
    } else if (c->kind == "capital" || c->kind == "metonym") {
      kind = "metonym";
      if (e.sector.empty()) e.sector.add(Sector::GOV);
    } else if (c->kind != "region" && e.sector.empty()) {
      e.sector.add(Sector::GOV);
    }
    e.basis = fmt::format("country {} '{}'", c->kind, c->form);
  } else if (const auto o = lexis_.organisation_of(*hit)) {
    const OrganisationView v = k_.organisation(o->row);
    e.code = v.code;
    e.sector = v.sector;
    e.identifier_text = v.name;
    e.identifier_id = v.wikidata;
    e.row = v.id;
    e.basis = fmt::format("organisation {}", v.id);
  } else {
    for (const Candidate& candidate : hit->candidates)
      if (candidate.kind == FactKind::Place && e.code.empty()) {
        const GazetteerView v = k_.place(candidate.row);
        e.code = v.country_code.substr(0, v.country_code.find(';'));
        e.identifier_text = v.name;
        e.basis = fmt::format("place '{}'", v.name);
      }
    if (e.code.empty()) return false;
  }
  finish(m, {std::move(e)}, kKnownName, kind);
  return true;
}

bool Resolver::by_person(MentionId m, const Phrase& p) {
  const NameHit* hit = nullptr;
  for (TokenId t = p.person.begin; t < p.person.end; ++t) {
    const NameHit* h = lexis_.name_at(t);
    if (!h || h->tokens.end > p.person.end || !lexis_.may_be_person(*h)) continue;
    const bool whole = h->tokens == p.person;
    const bool full =
        std::any_of(h->candidates.begin(), h->candidates.end(),
                    [](const Candidate& c) { return c.kind == FactKind::Person && c.form == 0; });
    if (whole || full) {
      hit = h;
      break;
    }
  }
  const auto owners = owners_of(p, m);
  Introduction introduction{p.titles, {}};
  const Owner* organisation = nullptr;
  for (const Owner& o : owners) {
    if (o.organisation)
      organisation = &o;
    else if (introduction.country.empty() && o.code.size() == 3)
      introduction.country = o.code;
  }
  if (organisation) introduction.country.clear();
  const bool former =
      std::any_of(p.modifiers.begin(), p.modifiers.end(), [&](const ModifierHit& x) {
        return k_.modifier(x.row).effect == "former" && x.tokens.end <= p.person.begin;
      });
  const auto known = hit ? who_is(lexis_, *hit, introduction) : std::nullopt;
  // "Paris" where the network sees a person and knowledge none that fits.
  if (!known && p.titles.empty() && p.person.size() == 1 && owners.empty()) {
    const NameHit* place = lexis_.name_at(p.person.begin);
    if (place && lexis_.country_of(*place, true) && !is_part_of_longer_name(lexis_, p.person))
      return by_name(m, p, true);
  }
  Entity e;
  if (known)
    e = as_of(k_, *known, lexis_.day());
  else
    e.identifier_text = words(p.person);
  if (!p.titles.empty()) {
    // The report's own words go before the table, except where they say little ("leader").
    const RoleHit& title = p.titles.front();
    const RoleView role = k_.role(title.row);
    std::string basis;
    const SectorSet said =
        sector_of_role(p, title, owners.empty() ? nullptr : &owners.front(), basis);
    const bool table_knows = known && !e.sector.empty() && !e.sector.has(Sector::ELI);
    if (organisation || !table_knows ||
        (!is_general_role(role.role) && !said.empty() && !said.intersects(e.sector))) {
      e.sector = said;
      e.basis += (e.basis.empty() ? "" : "; ") + basis;
    }
    if (e.office.empty() && role.kind == "office") e.office = role.role;
  }
  if (former) {
    e.sector = {};
    e.sector.add(Sector::ELI);
    e.office.clear();
    e.basis += (e.basis.empty() ? "" : "; ") + std::string("called former");
  }
  if (!owners.empty() && (organisation || !known)) {
    e.code = organisation ? organisation->code : owners.front().code;
    e.basis +=
        (e.basis.empty() ? "" : "; ") + (organisation ? organisation->basis : owners.front().basis);
    if (p.titles.empty() && e.sector.empty() && organisation) e.sector = organisation->sector;
  }
  if (known) {
    finish(m, {std::move(e)}, kKnownName, "name");
    return true;
  }
  // Unknown and nothing said of whose: left for the context, with what the titles tell.
  e.basis = fmt::format("unknown name{}{}", e.basis.empty() ? "" : "; ", e.basis);
  finish(m, {std::move(e)}, owners.empty() ? kNothing : kOwnWords, "name");
  return true;
}

bool Resolver::by_role(MentionId m, const Phrase& p, const std::vector<Owner>& owners) {
  const RoleView role = k_.role(p.role->row);
  std::vector<Entity> out;
  const bool fixed =
      !role.code.empty() &&
      std::none_of(owners.begin(), owners.end(), [](const Owner& o) { return o.organisation; });
  if (owners.empty() || fixed) {
    Entity e;
    e.code = role.code;
    e.sector = sector_of_role(p, *p.role, nullptr, e.basis);
    out.push_back(std::move(e));
  } else {
    for (const Owner& o : owners) {
      Entity e;
      e.code = o.code;
      e.sector = sector_of_role(p, *p.role, &o, e.basis);
      e.basis = o.basis + "; " + e.basis;
      identify(e, *p.role, mention(m).plural || p.role->plural);
      if (e.identifier_text.empty() && o.organisation && is_general_role(role.role) &&
          role.kind != "office") {
        e.identifier_text = o.name;
        e.row = o.row;
      }
      out.push_back(std::move(e));
    }
  }
  finish(m, std::move(out), kOwnWords, "nominal");
  return true;
}

// "the Turkish president" in 2018 is Erdogan, whether or not the report names him there.
void Resolver::identify(Entity& e, const RoleHit& hit, bool plural) const {
  const RoleView role = k_.role(hit.row);
  if (plural || !lexis_.day() || role.kind != "office") return;
  const auto holders = k_.holders(role.role, e.code, *lexis_.day());
  e.office = role.role;
  if (holders.size() != 1) return;
  const PersonView v = k_.person(holders.front());
  e.identifier_text = v.name;
  e.identifier_id = v.wikidata;
  e.row = v.id;
  e.basis += fmt::format("; holder {}", v.id);
}

bool Resolver::by_country_noun(MentionId m, const Phrase& p) {
  Phrase own = p;  // "the two countries, which signed in Hanoi": a place there tells nothing
  std::erase_if(own.complements, [](const Complement& c) { return c.preposition != "of"; });
  const auto owners = owners_of(own, m);
  const std::string_view noun = d_.tokens[p.head].lemma;
  if (owners.empty() || noun == "neighbor" || noun == "neighbour") return false;
  std::vector<Entity> out;
  for (const Owner& o : owners) {
    Entity e;
    e.code = o.code;
    e.sector = o.organisation && noun == "side" ? o.sector : *SectorSet::parse("GOV");
    e.basis = fmt::format("{}; '{}' stands for it", o.basis, noun);
    name_country(e);
    out.push_back(std::move(e));
  }
  finish(m, std::move(out), kOwnWords, noun == "capital" ? "metonym" : "nominal");
  return true;
}

// "Ukrainian positions", "Estonian government websites": what a party owns stands for it.
bool Resolver::by_owner(MentionId m, const Phrase& p) {
  if (mention(m).kind != MentionKind::Nominal || d_.tokens[p.head].upos == Upos::PROPN)
    return false;
  std::vector<Entity> out;
  for (const Owner& o : owners_of(p, m)) {
    Entity e;
    e.code = o.code;
    for (const RoleHit& r : p.roles)
      if (!k_.role(r.row).sector.empty()) e.sector = k_.role(r.row).sector;
    if (e.sector.empty()) e.sector = o.sector;
    e.basis = fmt::format("{}; owns it", o.basis);
    out.push_back(std::move(e));
  }
  if (out.empty()) return false;
  finish(m, std::move(out), kElsewhere, "nominal");
  return true;
}

// A name that no table has: what its own words say ("Kadir Has University"), or where it lies.
bool Resolver::by_unknown_name(MentionId m, const Phrase& p) {
  for (const Toponym& t : d_.toponyms)
    if (t.tokens.contains(p.head) && !t.place.country_code.empty()) {
      Entity e;
      e.code = t.place.country_code;
      e.identifier_text = t.place.resolved_place;
      e.basis = fmt::format("place {} ({})", t.place.resolved_place, t.place.resolution);
      finish(m, {std::move(e)}, kKnownName, "name");
      return true;
    }
  return false;
}

std::vector<Entity> entities_as_of(const Document& document, MentionId mention,
                                   std::optional<Date> day, const Knowledge& knowledge) {
  if (mention == kNone) return {};
  std::vector<Entity> entities = document.mentions[static_cast<std::size_t>(mention)].entities;
  if (!day) return entities;
  for (Entity& e : entities) {
    if (e.identifier_text.empty() || e.basis.find("person ") == std::string::npos) continue;
    for (const Candidate& c : knowledge.find(e.identifier_text)) {
      if (c.kind != FactKind::Person || knowledge.person(c.row).name != e.identifier_text) continue;
      if (e.basis.find(fmt::format("person {}", knowledge.person(c.row).id)) == std::string::npos)
        continue;
      // Only an office held on that day changes what the report's own day tells.
      const Entity then = as_of(knowledge, c.row, day);
      if (then.office.empty() || then.office == e.office || then.code != e.code) break;
      e.sector = then.sector;
      e.office = then.office;
      e.basis = then.basis;
      break;
    }
  }
  return entities;
}

}  // namespace dragoman
