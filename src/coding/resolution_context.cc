// What the words of a mention leave open and the rest of the document tells.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "coding/resolver.h"

namespace dragoman {
namespace {

template <std::size_t N>
bool one_of(std::string_view w, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), w) != list.end();
}

// Plural nouns that, without a country, mean the parties just spoken of.
constexpr std::array<std::string_view, 24> kPairNouns = {
    "leaders",    "presidents", "countries",  "sides",    "governments", "ministers",
    "neighbours", "neighbors",  "nations",    "states",   "parties",     "armies",
    "camps",      "foes",       "rivals",     "capitals", "heads",       "delegations",
    "men",        "premiers",   "militaries", "powers",   "allies",      "statesmen"};
// Those that mean any two parties to a matter, not two states.
constexpr std::array<std::string_view, 6> kSides = {"sides", "parties", "camps",
                                                    "foes",  "rivals",  "delegations"};
constexpr std::array<std::string_view, 8> kPersons = {
    "leaders", "presidents", "ministers", "heads", "premiers", "men", "statesmen", "delegations"};
// Bodies of which a country has one: the country is that of the report, not of whoever was named
// last.
constexpr std::array<std::string_view, 22> kNational = {"government",
                                                        "army",
                                                        "military",
                                                        "police",
                                                        "parliament",
                                                        "ministry",
                                                        "authorities",
                                                        "authority",
                                                        "cabinet",
                                                        "state",
                                                        "court",
                                                        "air force",
                                                        "navy",
                                                        "armed forces",
                                                        "opposition",
                                                        "administration",
                                                        "central bank",
                                                        "supreme court",
                                                        "foreign ministry",
                                                        "defence ministry",
                                                        "interior ministry",
                                                        "junta"};
constexpr std::array<std::string_view, 14> kBodies = {
    "group", "movement", "organisation", "organization", "alliance", "bloc", "agency",
    "party", "militia",  "union",        "force",        "company",  "body", "network"};

// A party named a sentence earlier weighs that much less, when a pair of them is taken up.
constexpr double kFading = 0.6;
constexpr double kCompany = 2;  // named together with another ("India and Pakistan")
constexpr double kWhole = 2;    // how much the whole report speaks of it

bool is_armed(SectorSet s) {
  return s.has(Sector::REB) || s.has(Sector::UAF) || s.has(Sector::PRM);
}
bool is_state(std::string_view code) {
  return code.size() == 3 && code != "UNO" && code != "EUR" && code != "IGO" && code != "NGO" &&
         code != "MNC" && code != "IMG" && code != "ISM";
}

}  // namespace

void Resolver::copy(MentionId m, MentionId from, const char* why) {
  std::vector<Entity> out = mention(from).entities;
  for (Entity& e : out) e.basis = fmt::format("{} '{}': {}", why, e.text, e.basis);
  const auto kind = mention(m).kind == MentionKind::Pronoun ? "pronoun"
                    : mention(m).kind == MentionKind::Name  ? "name"
                                                            : "nominal";
  finish(m, std::move(out), kElsewhere, kind);
}

void Resolver::by_context(MentionId m) {
  // Once only: mentions that need each other must not run in circles.
  if (state_[m].in_context || state_[m].strength >= kElsewhere) return;
  state_[m].in_context = true;
  if (mention(m).kind == MentionKind::Pronoun) {
    from_chain(m);
    return;
  }
  const Phrase p = read_phrase(lexis_, mention(m));
  if (by_quantity(m, p, true)) return;
  if (as_counterpart(m, p)) return;
  if (as_set(m, p)) return;
  if (from_apposition(m)) return;
  if (from_chain(m)) return;
  if (from_same_name(m, p)) return;
  if (from_antecedent(m, p)) return;
  from_document(m, p);
}

