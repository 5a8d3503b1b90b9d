#include "coding/phrase.h"

#include <algorithm>

#include "coding/syntax.h"

namespace dragoman {
namespace {

using syntax::at;

bool is_hyphen(std::string_view w) {
  return w == "-" || w == "\u2010" || w == "\u2011" || w == "\u2013";
}

bool ends_core(const Token& t) {
  switch (t.upos) {
    case Upos::ADP:
    case Upos::VERB:
    case Upos::AUX:
    case Upos::SCONJ:
    case Upos::PRON:
    case Upos::CCONJ:
      return true;
    case Upos::PUNCT:
      return !is_hyphen(t.lower);
    default:
      return false;
  }
}

// The tokens of a name of a person at t: as the network saw it, or as knowledge has it.
TokenRange person_at(const Lexis& lexis, TokenId t) {
  const Document& d = lexis.document();
  if (const Name* name = lexis.person_at(t)) return name->tokens;
  if (const NameHit* hit = lexis.name_at(t);
      hit && at(d, t).upos == Upos::PROPN && lexis.may_be_person(*hit))
    return hit->tokens;
  return {};
}

// True where knowledge has the words for a place or state, not for a person, and no longer name of
// a person in the document ends in them ("Michael Jordan ... Jordan").
bool is_place_name(const Lexis& lexis, TokenRange person) {
  const NameHit* hit = lexis.name_at(person.begin);
  if (!hit || !hit->tokens.contains(person)) return false;
  for (const Candidate& c : hit->candidates)
    if (c.kind == FactKind::Person) return false;
  return !is_part_of_longer_name(lexis, person);
}

}  // namespace

bool is_part_of_longer_name(const Lexis& lexis, TokenRange person) {
  const Document& d = lexis.document();
  const auto last = d.word(person.end - 1);
  return std::any_of(d.names.begin(), d.names.end(), [&](const Name& n) {
    return n.type == NameType::Person && n.tokens.size() > person.size() &&
           !n.tokens.contains(person) && d.word(n.tokens.end - 1) == last;
  });
}

Phrase read_phrase(const Lexis& lexis, const Mention& mention) {
  const Document& d = lexis.document();
  Phrase p;
  p.head = mention.head;
  p.all = mention.tokens;
  TokenId begin = mention.tokens.begin;
  // The possessor is what stands before the last "'s" before the head, outside names ("Lord's
  // Resistance Army").
  for (TokenId t = begin; t < mention.head; ++t) {
    if (at(d, t).xpos == Xpos::POS || at(d, t).lower == "'s" || at(d, t).lower == "’s") {
      const NameHit* hit = lexis.name_at(t);
      if (hit && hit->tokens.begin < t && hit->tokens.end > t + 1) continue;
      p.possessor = {begin, t};
      p.possessive = kNone;
      begin = t + 1;
    } else if (at(d, t).xpos == Xpos::PRPS) {
      p.possessive = t;
      begin = t + 1;
    }
  }
  if (!p.possessor.size())
    p.definite =
        at(d, mention.tokens.begin).lower == "the" || at(d, mention.tokens.begin).lower == "this" ||
        at(d, mention.tokens.begin).lower == "these" ||
        at(d, mention.tokens.begin).lower == "both" || at(d, mention.tokens.begin).lower == "those";
  TokenId end = mention.head + 1;
  const auto past_name = [&] {
    for (bool grown = true; grown;) {
      grown = false;
      if (const NameHit* hit = lexis.name_at(end - 1); hit && hit->tokens.end > end) {
        end = hit->tokens.end;
        grown = true;
      }
      if (const TokenRange person = person_at(lexis, end - 1); person.end > end) {
        end = person.end;
        grown = true;
      }
    }
  };
  past_name();
  // A role of several words may go on where the core would end ("passer-by").
  for (TokenId t = begin; t <= mention.head; ++t) {
    if (!lexis.begins_role(t)) continue;
    for (const RoleHit& r :
         lexis.roles_in({t, static_cast<TokenId>(std::min<std::size_t>(
                                d.tokens.size(), static_cast<std::size_t>(mention.head) + 4))}))
      if (r.tokens.begin == t && r.tokens.contains(mention.head)) end = std::max(end, r.tokens.end);
  }
  while (end < mention.tokens.end && !ends_core(at(d, end))) {
    ++end;
    past_name();
  }
  p.core = {begin, end};
  for (TokenId t = begin; t < end; ++t) {
    const auto w = at(d, t).lower;
    if (t <= mention.head && (w == "two" || w == "both")) p.two = true;
    const NameHit* hit = lexis.name_at(t);
    if (hit && hit->tokens.begin == t) p.names.push_back(hit);
  }
  p.roles = lexis.roles_in(p.core);
  p.modifiers = lexis.modifiers_in(p.core);

  // Complements, up to the end of the mention; a name that holds a preposition stays whole.
  for (TokenId t = end; t < mention.tokens.end;) {
    // What a participle or a comma introduces ("speaking from Paris") tells not whose it is.
    if (at(d, t).upos == Upos::VERB || at(d, t).upos == Upos::SCONJ || at(d, t).lower == ",") break;
    if (at(d, t).upos != Upos::ADP) {
      ++t;
      continue;
    }
    TokenId stop = t + 1;
    while (stop < mention.tokens.end) {
      if (const NameHit* hit = lexis.name_at(stop); hit && hit->tokens.begin == stop) {
        stop = hit->tokens.end;
        continue;
      }
      if (at(d, stop).upos == Upos::ADP || at(d, stop).upos == Upos::VERB ||
          at(d, stop).upos == Upos::SCONJ)
        break;
      ++stop;
    }
    p.complements.push_back({at(d, t).lower, {t + 1, std::min(stop, mention.tokens.end)}});
    t = stop;
  }

  // A person's name that the head belongs to: it covers the head, or the head is its title, or it
  // ends the phrase ("the President of the Republic of Tajikistan Emomali Rahmon").
  const auto head_role = [&](TokenId t) -> const RoleHit* {
    for (const RoleHit& r : p.roles)
      if (r.tokens.contains(t)) return &r;
    return nullptr;
  };
  p.role = head_role(mention.head);
  // "Kazakh President Tokayev" where the tree puts the head on the nationality.
  if (const NameHit* hit = lexis.name_at(mention.head);
      !p.role && hit && hit->tokens.end < p.core.end && lexis.country_of(*hit))
    for (const RoleHit& r : p.roles)
      if (r.tokens.begin >= hit->tokens.end) {
        p.role = &r;
        p.head = r.tokens.end - 1;
        break;
      }
  TokenRange person = person_at(lexis, p.head);
  // What the network takes for a person may be a role ("Marines") or a place ("Doha", "Phnom
  // Penh").
  if (person.size() && p.role && p.role->tokens.contains(person)) person = {};
  if (person.size() && is_place_name(lexis, person)) person = {};
  if (!person.size() && p.role && p.role->tokens.end < mention.tokens.end) {
    TokenId next = p.role->tokens.end;
    for (bool moved = true;
         moved && next < p.core.end;) {  // further titles: "Commander Gen. Wiranto"
      moved = false;
      if (const RoleHit* more = head_role(next)) {
        next = more->tokens.end;
        moved = true;
      } else if (at(d, next).lower == ".") {
        ++next;
        moved = true;
      }
    }
    if (next < p.core.end) person = person_at(lexis, next);
    if (!person.size() && mention.tokens.end > p.core.end) {
      person = person_at(lexis, mention.tokens.end - 1);
      if (person.size() && person.begin <= p.core.end) person = {};
      // only where nothing joins the name to what stands before it
      if (person.size() && (at(d, person.begin - 1).upos == Upos::ADP ||
                            at(d, person.begin - 1).upos == Upos::CCONJ ||
                            at(d, person.begin - 1).upos == Upos::VERB ||
                            at(d, person.begin - 1).upos == Upos::PUNCT))
        person = {};
    }
  }
  // "UN envoy" | "Terje Roed-Larsen": a title that the mention leaves out.
  if (person.size() && person.begin == p.core.begin && !p.possessor.size() &&
      p.possessive == kNone) {
    const TokenId first =
        d.sentences[static_cast<std::size_t>(at(d, person.begin).sentence)].tokens.begin;
    TokenId from = person.begin;
    while (from > first && from > person.begin - 6) {
      const Token& t = at(d, from - 1);
      const bool joins = t.upos == Upos::PROPN || t.upos == Upos::NOUN || t.upos == Upos::ADJ ||
                         is_hyphen(t.lower);
      if (!joins || person_at(lexis, from - 1).size()) break;
      --from;
    }
    const auto before = lexis.roles_in({from, person.begin});
    if (!before.empty() && before.back().tokens.end == person.begin) {
      p.core.begin = from;
      p.roles.insert(p.roles.begin(), before.begin(), before.end());
      p.role = nullptr;
      for (TokenId t = person.begin - 1; t >= from; --t)
        if (const NameHit* hit = lexis.name_at(t); hit && hit->tokens.begin == t)
          p.names.insert(p.names.begin(), hit);
      const auto more = lexis.modifiers_in({from, person.begin});
      p.modifiers.insert(p.modifiers.begin(), more.begin(), more.end());
    }
  }
  if (person.size()) {
    // The network may take the title into the name.
    while (person.size() > 1) {
      const RoleHit* r = head_role(person.begin);
      if (r && r->tokens.end < person.end) {
        person.begin = r->tokens.end;
        continue;
      }
      if (at(d, person.begin).lower == ".") {
        ++person.begin;
        continue;
      }
      break;
    }
    p.person = person;
    for (const RoleHit& r : p.roles)
      if (r.tokens.end <= person.begin) p.titles.push_back(r);
  }
  return p;
}

}  // namespace dragoman
