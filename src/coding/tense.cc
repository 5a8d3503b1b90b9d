#include "coding/tense.h"

#include <algorithm>
#include <array>

#include "coding/syntax.h"

namespace dragoman {
namespace {

using syntax::among;
using syntax::at;

// Verbs whose infinitive tells what was done, in their own tense.
constexpr std::array<std::string_view, 17> kImplicative = {
    "begin", "start",  "continue", "manage", "fail",   "help", "force", "cause", "lead",
    "allow", "enable", "compel",   "dare",   "bother", "go",   "rush",  "travel"};

bool is_predicate(const Document& d, TokenId t) {
  const Token& token = at(d, t);
  if (token.upos == Upos::VERB) return true;
  if (token.upos == Upos::AUX)
    return token.deprel != Deprel::aux && token.deprel != Deprel::aux_pass &&
           token.deprel != Deprel::cop;
  for (TokenId c : d.children(t))
    if (at(d, c).deprel == Deprel::cop) return true;
  return false;
}

Tense tense_by_words(const Document& d, TokenRange tokens) {
  if (tokens.begin >= tokens.end) return Tense::Unknown;
  const Sentence& s = d.sentences[static_cast<std::size_t>(at(d, tokens.begin).sentence)];
  static constexpr std::array<std::string_view, 16> kFuture = {
      "will", "shall",    "'ll",     "would",  "plans", "planned", "scheduled", "expected",
      "due",  "upcoming", "intends", "coming", "set",   "expects", "wo",        "forthcoming"};
  static constexpr std::array<std::string_view, 11> kPast = {
      "was", "were", "did", "had", "said", "told", "met", "held", "took", "announced", "reported"};
  // The nearest sign decides; one to the left weighs like one two words nearer on the right.
  int best = 1000;
  Tense tense = Tense::Unknown;
  for (TokenId t = s.tokens.begin; t < s.tokens.end; ++t) {
    if (tokens.contains(t)) continue;
    const std::string_view w = at(d, t).lower;
    const bool future = among(w, kFuture);
    const bool past = among(w, kPast) || (w.size() > 4 && w.ends_with("ed"));
    if (!future && !past) continue;
    const int distance = t < tokens.begin ? tokens.begin - t : 2 * (t - tokens.end) + 2;
    if (distance < best) best = distance, tense = future ? Tense::Future : Tense::Past;
  }
  return tense;
}

}  // namespace

bool has_tree(const Document& d) {
  return std::any_of(d.tokens.begin(), d.tokens.end(),
                     [](const Token& t) { return t.head != kNone; });
}

TokenId governing_clause(const Document& d, TokenId token) {
  int guard = 0;
  for (TokenId t = token; t != kNone && guard < 200; t = at(d, t).head, ++guard)
    if (is_predicate(d, t)) return t;
  return kNone;
}

Tense tense_of(const Document& d, TokenId verb) {
  for (int depth = 0; verb != kNone && depth < 8; ++depth) {
    const Token& v = at(d, verb);
    std::string_view finite, modal;
    Xpos finite_tag = Xpos::None;
    bool to = false, have = false, had = false, be = false, was = false;
    for (TokenId c : d.children(verb)) {
      const Token& child = at(d, c);
      if (child.deprel == Deprel::aux || child.deprel == Deprel::aux_pass ||
          child.deprel == Deprel::cop) {
        if (child.xpos == Xpos::MD) modal = child.lower;
        if (child.lemma == "have")
          (child.lower == "had" || child.lower == "'d" ? had : have) = true;
        if (child.lemma == "be" || child.lower == "was" || child.lower == "were" ||
            child.lower == "is")
          (child.lower == "was" || child.lower == "were" ? was : be) = true;
        if (child.xpos == Xpos::VBD || child.xpos == Xpos::VBZ || child.xpos == Xpos::VBP)
          finite = child.lower, finite_tag = child.xpos;
      }
      if (child.deprel == Deprel::mark && child.lower == "to") to = true;
      if (child.lower == "to" && child.xpos == Xpos::TO) to = true;
    }
    if (!modal.empty()) return have ? Tense::Perfect : Tense::Future;
    if (had) return Tense::PastPerfect;
    if (have) return Tense::Perfect;
    if (to) {
      const TokenId up = v.head == kNone ? kNone : governing_clause(d, v.head);
      if (up != kNone && among(at(d, up).lemma, kImplicative) && v.deprel != Deprel::root) {
        verb = up;
        continue;
      }
      return Tense::Future;
    }
    if (finite_tag == Xpos::VBD || was) return Tense::Past;
    if (v.xpos == Xpos::VBD) return Tense::Past;
    if (be || finite_tag != Xpos::None) {
      // "is killed", "is said": present; "is meeting": present.
      return Tense::Present;
    }
    if (v.xpos == Xpos::VBZ || v.xpos == Xpos::VBP) return Tense::Present;
    if (v.deprel == Deprel::conj && v.head != kNone) {  // "will meet and sign"
      verb = governing_clause(d, v.head);
      continue;
    }
    if (v.xpos == Xpos::VBN) return Tense::Past;
    // Gerunds, bare infinitives and nouns: as the clause that they stand in.
    verb = v.head == kNone ? kNone : governing_clause(d, v.head);
  }
  return Tense::Unknown;
}

Tense tense_around(const Document& d, TokenRange tokens) {
  if (tokens.begin >= tokens.end) return Tense::Unknown;
  TokenId head = kNone;
  for (TokenId t = tokens.begin; t < tokens.end; ++t)
    if (const TokenId h = at(d, t).head; h != kNone && !tokens.contains(h)) {
      head = h;
      break;
    }
  if (head == kNone) return has_tree(d) ? Tense::Unknown : tense_by_words(d, tokens);
  const TokenId clause = governing_clause(d, head);
  return clause == kNone ? Tense::Unknown : tense_of(d, clause);
}

}  // namespace dragoman