bool Resolver::from_chain(MentionId m) {
  const ChainId chain = mention(m).chain;
  if (chain == kNone) return false;
  MentionId best = kNone;
  for (MentionId other : d_.chains[static_cast<std::size_t>(chain)].mentions) {
    if (other == m || mention(other).entities.empty() ||
        mention(other).entities.front().code.empty())
      continue;
    if (state_[other].strength < kElsewhere &&
        !(mention(m).kind == MentionKind::Pronoun && state_[other].strength == kDocument))
      continue;
    if (best == kNone || state_[other].strength > state_[best].strength) best = other;
  }
  if (best == kNone) return false;
  // A role that contradicts the chain keeps its sector: "the rebels" are no government.
  const Phrase p = read_phrase(lexis_, mention(m));
  SectorSet own;
  std::string basis;
  if (mention(m).kind == MentionKind::Nominal && p.role &&
      !is_general_role(k_.role(p.role->row).role))
    own = sector_of_role(p, *p.role, nullptr, basis);
  const Entity before = mention(m).entities.empty() ? Entity{} : mention(m).entities.front();
  copy(m, best, "same as");
  for (Entity& e : mention(m).entities) {
    if (!own.empty() && !own.intersects(e.sector)) {
      e.sector = own;
      e.identifier_text.clear();
      e.identifier_id.clear();
      e.row.clear();
      e.office.clear();
      e.basis += "; " + basis;
    }
    if (e.sector.empty() && !before.sector.empty()) e.sector = before.sector;
    if (!before.identifier_text.empty() && e.identifier_text.empty())
      e.identifier_text = before.identifier_text;
  }
  return true;
}

// "Mitat Celikpala, a professor at ...": what the apposition says, either way round.
bool Resolver::from_apposition(MentionId m) {
  const auto linked = [&](TokenId head, MentionId& out) {
    const MentionId other = d_.mention_headed_by(head);
    if (other == kNone || other == m) return false;
    by_own_words(other);
    if (mention(other).entities.empty()) by_context(other);
    if (mention(other).entities.empty() || mention(other).entities.front().code.empty())
      return false;
    out = other;
    return true;
  };
  const TokenId head = mention(m).head;
  MentionId other = kNone;
  const Token& token = d_.tokens[head];
  bool found = token.deprel == Deprel::appos && token.head != kNone && linked(token.head, other);
  if (!found)
    for (TokenId c : d_.children(head))
      if (d_.tokens[c].deprel == Deprel::appos && linked(c, other)) {
        found = true;
        break;
      }
  if (!found) return false;
  const Entity before = mention(m).entities.empty() ? Entity{} : mention(m).entities.front();
  const Phrase p = read_phrase(lexis_, mention(m));
  SectorSet said;
  std::string basis;
  if (p.role && !p.person.size() && !is_general_role(k_.role(p.role->row).role))
    said = sector_of_role(p, *p.role, nullptr, basis);
  copy(m, other, "in apposition to");
  if (!said.empty())
    for (Entity& e : mention(m).entities)
      if (!said.intersects(e.sector)) e.sector = said;
  for (Entity& e : mention(m).entities)
    if (!before.identifier_text.empty()) {
      e.identifier_text = before.identifier_text;
      e.identifier_id = before.identifier_id;
      e.row = before.row;
      if (!before.sector.empty()) e.sector = before.sector;
    }
  return true;
}

// "his Kazakh counterpart": the office of the one he is the counterpart of.
bool Resolver::as_counterpart(MentionId m, const Phrase& p) {
  const auto noun = d_.tokens[p.head].lower;
  const bool counterpart = noun == "counterpart" || noun == "colleague" || noun == "counterparts" ||
                           noun == "colleagues" || noun == "opposite";
  if (!counterpart && !(p.person.size() && p.person.begin > p.core.begin &&
                        (d_.tokens[p.person.begin - 1].lower == "counterpart" ||
                         d_.tokens[p.person.begin - 1].lower == "colleague")))
    return false;
  auto nationality =
      owners_in({p.core.begin, p.person.size() ? p.person.begin : p.core.end}, m, false);
  if (nationality.empty()) return false;
  std::vector<Owner> owner;
  if (p.possessive != kNone) owner = owners_of_token(p.possessive);
  if (owner.empty() && p.possessor.size()) owner = owners_in(p.possessor, m, false);
  std::vector<Entity> out;
  for (const Owner& n : nationality) {
    Entity e;
    e.code = n.code;
    e.sector = owner.empty() || owner.front().sector.empty() ? *SectorSet::parse("GOV")
                                                             : owner.front().sector;
    e.basis = n.basis + "; counterpart" + (owner.empty() ? "" : " " + owner.front().basis);
    out.push_back(std::move(e));
  }
  finish(m, std::move(out), kOwnWords, "nominal");
  return true;
}

