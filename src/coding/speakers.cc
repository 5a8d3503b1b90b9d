#include "coding/speakers.h"

#include <algorithm>
#include <array>

#include "coding/parties.h"
#include "coding/syntax.h"

namespace dragoman {
namespace {

using syntax::at;

bool says(std::string_view lemma) {
  static constexpr std::array<std::string_view, 39> verbs = {
      "say",    "tell",     "report",   "state",    "declare",     "add",      "note",
      "claim",  "insist",   "allege",   "confirm",  "acknowledge", "announce", "explain",
      "recall", "reveal",   "maintain", "argue",    "write",       "stress",   "observe",
      "admit",  "concede",  "comment",  "remark",   "reply",       "quote",    "indicate",
      "assert", "disclose", "estimate", "believe",  "suggest",     "complain", "warn",
      "hear",   "deny",     "recount",  "establish"};
  return std::find(verbs.begin(), verbs.end(), lemma) != verbs.end();
}

// Verbs of witnesses: their object is what they tell of ("described men whipped with canes").
bool depicts(std::string_view lemma) {
  return lemma == "describe" || lemma == "recount";
}

// "denied supplying arms", "admitted shooting down": the gerund is what is told.
bool owns_up(std::string_view lemma) {
  return lemma == "deny" || lemma == "admit" || lemma == "acknowledge" || lemma == "confirm";
}

bool inside(const Document& d, TokenId t, TokenId ancestor) {
  for (; t != kNone; t = at(d, t).head)
    if (t == ancestor) return true;
  return false;
}

class SpeakerFinder {
 public:
  SpeakerFinder(const Document& d, const Knowledge& knowledge, TokenId trigger)
      : d_(d), knowledge_(knowledge), trigger_(trigger) {}

  std::vector<Speaker> find() {
    // Upwards: every clause of saying whose complement holds the trigger.
    for (TokenId t = trigger_; t != kNone; t = at(d_, t).head) {
      const TokenId head = at(d_, t).head;
      const Deprel r = at(d_, t).deprel;
      // What a clause of time tells in passing is the writer's own knowledge.
      if (beside(t)) return std::move(out_);
      if (head != kNone && head != trigger_) {
        const std::string_view verb = at(d_, head).lemma;
        const bool gerund = r == Deprel::xcomp && at(d_, t).xpos == Xpos::VBG;
        if ((says(verb) && (r == Deprel::ccomp || r == Deprel::parataxis ||
                            (r == Deprel::obj && at(d_, t).upos == Upos::VERB))) ||
            (depicts(verb) && (r == Deprel::obj || r == Deprel::ccomp || r == Deprel::xcomp)) ||
            (owns_up(verb) && gerund))
          add_speaker(head);
      }
      // Downwards: "…, the ministry said": the saying hangs below as parataxis.
      for (TokenId c : d_.children(t))
        if (at(d_, c).deprel == Deprel::parataxis && says(at(d_, c).lemma) && c != trigger_ &&
            !inside(d_, trigger_, c))
          add_speaker(c);
      // "according to X" anywhere on the way up
      for (TokenId c : d_.children(t))
        if (syntax::preposition_of(d_, c).starts_with("according") && !inside(d_, trigger_, c))
          add(c, "according to");
    }
    if (out_.empty()) from_wording();
    if (out_.empty()) from_quotation();
    return std::move(out_);
  }

 private:
  bool beside(TokenId t) const {
    const Token& token = at(d_, t);
    if (token.deprel != Deprel::advcl && token.deprel != Deprel::obl &&
        token.deprel != Deprel::nmod)
      return false;
    const auto preposition = syntax::preposition_of(d_, t);
    if (preposition == "after" || preposition == "since") return true;
    for (TokenId c : d_.children(t))
      if (at(d_, c).deprel == Deprel::mark &&
          (at(d_, c).lower == "after" || at(d_, c).lower == "since" || at(d_, c).lower == "when"))
        return true;
    return false;
  }

  void add_speaker(TokenId verb) {
    // "the agency reported, quoting a government source": the source is the innermost.
    for (TokenId c : d_.children(verb))
      if (at(d_, c).deprel == Deprel::advcl &&
          (at(d_, c).lower == "quoting" || at(d_, c).lower == "citing") && !inside(d_, trigger_, c))
        for (TokenId s : syntax::logical_object(d_, c)) add(s, "quoted by the speaker");
    if (const TokenId s = speaker_behind(verb); s != kNone) return add(s, "inverted saying");
    if (syntax::is_passive(d_, verb)) {
      for (TokenId s : syntax::logical_subject(d_, verb)) add(s, "agent of saying");
      return;
    }
    for (TokenId s : syntax::logical_subject(d_, verb)) add(s, "subject of saying");
  }

  void add(TokenId head, const char* how) {
    if (at(d_, head).lower == "it" && d_.mention_headed_by(head) == kNone) return;
    out_.push_back({head, how});
  }

  bool nominal(TokenId t) const {
    const Upos u = at(d_, t).upos;
    return u == Upos::NOUN || u == Upos::PROPN || u == Upos::PRON;
  }
  bool sets_apart(TokenId t) const {
    const auto& word = at(d_, t).lower;
    return word == "," || word == "\"" || word == "\u201d" || word == "''" || word == "\u2019";
  }

