#include "coding/syntax.h"

#include <algorithm>
#include <array>

namespace dragoman::syntax {
namespace {

bool is_subject(Deprel r) {
  return r == Deprel::nsubj || r == Deprel::nsubj_pass || r == Deprel::nsubj_outer ||
         r == Deprel::csubj || r == Deprel::csubj_pass;
}

bool is_oblique(Deprel r) {
  return r == Deprel::obl || r == Deprel::obl_agent || r == Deprel::obl_unmarked ||
         r == Deprel::nmod || r == Deprel::nmod_unmarked || r == Deprel::nmod_desc;
}

// Verbs whose object controls the infinitive under them ("urged Iran to stop"). With these, and
// with any verb that has an object, the object is the understood subject; "promise" is the
// exception that English is known for.
bool subject_control(std::string_view lemma) {
  return lemma == "promise" || lemma == "threaten" || lemma == "vow" || lemma == "pledge";
}

// Verbs and particles whose following noun is an object even where the parser takes the particle
// for a preposition ("handed over a suspect", "took in refugees").
bool is_particle_verb(std::string_view lemma, std::string_view particle) {
  static constexpr std::pair<std::string_view, std::string_view> pairs[] = {
      {"hand", "over"},    {"turn", "over"},  {"take", "over"},  {"take", "in"},   {"call", "off"},
      {"break", "off"},    {"write", "off"},  {"cut", "off"},    {"seal", "off"},  {"fend", "off"},
      {"fight", "off"},    {"carry", "out"},  {"pull", "out"},   {"hand", "out"},  {"rule", "out"},
      {"throw", "out"},    {"bail", "out"},   {"round", "up"},   {"step", "up"},   {"set", "up"},
      {"blow", "up"},      {"give", "up"},    {"take", "up"},    {"call", "up"},   {"lock", "up"},
      {"break", "up"},     {"wind", "up"},    {"wrap", "up"},    {"beat", "up"},   {"prop", "up"},
      {"build", "up"},     {"lay", "down"},   {"shoot", "down"}, {"turn", "down"}, {"gun", "down"},
      {"put", "down"},     {"shut", "down"},  {"hand", "in"},    {"let", "in"},    {"fly", "in"},
      {"bring", "in"},     {"give", "back"},  {"hand", "back"},  {"send", "back"}, {"pull", "back"},
      {"take", "back"},    {"bring", "home"}, {"send", "home"},  {"call", "in"},   {"haul", "in"},
      {"wave", "through"}, {"switch", "on"},  {"kick", "off"},   {"turn", "in"},   {"send", "in"},
      {"throw", "in"},     {"throw", "open"}, {"hold", "off"},   {"put", "off"},   {"put", "up"},
      {"bring", "down"},   {"tear", "down"},  {"take", "down"},  {"pull", "down"}, {"pay", "off"}};
  return std::find(std::begin(pairs), std::end(pairs), std::pair(lemma, particle)) !=
         std::end(pairs);
}

// The words of its preposition, and, where a particle came with it ("out of the treaty"), the last
// of them or all.
bool stands_with(const Document& d, TokenId token, std::string_view preposition) {
  const std::string first = preposition_of(d, token);
  if (first == preposition) return true;
  std::string all, last;
  for (TokenId c : d.children(token)) {
    if (at(d, c).deprel != Deprel::cas || c > token) continue;
    last = at(d, c).lower;
    if (!all.empty()) all += '_';
    all += last;
  }
  return !last.empty() && (last == preposition || all == preposition);
}

// "to stop", as against "that it stopped" and "stopping"
bool to_infinitive(const Document& d, TokenId verb) {
  for (TokenId c : d.children(verb))
    if (at(d, c).lower == "to" &&
        (at(d, c).deprel == Deprel::mark || at(d, c).deprel == Deprel::aux))
      return true;
  return false;
}

// Any of the words in the range is this one; used for "neither", "no", "never".
bool is_negator(const Token& t) {
  static constexpr std::array<std::string_view, 9> words = {
      "not", "n't", "n’t", "never", "no", "neither", "nor", "without", "nobody"};
  return std::find(words.begin(), words.end(), t.lower) != words.end();
}

}  // namespace

TokenId child(const Document& d, TokenId token, Deprel relation) {
  for (TokenId c : d.children(token))
    if (at(d, c).deprel == relation) return c;
  return kNone;
}

bool has_child(const Document& d, TokenId token, Deprel relation) {
  return child(d, token, relation) != kNone;
}

bool is_clausal(const Token& token) {
  return token.upos == Upos::VERB || token.upos == Upos::AUX;
}

bool is_passive(const Document& d, TokenId verb) {
  if (at(d, verb).upos == Upos::ADJ)
    return false;  // "is set to": a state, whatever the parser says
  if (has_child(d, verb, Deprel::aux_pass) || has_child(d, verb, Deprel::nsubj_pass)) return true;
  const Token& t = at(d, verb);
  if (t.xpos != Xpos::VBN) return false;
  // A bare participle after a noun ("troops deployed in Iraq") is passive.
  if (t.deprel == Deprel::acl || t.deprel == Deprel::advcl || t.deprel == Deprel::amod)
    return !has_child(d, verb, Deprel::aux) && !has_child(d, verb, Deprel::obj);
  if (t.deprel == Deprel::conj && t.head != kNone && at(d, t.head).upos == Upos::VERB &&
      !has_child(d, verb, Deprel::nsubj) && !has_child(d, verb, Deprel::aux))
    return is_passive(d, t.head) && !has_child(d, verb, Deprel::obj);
  return false;
}

std::string preposition_of(const Document& d, TokenId token) {
  for (TokenId c : d.children(token)) {
    if (at(d, c).deprel != Deprel::cas) continue;
    if (at(d, c).lower == "'s" || at(d, c).lower == "'") continue;
    std::string out(at(d, c).lower);
    for (TokenId f : d.children(c))
      if (at(d, f).deprel == Deprel::fixed) {
        out += '_';
        out += at(d, f).lower;
      }
    return out;
  }
  return {};
}

bool hyphenated(const Document& d, TokenId token) {
  if (token < 2 || at(d, token - 1).lower != "-") return false;
  return at(d, token - 2).span.end == at(d, token - 1).span.begin &&
         at(d, token - 1).span.end == at(d, token).span.begin;
}

bool first_to(const Document& d, TokenId verb) {
  const Token& t = at(d, verb);
  if (t.deprel != Deprel::acl || t.head == kNone || t.xpos != Xpos::VB) return false;
  static constexpr std::array<std::string_view, 6> words = {"first", "second", "third",
                                                            "last",  "latest", "only"};
  if (std::find(words.begin(), words.end(), at(d, t.head).lower) != words.end()) return true;
  for (TokenId c : d.children(t.head))
    if (c < t.head && std::find(words.begin(), words.end(), at(d, c).lower) != words.end())
      return true;
  return false;
}

TokenId antecedent(const Document& d, TokenId token) {
  const Token& t = at(d, token);
  if (t.upos != Upos::PRON && t.upos != Upos::DET) return token;
  if (t.lower != "who" && t.lower != "which" && t.lower != "that" && t.lower != "whom" &&
      t.lower != "whose")
    return token;
  for (TokenId up = t.head; up != kNone; up = at(d, up).head)
    if (at(d, up).deprel == Deprel::acl_relcl && at(d, up).head != kNone) return at(d, up).head;
  return token;
}

std::vector<TokenId> coordinated(const Document& d, TokenId token) {
  std::vector<TokenId> out = {token};
  for (TokenId c : d.children(token))
    if (at(d, c).deprel == Deprel::conj &&
        (at(d, c).upos == Upos::NOUN || at(d, c).upos == Upos::PROPN ||
         at(d, c).upos == Upos::PRON || at(d, c).upos == Upos::NUM))
      for (TokenId more : coordinated(d, c)) out.push_back(more);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<TokenId> logical_subject(const Document& d, TokenId verb, std::string* how) {
  const auto tell = [&](const char* s) {
    if (how) *how = s;
  };
  const Token& t = at(d, verb);
  if (is_passive(d, verb)) {
    for (TokenId c : d.children(verb))
      if (at(d, c).deprel == Deprel::obl_agent ||
          (at(d, c).deprel == Deprel::obl && preposition_of(d, c) == "by" &&
           at(d, c).upos != Upos::NUM)) {
        tell("agent");
        return {antecedent(d, c)};
      }
    return {};
  }
  for (TokenId c : d.children(verb))
    if (is_subject(at(d, c).deprel) &&
        (at(d, c).deprel != Deprel::nsubj_pass || t.upos == Upos::ADJ) &&
        at(d, c).deprel != Deprel::csubj) {
      tell("nsubj");
      // "Iran test-fired …": half of the verb taken for its subject, the name for its modifier.
      if (c == verb - 2 && hyphenated(d, verb))
        if (const auto name = child(d, c, Deprel::compound); name != kNone) return {name};
      return {antecedent(d, c)};
    }
  const TokenId head = t.head;
  if (head == kNone) return {};
  switch (t.deprel) {
    case Deprel::conj:
      if (at(d, head).upos == Upos::VERB || has_child(d, head, Deprel::nsubj)) {
        if (is_passive(d, head)) {
          for (TokenId c : d.children(head))
            if (at(d, c).deprel == Deprel::nsubj_pass) {
              tell("shared subject");
              return {antecedent(d, c)};
            }
        }
        auto found = logical_subject(d, head, how);
        tell("shared subject");
        return found;
      }
      break;
    case Deprel::xcomp: {
      if (!subject_control(at(d, head).lemma)) {
        const auto object = child(d, head, Deprel::obj);
        if (object != kNone && !is_light_verb(at(d, head).lemma)) {
          tell("object control");
          return {antecedent(d, object)};
        }
        if (at(d, head).upos == Upos::VERB && is_passive(d, head)) {
          const auto subject = child(d, head, Deprel::nsubj_pass);
          if (subject != kNone) {
            tell("control");
            return {antecedent(d, subject)};
          }
          return logical_object(d, head, how);
        }
      }
      auto found = logical_subject(d, head, how);
      tell("control");
      return found;
    }
    case Deprel::advcl: {
      // "…, killing ten": the subject of the main clause; after a passive, its surface subject.
      if (at(d, head).upos != Upos::VERB && !has_child(d, head, Deprel::nsubj)) break;
      const auto subject = child(d, head, Deprel::nsubj_pass);
      if (subject != kNone && is_passive(d, head)) {
        tell("main clause");
        return {antecedent(d, subject)};
      }
      auto found = logical_subject(d, head, how);
      tell("main clause");
      return found;
    }
    case Deprel::acl:
      if (t.xpos == Xpos::VBG) {
        tell("modified noun");
        return {head};
      }
      if (t.xpos == Xpos::VB && first_to(d, verb)) {
        tell("modified noun");
        return {head};
      }
      if (t.xpos == Xpos::VB) {  // "plan to visit": whose plan?
        const auto owner = child(d, head, Deprel::nmod_poss);
        if (owner != kNone) {
          tell("possessor");
          return {owner};
        }
        const TokenId governor = at(d, head).head;
        if (governor != kNone && at(d, governor).upos == Upos::VERB &&
            at(d, head).deprel == Deprel::obj)
          return logical_subject(d, governor, how);
      }
      break;
    case Deprel::acl_relcl:
      if (!has_child(d, verb, Deprel::nsubj_pass)) {
        tell("antecedent");
        return {head};
      }
      break;
    case Deprel::csubj:  // "was the first to congratulate": parsed as if the act were first
      if (t.xpos == Xpos::VB && at(d, head).upos == Upos::ADJ && head < verb)
        if (const auto subject = child(d, head, Deprel::nsubj); subject != kNone) {
          tell("control");
          return {antecedent(d, subject)};
        }
      break;
    case Deprel::parataxis:
    case Deprel::ccomp:
      break;
    default:
      break;
  }
  return {};
}

std::vector<TokenId> logical_object(const Document& d, TokenId verb, std::string* how) {
  const auto tell = [&](const char* s) {
    if (how) *how = s;
  };
  const Token& t = at(d, verb);
  if (is_passive(d, verb)) {
    const auto kept = child(d, verb, Deprel::obj);  // "they were awarded medals"
    if (kept != kNone && has_child(d, verb, Deprel::nsubj_pass)) {
      tell("obj");
      return {antecedent(d, kept)};
    }
    const auto subject = child(d, verb, Deprel::nsubj_pass);
    if (subject != kNone) {
      tell("nsubj:pass");
      return {antecedent(d, subject)};
    }
    if (t.head == kNone) return {};
    if (t.deprel == Deprel::acl || t.deprel == Deprel::acl_relcl || t.deprel == Deprel::amod) {
      tell("modified noun");
      return {t.head};
    }
    if (t.deprel == Deprel::conj) {
      auto found = logical_object(d, t.head, how);
      tell("shared subject");
      return found;
    }
    if (t.deprel == Deprel::xcomp || t.deprel == Deprel::advcl)
      return logical_subject(d, t.head, how);
    return {};
  }
  // "gave Baghdad two days": of two objects, whatever the parser calls them, the last is the thing.
  TokenId object = kNone;
  for (TokenId c : d.children(verb))
    if (at(d, c).deprel == Deprel::obj) object = c;
  if (object == kNone) object = child(d, verb, Deprel::iobj);  // "warned Helsinki that ..."
  if (object != kNone) {
    tell("obj");
    return {antecedent(d, object)};
  }
  for (TokenId c : d.children(verb))
    if (at(d, c).deprel == Deprel::obl && c > verb)
      if (const auto particle = child(d, c, Deprel::cas);
          particle == verb + 1 && is_particle_verb(t.lemma, at(d, particle).lower)) {
        tell("obj");
        return {antecedent(d, c)};
      }
  // "kicked off the annual war games": an oblique without a preposition after a particle.
  if (has_child(d, verb, Deprel::compound_prt))
    for (TokenId c : d.children(verb))
      if (at(d, c).deprel == Deprel::obl && c > verb && !has_child(d, c, Deprel::cas)) {
        tell("obj");
        return {antecedent(d, c)};
      }
  // "the ammunition (that) troops seized": the antecedent, when a subject stands in the clause
  if (t.deprel == Deprel::acl_relcl && t.head != kNone && has_child(d, verb, Deprel::nsubj)) {
    const auto subject = child(d, verb, Deprel::nsubj);
    if (antecedent(d, subject) == subject && !has_child(d, verb, Deprel::ccomp) &&
        !has_child(d, verb, Deprel::xcomp)) {
      tell("antecedent");
      return {t.head};
    }
  }
  if (t.deprel == Deprel::conj && t.head != kNone && at(d, t.head).upos == Upos::VERB &&
      t.xpos == at(d, t.head).xpos && d.children(verb).empty()) {
    tell("shared object");
    return logical_object(d, t.head, how);
  }
  // "X and Y attacked and destroyed the base": the object stands with the last verb
  for (TokenId c : d.children(verb))
    if (at(d, c).deprel == Deprel::conj && at(d, c).upos == Upos::VERB && at(d, c).xpos == t.xpos &&
        c - verb <= 3 && !has_child(d, c, Deprel::nsubj)) {
      const auto shared = child(d, c, Deprel::obj);
      if (shared != kNone) {
        tell("shared object");
        return {antecedent(d, shared)};
      }
    }
  return {};
}

std::vector<TokenId> fillers(const Document& d, TokenId p, WordClass word_class, const Slot& slot) {
  std::vector<TokenId> out;
  switch (slot.kind) {
    case SlotKind::Subject:
      if (word_class == WordClass::Noun) {  // "the minister is on a visit to Nepal"
        if (const auto subject = child(d, p, Deprel::nsubj);
            subject != kNone && has_child(d, p, Deprel::cop))
          out.push_back(antecedent(d, subject));
        break;
      }
      return logical_subject(d, p);
    case SlotKind::Object:
      if (word_class == WordClass::Noun) break;
      return logical_object(d, p);
    case SlotKind::IndirectObject:
      for (TokenId c : d.children(p))
        if (at(d, c).deprel == Deprel::iobj) out.push_back(antecedent(d, c));
      if (const auto first = child(d, p, Deprel::obj); out.empty() && first != kNone)
        for (TokenId c : d.children(p))
          if (c > first && at(d, c).deprel == Deprel::obj) out = {antecedent(d, first)};
      if (out.empty() && is_passive(d, p) && has_child(d, p, Deprel::obj) &&
          has_child(d, p, Deprel::nsubj_pass))
        out.push_back(antecedent(d, child(d, p, Deprel::nsubj_pass)));
      // "granted Peru 40 million dollars", "offered Fiji two boats": the parser takes the name for
      // a modifier of what is given.
      if (out.empty() && !is_passive(d, p))
        if (const auto object = child(d, p, Deprel::obj); object != kNone) {
          const auto number = child(d, object, Deprel::nummod);
          for (TokenId c : d.children(object))
            if (at(d, c).deprel == Deprel::compound && at(d, c).upos == Upos::PROPN &&
                number != kNone && c < number && c > p)
              out.push_back(c);
        }
      break;
    case SlotKind::Complement:
      for (TokenId c : d.children(p)) {
        const Deprel r = at(d, c).deprel;
        const bool infinitive =
            r == Deprel::advcl && has_child(d, c, Deprel::mark) && at(d, c).xpos == Xpos::VB;
        if (slot.preposition == "inf" && !to_infinitive(d, c)) continue;
        if ((slot.preposition == "that" || slot.preposition == "must") &&
            (to_infinitive(d, c) || r == Deprel::xcomp))
          continue;
        if (slot.preposition == "must" && modal_of(d, c) != "must") continue;
        if (r == Deprel::xcomp || r == Deprel::ccomp || infinitive ||
            (word_class == WordClass::Noun && r == Deprel::acl))
          out.push_back(c);
      }
      break;
    case SlotKind::Possessor:
      for (TokenId c : d.children(p))
        if (at(d, c).deprel == Deprel::nmod_poss) out.push_back(antecedent(d, c));
      break;
    case SlotKind::Modifier:
      for (TokenId c : d.children(p))
        if (at(d, c).deprel == Deprel::amod || at(d, c).deprel == Deprel::compound ||
            at(d, c).deprel == Deprel::nmod_desc)
          out.push_back(c);
      break;
    case SlotKind::Preposition:
      for (TokenId c : d.children(p)) {
        if (at(d, c).deprel == Deprel::advcl || at(d, c).deprel == Deprel::acl) {  // "of killing"
          const auto mark = child(d, c, Deprel::mark);
          if (mark != kNone && at(d, mark).lower == slot.preposition) out.push_back(c);
          if (slot.preposition == "when")  // an adverb to the parser
            for (TokenId w : d.children(c))
              if (w < c && at(d, w).lower == "when") out.push_back(c);
          continue;
        }
        if (!is_oblique(at(d, c).deprel) && at(d, c).deprel != Deprel::iobj) continue;
        if (stands_with(d, c, slot.preposition)) out.push_back(antecedent(d, c));
      }
      // "the expulsion of three diplomats by Prague", "a gift of rice to Cuba": the phrase hangs on
      // either noun.
      if (out.empty() && word_class == WordClass::Noun &&
          (slot.preposition == "by" || slot.preposition == "to" || slot.preposition == "against" ||
           slot.preposition == "from")) {
        for (TokenId c : d.children(p))
          if (at(d, c).deprel == Deprel::nmod && preposition_of(d, c) == "of")
            for (TokenId g : d.children(c))
              if (is_oblique(at(d, g).deprel) && preposition_of(d, g) == slot.preposition)
                out.push_back(antecedent(d, g));
      }
      // A phrase that the parser hung on the object, or on what the object is of ("sent tonnes of
      // food to Chad", "pledged a million in loans to Chad"), instead of the verb is still the
      // verb's.
      if (out.empty() && word_class == WordClass::Verb && slot.preposition != "of") {
        std::vector<TokenId> holders;
        // Of a passive as well: "the ban on its wheat was lifted".
        for (TokenId object : logical_object(d, p))
          if (object > p || has_child(d, p, Deprel::nsubj_pass)) holders.push_back(object);
        for (TokenId c : d.children(p))
          if (at(d, c).deprel == Deprel::obl && preposition_of(d, c) == "in") holders.push_back(c);
        for (std::size_t i = 0; i < holders.size() && i < 6 && out.empty(); ++i)
          for (TokenId c : d.children(holders[i])) {
            if (!is_oblique(at(d, c).deprel)) continue;
            const auto preposition = preposition_of(d, c);
            if (preposition == slot.preposition) out.push_back(antecedent(d, c));
            if (preposition == "of" || preposition == "about") holders.push_back(c);
          }
      }
      break;
    case SlotKind::Speaker:  // not of the tree: slots.cc asks speakers.cc
      break;
    case SlotKind::Particle:
      for (TokenId c : d.children(p))
        if (at(d, c).lower == slot.preposition &&
            (at(d, c).deprel == Deprel::compound_prt || at(d, c).deprel == Deprel::advmod ||
             at(d, c).deprel == Deprel::obl || at(d, c).deprel == Deprel::cas ||
             at(d, c).deprel == Deprel::xcomp))
          out.push_back(c);
      // Fixed phrases ("hack to death") and prepositions ("call on") stand right after the verb.
      for (TokenId next = p + 1;
           out.empty() && next <= p + 2 && next < static_cast<TokenId>(d.tokens.size()); ++next)
        if (at(d, next).lower == slot.preposition && at(d, next).sentence == at(d, p).sentence)
          out.push_back(next);
      break;
  }
  return out;
}

std::vector<TokenId> contents(const Document& d, const Codebook& codebook, TokenId token) {
  std::vector<TokenId> out;
  if (at(d, token).upos != Upos::NUM &&
      !codebook.is_container(d.codebook_words[static_cast<std::size_t>(token)].lemma))
    return out;
  for (TokenId c : d.children(token))
    if (at(d, c).deprel == Deprel::nmod && preposition_of(d, c) == "of") {
      const auto more = coordinated(d, c);
      out.insert(out.end(), more.begin(), more.end());
    }
  return out;
}

TokenId clause_of(const Document& d, TokenId token) {
  for (TokenId t = token; t != kNone; t = at(d, t).head)
    if (is_clausal(at(d, t)) || has_child(d, t, Deprel::nsubj) || has_child(d, t, Deprel::cop))
      return t;
  return token;
}

// "undertook not to recruit": the "not" behind a verb and before "to" is the infinitive's.
static bool negates_infinitive(const Document& d, TokenId verb, TokenId negator) {
  const TokenId next = negator + 1;
  return negator > verb && next < static_cast<TokenId>(d.tokens.size()) &&
         at(d, next).lower == "to" && at(d, next).sentence == at(d, verb).sentence;
}

bool negated(const Document& d, TokenId token) {
  for (TokenId c : d.children(token)) {
    const Deprel r = at(d, c).deprel;
    if ((r == Deprel::advmod || r == Deprel::det || r == Deprel::cc_preconj || r == Deprel::mark ||
         r == Deprel::cas) &&
        is_negator(at(d, c)) && !negates_infinitive(d, token, c))
      return true;
    if (r == Deprel::obj && at(d, c).lower == "none") return true;
    if ((r == Deprel::nsubj || r == Deprel::nsubj_pass) &&
        (at(d, c).lower == "nobody" || at(d, c).lower == "none" || at(d, c).lower == "neither" ||
         at(d, c).lower == "nothing"))
      return true;
    if (r == Deprel::nsubj || r == Deprel::nsubj_pass || r == Deprel::obj)
      for (TokenId g : d.children(c))
        if ((at(d, g).deprel == Deprel::det || at(d, g).deprel == Deprel::cc_preconj) &&
            (at(d, g).lower == "no" || at(d, g).lower == "neither"))
          return true;
    // "neither condemned the raid nor defended it"
    if (r == Deprel::cc && at(d, c).lower == "nor") return true;
  }
  return false;
}

std::string_view modal_of(const Document& d, TokenId verb) {
  for (TokenId c : d.children(verb))
    if (at(d, c).deprel == Deprel::aux &&
        (at(d, c).xpos == Xpos::MD || at(d, c).lemma == "will" || at(d, c).lemma == "would")) {
      if (at(d, c).lower == "'ll" || at(d, c).lower == "’ll" || at(d, c).lower == "wo")
        return "will";
      if (at(d, c).lower == "'d" || at(d, c).lower == "’d") return "would";
      return at(d, c).lower;
    }
  return {};
}

bool is_light_verb(std::string_view lemma) {
  static constexpr std::array<std::string_view, 30> verbs = {
      "hold",  "have",     "make",   "give",    "take",      "conduct", "carry",  "launch",
      "stage", "mount",    "wage",   "begin",   "start",     "open",    "resume", "continue",
      "pay",   "do",       "commit", "perform", "undertake", "attend",  "join",   "host",
      "order", "announce", "issue",  "lead",    "organise",  "organize"};
  return std::find(verbs.begin(), verbs.end(), lemma) != verbs.end();
}

bool phrase_at(const Document& d, TokenId head, const Words& words) {
  const auto n = static_cast<TokenId>(words.size());
  const auto size = static_cast<TokenId>(d.tokens.size());
  for (TokenId begin = std::max(0, head - n + 1); begin <= head && begin + n <= size; ++begin) {
    bool all = true;
    for (TokenId i = 0; i < n && all; ++i)
      all = word_at(d, begin + i, words[static_cast<std::size_t>(i)]) &&
            at(d, begin + i).sentence == at(d, head).sentence;
    if (all) return true;
  }
  return false;
}

bool member_at(const Document& d, const Codebook& codebook, TokenId head, ClassId word_class) {
  bool found = false;
  each_word(d, head, [&](WordId word) {
    if (found) return;
    for (const auto& m : codebook.memberships(word, word_class))
      if (phrase_at(d, head, codebook.members(word_class)[static_cast<std::size_t>(m.member)])) {
        found = true;
        return;
      }
  });
  return found;
}

}  // namespace dragoman::syntax