bool Resolver::in_company(TokenId head) const {
  const auto joins = [&](TokenId t) { return d_.tokens[t].deprel == Deprel::conj; };
  const auto children = d_.children(head);
  return joins(head) || std::any_of(children.begin(), children.end(), [&](TokenId c) {
           return joins(c) && d_.mention_headed_by(c) != kNone;
         });
}

bool Resolver::as_set(MentionId m, const Phrase& p) {
  const auto noun = d_.tokens[p.head].lower;
  const bool name =
      mention(m).type == NameType::Organisation && d_.tokens[p.head].upos == Upos::PROPN;
  if (name || lexis_.name_at(p.head) || !one_of(noun, kPairNouns) || !(p.definite || p.two) ||
      p.person.size())
    return false;
  if (!p.two && (noun == "parties" || noun == "camps" || noun == "men" || noun == "powers" ||
                 noun == "allies" || noun == "states" || noun == "delegations" || noun == "armies"))
    return false;
  const bool sides = one_of(noun, kSides), persons = one_of(noun, kPersons);
  const SentenceId here = d_.tokens[p.head].sentence;
  struct Party {
    const Entity* entity;
    MentionId mention;
    double weight;  // how much the report speaks of it, near mentions most
  };
  std::vector<Party> parties;
  const auto collect = [&](bool strict) {
    parties.clear();
    for (auto at = order_.rbegin(); at != order_.rend(); ++at) {
      const Mention& x = mention(*at);
      if (x.head >= p.all.begin || x.entities.size() != 1 || state_[*at].strength < kElsewhere)
        continue;
      if (here - d_.tokens[x.head].sentence > (strict ? 3 : 6)) break;
      const Entity& e = x.entities.front();
      if (e.code.empty() || (!sides && !is_state(e.code))) continue;
      if (strict && persons &&
          !(e.sector.has(Sector::GOV) && (x.type == NameType::Person || !e.office.empty())))
        continue;
      if (strict && sides && e.sector.empty()) continue;
      if (strict && same_clause(x.head, p.head)) continue;
      if (strict && !sides && !persons && !e.sector.has(Sector::GOV)) continue;
      if (sides && e.mention == "metonym" && d_.tokens[x.head].deprel == Deprel::obl) continue;
      const double near = std::pow(kFading, here - d_.tokens[x.head].sentence);
      const double weight = near * (in_company(x.head) ? kCompany : 1);
      const auto seen = std::find_if(parties.begin(), parties.end(), [&](const Party& q) {
        return q.entity->code == e.code &&
               (!sides || q.entity->sector.intersects(e.sector) || q.entity->sector == e.sector);
      });
      if (seen == parties.end())
        parties.push_back({&e, *at, weight + kWhole * lexis_.share(e.code)});
      else
        seen->weight += weight;
    }
    // The two that are spoken of most; of equals the later named.
    std::stable_sort(parties.begin(), parties.end(),
                     [](const Party& a, const Party& b) { return a.weight > b.weight; });
    if (parties.size() > 2) parties.resize(2);
    std::sort(parties.begin(), parties.end(), [&](const Party& a, const Party& b) {
      return mention(a.mention).head > mention(b.mention).head;
    });
    return parties.size() == 2;
  };
  if (!collect(true) && !collect(false)) return false;
  std::reverse(parties.begin(), parties.end());
  std::vector<Entity> out;
  for (const Party& q : parties) {
    Entity e = *q.entity;
    e.basis = fmt::format("one of '{}', last named as '{}': {}", words(p.all), e.text, e.basis);
    if (!sides && !persons) {
      e.sector = *SectorSet::parse("GOV");
      e.identifier_text.clear();
      e.identifier_id.clear();
      e.row.clear();
      e.office.clear();
      name_country(e);
    }
    out.push_back(std::move(e));
  }
  finish(m, std::move(out), kElsewhere, "nominal");
  return true;
}