  // The head of the noun phrase that takes up [begin, end): the end of its first run of nouns, or
  // what that hangs on within the phrase ("Brian Nichols of the State Department").
  TokenId head_of(TokenId begin, TokenId end) const {
    for (TokenId i = begin; i < end; ++i) {
      if (!nominal(i)) {
        const Upos u = at(d_, i).upos;
        if (u != Upos::DET && u != Upos::ADJ && u != Upos::NUM && u != Upos::ADV) return kNone;
        continue;
      }
      if (i + 1 < end && (nominal(i + 1) || at(d_, i + 1).lower == "'s")) {
        if (at(d_, i + 1).lower == "'s") ++i;
        continue;
      }
      TokenId up = i;
      while (at(d_, up).head != kNone && at(d_, up).head >= begin && at(d_, up).head < end &&
             nominal(at(d_, up).head))
        up = at(d_, up).head;
      return up;
    }
    return kNone;
  }

  // "…, said his mother, …": who says it stands right behind the verb, whatever the tree makes of
  // it.
  TokenId speaker_behind(TokenId verb) const {
    const Sentence& s = d_.sentences[static_cast<std::size_t>(at(d_, verb).sentence)];
    if (verb <= s.tokens.begin || !sets_apart(verb - 1) || at(d_, verb).xpos == Xpos::VBG)
      return kNone;
    TokenId end = verb + 1;
    while (end < s.tokens.end && at(d_, end).upos != Upos::PUNCT && at(d_, end).upos != Upos::VERB)
      ++end;
    if (end < s.tokens.end && at(d_, end).upos == Upos::VERB && at(d_, end).xpos != Xpos::VBG)
      return kNone;
    const TokenId head = head_of(verb + 1, end);
    return head != kNone && !parties::of(d_, head, knowledge_).empty() ? head : kNone;
  }

  // "…, private radio reported.", "…, residents said on Friday.", "according to …": read off the
  // words where the tree did not see that the clause before is what is said.
  void from_wording() {
    const Sentence& s = d_.sentences[static_cast<std::size_t>(sentence())];
    for (TokenId t = s.tokens.begin; t + 1 < s.tokens.end; ++t) {
      const Token& token = at(d_, t);
      if (token.lower == "according" && at(d_, t + 1).lower == "to") {
        TokenId end = t + 2;
        while (end < s.tokens.end && at(d_, end).upos != Upos::PUNCT &&
               at(d_, end).upos != Upos::VERB)
          ++end;
        const TokenId source = head_of(t + 2, end);
        if (source != kNone && (trigger_ < t || trigger_ > end)) return add(source, "according to");
      }
      if (token.upos != Upos::VERB || !says(token.lemma) || t <= trigger_) continue;
      if (const TokenId source = speaker_behind(t); source != kNone)
        return add(source, "inverted saying");
      const Token& next = at(d_, t + 1);
      if (next.upos != Upos::PUNCT && next.upos != Upos::ADV && next.lower != "on" &&
          next.lower != "in" && next.lower != "at" && next.lower != "yesterday" &&
          next.lower != "today")
        continue;
      if (token.xpos != Xpos::VBD && token.xpos != Xpos::VBZ && token.xpos != Xpos::VBP &&
          token.xpos != Xpos::VBN)
        continue;
      TokenId end = t;
      while (end > s.tokens.begin && at(d_, end - 1).upos == Upos::AUX) --end;
      if (token.xpos == Xpos::VBN && end == t) continue;
      TokenId begin = end;
      while (begin > s.tokens.begin && !sets_apart(begin - 1) &&
             at(d_, begin - 1).upos != Upos::VERB && at(d_, begin - 1).upos != Upos::AUX &&
             at(d_, begin - 1).upos != Upos::CCONJ)
        --begin;
      if (begin <= s.tokens.begin || begin == end || !sets_apart(begin - 1) || begin <= trigger_)
        continue;
      const auto& first = at(d_, begin).lower;
      if (first == "who" || first == "which" || first == "that" || first == "where") continue;
      if (const TokenId source = head_of(begin, end); source != kNone)
        return add(source, "clause of saying set behind");
    }
  }

  // A sentence that is wholly quoted belongs to the speaker of the quotation: found in the same
  // paragraph, in the nearest earlier sentence that has a verb of saying with a subject.
  void from_quotation() {
    const Sentence& s = d_.sentences[static_cast<std::size_t>(sentence())];
    if (!s.quoted) return;
    for (SentenceId i = sentence() - 1; i >= 0 && i >= sentence() - 4; --i) {
      const Sentence& before = d_.sentences[static_cast<std::size_t>(i)];
      if (before.block != s.block) return;
      for (TokenId t = before.tokens.end - 1; t >= before.tokens.begin; --t)
        if (at(d_, t).upos == Upos::VERB && says(at(d_, t).lemma) &&
            syntax::has_child(d_, t, Deprel::nsubj)) {
          add_speaker(t);
          return;
        }
    }
  }

  SentenceId sentence() const { return at(d_, trigger_).sentence; }

  const Document& d_;
  const Knowledge& knowledge_;
  TokenId trigger_;
  std::vector<Speaker> out_;
};

}  // namespace

std::vector<Speaker> speakers_of(const Document& d, const Knowledge& knowledge, TokenId trigger) {
  return SpeakerFinder(d, knowledge, trigger).find();
}

}  // namespace dragoman