// Two phrases of one clause: "Cuba and Norway asked both sides" speaks of others.
bool Resolver::same_clause(TokenId a, TokenId b) const {
  const auto governor = [&](TokenId t) {
    while ((d_.tokens[t].deprel == Deprel::conj || d_.tokens[t].deprel == Deprel::appos) &&
           d_.tokens[t].head != kNone)
      t = d_.tokens[t].head;
    return d_.tokens[t].head;
  };
  const bool subject = [&] {
    TokenId t = a;
    while ((d_.tokens[t].deprel == Deprel::conj || d_.tokens[t].deprel == Deprel::appos) &&
           d_.tokens[t].head != kNone)
      t = d_.tokens[t].head;
    return d_.tokens[t].deprel == Deprel::nsubj || d_.tokens[t].deprel == Deprel::nsubj_pass;
  }();
  return subject && governor(a) != kNone && governor(a) == governor(b);
}

// "the Islamic republic": of the countries that the report names, the one that is officially so
// called.
std::string Resolver::country_of_title(const Phrase& p) const {
  std::string title;
  for (TokenId t = p.core.begin; t <= p.head; ++t) {
    const auto w = d_.word(t);
    if (d_.tokens[t].upos == Upos::DET) continue;
    std::string word(w);
    if (!word.empty() && word[0] >= 'a' && word[0] <= 'z')
      word[0] = static_cast<char>(word[0] - 32);
    title += (title.empty() ? "" : " ") + word;
  }
  if (title != "Kingdom" && title.find(' ') == std::string::npos) return {};
  std::string best;
  double best_share = 0;
  for (const Mention& x : d_.mentions)
    for (const Entity& e : x.entities) {
      const auto row = k_.country_by_code(e.code);
      if (!row || lexis_.share(e.code) <= best_share) continue;
      const std::string form = fmt::format("{} of {}", title, k_.country(*row).name);
      for (const Candidate& c : k_.find(form))
        if (c.kind == FactKind::Country) {
          best = e.code;
          best_share = lexis_.share(e.code);
        }
    }
  return best;
}

// "the president ordered 3,200 troops to the border": whose they are who are sent.
std::string Resolver::commander(TokenId troops) {
  static constexpr std::array<std::string_view, 24> verbs = {
      "send",    "order",    "direct", "deploy",  "dispatch",   "move", "mobilise", "mobilize",
      "pull",    "withdraw", "mass",   "station", "fly",        "post", "rush",     "lend",
      "airlift", "commit",   "pledge", "offer",   "contribute", "land", "muster",   "redeploy"};
  TokenId t = troops;
  for (int steps = 0; steps < 3; ++steps) {
    const Deprel r = d_.tokens[t].deprel;
    if (r == Deprel::acl || r == Deprel::acl_relcl || r == Deprel::advcl || r == Deprel::ccomp ||
        r == Deprel::nsubj)
      return {};
    t = d_.tokens[t].head;
    if (t == kNone) return {};
    if (one_of(d_.tokens[t].lemma, verbs)) break;
  }
  if (t == kNone || !one_of(d_.tokens[t].lemma, verbs)) return {};
  for (TokenId c : d_.children(t)) {
    if (d_.tokens[c].deprel != Deprel::nsubj) continue;
    for (const Owner& o : owners_of_token(c))
      if (is_state(o.code)) return o.code;
  }
  // "... and directed": the subject of the verb before
  if (d_.tokens[t].deprel == Deprel::conj && d_.tokens[t].head != kNone)
    for (TokenId c : d_.children(d_.tokens[t].head))
      if (d_.tokens[c].deprel == Deprel::nsubj)
        for (const Owner& o : owners_of_token(c))
          if (is_state(o.code)) return o.code;
  return {};
}

// "Reyes" after "FARC spokesman Raul Reyes", where no chain joins them.
bool Resolver::from_same_name(MentionId m, const Phrase& p) {
  if (p.person.size() != 1) return false;
  for (MentionId other : order_) {
    const Mention& x = mention(other);
    if (other == m || x.entities.size() != 1 || x.entities.front().code.empty() ||
        state_[other].strength < kElsewhere)
      continue;
    if (x.entities.front().mention != "name" && x.type != NameType::Person) continue;
    const Phrase longer = read_phrase(lexis_, x);
    if (longer.person.size() < 2 || d_.word(longer.person.end - 1) != d_.word(p.person.begin))
      continue;
    copy(m, other, "the name of");
    return true;
  }
  return false;
}

// "the gunmen", "the group", "the president": the last party of that kind.
bool Resolver::from_antecedent(MentionId m, const Phrase& p) {
  if (p.person.size() || lexis_.name_at(p.head) ||
      (mention(m).type == NameType::Organisation && d_.tokens[p.head].upos == Upos::PROPN))
    return false;
  const auto lemma = d_.tokens[p.head].lemma;
  const bool possessed = p.possessive != kNone || p.possessor.size();
  const bool body = one_of(lemma, kBodies);
  bool neighbour = lemma == "neighbour" || lemma == "neighbor";
  for (TokenId t = p.core.begin; t < p.head; ++t)
    neighbour =
        neighbour || d_.tokens[t].lower == "neighbouring" || d_.tokens[t].lower == "neighboring";
  const bool country = lemma == "country" || lemma == "nation" || lemma == "kingdom" ||
                       lemma == "republic" || lemma == "state" || neighbour;
  if (!p.role && !body && !country) return false;
  SectorSet own;
  std::string basis;
  std::string_view role;
  if (p.role) {
    role = k_.role(p.role->row).role;
    if (one_of(role, kNational)) return false;
    own = sector_of_role(p, *p.role, nullptr, basis);
  }
  if (!p.definite && !possessed && !is_armed(own)) return false;
  if (country)
    if (const std::string code = country_of_title(p); !code.empty()) {
      Entity e;
      e.code = code;
      e.sector.add(Sector::GOV);
      name_country(e);
      e.basis = fmt::format("official name of {}", code);
      finish(m, {std::move(e)}, kElsewhere, "nominal");
      return true;
    }
  std::string except;
  if (neighbour && possessed) {
    std::vector<Owner> owner;
    if (p.possessive != kNone) owner = owners_of_token(p.possessive);
    if (owner.empty() && p.possessor.size()) owner = owners_in(p.possessor, m, false);
    if (!owner.empty()) except = owner.front().code;
  }
  const SentenceId here = d_.tokens[p.head].sentence;
  MentionId best = kNone;
  for (auto at = order_.rbegin(); at != order_.rend() && best == kNone; ++at) {
    const Mention& x = mention(*at);
    if (x.head >= p.all.begin || *at == m || x.entities.empty() || x.kind == MentionKind::Pronoun)
      continue;
    if (here - d_.tokens[x.head].sentence > 6) break;
    const Entity& e = x.entities.front();
    if (e.code.empty() || state_[*at].strength < kDocument) continue;
    if (country) {
      if (same_clause(x.head, p.head)) continue;
      // whose neighbour is not said: not the one that was named last
      if (neighbour && except.empty() && is_state(e.code)) except = e.code;
      if (is_state(e.code) && e.code != except && e.sector.has(Sector::GOV) &&
          (neighbour || e.mention != "nominal"))
        best = *at;
    } else if (body && (role.empty() || is_general_role(role) || own.empty() || role == "group" ||
                        role == "movement")) {
      if (e.basis.find("organisation ") != std::string::npos) best = *at;
    } else if (is_armed(own)) {
      if (is_armed(e.sector) && x.entities.size() == 1) best = *at;
    } else if (k_.role(p.role->row).kind == "office" || role == "leader" || role == "minister" ||
               role == "prince" || role == "general") {
      const bool same = !e.office.empty() &&
                        (e.office == role || e.office.starts_with(std::string(role) + " of") ||
                         role == "leader" || e.office.find(role) != std::string::npos);
      if (same && x.entities.size() == 1) best = *at;
    } else if (own.intersects(e.sector) && state_[*at].strength >= kElsewhere) {
      best = *at;
    }
  }
  if (best == kNone) return false;
  const Entity before = mention(best).entities.front();
  copy(m, best, "taken up from");
  for (Entity& e : mention(m).entities) {
    if (!own.empty() && !is_armed(own) && !country && !is_general_role(role) &&
        !own.intersects(e.sector))
      e.sector = own;
    if (country) e.sector = *SectorSet::parse("GOV");
  }
  state_[m].strength = kElsewhere;
  return true;
}

// "nine foreigners", "forty foreign doctors": of several countries, none of them said.
bool Resolver::is_foreign(const Phrase& p) const {
  if (p.person.size() || d_.tokens[p.head].upos == Upos::PROPN) return false;
  if (d_.tokens[p.head].lemma == "foreigner") return true;
  const RoleHit* role = p.role ? &*p.role : nullptr;
  if (!role || k_.role(role->row).kind == "office") return false;
  for (TokenId t = p.core.begin; t < p.head; ++t)
    if (d_.tokens[t].lower == "foreign" && d_.tokens[t].head == p.head) return true;
  return false;
}

// "the business group urged the government": people at home speak to their own. The code of the
// subject of the clause, where it is no government or army itself.
std::string Resolver::who_addresses(TokenId head) {
  TokenId t = head;
  while (d_.tokens[t].deprel == Deprel::conj && d_.tokens[t].head != kNone) t = d_.tokens[t].head;
  const Deprel r = d_.tokens[t].deprel;
  if (r != Deprel::obj && r != Deprel::obl && r != Deprel::iobj) return {};
  for (TokenId verb = d_.tokens[t].head; verb != kNone; verb = d_.tokens[verb].head) {
    for (TokenId c : d_.children(verb)) {
      if (d_.tokens[c].deprel != Deprel::nsubj) continue;
      const MentionId m = d_.mention_headed_by(c);
      if (m == kNone || c > head) return {};
      by_own_words(m);
      if (mention(m).entities.size() != 1) return {};
      const Entity& e = mention(m).entities.front();
      const bool home = !e.sector.empty() && !e.sector.has(Sector::GOV) &&
                        !e.sector.has(Sector::MIL) && !is_armed(e.sector);
      return home && is_state(e.code) ? e.code : std::string();
    }
    const Deprel up = d_.tokens[verb].deprel;
    if (up != Deprel::conj && up != Deprel::xcomp && up != Deprel::advcl) return {};
  }
  return {};
}

// Police, the government, the Interior Minister: of the country that the report is about here.
bool Resolver::from_document(MentionId m, const Phrase& p) {
  Entity e = mention(m).entities.empty() ? Entity{} : mention(m).entities.front();
  const auto lemma = d_.tokens[p.head].lemma;
  const bool country =
      lemma == "country" || lemma == "nation" || lemma == "kingdom" || lemma == "republic";
  const bool name = mention(m).kind == MentionKind::Name || p.person.size();
  if (p.role && !p.person.size()) {
    e.sector = sector_of_role(p, *p.role, nullptr, e.basis);
  } else if (country && p.definite) {
    e.sector.add(Sector::GOV);
  } else if (name && !p.person.size()) {
    // An unknown organisation: a role noun in its name tells its kind.
    if (mention(m).type != NameType::Organisation && mention(m).type != NameType::Miscellaneous)
      return false;
    for (const RoleHit& r : lexis_.roles_in(p.all)) {
      e.sector = k_.role(r.row).sector;
      e.basis = fmt::format("role '{}' in the name", k_.role(r.row).role);
    }
    if (mention(m).type == NameType::Miscellaneous && e.sector.empty()) return false;
    e.identifier_text = words(p.core);
    const auto owners = owners_in(p.all, m, true);
    if (!owners.empty()) {
      e.code = owners.front().code;
      e.basis += "; " + owners.front().basis;
      finish(m, {std::move(e)}, kOwnWords, "name");
      return true;
    }
  } else if (!p.person.size()) {
    return false;
  }
  if ((e.sector.has(Sector::MIL) || e.sector.has(Sector::COP)) &&
      mention(m).kind == MentionKind::Nominal && !p.definite)
    e.code = commander(p.head);
  if (e.code.empty() && is_foreign(p)) {
    e.code = e.sector.has(Sector::SOC) ? "NGO" : e.sector.has(Sector::BUS) ? "MNC" : "IMG";
    e.basis += "; foreign to the country of the report";
    finish(m, {std::move(e)}, kDocument, name ? "name" : "nominal");
    return true;
  }
  if (e.code.empty() && p.definite && p.role && one_of(k_.role(p.role->row).role, kNational))
    e.code = who_addresses(p.head);
  if (e.code.empty()) e.code = lexis_.focus(p.head);
  if (e.code.empty()) return false;
  if (p.role && !p.person.size()) identify(e, *p.role, mention(m).plural || p.role->plural);
  e.basis += fmt::format("{}country of the report here: {}", e.basis.empty() ? "" : "; ", e.code);
  finish(m, {std::move(e)}, kDocument, name ? "name" : "nominal");
  return true;
}

}  // namespace dragoman
